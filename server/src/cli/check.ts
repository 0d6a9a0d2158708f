/** `xen-config check`: the editor's findings, on a terminal or for another program. */

import { reasonOf } from '../folder-reader.ts';
import { positionOf } from '../model/lines.ts';
import { defaultSettings, type Settings } from '../model/settings.ts';
import type { SourceFile } from '../model/source-file.ts';
import { Workspace } from '../model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../rules/check.ts';
import { printable, printableJson } from '../syntax/printable.ts';
import { load, nothingFound, shownUri } from './files.ts';
import { formatText, type JsonFinding } from './format-text.ts';
import type { Terminal } from './terminal.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly toolstack: Settings['toolstack'];
  readonly version: string;
}

/** Exit status: 0 nothing at or above warning, 1 findings, 2 not everything could be read or checked, or nothing was found. */
export async function runCheck(options: CheckOptions, terminal: Terminal): Promise<number> {
  const settings: Settings = { ...defaultSettings, toolstack: options.toolstack, version: options.version };
  const workspace = new Workspace(() => settings);
  let { complete, empty } = await load(workspace, options.paths, terminal);
  const checked = (file: SourceFile): JsonFinding[] => {
    const fail = (what: string, error: unknown): void => {
      complete = false;
      terminal.error(`${printable(shownUri(file.uri, terminal.cwd))}: ${what}: ${printable(reasonOf(error))}`);
    };
    try {
      const found = check(file, contextFor(file, workspace), (rule, error) =>
        fail(`the rule ${rule.code} failed, its findings are missing`, error),
      );
      return found.map((one) => toJson(file, one, workspace, terminal.cwd));
    } catch (error) {
      fail('cannot be checked', error);
      return [];
    }
  };
  const found = [...workspace.files.values()]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .flatMap(checked);
  if (empty && complete) terminal.error(nothingFound('0 files checked', options.paths));
  if (options.format === 'json') terminal.print(`${printableJson(found, 1)}\n`);
  else if (!empty) terminal.print(formatText(found, workspace.files.size));
  if (!complete || empty) return 2;
  return found.some((one) => one.severity === 'error' || one.severity === 'warning') ? 1 : 0;
}

function toJson(file: SourceFile, one: Diagnosis, workspace: Workspace, cwd: string): JsonFinding {
  const start = positionOf(file, one.span.offset);
  const end = positionOf(file, one.span.end);
  return {
    file: shownUri(file.uri, cwd),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    code: one.code,
    area: one.area,
    severity: one.severity,
    message: one.message,
    related: (one.related ?? []).map((place) => {
      const other = workspace.files.get(place.uri);
      return {
        file: shownUri(place.uri, cwd),
        line: other ? positionOf(other, place.span.offset).line + 1 : 1,
        message: place.message,
      };
    }),
  };
}
