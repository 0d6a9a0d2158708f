/** S-expressions: one blank between words, forms inside forms indented by their depth, comments where they are. */
import type { IToken } from 'chevrotain';
import { CloseBracket, OpenBracket, sxpLexer } from '../../syntax/sxp/lexer.ts';
import { readSxp } from '../../syntax/sxp/reader.ts';
import type { SxpProblemCode, SxpTree } from '../../syntax/sxp/tree.ts';
import { changeOf, cleanBreaks, cleanEnd, type GapChange } from './gaps.ts';

/** The pieces of a text that xend accepts, comments among them; undefined for one that it refuses. */
function piecesOf(text: string): { pieces: IToken[]; comments: ReadonlySet<IToken>; end: number } | undefined {
  const reading = readSxp(text);
  if (!reading.accepted) return undefined;
  const end = Math.min(reading.end, text.length);
  const { tokens, groups } = sxpLexer.tokenize(text.slice(0, end), 'faithful');
  const comments = new Set(groups.comments ?? []);
  const pieces = [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset);
  return { pieces, comments, end };
}

/** What xend passes over in silence: forms that are never closed, and what they swallow. */
const UNCLOSED: ReadonlySet<SxpProblemCode> = new Set(['unclosed-form', 'dropped-form', 'unclosed-string']);

/** Forms nested deeper are not indented further: blanks must not grow with the square of a hostile text. */
const DEEPEST = 40;

/** All changes of a file, in the order of the text. What xend refuses, or drops the end of, is left as it is. */
export function* sxpChanges({ text, problems }: SxpTree, unit: string): Generator<GapChange> {
  const read = problems.some((one) => UNCLOSED.has(one.code)) ? undefined : piecesOf(text);
  if (!read) return;
  let depth = 0;
  let before: IToken | undefined;
  let from = 0;
  for (const piece of read.pieces) {
    const closes = piece.tokenType === CloseBracket;
    const gap = text.slice(from, piece.startOffset);
    if (closes) depth = Math.max(0, depth - 1);
    const comment = read.comments.has(piece);
    const broken = cleanBreaks(gap, comment ? undefined : unit.repeat(Math.min(depth, DEEPEST)));
    yield* changeOf(text, from, piece.startOffset, broken ?? (comment ? undefined : betweenWords(gap, before, closes)));
    if (piece.tokenType === OpenBracket) depth++;
    before = piece;
    from = piece.startOffset + piece.image.length;
  }
  yield* changeOf(text, from, read.end, cleanEnd(text.slice(from, read.end)));
}

/** A gap on one line: none at brackets' insides, else one blank; where there is none none is made. */
function betweenWords(gap: string, before: IToken | undefined, closes: boolean): string | undefined {
  if (!/^[ \t]+$/.test(gap)) return undefined;
  return before === undefined || closes || before.tokenType === OpenBracket ? '' : ' ';
}

/** Everything that a formatter must keep, in its order; undefined for a text that xend refuses. */
export function sxpWords(text: string): readonly string[] | undefined {
  const read = piecesOf(text);
  return read && [...read.pieces.map((piece) => piece.image), text.slice(read.end)];
}
