/** `xen-config check`: the editor's findings, on a terminal or for another program. */
import { resolve } from 'node:path';
import { positionOf } from '../model/lines.ts';
import { defaultSettings, type Settings } from '../model/settings.ts';
import type { SourceFile } from '../model/source-file.ts';
import { Workspace } from '../model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../rules/check.ts';
import { loadInto, shown, shownUri } from './files.ts';
import { formatText, type JsonFinding } from './format-text.ts';
import type { Terminal } from './terminal.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly toolstack: Settings['toolstack'];
  readonly version: string;
}

/** Exit status: 0 nothing at or above warning, 1 findings, 2 something could not be read. */
export function runCheck(options: CheckOptions, terminal: Terminal): number {
  const settings: Settings = { ...defaultSettings, toolstack: options.toolstack, version: options.version };
  const workspace = new Workspace(() => settings);
  let unreadable = false;
  const complain = (path: string, error: unknown): void => {
    unreadable = true;
    terminal.error(
      `${shown(path, terminal.cwd)}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  for (const path of options.paths) loadInto(workspace, resolve(terminal.cwd, path), complain);
  const found = [...workspace.files.values()]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .flatMap((file) =>
      check(file, contextFor(file, workspace)).map((one) => toJson(file, one, workspace, terminal.cwd)),
    );
  terminal.print(
    options.format === 'json' ? `${JSON.stringify(found, null, 1)}\n` : formatText(found, workspace.files.size),
  );
  if (unreadable) return 2;
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
