/** Tells files of other programs that were given a domU file's name: one finding for the file, not one for each line. */
import type { IToken } from 'chevrotain';
import type { SyntaxProblem } from '../span.ts';
import type { CfgProblemCode } from './expression.ts';
import * as lex from './lexer.ts';

const SECTION = /^[ \t]*\[[A-Za-z][\w .:-]*\][ \t\r]*$/;

/** The problem that stands for the whole file, marked at its first line; `detail` is `sexpr`, `xml` or `sections`. */
export function foreignFormat(text: string, tokens: readonly IToken[]): SyntaxProblem<CfgProblemCode> | undefined {
  const at = tokens.findIndex((token) => token.tokenType !== lex.Newline);
  const first = tokens[at];
  if (!first) return undefined;
  const { startOffset: offset, image } = first;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(offset, lineEnd < 0 ? text.length : lineEnd);
  const detail = kindOf(image, line.slice(0, 200), tokens, at);
  if (!detail) return undefined;
  return { code: 'not-a-cfg-file', offset, end: offset + line.trimEnd().length, detail };
}

function kindOf(image: string, line: string, tokens: readonly IToken[], at: number): string | undefined {
  if (image.startsWith('<')) return 'xml';
  if (image === '(' && isForm(tokens, at)) return 'sexpr';
  return SECTION.test(line) ? 'sections' : undefined;
}

/** `(word (word`, `(word word` or `(word 'text')`: a call or a sum of Python would have a sign between the two. */
function isForm(tokens: readonly IToken[], at: number): boolean {
  if (tokens[at + 1]?.tokenType !== lex.Word) return false;
  let next = at + 2;
  let broken = false;
  while (tokens[next]?.tokenType === lex.Newline) {
    next++;
    broken = true;
  }
  const type = tokens[next]?.tokenType;
  if (type === lex.Open)
    return (
      broken || tokens[next]?.startOffset !== (tokens[at + 1]?.startOffset ?? 0) + (tokens[at + 1]?.image.length ?? 0)
    );
  return type === lex.Word || type === lex.Text || type === lex.Digits;
}
