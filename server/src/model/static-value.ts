/** A value as far as it is known without running anything; what only Python could tell is `unknown`. */
import type { MappedText, Span } from '../syntax/span.ts';

export type StaticValue = StaticString | StaticNumber | StaticList | StaticOther | UnknownValue;

export interface StaticString {
  readonly kind: 'string';
  /** The expression that gives the value. */
  readonly span: Span;
  /** The value, each character mapped to where it was written. */
  readonly text: MappedText;
}

export interface StaticNumber {
  readonly kind: 'number';
  readonly span: Span;
  /** The value as the toolstack in question counts it (`010` is 8 for xl and xm); NaN when it refuses to count it. */
  readonly value: number;
  /** The digits as written. */
  readonly source: string;
}

export interface StaticList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly StaticValue[];
}

/** A value whose type xm drops without a word: True, None, a tuple, a dict. xl refuses all of them. */
export interface StaticOther {
  readonly kind: 'other';
  readonly span: Span;
  readonly type: 'tuple' | 'dict' | 'bool' | 'none' | 'long' | 'unicode' | 'float' | 'set' | 'function' | 'module';
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly span: Span;
}
