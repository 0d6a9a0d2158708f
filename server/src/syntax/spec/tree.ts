/** The common shape of the small languages inside strings: `'mac=…,bridge=…'`, `'phy:/dev/x,xvda,w'`, `'01:00.0,seize=1'`. */
import type { Span, SyntaxProblem } from '../span.ts';

/** A word of the string as the toolstack reads it, at its place in the document. */
export interface SpecWord extends Span {
  readonly text: string;
}

/** One part of the string: `key=value`, or a bare word (positional or a flag). */
export interface SpecPart extends Span {
  /** What stands before the `=`; undefined for a bare word. */
  readonly key: SpecWord | undefined;
  /** What stands behind the `=`, or the bare word itself. */
  readonly value: SpecWord;
  /** What a bare word stands for, where its place says it: `target`, `format`, `vdev`, `access`, `prefix`, `bdf`, … */
  readonly role?: string;
}

export interface SpecTree extends Span {
  readonly parts: readonly SpecPart[];
  readonly problems: readonly SyntaxProblem[];
}
