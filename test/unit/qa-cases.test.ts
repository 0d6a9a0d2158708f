/** What is found in several hundred small files that were written to be found out, or to be left alone. */
import { describe, expect, it } from 'vitest';
import { summary } from '../support/check.ts';
import type { QaCase } from '../support/qa/case.ts';
import { cfgCases } from '../support/qa/cfg.ts';
import { hostCases } from '../support/qa/host.ts';
import { sxpCases } from '../support/qa/sxp.ts';
import { validCases } from '../support/qa/valid.ts';
import { vifCases } from '../support/qa/vif.ts';

const TABLES: readonly [string, readonly QaCase[]][] = [
  ['xend-config.sxp', sxpCases],
  ['vif', vifCases],
  ['domU files', cfgCases],
  ['hosts and their guests', hostCases],
  ['unusual and right', validCases],
];

describe.each(TABLES)('%s', (_, cases) => {
  it.each(cases.map(([name, files, expected, toolstack]) => ({ name, files, expected, toolstack })))(
    '$name',
    ({ files, expected, toolstack }) => {
      expect(summary(files, toolstack ? { toolstack } : {})).toEqual(expected);
    },
  );
});

it('finds nothing at all in a file that is right', () => {
  expect(validCases.filter(([, , expected]) => expected.length > 0)).toEqual([]);
});
