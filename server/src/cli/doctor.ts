/** `xen-config doctor`: what dom0 shows, held against what the files ask for. */

import { resolve } from 'node:path';
import {
  type DoctorOutput,
  diagnose,
  doctorConfig,
  isFault,
  READ,
  renderJson,
  renderMarkdown,
  renderText,
} from '../features/doctor.ts';
import { readGiven, reasonOf } from '../folder-reader.ts';
import { defaultSettings } from '../model/settings.ts';
import { Workspace } from '../model/workspace.ts';
import { printable } from '../syntax/printable.ts';
import { load, nothingFound, shown, shownUri } from './files.ts';
import type { Terminal } from './terminal.ts';

export interface DoctorOptions {
  /** The folder (or file) that holds the configuration. */
  readonly config: string;
  /** Files with pasted output, any mix of commands in each. */
  readonly outputs: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
}

const RENDERERS = { text: renderText, json: renderJson, markdown: renderMarkdown };

/** Exit status: 0 nothing wrong or missing, 1 something is, 2 a file cannot be read or nothing in it was understood. */
export async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<number> {
  const workspace = new Workspace(() => defaultSettings);
  const loaded = await load(workspace, [options.config], terminal);
  let { complete } = loaded;
  const outputs: DoctorOutput[] = [];
  for (const name of options.outputs) {
    const path = resolve(terminal.cwd, name);
    try {
      outputs.push({ name, text: await readGiven(path) });
    } catch (error) {
      complete = false;
      terminal.error(`${printable(shown(path, terminal.cwd))}: cannot be read: ${reasonOf(error)}`);
    }
  }
  if (!complete) return 2;
  if (loaded.empty) terminal.error(nothingFound('nothing to compare with', [options.config]));
  const { rows, understood } = diagnose(
    doctorConfig(workspace, (uri) => shownUri(uri, terminal.cwd)),
    outputs,
  );
  const text = RENDERERS[options.format](rows);
  terminal.print(text.endsWith('\n') ? text : `${text}\n`);
  if (!understood) {
    terminal.error(
      `Nothing in ${printable(outputs.map((output) => output.name).join(', '))} was recognised. What is read: ${READ}.`,
    );
    return 2;
  }
  return rows.some(isFault) ? 1 : 0;
}
