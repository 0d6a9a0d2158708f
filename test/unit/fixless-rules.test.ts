/** Which rules offer no repair, and why: a new one without any has to give its reason here. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { findings } from '../support/check.ts';

/** Code -> what keeps anybody from computing a repair. */
const WITHOUT_FIX: Readonly<Record<string, string>> = {
  'deep-lists': 'what a list of many levels was meant to say is not known',
  'disk-not-emulated': 'nothing is to do for a disk of data, and a name for the first disk is a choice',
  'duplicate-ip': 'the example names no subnet to take a free address from',
  'foreign-file-format': "another program's file is rewritten by hand",
  'list-added-to-text': 'which of the two values is the wrong one is not known',
  'malformed-interface-value': 'which value is meant is not known',
  'malformed-key': 'only its writer knows which option is meant',
  'malformed-vif-ip': 'which address is meant is not known; slips of the keyboard are repaired',
  'malformed-vnuma': 'numbers of nodes and memory are for the administrator to share out',
  'misnamed-host-file': 'the repair is another name for the file, not another text',
  'nat-subnet-overlaps-lan': 'another subnet concerns all guests behind the NAT',
  'no-disk-to-boot-from': 'the path of the disk is not known',
  'overlapping-subnets': 'which of the two subnets moves is a decision about the whole network',
  'password-in-file': 'the repair is chmod, not another text',
  'placeholder-in-vif': 'what the placeholder stands for is not known',
  'python-statement': 'what the statement does has to be written out by hand',
  'python-value': 'only a running Python knows the value',
  'python3-only': 'another way to say the same in Python 2 has to be written by hand',
  'quote-over-lines': 'where the quote was meant to end is not known',
  'routed-vif-without-ip': 'the example names no subnet to take a free address from',
  'unknown-bridge-port': 'which cards form the bond is not known',
  'wireless-bridge-port': 'whether the host has a wired card is not known',
  'xend-config-under-xl': 'the settings belong into other files, which the advisor writes',
  'xm-value-refused': 'which value is meant is not known',
};

/** Whether some example of the rule gets a repair offered. */
function offersFix(rule: Rule): boolean {
  return rule.examples.some((example) => {
    const settings = {
      toolstack: example.toolstack ?? ('auto' as const),
      version: example.version ?? 'newest',
      rules: { 'missing-memory': 'error' as const },
    };
    return findings(example.bad, settings).some((one) => one.code === rule.code && (one.fixes?.() ?? []).length > 0);
  });
}

describe('rules without a repair', () => {
  const without = rules.filter((rule) => !offersFix(rule)).map((rule) => rule.code);

  it('are those whose reason is known, and no others', () => {
    expect(without.toSorted()).toEqual(Object.keys(WITHOUT_FIX).toSorted());
  });

  it('give a reason that fits on a line', () => {
    for (const [code, reason] of Object.entries(WITHOUT_FIX)) expect(reason, code).toMatch(/^[a-z][^\n]{15,110}[^.]$/);
  });
});
