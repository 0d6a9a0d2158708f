/** Which fixes of a finding are offered: those that change something, after which the finding is gone and nothing new is refused. */
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../rules/check.ts';
import type { Fix, TextEdit } from '../rules/rule.ts';
import { touchesPlaceholder } from '../syntax/template.ts';

/** A fix, and its number among all of the finding. */
export interface OfferedFix {
  readonly fix: Fix;
  readonly index: number;
}

/** Files up to this length (in characters) are checked anew to try a fix; in longer ones every fix is offered. */
const LONGEST_TRIED = 60_000;

/** The fixes of one of the findings that `shown` lists for the file. */
export function offeredFixes(
  file: SourceFile,
  one: Diagnosis,
  shown: readonly Diagnosis[],
  workspace: Workspace,
  trial = new Trial(workspace),
): OfferedFix[] {
  return (one.fixes?.() ?? [])
    .map((fix, index) => ({ fix, index }))
    .filter(
      ({ fix }) =>
        fix.hidden !== undefined ||
        (!isIdle(fix, workspace) &&
          !touchesUneditable(fix, workspace) &&
          (file.text.length > LONGEST_TRIED || helps(file, one, fix, shown, trial))),
    );
}

/** Whether a fix would leave everything as it is. */
export function isIdle(fix: Fix, workspace: Workspace): boolean {
  return fix.edits.every(
    ({ uri, span, newText }) => workspace.files.get(uri)?.text.slice(span.offset, span.end) === newText,
  );
}

/** Whether a fix reaches into a file that no edit may touch, or into what a template is filled in with. */
function touchesUneditable(fix: Fix, workspace: Workspace): boolean {
  return fix.edits.some(({ uri, span }) => {
    const file = workspace.files.get(uri);
    if (file === undefined) return false;
    return workspace.isUneditable(file) || (file.template && touchesPlaceholder(file.text, span));
  });
}

/**
 * Whether the finding is gone after the fix, and the toolstack refuses nothing that it took before: a value that it passed
 * over until now may be one that it cannot read.
 */
function helps(file: SourceFile, one: Diagnosis, fix: Fix, shown: readonly Diagnosis[], trial: Trial): boolean {
  const after = findingsAfter(file, fix.edits, trial);
  if (after === undefined) return true;
  if (number(after, one) >= number(shown, one)) return false;
  // Where something was refused before, more of the file is read after the fix, and more may be found in it.
  return shown.some((other) => other.refused) || !after.some((other) => other.refused);
}

/** How many findings say the same. */
function number(found: readonly Diagnosis[], { code, message }: Diagnosis): number {
  return found.filter((one) => one.code === code && one.message === message).length;
}

/** The findings of the file after edits; undefined where they are about a file that is not there. */
function findingsAfter(file: SourceFile, edits: readonly TextEdit[], trial: Trial): readonly Diagnosis[] | undefined {
  const texts = new Map<string, string>();
  for (const { uri } of edits) {
    const other = trial.original.files.get(uri);
    if (!other) return undefined;
    texts.set(
      uri,
      applyEdits(
        other.text,
        edits.filter((edit) => edit.uri === uri),
      ),
    );
  }
  return trial.findings(file, texts).found;
}

/** A copy of the workspace in which other texts are tried; made when the first of them is. */
export class Trial {
  readonly original: Workspace;
  #copy: Workspace | undefined;
  #changed: string[] = [];

  constructor(original: Workspace) {
    this.original = original;
  }

  /** A file and its findings where files have these texts, by their URIs, and all others their own. */
  findings(
    { uri }: SourceFile,
    texts: ReadonlyMap<string, string>,
  ): { readonly now: SourceFile | undefined; readonly found: readonly Diagnosis[] } {
    this.#copy ??= this.original.fork();
    for (const one of this.#changed) this.#write(one, undefined);
    this.#changed = [...texts.keys()];
    for (const [one, text] of texts) this.#write(one, text);
    const now = this.#copy.files.get(uri);
    return { now, found: now ? check(now, contextFor(now, this.#copy), () => {}) : [] };
  }

  #write(uri: string, text: string | undefined): void {
    const file = this.original.files.get(uri);
    if (file) this.#copy?.set(uri, file.language, text ?? file.text, file.version);
  }
}

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { span, newText } of [...edits].sort((one, other) => one.span.offset - other.span.offset)) {
    pieces.push(text.slice(done, span.offset), newText);
    done = span.end;
  }
  return pieces.join('') + text.slice(done);
}
