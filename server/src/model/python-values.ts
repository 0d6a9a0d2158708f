/** The value of a Python 2 expression made of literals and known names: texts, whole numbers, lists, `+`, `%`. */
import { decodeString, joinTexts } from '../syntax/cfg/strings.ts';
import type { CfgBinary, CfgExpression, CfgString } from '../syntax/cfg/tree.ts';
import type { MappedText, Span } from '../syntax/span.ts';
import { HOLE } from '../syntax/template.ts';
import type { StaticList, StaticNumber, StaticValue, UnknownValue } from './static-value.ts';

/** Values nested deeper than this are unknown. */
const DEPTH = 100;

/** What a value weighs by itself, besides the characters of a text and the items of a list. */
const OWN_WEIGHT = 16;

/** How much more than its own source text a value may weigh: a list of 4,000 short texts, a text of 64,000 characters. */
const LARGEST = 65_536;

/** How much one file may produce (characters and items copied), besides so much for each character that it is long. */
const ALLOWANCE = 4_000_000;

export function unknown({ offset, end }: Span): UnknownValue {
  return { kind: 'unknown', span: { offset, end } };
}

/** Python 2's whole numbers: `010` and `0o10` are 8, `0x1F` is 31; longs and floats are types of their own. */
function numberValue(source: string, span: Span): StaticValue {
  if (/^(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[0-9]+)[lL]$/.test(source))
    return { kind: 'other', span, type: 'long' };
  if (/^(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?$/.test(source))
    return { kind: 'other', span, type: 'float' };
  // Imaginary numbers.
  if (/^[0-9.]+[jJ]$/.test(source)) return unknown(span);
  let value = Number.NaN;
  if (/^(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(source)) value = Number(source);
  else if (/^0[0-7]+$/.test(source)) value = Number.parseInt(source, 8);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return unknown(span);
  return { kind: 'number', span, value, source };
}

/**
 * A few lines can ask for more than a machine holds (`x = x + x`, thirty times): what a value may weigh is bounded, and
 * what a file may produce in all. Beyond that a value is unknown, as is everything that only a running Python could tell.
 */
export class PythonValues {
  readonly #text: string;
  readonly #look: (name: string) => StaticValue | undefined;
  /** What lists weigh with everything in them, by their items: one list may stand in another many times. */
  readonly #weights = new WeakMap<readonly StaticValue[], number>();
  #allowance: number;

  constructor(text: string, look: (name: string) => StaticValue | undefined) {
    this.#text = text;
    this.#look = look;
    this.#allowance = ALLOWANCE + OWN_WEIGHT * text.length;
  }

  read(node: CfgExpression, depth = 0): StaticValue {
    const span = { offset: node.offset, end: node.end };
    if (depth > DEPTH) return unknown(span);
    switch (node.kind) {
      case 'string':
        return this.#string([node], span);
      case 'adjacent':
        return this.#string(node.parts, span);
      case 'number':
        return numberValue(this.#text.slice(node.offset, node.end), span);
      case 'name':
        return this.#name(this.#text.slice(node.offset, node.end), span);
      case 'group':
        return node.inner ? { ...this.read(node.inner, depth + 1), span } : unknown(span);
      case 'list':
        if (!node.closed || node.items.some((item) => item.kind === 'opaque')) return unknown(span);
        return this.#list(
          node.items.map((item) => this.read(item, depth + 1)),
          span,
        );
      case 'tuple':
      case 'dict':
      case 'set':
        if (node.items.some((item) => item.kind === 'opaque')) return unknown(span);
        return { kind: 'other', span, type: node.kind };
      case 'unary':
        return this.#unary(node.operator, node.operand, span, depth);
      case 'binary':
        return this.#binary(node, span, depth);
      default:
        return unknown(span);
    }
  }

  #string(parts: readonly CfgString[], span: Span): StaticValue {
    if (parts.some((part) => !part.closed || part.prefix.includes('f'))) return unknown(span);
    if (parts.some((part) => part.prefix.includes('u'))) return { kind: 'other', span, type: 'unicode' };
    const decoded = parts.map((part) => decodeString(this.#text, part, 'xm'));
    if (decoded.some((one) => one.problems.length > 0 || one.value.text.includes(HOLE))) return unknown(span);
    return { kind: 'string', span, text: joinTexts(decoded.map((one) => one.value)) };
  }

  #name(word: string, span: Span): StaticValue {
    const value = this.#look(word);
    if (value) return { ...value, span };
    if (word === 'True' || word === 'False') return { kind: 'other', span, type: 'bool' };
    if (word === 'None') return { kind: 'other', span, type: 'none' };
    return unknown(span);
  }

  #unary(operator: string, operand: CfgExpression | undefined, span: Span, depth: number): StaticValue {
    const value = operand && this.read(operand, depth + 1);
    if (value?.kind !== 'number' || (operator !== '-' && operator !== '+')) return unknown(span);
    return counted(operator === '-' ? -value.value : value.value, span);
  }

  #binary(node: CfgBinary, span: Span, depth: number): StaticValue {
    if (!node.right) return unknown(span);
    const left = this.read(node.left, depth + 1);
    if (node.operator === '%' && left.kind === 'string') return this.#format(left.text, node.right, span, depth);
    const right = this.read(node.right, depth + 1);
    if (node.operator === '+') return this.add(left, right, span);
    if (left.kind !== 'number' || right.kind !== 'number') return unknown(span);
    return arithmetic(node.operator, left, right, span);
  }

  /** `+` of two known values: texts, lists or whole numbers. */
  add(left: StaticValue, right: StaticValue, { offset, end }: Span): StaticValue {
    const span = { offset, end };
    if (left.kind === 'string' && right.kind === 'string') return this.#joined([left.text, right.text], span);
    if (left.kind === 'list' && right.kind === 'list') {
      const known = this.#weightOf(left) + this.#weightOf(right) <= limit(span);
      return known && this.#pay(left.items.length + right.items.length)
        ? this.#list([...left.items, ...right.items], span)
        : unknown(span);
    }
    if (left.kind === 'number' && right.kind === 'number') return counted(left.value + right.value, span);
    return unknown(span);
  }

  /**
   * The list with more items. Its array is used up: nothing else may hold it, and files append once a line. `span` is
   * what the longer list is said to be written as.
   */
  grow(list: StaticList, more: readonly StaticValue[], { offset, end }: Span): StaticValue {
    const span = { offset, end };
    const weight = more.reduce((sum, item) => sum + this.#weightOf(item), this.#weightOf(list));
    if (weight > limit(span) || !this.#pay(more.length)) return unknown(span);
    const items = list.items as StaticValue[];
    for (const item of [...more]) items.push(item);
    this.#weights.set(items, weight);
    return { kind: 'list', span, items };
  }

  #list(items: readonly StaticValue[], span: Span): StaticValue {
    const weight = items.reduce((sum, item) => sum + this.#weightOf(item), OWN_WEIGHT);
    if (weight > limit(span)) return unknown(span);
    this.#weights.set(items, weight);
    return { kind: 'list', span, items };
  }

  #joined(parts: readonly MappedText[], span: Span): StaticValue {
    const length = parts.reduce((sum, part) => sum + part.text.length, 0);
    // What is longest is not copied: a file may add to a text on every line.
    const copied = length - Math.max(...parts.map((part) => part.text.length));
    if (length > limit(span) || !this.#pay(copied + OWN_WEIGHT)) return unknown(span);
    return { kind: 'string', span, text: joinTexts(parts) };
  }

  #weightOf(value: StaticValue): number {
    if (value.kind === 'string') return OWN_WEIGHT + value.text.text.length;
    return value.kind === 'list' ? (this.#weights.get(value.items) ?? OWN_WEIGHT) : OWN_WEIGHT;
  }

  /** Takes from what the file may produce; false when there is not so much left. */
  #pay(weight: number): boolean {
    if (weight > this.#allowance) return false;
    this.#allowance -= weight;
    return true;
  }

  /** `'…%d…' % x` with plain `%s`, `%d` and `%%`; anything else is unknown. */
  #format(format: MappedText, right: CfgExpression, span: Span, depth: number): StaticValue {
    const tuple = right.kind === 'tuple' ? right.items : [right];
    const values = tuple.map((item) => this.read(item, depth + 1));
    if (right.kind !== 'tuple' && values[0]?.kind === 'other') return unknown(span);
    if (!this.#pay(format.text.length)) return unknown(span);
    const parts: MappedText[] = [];
    let next = 0;
    let from = 0;
    for (let at = format.text.indexOf('%'); at >= 0; at = format.text.indexOf('%', from)) {
      parts.push(slice(format, from, at));
      const match = /^%(0?)([1-9][0-9]?)?([sd%])/.exec(format.text.slice(at, at + 6));
      if (!match) return unknown(span);
      const [whole, zero, width, letter] = match;
      const value = letter === '%' ? '%' : formatted(values[next++], letter as string);
      if (value === undefined || (letter !== 'd' && (zero || width))) return unknown(span);
      if (value.startsWith('-') && width) return unknown(span);
      const source = format.sourceOffset(at);
      parts.push({ text: value.padStart(Number(width ?? 0), zero ? '0' : ' '), sourceOffset: () => source });
      from = at + (whole as string).length;
    }
    if (next !== values.length) return unknown(span);
    parts.push(slice(format, from, format.text.length));
    return this.#joined(parts, span);
  }
}

/** The places are looked up at once: a text that is formatted on every line would else ask through all of them. */
function slice(text: MappedText, from: number, to: number): MappedText {
  if (from === 0 && to === text.text.length) return text;
  const places = Array.from({ length: to - from + 1 }, (_, index) => text.sourceOffset(from + index));
  return { text: text.text.slice(from, to), sourceOffset: (index) => places[Math.min(index, to - from)] ?? 0 };
}

/** What a value of this source text may weigh: more than what is written out in full. */
function limit({ offset, end }: Span): number {
  return LARGEST + (OWN_WEIGHT + 1) * (end - offset);
}

function formatted(value: StaticValue | undefined, letter: string): string | undefined {
  if (value?.kind === 'number' && Number.isSafeInteger(value.value)) return String(value.value);
  return letter === 's' && value?.kind === 'string' ? value.text.text : undefined;
}

function counted(value: number, span: Span): StaticValue {
  if (!Number.isSafeInteger(value)) return unknown(span);
  const whole = value === 0 ? 0 : value;
  return { kind: 'number', span, value: whole, source: String(whole) };
}

function arithmetic(operator: string, left: StaticNumber, right: StaticNumber, span: Span): StaticValue {
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case '-':
      return counted(a - b, span);
    case '*':
      return counted(a * b, span);
    case '/':
    case '//':
      return b === 0 ? unknown(span) : counted(Math.floor(a / b), span);
    case '%':
      return b === 0 ? unknown(span) : counted(a - b * Math.floor(a / b), span);
    default:
      return unknown(span);
  }
}
