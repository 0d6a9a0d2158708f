/** Lays files out in a workspace of the engine and checks them, as the editor and the command line do. */
import { languageOf } from '../../server/src/model/language.ts';
import { defaultSettings, type Settings } from '../../server/src/model/settings.ts';
import type { FileKind } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import type { ExampleFiles, Fix } from '../../server/src/rules/rule.ts';

const ROOT = 'file:///example/';

export interface Found extends Diagnosis {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The text that the finding marks. */
  readonly marked: string;
}

export function uriOf(path: string): string {
  return ROOT + path;
}

/** The language of an example file; domU files of examples may be as short as they like. */
export function exampleLanguage(path: string, text: string): FileKind {
  return languageOf(`/example/${path}`, text) ?? 'xen-cfg';
}

/** What is said of guests that lack what no test about something else wants to write down. */
const SHORT_GUESTS: Settings['rules'] = { 'missing-memory': 'off' };

export function workspaceOf(files: ExampleFiles, settings: Partial<Settings> = {}): Workspace {
  const rules = { ...SHORT_GUESTS, ...settings.rules };
  const workspace = new Workspace(() => ({ ...defaultSettings, ...settings, rules }));
  for (const [path, text] of Object.entries(files)) workspace.set(uriOf(path), exampleLanguage(path, text), text, 0);
  return workspace;
}

/** Findings of all files, in the order of the files and of the text. */
export function findings(files: ExampleFiles, settings: Partial<Settings> = {}): Found[] {
  const workspace = workspaceOf(files, settings);
  return Object.keys(files).flatMap((path) => {
    const file = workspace.files.get(uriOf(path));
    // A file of another program's network setup is read, but none of ours: nothing is said of it.
    if (!file && workspace.networkFiles.has(uriOf(path))) return [];
    if (!file) throw new Error(`${path} is not in the workspace`);
    return check(file, contextFor(file, workspace)).map((one) => ({
      ...one,
      file: path,
      line: file.text.slice(0, one.span.offset).split('\n').length,
      marked: file.text.slice(one.span.offset, one.span.end),
    }));
  });
}

/** `file:line: severity: code` for each finding: the whole result in a form that a test can state. */
export function summary(files: ExampleFiles, settings: Partial<Settings> = {}): string[] {
  return findings(files, settings).map((one) => `${one.file}:${one.line}: ${one.severity}: ${one.code}`);
}

/** The files after a fix; edits of one file must not overlap. */
export function applyFix(files: ExampleFiles, fix: Fix): ExampleFiles {
  const changed: Record<string, string> = { ...files };
  for (const path of Object.keys(files)) {
    // Applied from the end, and of several at one place the last first, so that they come to stand in their order.
    const edits = fix.edits
      .filter((edit) => edit.uri === uriOf(path))
      .reverse()
      .sort((a, b) => b.span.offset - a.span.offset);
    let last = Number.POSITIVE_INFINITY;
    for (const { span, newText } of edits) {
      if (span.end > last) throw new Error(`edits of "${fix.title}" overlap in ${path}`);
      last = span.offset;
      const text = changed[path] ?? '';
      changed[path] = text.slice(0, span.offset) + newText + text.slice(span.end);
    }
  }
  return changed;
}
