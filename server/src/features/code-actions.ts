/**
 * Quick fixes for the findings at the cursor, what else can be done about them, and `source.fixAll.xen`, which applies
 * every safe fix.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Command,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Diagnosis } from '../rules/check.ts';
import { ignoreFix, ignoreInFileFix } from '../rules/ignore-comments.ts';
import type { Fix, TextEdit } from '../rules/rule.ts';
import { overlaps, type Span, touches } from '../syntax/span.ts';
import { touchesPlaceholder } from '../syntax/template.ts';
import { toDiagnostic } from './diagnostics.ts';
import { applyEdits, isIdle, offeredFixes, Trial } from './offered-fixes.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.xen`;

/** Commands of the client that an action may name; each gets the code of a rule first. */
export const TURN_RULE_OFF = 'xen.turnRuleOff';
export const SHOW_RULE = 'xen.showRule';

/** Commands of the client that do what edits cannot where an editor keeps it out of its documents; each gets a list of URIs. */
const HIDDEN_FIXES: Readonly<Record<NonNullable<Fix['hidden']>, string>> = {
  'line-ends': 'xen.useUnixLineEnds',
  'byte-order-mark': 'xen.saveWithoutByteOrderMark',
};

/** What the actions are made of besides the file. */
export interface ActionSurroundings {
  readonly workspace: Workspace;
  /** The findings that the editor shows for a file. */
  readonly shown: (file: SourceFile) => readonly Diagnosis[];
  /** The folder with the pages about rules. */
  readonly pages?: string | undefined;
  /** The commands that the client has said it has. */
  readonly commands?: ReadonlySet<string>;
  /** Whether the client asks for the edit of an action when it is chosen (`codeAction/resolve`). */
  readonly resolves?: boolean;
}

/** How an action says which edit it stands for, until the client asks for it. */
interface Deferred {
  readonly uri: string;
  readonly version: number;
  readonly code: string;
  /** The finding: where it stands, and its number among those of this code at this place. */
  readonly offset: number;
  readonly end: number;
  readonly nth: number;
  readonly what: 'fix' | 'line' | 'file' | 'all' | 'everywhere';
  /** Number of the fix among those of the finding; 0 for anything else. */
  readonly index: number;
}

/** Of so many findings in a selection each one's own fixes are offered; nobody reads a longer list. */
const MOST_FINDINGS = 40;

/** Of so many it is offered to silence them one by one. */
const MOST_SILENCED = 8;

/** So many edits are sent to a client that wants them all beforehand; actions beyond that are left out. */
const MOST_EDITS = 1000;

/** So many findings in the workspace are repaired at once for a client that wants all edits beforehand. */
const MOST_AT_ONCE = 200;

/** The actions for a range of the file. */
export function codeActions(
  file: SourceFile,
  range: Range,
  only: readonly string[] | undefined,
  around: ActionSurroundings,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    only === undefined || only.some((one) => one === '' || kind === one || kind.startsWith(`${one}.`));
  const shown = around.shown(file);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = findingsAt(file, range, shown);
    const few = here.slice(0, MOST_FINDINGS);
    const trial = new Trial(around.workspace);
    for (const one of few) actions.push(...fixesOf(file, one, around, trial));
    const kinds = new Map(here.map((one) => [one.code, one]));
    const counts = countsOf(kinds, around);
    for (const one of kinds.values()) actions.push(...fixesOfKind(file, one, counts.get(one.code) ?? 0, around));
    // To silence a finding comes after every way to repair it.
    if (here.length <= MOST_SILENCED) {
      for (const one of here) actions.push(...silencing(file, one, 'line', around));
      for (const one of kinds.values()) actions.push(...aboutRule(file, one, around));
    }
  }
  if (only?.some((one) => FIX_ALL === one || FIX_ALL.startsWith(`${one}.`))) {
    const edits = repairs(file, shown, around);
    const command = safeCommand(file, shown, around);
    if (edits.length > 0 || command) {
      return [
        ...withinReason(actions),
        {
          title: 'Fix everything that is safe to fix',
          kind: FIX_ALL,
          ...(edits.length > 0 && { edit: toWorkspaceEdit(edits, around.workspace) }),
          ...(command && { command }),
        },
      ];
    }
  }
  return withinReason(actions);
}

