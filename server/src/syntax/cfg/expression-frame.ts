/** What the reader of a value keeps for each bracket that is open, and the rank of the operators. */
import type { IToken } from 'chevrotain';
import type { Span } from '../span.ts';
import type { CfgExpression, CfgName } from './tree.ts';

/** An operator whose right side is still to come. */
export interface Waiting {
  readonly operator: string;
  readonly span: Span;
  readonly rank: number;
  readonly unary: boolean;
}

/** An open bracket, or the value as a whole, with what was read in it so far. */
export interface Frame {
  readonly open: IToken | undefined;
  readonly owner: CfgExpression | undefined;
  readonly items: CfgExpression[];
  readonly commas: number[];
  readonly parts: CfgExpression[];
  operands: CfgExpression[];
  waiting: Waiting[];
  opaque: boolean;
  comprehension: boolean;
  /** How many `if` still want their `else`. */
  choices: number;
  /** The last `if`, `else` or `for`, as long as nothing stands behind it. */
  word: IToken | undefined;
  /** The `for` whose `in` is still to come. */
  loop: IToken | undefined;
  pairs: boolean;
  lambdas: number;
  key: CfgExpression | undefined;
  colon: boolean;
  keyword: CfgName | undefined;
  operandNext: boolean;
}

/** How tightly an operator of Python 2 binds; more is tighter. */
export const RANKS: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  not: 3,
  in: 4,
  is: 4,
  'not in': 4,
  'is not': 4,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  '<>': 4,
  '|': 5,
  '^': 6,
  '&': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '//': 10,
  '%': 10,
  '@': 10,
  '**': 12,
  '->': 0,
};
/** A bracket that was just opened; `owner` is what is called or indexed by it. */
export function newFrame(open: IToken | undefined, owner: CfgExpression | undefined): Frame {
  return {
    open,
    owner,
    items: [],
    commas: [],
    parts: [],
    operands: [],
    waiting: [],
    opaque: false,
    comprehension: false,
    choices: 0,
    word: undefined,
    loop: undefined,
    pairs: false,
    lambdas: 0,
    key: undefined,
    colon: false,
    keyword: undefined,
    operandNext: true,
  };
}
