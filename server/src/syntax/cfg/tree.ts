/**
 * What a domU file looks like to the floors above: the literal subset that xl reads, and the Python that xm runs.
 * Nodes hold offsets into the text, never copies of lines; the value of a string is decoded when asked for.
 */
import type { Span, SyntaxProblem } from '../span.ts';

export interface CfgString extends Span {
  readonly kind: 'string';
  /** `'`, `"`, `'''` or `"""`. */
  readonly quote: string;
  /** Python's letters before the quote (`r`, `u`, `b`, …), lower case; empty for nearly all. */
  readonly prefix: string;
  /** Where the text between the quotes begins and ends. */
  readonly content: Span;
  readonly closed: boolean;
}

export interface CfgNumber extends Span {
  readonly kind: 'number';
}

export interface CfgName extends Span {
  readonly kind: 'name';
}

/** `[…]`, `(…)` or `{…}`; a tuple of one keeps its comma in `commas`. */
export interface CfgList extends Span {
  readonly kind: 'list' | 'tuple' | 'dict' | 'set';
  readonly items: readonly CfgExpression[];
  readonly commas: readonly number[];
  readonly closed: boolean;
}

/** `(x)`: brackets that only group. */
export interface CfgGroup extends Span {
  readonly kind: 'group';
  readonly inner: CfgExpression | undefined;
  readonly closed: boolean;
}

/** `key: value` inside a dict. */
export interface CfgPair extends Span {
  readonly kind: 'pair';
  readonly key: CfgExpression | undefined;
  readonly value: CfgExpression | undefined;
}

export interface CfgCall extends Span {
  readonly kind: 'call';
  readonly callee: CfgExpression;
  readonly args: readonly CfgExpression[];
  readonly closed: boolean;
}

/** `name=value` among the arguments of a call. */
export interface CfgKeywordArgument extends Span {
  readonly kind: 'keyword';
  readonly name: CfgName;
  readonly value: CfgExpression | undefined;
}

export interface CfgAttribute extends Span {
  readonly kind: 'attribute';
  readonly object: CfgExpression;
  readonly name: CfgName | undefined;
}

/** `object[index]`; a slice `[a:b]` has its parts in `index`. */
export interface CfgSubscript extends Span {
  readonly kind: 'subscript';
  readonly object: CfgExpression;
  readonly index: readonly CfgExpression[];
  readonly closed: boolean;
}

/** Any operator with a left and a right side: arithmetic, `%`, comparison, `and`, `or`, `in`, `is`. */
export interface CfgBinary extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly left: CfgExpression;
  readonly right: CfgExpression | undefined;
}

export interface CfgUnary extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: CfgExpression | undefined;
}

/** Strings that stand next to each other: one value for Python, a syntax error for xl. */
export interface CfgAdjacent extends Span {
  readonly kind: 'adjacent';
  readonly parts: readonly CfgString[];
}

/** Python that the model has no use for: comprehensions, lambda, `x if c else y`, … Its value is unknown. */
export interface CfgOpaque extends Span {
  readonly kind: 'opaque';
  readonly parts: readonly CfgExpression[];
}

export type CfgExpression =
  | CfgString
  | CfgNumber
  | CfgName
  | CfgList
  | CfgGroup
  | CfgPair
  | CfgCall
  | CfgKeywordArgument
  | CfgAttribute
  | CfgSubscript
  | CfgBinary
  | CfgUnary
  | CfgAdjacent
  | CfgOpaque;

/** `target operator value`. For `a = b = 1` the value's statement is the last target's; the others are in `targets`. */
export interface CfgAssignment extends Span {
  readonly kind: 'assignment';
  readonly target: CfgExpression;
  /** Further targets of a chained assignment (`a = b = 1`), in order, `target` not included. */
  readonly chained: readonly CfgExpression[];
  /** `=`, `+=`, or another of Python's. */
  readonly operator: string;
  readonly operatorSpan: Span;
  /** Undefined when nothing follows the operator. */
  readonly value: CfgExpression | undefined;
}

/** `if`, `for`, `def`, `while`, `try`, `with`, `class` … with its indented block. */
export interface CfgBlock extends Span {
  readonly kind: 'block';
  readonly keyword: 'if' | 'elif' | 'else' | 'for' | 'while' | 'def' | 'try' | 'except' | 'finally' | 'with' | 'class';
  /** The expressions of the head, between keyword and colon. */
  readonly head: readonly CfgExpression[];
  readonly body: readonly CfgStatement[];
  /** Names that the head binds (the loop variable, the function's name and parameters). */
  readonly binds: readonly CfgName[];
}

/** An expression standing alone (`disk.append('…')`), or a statement with a keyword (`import os`, `return x`). */
export interface CfgSimple extends Span {
  readonly kind: 'simple';
  /** `import`, `from`, `return`, `raise`, `pass`, `global`, `del`, `print`, `assert`, …; empty for a bare expression. */
  readonly keyword: string;
  readonly expressions: readonly CfgExpression[];
  /** Names that the statement binds (`import os` binds `os`). */
  readonly binds: readonly CfgName[];
}

/** Tokens that fit nowhere, up to the end of their line. */
export interface CfgBroken extends Span {
  readonly kind: 'broken';
  readonly expressions: readonly CfgExpression[];
}

export type CfgStatement = CfgAssignment | CfgBlock | CfgSimple | CfgBroken;

export interface CfgTree {
  readonly text: string;
  readonly statements: readonly CfgStatement[];
  /** Comments from their `#` to the end of the line (line break excluded), sorted by offset. */
  readonly comments: readonly Span[];
  /** What is wrong whichever program reads the file (an unclosed bracket, a value that is missing, …). */
  readonly problems: readonly SyntaxProblem[];
  /** True when something stands in the file that only Python can read (import, def, if, calls, …) and that is well formed. */
  readonly python: boolean;
}

/** The name that a plain assignment sets (`memory` in `memory = 512`), undefined for `a.b = 1`, `a[0] = 1` and the like. */
export function assignedName(tree: CfgTree, statement: CfgAssignment): string | undefined {
  const { target } = statement;
  return target.kind === 'name' ? tree.text.slice(target.offset, target.end) : undefined;
}
