/** Static evaluation of a domU file: the value that each variable has after the file was read, where that is certain. */
import { layoutProblems, parseCfg } from '../syntax/cfg/parser.ts';
import { decodeString, joinTexts } from '../syntax/cfg/strings.ts';
import {
  assignedName,
  type CfgAssignment,
  type CfgExpression,
  type CfgStatement,
  type CfgTree,
} from '../syntax/cfg/tree.ts';
import type { Span } from '../syntax/span.ts';
import { HOLE } from '../syntax/template.ts';
import type { Toolstack } from '../xen/row.ts';
import { runPython } from './evaluate-python.ts';
import type { StaticValue } from './static-value.ts';

export interface Variable {
  readonly name: string;
  /** The value after the last statement; `unknown` where a branch, a loop, a call or an import decides. */
  readonly value: StaticValue;
  /** Every plain assignment to the name, in the order of the text, blocks included. */
  readonly assignments: readonly CfgAssignment[];
  /** True when all assignments stand at top level, outside blocks. */
  readonly unconditional: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

/** Values nested deeper than this are unknown; the real files have two levels. */
const DEPTH = 100;

/** Evaluates the tree as the toolstack reads it: `+=`, escapes and numbers differ between xl and xm. */
export function evaluate(tree: CfgTree, toolstack: Toolstack): Variables {
  const values = toolstack === 'xl' ? runXl(tree) : runPython(tree);
  const variables = new Map<string, Variable>();
  const places = assignmentsOf(tree);
  for (const [name, value] of values) {
    const place = places.get(name);
    variables.set(name, {
      name,
      value,
      assignments: place?.assignments ?? [],
      unconditional: place !== undefined && !place.nested,
    });
  }
  return variables;
}

/** Whether the file holds statements of Python's that are well formed, blocks included. */
export function isPython(tree: CfgTree): boolean {
  return tree.python && tree.problems.length === 0 && layoutProblems(tree).length === 0;
}

interface Places {
  readonly assignments: CfgAssignment[];
  nested: boolean;
}

function assignmentsOf(tree: CfgTree): Map<string, Places> {
  const places = new Map<string, Places>();
  const pending: { statements: readonly CfgStatement[]; next: number }[] = [{ statements: tree.statements, next: 0 }];
  for (let level = pending.at(-1); level; level = pending.at(-1)) {
    const statement = level.statements[level.next++];
    if (!statement) pending.pop();
    else if (statement.kind === 'block') pending.push({ statements: statement.body, next: 0 });
    else if (statement.kind === 'assignment') {
      for (const name of assignedNames(tree, statement)) {
        const place = places.get(name) ?? { assignments: [], nested: false };
        place.assignments.push(statement);
        place.nested ||= pending.length > 1;
        places.set(name, place);
      }
    }
  }
  return places;
}

function assignedNames(tree: CfgTree, statement: CfgAssignment): string[] {
  const names = new Set<string>();
  const first = assignedName(tree, statement);
  if (first !== undefined) names.add(first);
  for (const target of statement.chained)
    if (target.kind === 'name') names.add(tree.text.slice(target.offset, target.end));
  return [...names];
}

/** What libxlutil holds (libxlu_cfg.c): strings, lists, numbers as the text they were written as; the last setting wins. */
function runXl(tree: CfgTree): Map<string, StaticValue> {
  if (/\r(?!\n)/.test(tree.text)) return runXlWithReturns(tree.text);
  // One such byte is dropped; with more of them xl refuses the file.
  return settingsOf(STRAY_LAST.test(tree.text) ? parseCfg(tree.text.slice(0, -1)) : tree);
}

function settingsOf(tree: CfgTree): Map<string, StaticValue> {
  const values = new Map<string, StaticValue>();
  for (const statement of tree.statements) {
    if (statement.kind !== 'assignment') continue;
    const name = assignedName(tree, statement);
    if (name === undefined) continue;
    const span = statement.value ?? statement.operatorSpan;
    const value = statement.value ? xlValue(tree.text, statement.value, 0) : unknown(span);
    values.set(name, statement.operator === '+=' ? xlAdd(values.get(name), value) : value);
  }
  return values;
}

/** A last byte that begins nothing in xl's files (libxlu_cfg_l.l), and is dropped without a word: `512M` is 512 there. */
const STRAY_LAST = /[!-~](?<![\]"'0-9a-z;#])$(?![\s\S])/;

/** Stands for a carriage return that ends no line; a text that holds it already is read without its values. */
const RETURN = '\ue00d';

/** A carriage return alone ends a line for Python, and is an ordinary character in a text or comment for xl. */
function runXlWithReturns(text: string): Map<string, StaticValue> {
  if (text.includes(RETURN)) return new Map();
  const values = runXl(parseCfg(text.replaceAll(/\r(?!\n)/g, RETURN)));
  return new Map([...values].map(([name, value]) => [name, withReturns(value)]));
}

function withReturns(value: StaticValue): StaticValue {
  if (value.kind === 'list') return { ...value, items: value.items.map(withReturns) };
  if (value.kind !== 'string' || !value.text.text.includes(RETURN)) return value;
  const { text } = value;
  const mapped = {
    text: text.text.replaceAll(RETURN, '\r'),
    sourceOffset: (index: number) => text.sourceOffset(index),
  };
  return { ...value, text: mapped };
}

function unknown({ offset, end }: Span): StaticValue {
  return { kind: 'unknown', span: { offset, end } };
}

/** The value of one literal as libxlutil holds it; whatever it refuses is unknown. */
function xlValue(text: string, node: CfgExpression, depth: number): StaticValue {
  const span = { offset: node.offset, end: node.end };
  if (node.kind === 'string' && node.closed && node.prefix === '' && node.quote.length === 1) {
    const { value, problems } = decodeString(text, node, 'xl');
    if (value.text.includes(HOLE)) return unknown(span);
    if (problems.every((one) => one.kind === 'vanishes')) return { kind: 'string', span, text: value };
  }
  if (node.kind === 'number') {
    const source = text.slice(node.offset, node.end);
    if (/^[0-9][0-9a-fx]*$/.test(source)) return { kind: 'number', span, value: xlNumber(source), source };
  }
  if (node.kind === 'list' && depth < DEPTH) {
    return { kind: 'list', span, items: node.items.map((item) => xlValue(text, item, depth + 1)) };
  }
  if (node.kind === 'tuple' || node.kind === 'dict' || node.kind === 'set')
    return { kind: 'other', span, type: node.kind };
  if (node.kind === 'name') {
    const word = text.slice(node.offset, node.end);
    if (word === 'True' || word === 'False') return { kind: 'other', span, type: 'bool' };
    if (word === 'None') return { kind: 'other', span, type: 'none' };
  }
  return unknown(span);
}

/**
 * The number that `xlu_cfg_get_long` makes of a word (strtol, base 0): `0x1f` and `010` are 31 and 8. NaN for what it
 * does not take as a number, such as `08` or `12ab`.
 */
export function xlNumber(source: string): number {
  const match = /^[ \t\n\v\f\r]*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))$/.exec(source);
  if (!match) return Number.NaN;
  const [, sign, hex, octal, decimal] = match;
  const digits = hex ?? octal ?? decimal ?? '';
  const value = Number.parseInt(digits, hex === undefined ? (octal === undefined ? 10 : 8) : 16);
  if (value >= 2 ** 63) return Number.NaN;
  return sign === '-' ? -value : value;
}

