/** `xen-config diagram`: the picture of a host's network on standard output, as the editor draws it. */

import { hostsOf } from '../features/diagram/hosts.ts';
import { diagramText } from '../features/network-diagram.ts';
import { reasonOf } from '../folder-reader.ts';
import { defaultSettings, type Settings } from '../model/settings.ts';
import { Workspace } from '../model/workspace.ts';
import { check, contextFor } from '../rules/check.ts';
import { printable } from '../syntax/printable.ts';
import { load, shownUri } from './files.ts';
import type { Terminal } from './terminal.ts';

export interface DiagramOptions {
  readonly paths: readonly string[];
  readonly format: 'svg' | 'mermaid';
  /** The name of the host, or its folder; the only one when left out. */
  readonly host: string | undefined;
  readonly toolstack: Settings['toolstack'];
  readonly version: string;
}

/** Exit status: 0 drawn, 2 nothing to draw, several hosts to choose from, or something could not be read. */
export async function runDiagram(options: DiagramOptions, terminal: Terminal): Promise<number> {
  const settings: Settings = { ...defaultSettings, toolstack: options.toolstack, version: options.version };
  const workspace = new Workspace(() => settings);
  let { complete } = await load(workspace, options.paths, terminal);
  const hosts = hostsOf(workspace);
  const wanted = options.host;
  const chosen = wanted === undefined ? hosts : hosts.filter((one) => one.name === wanted || one.root === wanted);
  const [host] = chosen;
  if (!host || chosen.length > 1) {
    const names = hosts.map((one) => one.name);
    terminal.error(`xen-config: ${printable(complaint(names, wanted))}`);
    return 2;
  }
  const text = await diagramText(
    workspace,
    (file) =>
      check(file, contextFor(file, workspace), (rule, error) => {
        complete = false;
        terminal.error(
          `${printable(shownUri(file.uri, terminal.cwd))}: the rule ${rule.code} failed: ${printable(reasonOf(error))}`,
        );
      }),
    options.format,
    host.root,
  );
  terminal.print(text ?? '');
  return complete ? 0 : 2;
}

function complaint(names: readonly string[], wanted: string | undefined): string {
  if (names.length === 0) return 'there is no Xen host and no guest to draw';
  const choice = `choose one with --host: ${names.join(', ')}`;
  return wanted === undefined
    ? `there are ${names.length} hosts; ${choice}`
    : `there is no host "${wanted}"; ${choice}`;
}