/** The actions up to the one with which the edits become too many to send. */
function withinReason(actions: readonly CodeAction[]): CodeAction[] {
  let edits = 0;
  return actions.filter(({ edit }) => {
    for (const change of edit?.documentChanges ?? []) edits += 'edits' in change ? change.edits.length : 0;
    return !edit || edits <= MOST_EDITS;
  });
}

/**
 * An action with the edit that it stands for; without one when the file has changed since it was offered, so that
 * nothing is written into another text.
 */
export function resolveCodeAction(action: CodeAction, around: ActionSurroundings): CodeAction {
  const wanted = action.data as Deferred | undefined;
  const file = wanted && around.workspace.files.get(wanted.uri);
  if (!file || file.version !== wanted.version) return action;
  const one = around.shown(file).filter((other) => isSame(other, wanted))[wanted.nth];
  const edits = one && EDITS[wanted.what](file, one, wanted.index, around);
  return edits ? { ...action, edit: toWorkspaceEdit(edits, around.workspace) } : action;
}

function isSame({ code, span }: Diagnosis, wanted: { code: string; offset: number; end: number }): boolean {
  return code === wanted.code && span.offset === wanted.offset && span.end === wanted.end;
}

type Edits = readonly TextEdit[] | undefined;

/** What each kind of action writes. */
const EDITS: Readonly<
  Record<Deferred['what'], (file: SourceFile, one: Diagnosis, index: number, around: ActionSurroundings) => Edits>
> = {
  fix: (_file, one, index) => one.fixes?.()[index]?.edits,
  line: (file, one) => ignoreFix(file, one)?.edits,
  file: (file, { code }) => ignoreInFileFix(file, code).edits,
  all: (file, { code }, _index, { shown }) => preferredEdits(file, ofKind(code, shown(file))),
  everywhere: (_file, { code }, _index, { workspace, shown }) =>
    [...workspace.files.values()].flatMap((other) =>
      workspace.isUneditable(other) ? [] : preferredEdits(other, ofKind(code, shown(other))),
    ),
};

