/** One case of the tables: a name, files, everything that is found in them, and the toolstack where it is told. */
import type { ExampleFiles } from '../../../server/src/rules/rule.ts';

export type QaCase = readonly [
  name: string,
  files: ExampleFiles,
  /** `file:line: severity: code`, see `summary` in check.ts. */
  expected: readonly string[],
  toolstack?: 'xl' | 'xm',
];
