/**
 * How xl reads the value of an option and what it does with one that it cannot use (`xl_parse.c`, `libxlu_cfg.c`). Every column may be left out:
 * then nobody looked, and rules say no more than a warning.
 */

/** A word, and the option that it belongs to. */
export interface MeantWord {
  readonly name: string;
  readonly word: string;
}

export interface Reading {
  /**
   * How a word is compared with `values`. `caseless`: libxl's own `…_from_string`. `prefix`: only as many letters as were written. Left out:
   * not known, and a word that is none of `values` in any of these ways is at most a warning.
   */
  readonly compare?: 'exact' | 'caseless' | 'prefix';
  /** xl still takes the numbers of the words, up to this one. */
  readonly numbersUpTo?: number;
  /** It warns of such a number at each start; `values` stand in the order of their numbers. */
  readonly warnsOfNumbers?: true;
  /** The value is passed on as it is: QEMU, not xl, refuses an unknown word, so a newer QEMU may know more. */
  readonly isPassedOn?: true;
  /** Words that belong to another option, or mean another word. */
  readonly meant?: Readonly<Record<string, MeantWord>>;
  /** Words that were taken once -> the first release that refuses them. */
  readonly gone?: Readonly<Record<string, string>>;
  /** xm takes words that xl refuses: such a word may as well mean that the file is for xm. */
  readonly xmTakesMore?: true;
  /** The kind of guest whose words `values` are, where others take fewer. */
  readonly wordsFor?: 'pv' | 'pvh' | 'hvm';
  /** Taken apart for every kind of guest, though only those of `guests` can use it. */
  readonly everyKind?: true;
  /** xl ends without any message at a number that is none, and at a list in its place. */
  readonly endsWithoutNumber?: true;
  /** xl ends at a number outside of `min` and `max`, or outside of 32 bits. */
  readonly endsOutside?: 'bounds' | '32 bits';
  /** xl ends at a list, as it needs the value. */
  readonly endsAtList?: true;
  /** xl ends at a single value in place of a list. */
  readonly endsAtSingle?: true;
  /** What a guest starts without when a single value stands in place of the list, or what holds without a number. */
  readonly otherwise?: string;
  /** Bits of the number where they are not the usual 31; a signed number may be below 0. */
  readonly bits?: 32 | 'signed 32';
  /** The number is a count of vCPUs: what xl makes of one that it cannot list has a rule of its own. */
  readonly countsVcpus?: true;
  /** A list of lists: how one of the inner lists is written. */
  readonly innerList?: string;
  /** What a list inside the list ends in, where xl does not just stop reading there (run with 4.17). */
  readonly atInnerList?: 'crash' | 'refusal';
  /** One entry for each vCPU of the guest, and no more are taken apart. */
  readonly perVcpu?: true;
  /** xl complains of the option at each start, whatever its value. */
  readonly complained?: true;
  /** Value -> the word for the option that took its place (`replacedBy`). */
  readonly successorWords?: Readonly<Record<string, string>>;
  /** Gives a PV or PVH guest its kernel, each in its way. */
  readonly bringsKernel?: true;
  /** A disk may come in with it: a controller that is passed through, or arguments for QEMU. */
  readonly mayBringDisk?: true;
  /** Its text becomes a part of what this option gives as a whole, unless that is set. */
  readonly partOf?: string;
  /** The option that has to stand beside it, and its usual word: xl warns at each start otherwise. */
  readonly needs?: MeantWord;
  /** The words of its list that are compared by letter case, and whether `!` before a word takes it away. */
  readonly listWords?: { readonly exact: readonly string[]; readonly negated: boolean };
  /** Gives a touch screen its size. */
  readonly sizesTouch?: true;
  /** A decimal number; xl ends where no digit stands there. */
  readonly endsWithoutDigits?: true;
  /** The value names something on the host, or an address. */
  readonly namesHost?: true;
  /** What people write for its name. */
  readonly aliases?: readonly string[];
  /** Read for PV guests only as long as there is no `vfb`, which has a word of the same name. */
  readonly besideVfb?: true;
}
