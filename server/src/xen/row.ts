/** The row that every table of options is made of; completion, hover, signature help, rules and migration read it. */

import type { Reading } from './reading.ts';

export type Toolstack = 'xl' | 'xm';
export type GuestKind = 'pv' | 'pvh' | 'hvm';

/**
 * How the toolstack reads a value. `bool` is xl's number 0 or 1, `defbool` the same with "unset" as a third state,
 * `string-or-list` both forms; `flag` is a bare word without a value.
 */
export type ValueType =
  | 'string'
  | 'int'
  | 'number'
  | 'bool'
  | 'defbool'
  | 'enum'
  | 'flag'
  | 'list'
  | 'list-of-string'
  | 'string-or-list'
  | 'path'
  | 'port'
  | 'address'
  | 'regex-list'
  | 'script'
  | 'bdf'
  | 'hex';

/**
 * `ignored`: read and without effect, or not read at all though people write it. `removed`: was read once. `invalid`:
 * looks natural and is refused. `security-sensitive`: current, and dangerous when set carelessly.
 */
export type RowStatus =
  | 'current'
  | 'deprecated'
  | 'ignored'
  | 'removed'
  | 'invalid'
  | 'undocumented'
  | 'security-sensitive'
  | 'unsupported';

/** The form of a free value, and what becomes of one that has another. */
export interface ValueGrammar {
  readonly pattern: RegExp;
  /** Whether the two numbers of a range must not fall. */
  readonly rising?: boolean;
  /** What is right, as the end of "Write …". */
  readonly form: string;
  /** `refused`: the guest is not created. `lost`: the value is passed over. */
  readonly wrong: 'refused' | 'lost';
  /** Where a single value in place of a list ends creation, too. */
  readonly listOnly?: true;
  /** Where no program of that release was at hand to ask, and only its sources tell. */
  readonly unproved?: true;
}

export interface Row {
  readonly name: string;
  readonly type: ValueType;
  /** The words of an enum, or the words that a bool takes. */
  readonly values?: readonly string[];
  /** What a free value looks like: `mac-address`, `path`, `cpu-list`, `MiB`, … */
  readonly form?: string;
  /** Bounds of a number, both inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** How the text of the value, or of each text of a list, has to look; what it is checked against where words and bounds do not tell it. */
  readonly grammar?: ValueGrammar;
  /** How xl reads the value, and what it does with one that it cannot use; the columns that rules ask for. */
  readonly reading?: Reading;
  /** What holds when the option is left out, in words where it is not a plain value. */
  readonly default?: string;
  /** Left out when the option is for every kind of guest. */
  readonly guests?: readonly (GuestKind | 'arm')[];
  /**
   * Place in lists, the smaller the earlier: 1 to 9 what a file cannot do without, 10 to 29 what most have, 50 (also when
   * left out) what some need, 70 and more what few ever write.
   */
  readonly rank?: number;
  /** What the file lacks without it, where several options meet one need (`boot`): once one is set, the others are ordinary. */
  readonly need?: string;
  /** Whether a PV or PVH guest with a screen reads it, too: its QEMU is started with it. */
  readonly besideScreen?: true;
  /** Left out when the option is for every architecture; `guests` names Arm by itself. */
  readonly arch?: 'x86';
  readonly status: RowStatus;
  readonly replacedBy?: string;
  /** First release that reads it (`4.13`; `3.0.4` for the xm and xend tables). */
  readonly since?: string;
  /** Last release that reads it; left out when the newest does. */
  readonly until?: string;
  /** One sentence: what the option does for an administrator. */
  readonly summary: string;
  /** When one wants it and what goes wrong without it; at most three sentences, for hover. */
  readonly details?: string;
  /** The option as one would write it. */
  readonly example?: string;
  /** Where the fact is from: a file and line of the Xen tree, or a manual page. */
  readonly source: string;
}

/** Looks rows up by name; names are compared exactly, as the toolstacks do. */
export function byName<R extends { readonly name: string }>(rows: readonly R[]): ReadonlyMap<string, R> {
  return new Map(rows.map((row) => [row.name, row]));
}
