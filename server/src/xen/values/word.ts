/** A word that a value may be made of, as completion shows it. */

export interface Word {
  readonly word: string;
  /** One sentence: what one gets by writing it. */
  readonly summary: string;
  /** First release that knows it, where it came later than its option. */
  readonly since?: string;
  /** Last release that knows it; left out when the newest does. */
  readonly until?: string;
}
