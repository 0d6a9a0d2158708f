/** "Check Output of dom0…": the troubleshooter for an editor, on the host that the user means, with places to go to. */
import type { Range } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { documentOf } from '../model/lines.ts';
import { basename, isWithin } from '../model/paths.ts';
import type { Workspace } from '../model/workspace.ts';
import { hostsOf } from './diagram/hosts.ts';
import type { HostRef } from './diagram/types.ts';
import {
  byVerdict,
  type DoctorOutput,
  type DoctorRow,
  diagnose,
  doctorConfig,
  READ,
  renderMarkdown,
} from './doctor.ts';

export interface CheckOutputParams {
  /** The document that the user looks at: its host is taken when none is named. */
  readonly uri?: string;
  /** The root of the host to compare with. */
  readonly host?: string;
  readonly outputs: readonly DoctorOutput[];
}

export interface CheckedRow extends DoctorRow {
  /** Where the expectation is written; left out for what no file says. */
  readonly uri?: string;
  readonly range?: Range;
}

export interface CheckOutputAnswer {
  readonly hosts: readonly HostRef[];
  /** The root of the host that was taken; left out when the user has to choose one of several. */
  readonly host?: string;
  readonly title?: string;
  /** What is to be said first: how much is wrong, or why there is nothing to compare. */
  readonly summary: string;
  /** Faults first. */
  readonly rows: readonly CheckedRow[];
  /** The same table as Markdown; empty when there are no rows. */
  readonly markdown: string;
}

/**
 * Compares outputs with the configuration of the host that is named, or that the document belongs to, or that is the
 * only one. `nameOf` gives the name that the table shows for a file.
 */
export function checkOutput(
  params: CheckOutputParams,
  workspace: Workspace,
  nameOf: (uri: string) => string,
): CheckOutputAnswer {
  const all = hostsOf(workspace);
  const hosts = all.map(({ root, name }) => ({ root, name }));
  const root = params.host ?? rootOf(params.uri, workspace, hosts) ?? (hosts.length === 1 ? hosts[0]?.root : undefined);
  const chosen = hosts.find((one) => one.root === root);
  if (!chosen) return { hosts, summary: hosts.length === 0 ? NOTHING : ASK, rows: [], markdown: '' };
  const uris = new Map<string, string>();
  const names = (uri: string): string => {
    const short = nameOf(uri);
    const taken = uris.get(short);
    const name = taken === undefined || taken === uri ? short : uri;
    uris.set(name, uri);
    return name;
  };
  const report = diagnose(doctorConfig(workspace, names, chosen.root), params.outputs);
  const rows = byVerdict(report.rows);
  return {
    hosts,
    host: chosen.root,
    title: chosen.name,
    summary: report.understood ? summaryOf(rows) : nothingIn(params.outputs),
    rows: rows.map((row) => ({ ...row, ...placeOf(row, uris.get(row.file), workspace) })),
    markdown: rows.length > 0 ? renderMarkdown(rows) : '',
  };
}

const NOTHING =
  'No Xen host and no guest is in this workspace, so there is nothing to compare with. Open the folder that holds the .cfg files and xend-config.sxp or xl.conf.';
const ASK = 'The workspace holds several hosts. Choose the one that the output is from.';

function rootOf(uri: string | undefined, workspace: Workspace, hosts: readonly HostRef[]): string | undefined {
  if (uri === undefined) return undefined;
  const file = workspace.files.get(uri);
  const root = file && workspace.hostOf(file).root;
  if (root && hosts.some((one) => one.root === root)) return root;
  const path = pathOf(uri);
  return hosts
    .filter((one) => one.root !== '' && path !== undefined && isWithin(path, one.root))
    .sort((a, b) => b.root.length - a.root.length)[0]?.root;
}

/** The path of a file's URI; undefined for a document that was never saved. */
function pathOf(uri: string): string | undefined {
  const { scheme, path } = URI.parse(uri);
  return scheme === 'untitled' ? undefined : path;
}

function placeOf(row: DoctorRow, uri: string | undefined, workspace: Workspace): { uri?: string; range?: Range } {
  const file = row.line > 0 && uri !== undefined ? workspace.files.get(uri) : undefined;
  if (!file) return {};
  const line = row.line - 1;
  const length = documentOf(file)
    .getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    .trimEnd().length;
  return { uri: file.uri, range: { start: { line, character: 0 }, end: { line, character: length } } };
}

function nothingIn(outputs: readonly DoctorOutput[]): string {
  const name = outputs.length === 1 && outputs[0] ? ` in ${basename(outputs[0].name)}` : '';
  return `Nothing${name} was recognised, so nothing can be said about the host. Paste what these print in dom0: ${READ}.`;
}

function summaryOf(rows: readonly DoctorRow[]): string {
  if (rows.length === 0) return 'Nothing to report.';
  const count = (verdict: DoctorRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const parts = [
    [count('wrong'), 'wrong'],
    [count('missing'), 'missing'],
    [count('unknown'), 'undecided'],
    [count('not-shown'), 'not shown'],
    [count('ok'), 'as expected'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${said.join(', ')}.`;
}
