/** "Set Network Mode…": the five situations, and the edits that turn a host's file to the mode that one asks for. */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { SxpFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { scriptOf } from '../model/xend.ts';
import { lineEnd } from '../rules/check.ts';
import { insert, remove } from '../rules/edits.ts';
import type { TextEdit } from '../rules/rule.ts';
import { commentFormOut } from '../rules/xend/edits.ts';
import { modePairOf, modePairs, type PairedMode, networkSituations as situations } from '../xen/network-modes.ts';
import { toWorkspaceEdit } from './code-actions.ts';

/** One line of the quick pick. */
export interface SituationItem {
  /** What `setNetworkMode` wants back. */
  readonly situation: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export function networkSituations(): SituationItem[] {
  return situations.map((situation, index) => ({
    situation: String(index + 1),
    label: situation.title,
    description: modePairOf.get(situation.mode)?.title ?? situation.mode,
    detail: situation.detail,
  }));
}

/** The two forms of a mode, those of the other two modes commented out below each, as Xen's own example has them. */
export function modeBlock(mode: PairedMode): string {
  const chosen = modePairOf.get(mode);
  const others = modePairs.filter((pair) => pair.mode !== mode);
  const lines = [
    `(network-script ${chosen?.networkScript})`,
    ...others.map((pair) => `#(network-script ${pair.networkScript})`),
    '',
    `(vif-script ${chosen?.vifScript})`,
    ...others.map((pair) => `#(vif-script ${pair.vifScript})`),
  ];
  return lines.join('\n');
}

/** Either the edit with the file and the mode it leads to, or, in `error`, why there is none. */
export interface SetModeAnswer {
  readonly edit?: WorkspaceEdit;
  readonly uri?: string;
  readonly mode?: string;
  readonly error?: string;
}

/**
 * The edit for a situation of the quick pick, on the file given, else on the only xend-config.sxp of the workspace;
 * `error` says in words why there is none.
 */
export function setNetworkMode(uri: string | undefined, situation: string, workspace: Workspace): SetModeAnswer {
  const chosen = situations[Number(situation) - 1];
  if (!chosen) return { error: `There is no situation ${situation}.` };
  const file = hostFile(uri, workspace);
  if (typeof file === 'string') return { error: file };
  const edits = modeEdits(file, chosen.mode);
  const mode = modePairOf.get(chosen.mode)?.title ?? chosen.mode;
  return { uri: file.uri, mode, ...(edits.length > 0 ? { edit: toWorkspaceEdit(edits, workspace) } : {}) };
}

function hostFile(uri: string | undefined, workspace: Workspace): SxpFile | string {
  const given = uri === undefined ? undefined : workspace.files.get(uri);
  if (given?.language === 'xend-sxp' && given.facts.xend) return given;
  const host = given && workspace.hostOf(given).xend;
  if (host) return host;
  const all = [...workspace.files.values()].filter(
    (file): file is SxpFile => file.language === 'xend-sxp' && file.path.endsWith('/xend-config.sxp'),
  );
  if (all.length === 1 && all[0]) return all[0];
  return all.length === 0
    ? 'There is no xend-config.sxp in this workspace. xl hosts set their network up in /etc/network/interfaces.'
    : 'There are several xend-config.sxp files in this workspace. Open the one to change first.';
}

/**
 * The fewest edits that make xend use the pair of a mode: lines of other modes are commented out, a commented line
 * of the right script is enabled, and only what is nowhere in the file is added.
 */
export function modeEdits(file: SxpFile, mode: PairedMode): TextEdit[] {
  const pair = modePairOf.get(mode);
  if (!pair) return [];
  return [...switchTo(file, 'network-script', pair.networkScript), ...switchTo(file, 'vif-script', pair.vifScript)];
}

/** Makes `(option script)` the one form of the option that is in use. */
export function switchTo(file: SxpFile, option: string, script: string): TextEdit[] {
  const live = file.facts.options.filter((one) => one.name === option);
  const kept = live.find((one) => scriptOf(one)?.name.text === script);
  const edits: TextEdit[] = live.filter((one) => one !== kept).flatMap((one) => commentFormOut(file, one.form));
  if (kept) return edits;
  const ready = file.facts.commented.find((one) => one.name === option && isForm(one.formText, option, script));
  if (ready) return [...edits, remove(file, ready.marker)];
  const form = `(${option} ${script})`;
  const last = live.at(-1) ?? file.facts.commented.findLast((one) => one.name === option);
  if (!last) return [...edits, addAtEnd(file, form)];
  const at = lineEnd(file.text, 'form' in last ? last.form.end : last.end);
  return [...edits, insert(file, at, `${lineBreak(file.text)}${form}`)];
}

function isForm(text: string, option: string, script: string): boolean {
  return text.replaceAll(/\s+/g, ' ').trim() === `(${option} ${script})`;
}

function addAtEnd(file: SxpFile, form: string): TextEdit {
  const { text } = file;
  const gap = text === '' || text.endsWith('\n') ? '' : lineBreak(text);
  return insert(file, text.length, `${gap}${form}${lineBreak(text)}`);
}

function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
