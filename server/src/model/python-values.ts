/** The value of a Python 2 expression made of literals and known names: texts, whole numbers, lists, `+`, `%`. */
import { decodeString, joinTexts } from '../syntax/cfg/strings.ts';
import type { CfgBinary, CfgExpression, CfgString } from '../syntax/cfg/tree.ts';
import type { MappedText, Span } from '../syntax/span.ts';
import type { StaticNumber, StaticValue, UnknownValue } from './static-value.ts';

/** Values nested deeper than this are unknown. */
const DEPTH = 100;

export function unknown({ offset, end }: Span): UnknownValue {
  return { kind: 'unknown', span: { offset, end } };
}

/** Python 2's whole numbers: `010` and `0o10` are 8, `0x1F` is 31; longs and floats are types of their own. */
function numberValue(source: string, span: Span): StaticValue {
  if (/^(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[0-9]+)[lL]$/.test(source))
    return { kind: 'other', span, type: 'long' };
  if (/^(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?$/.test(source))
    return { kind: 'other', span, type: 'float' };
  let value = Number.NaN;
  if (/^(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(source)) value = Number(source);
  else if (/^0[0-7]+$/.test(source)) value = Number.parseInt(source, 8);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return unknown(span);
  return { kind: 'number', span, value, source };
}

export class PythonValues {
  readonly #text: string;
  readonly #look: (name: string) => StaticValue | undefined;

  constructor(text: string, look: (name: string) => StaticValue | undefined) {
    this.#text = text;
    this.#look = look;
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
        return { kind: 'list', span, items: node.items.map((item) => this.read(item, depth + 1)) };
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
    if (decoded.some((one) => one.problems.length > 0)) return unknown(span);
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
    if (left.kind === 'string' && right.kind === 'string')
      return { kind: 'string', span, text: joinTexts([left.text, right.text]) };
    if (left.kind === 'list' && right.kind === 'list')
      return { kind: 'list', span, items: [...left.items, ...right.items] };
    if (left.kind === 'number' && right.kind === 'number') return counted(left.value + right.value, span);
    return unknown(span);
  }

  /** `'…%d…' % x` with plain `%s`, `%d` and `%%`; anything else is unknown. */
  #format(format: MappedText, right: CfgExpression, span: Span, depth: number): StaticValue {
    const tuple = right.kind === 'tuple' ? right.items : [right];
    const values = tuple.map((item) => this.read(item, depth + 1));
    if (right.kind !== 'tuple' && values[0]?.kind === 'other') return unknown(span);
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
    return { kind: 'string', span, text: joinTexts(parts) };
  }
}

function slice(text: MappedText, from: number, to: number): MappedText {
  return { text: text.text.slice(from, to), sourceOffset: (index) => text.sourceOffset(from + index) };
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