function findingsAt(file: SourceFile, range: Range, shown: readonly Diagnosis[]): Diagnosis[] {
  const document = documentOf(file);
  const span = { offset: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return shown.filter(
    (one) => overlaps(one.span, span) || touches(one.span, span.offset) || touches(span, one.span.offset),
  );
}

function fixesOf(file: SourceFile, one: Diagnosis, around: ActionSurroundings, trial: Trial): CodeAction[] {
  return offeredFixes(file, one, around.shown(file), around.workspace, trial).flatMap(({ fix, index }) => {
    const isPreferred = fix.preferred === true;
    const command = commandOf(fix, [file.uri], around);
    if (command) return [{ ...bare(file, one, fix.title, around), isPreferred, command }];
    // What only a client can do is nothing that edits could do instead.
    if (fix.edits.length === 0) return [];
    return [{ ...quickFix(file, one, fix.title, 'fix', index, around), isPreferred }];
  });
}

/** The client's command for a fix of what its documents do not hold; undefined where the edits do it. */
function commandOf(fix: Fix, uris: readonly string[], { commands }: ActionSurroundings): Command | undefined {
  const command = fix.hidden && HIDDEN_FIXES[fix.hidden];
  return command && commands?.has(command) ? { title: fix.title, command, arguments: [uris] } : undefined;
}

/** The command for a safe fix of what the client's documents do not hold, where the file needs one. */
function safeCommand(file: SourceFile, shown: readonly Diagnosis[], around: ActionSurroundings): Command | undefined {
  for (const one of shown) {
    const command = one.fixes?.().flatMap((fix) => (fix.safe ? (commandOf(fix, [file.uri], around) ?? []) : []))[0];
    if (command) return command;
  }
  return undefined;
}

/** How many findings of each of these kinds the workspace has. */
function countsOf(kinds: ReadonlyMap<string, unknown>, { workspace, shown }: ActionSurroundings): Map<string, number> {
  const counts = new Map<string, number>();
  if (kinds.size === 0) return counts;
  for (const file of workspace.files.values())
    for (const { code } of shown(file)) if (kinds.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** To fix all findings of the kind: those of the file, and the `total` of the workspace. */
function fixesOfKind(file: SourceFile, one: Diagnosis, total: number, around: ActionSurroundings): CodeAction[] {
  const { code } = one;
  const repair = repairOf(one);
  if (!repair) return [];
  if (commandOf(repair, [], around)) return total > 1 ? commandForAll(file, one, repair, around) : [];
  if (isIdle(repair, around.workspace)) return [];
  const own = ofKind(code, around.shown(file)).length;
  const inFile = quickFix(file, one, `Fix all ${own} of ${code} in this file`, 'all', 0, around);
  const actions = own > 1 ? [inFile] : [];
  if (total > own && (around.resolves || total <= MOST_AT_ONCE))
    actions.push(quickFix(file, one, `Fix all ${total} of ${code} in the workspace`, 'everywhere', 0, around));
  return actions;
}

/** To fix what documents do not hold in all files of the workspace. */
function commandForAll(file: SourceFile, one: Diagnosis, fix: Fix, around: ActionSurroundings): CodeAction[] {
  const { workspace, shown } = around;
  const files = [...workspace.files.values()].filter((other) => ofKind(one.code, shown(other)).length > 0);
  const uris = files.map(({ uri }) => uri).sort();
  const command = commandOf(fix, uris, around);
  const title = `Fix all ${uris.length} of ${one.code} in the workspace`;
  return command ? [{ ...bare(file, one, title, around), command: { ...command, title } }] : [];
}

function silencing(file: SourceFile, one: Diagnosis, what: 'line' | 'file', around: ActionSurroundings): CodeAction[] {
  const fix = what === 'line' ? ignoreFix(file, one) : ignoreInFileFix(file, one.code);
  return fix ? [quickFix(file, one, fix.title, what, 0, around)] : [];
}

/** What can be done about the rule of a finding. */
function aboutRule(file: SourceFile, one: Diagnosis, around: ActionSurroundings): CodeAction[] {
  const { code } = one;
  const actions = one.refused ? [] : silencing(file, one, 'file', around);
  const command = (name: string, title: string): void => {
    if (!around.commands?.has(name)) return;
    actions.push({
      ...bare(file, one, title, around),
      command: { title, command: name, arguments: [code, file.uri] },
    });
  };
  if (!one.refused) command(TURN_RULE_OFF, `Turn ${code} off in the settings`);
  command(SHOW_RULE, `Show what ${code} means`);
  return actions;
}

function ofKind(code: string, shown: readonly Diagnosis[]): readonly Diagnosis[] {
  return shown.filter((one) => one.code === code);
}

/** The fix of a finding that needs no choice. */
function repairOf(one: Diagnosis): Fix | undefined {
  const fixes = one.fixes?.() ?? [];
  return fixes.find((fix) => fix.preferred) ?? fixes.find((fix) => fix.safe);
}

function bare(file: SourceFile, one: Diagnosis, title: string, around: ActionSurroundings): CodeAction {
  // Without its related places: an editor does not compare them, and a thousand findings that relate to each other fill megabytes.
  const { relatedInformation, ...diagnostic } = toDiagnostic(file, one, around.workspace, around.pages);
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
}

function quickFix(
  file: SourceFile,
  one: Diagnosis,
  title: string,
  what: Deferred['what'],
  index: number,
  around: ActionSurroundings,
): CodeAction {
  const action = bare(file, one, title, around);
  if (!around.resolves)
    return { ...action, edit: toWorkspaceEdit(EDITS[what](file, one, index, around) ?? [], around.workspace) };
  const { uri, version } = file;
  const place = { code: one.code, ...one.span };
  const nth = around
    .shown(file)
    .filter((other) => isSame(other, place))
    .indexOf(one);
  const data: Deferred = { uri, version, code: one.code, offset: one.span.offset, end: one.span.end, nth, what, index };
  return { ...action, data };
}

/** How often repairs may bring to light what others repair, before the rest is left alone. */
const ROUNDS = 10;

/**
 * Every safe repair, and those that become possible by them, until nothing is left to do. What makes the toolstack refuse
 * something that it took before is left out.
 */
function repairs(file: SourceFile, shown: readonly Diagnosis[], around: ActionSurroundings): readonly TextEdit[] {
  const { workspace } = around;
  const first = safeEdits(file, shown, around);
  if (first.length === 0) return [];
  let text = applyEdits(file.text, first);
  const trial = new Trial(workspace);
  let before = shown;
  let taken: string | undefined;
  let rounds = 0;
  while (rounds < ROUNDS) {
    const { now, found } = trial.findings(file, new Map([[file.uri, text]]));
    const edits = now ? safeEdits(now, found, around) : [];
    if (!before.some((one) => one.refused) && found.some((one) => one.refused)) break;
    taken = text;
    before = found;
    rounds++;
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
  }
  if (taken === undefined) return [];
  return rounds === 1 ? first : [difference(file.uri, file.text, taken)];
}

/** The one stretch in which two texts differ. */
function difference(uri: string, before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const span = { offset: start, end: before.length - tail };
  return { uri, span, newText: after.slice(start, after.length - tail) };
}

/** The edits of the first safe fix of each finding, leaving out any that would touch what an earlier one changes. */
export function safeEdits(file: SourceFile, shown: readonly Diagnosis[], around?: ActionSurroundings): TextEdit[] {
  return editsOf(file, shown, (one) =>
    one.fixes?.().find((candidate) => candidate.safe && !(around && commandOf(candidate, [], around))),
  );
}

/** The edits of the fix of each finding that needs no choice, leaving out any that would touch what an earlier one changes. */
function preferredEdits(file: SourceFile, shown: readonly Diagnosis[]): TextEdit[] {
  return editsOf(file, shown, repairOf);
}

function editsOf(
  file: SourceFile,
  shown: readonly Diagnosis[],
  choose: (one: Diagnosis) => Fix | undefined,
): TextEdit[] {
  const taken: TextEdit[] = [];
  const places: Span[] = [];
  for (const one of shown) {
    const fix = choose(one);
    if (!fix?.edits.every((edit) => edit.uri === file.uri)) continue;
    if (file.template && fix.edits.some(({ span }) => touchesPlaceholder(file.text, span))) continue;
    if (fix.edits.some(({ span }) => collides(places, span))) continue;
    for (const edit of fix.edits) {
      taken.push(edit);
      places.splice(firstFrom(places, edit.span.offset), 0, edit.span);
    }
  }
  return taken;
}

/** Index of the first of the sorted places that begins at the offset or after it. */
function firstFrom(places: readonly Span[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Span).offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collides(places: readonly Span[], span: Span): boolean {
  const at = firstFrom(places, span.offset);
  const next = places[at];
  const before = places[at - 1];
  return (
    (next !== undefined && (next.offset === span.offset || overlaps(next, span))) ||
    (before !== undefined && overlaps(before, span))
  );
}

/** Edits by file, tied to the version that they were made for, so that a late one cannot hit other text. */
export function toWorkspaceEdit(edits: readonly TextEdit[], workspace: Workspace): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const list = byFile.get(edit.uri);
    if (list) list.push(edit);
    else byFile.set(edit.uri, [edit]);
  }
  return {
    documentChanges: [...byFile].flatMap(([uri, list]) => {
      const file = workspace.files.get(uri);
      if (!file) return [];
      return [
        {
          textDocument: { uri, version: file.version > 0 ? file.version : null },
          edits: list.map((edit) => ({ range: rangeOf(file, edit.span), newText: edit.newText })),
        },
      ];
    }),
  };
}