/**
 * The items with more behind them. The first array is used up: a file with as many `+=` as lines would otherwise be copied
 * once a line.
 */
function joined(items: readonly StaticValue[], more: readonly StaticValue[]): readonly StaticValue[] {
  const grown = items as StaticValue[];
  for (const item of more) grown.push(item);
  return grown;
}

/** `+=` of libxlutil: texts are joined, lists appended; a number that was added to counts as none. */
function xlAdd(before: StaticValue | undefined, added: StaticValue): StaticValue {
  if (before?.kind === 'unknown' || added.kind === 'unknown' || added.kind === 'other' || before?.kind === 'other')
    return unknown(added.span);
  if (added.kind === 'list') {
    if (before && before.kind !== 'list') return unknown(added.span);
    return { kind: 'list', span: added.span, items: joined(before?.items ?? [], added.items) };
  }
  if (before?.kind === 'list') return unknown(added.span);
  if (added.kind === 'number' || before?.kind === 'number') {
    const text = (value: StaticValue | undefined) =>
      value?.kind === 'number' ? value.source : value?.kind === 'string' ? value.text.text : '';
    return { kind: 'number', span: added.span, value: Number.NaN, source: text(before) + text(added) };
  }
  return { kind: 'string', span: added.span, text: before ? joinTexts([before.text, added.text]) : added.text };
}
