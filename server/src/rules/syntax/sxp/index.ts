/** The rules about what xend refuses, or reads in its own way, in the form of an S-expression file. */
import type { Rule } from '../../rule.ts';
import bracketInComment from './bracket-in-comment.ts';
import bracketWithoutForm from './bracket-without-form.ts';
import byteOrderMark from './byte-order-mark.ts';
import droppedForm from './dropped-form.ts';
import endOfInputCharacter from './end-of-input-character.ts';
import invalidCharacter from './invalid-character.ts';
import invalidEscape from './invalid-escape.ts';
import lostEscape from './lost-escape.ts';
import quoteOverLines from './quote-over-lines.ts';
import typographicQuote from './typographic-quote.ts';
import unclosedForm from './unclosed-form.ts';
import unclosedQuote from './unclosed-quote.ts';
import wrongHexEscape from './wrong-hex-escape.ts';

export const rules: readonly Rule[] = [
  bracketInComment,
  bracketWithoutForm,
  byteOrderMark,
  droppedForm,
  endOfInputCharacter,
  invalidCharacter,
  invalidEscape,
  lostEscape,
  quoteOverLines,
  typographicQuote,
  unclosedForm,
  unclosedQuote,
  wrongHexEscape,
];
