/** What xend makes of its options: the first form counts, scripts are split at blanks, comments hold forms that wait. */
import { describe, expect, it } from 'vitest';
import { scriptOf, usedText, xendFacts } from '../../server/src/model/xend.ts';
import { parseSxp } from '../../server/src/syntax/sxp/parser.ts';

const factsOf = (text: string) => xendFacts(parseSxp(text));
const scriptIn = (text: string) => factsOf(text).options.map(scriptOf)[0];

describe('options', () => {
  it('are used when they are the first of their name', () => {
    const { options } = factsOf('(xend-port)\n(xend-port 9)\n(a (@ (id 1)) 2)\n');
    expect(
      options.map(({ name, used, value }) => [name, used, value?.kind === 'atom' ? value.value : undefined]),
    ).toEqual([
      ['xend-port', true, undefined],
      ['xend-port', false, '9'],
      ['a', true, '2'],
    ]);
  });

  it('give their text', () => {
    const facts = factsOf("(vnc-listen '0.0.0.0')\n(xen-api-server ((unix)))\n");
    expect([usedText(facts, 'vnc-listen'), usedText(facts, 'xen-api-server'), usedText(facts, 'keymap')]).toEqual([
      '0.0.0.0',
      undefined,
      undefined,
    ]);
  });
});

describe('forms in comments', () => {
  it.each([
    ['#(network-script network-nat)', '#', '(network-script network-nat)'],
    ['  # (vif-script vif-nat)', '# ', '(vif-script vif-nat)'],
    [
      "##  (network-script 'network-bridge netdev=eth1')  # as before",
      '##  ',
      "(network-script 'network-bridge netdev=eth1')",
    ],
  ])('%s', (line, marker, form) => {
    const text = `${line}\n`;
    const found = factsOf(text).commented;
    expect(found.map((one) => [text.slice(one.marker.offset, one.marker.end), one.formText])).toEqual([[marker, form]]);
  });

  it.each([
    '# (see network-nat below)x',
    '(a 1) # (vif-script vif-nat)',
    '# (xen-api-server ((unix)',
    '# text (vif-script x)',
  ])('but not %s', (line) => expect(factsOf(`${line}\n`).commented).toEqual([]));
});

describe('whose file it is', () => {
  it.each([
    ['(network-script network-nat)', true],
    ['# (vif-script vif-nat)', true],
    ['', true],
    ['(dom0_min_mem 512)', true],
    ['(vm (name x))', false],
    ['(domain (domid 1))', false],
    ['(vnet (id 97))', false],
  ])('%s', (text, xend) => expect(factsOf(text).xend).toBe(xend));
});

describe('scripts', () => {
  it('are a name and arguments, each at its place', () => {
    const text = "(network-script 'network-bridge  netdev=eth1 bridge=xenbr1')";
    const script = scriptIn(text);
    expect(
      [script?.name, ...(script?.args ?? [])].map((word) => word && [word.text, text.slice(word.offset, word.end)]),
    ).toEqual([
      ['network-bridge', 'network-bridge'],
      ['netdev=eth1', 'netdev=eth1'],
      ['bridge=xenbr1', 'bridge=xenbr1'],
    ]);
  });

  it.each(['(network-script)', "(network-script '')", '(network-script (network-bridge))'])('%s names none', (text) => {
    expect(scriptIn(text)).toBeUndefined();
  });
});
