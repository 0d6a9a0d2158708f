/**
 * The grammar of a domU file. It refuses nothing and nests nothing: lines, brackets and blocks are put together by
 * whoever takes the tokens, on a stack of their own, so that no depth of brackets can overflow.
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { tokenTypes } from './lexer.ts';

export class CfgGrammar extends EmbeddedActionsParser {
  #take: (token: IToken) => void = () => {};
  readonly #alternatives: { ALT: () => IToken }[];

  /** `skipValidations` is true in production: Chevrotain's validation costs start-up time, and a test does it once. */
  constructor(skipValidations: boolean) {
    super(tokenTypes, { recoveryEnabled: false, maxLookahead: 1, skipValidations });
    const significant = tokenTypes.filter((type) => type.GROUP === undefined);
    this.#alternatives = significant.map((type) => ({ ALT: () => this.CONSUME(type) }));
    this.performSelfAnalysis();
  }

  /** Hands every token to `take`, in the order of the text. */
  read(tokens: IToken[], take: (token: IToken) => void): void {
    this.#take = take;
    this.input = tokens;
    this.file();
    this.#take = () => {};
    this.input = [];
  }

  readonly file = this.RULE('file', () => {
    this.MANY(() => {
      const token = this.OR(this.#alternatives);
      this.ACTION(() => this.#take(token));
    });
  });
}
