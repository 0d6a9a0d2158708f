/** Whole results of the rules on xend-config.sxp: what is found, what is left alone, and the file after each fix. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { matchesEverybody, plainHost, regexFault } from '../../server/src/rules/xend/regex.ts';
import { readSxp } from '../../server/src/syntax/sxp/reader.ts';
import { applyFix, findings, summary } from '../support/check.ts';

const FILE = 'xend-config.sxp';
const found = (text: string) => summary({ [FILE]: text }).map((line) => line.replace(`${FILE}:`, ''));

/** Title of each fix -> the file after it. */
function fixed(text: string, code: string): Record<string, string> {
  const files = { [FILE]: text };
  const fixes = findings(files)
    .filter((one) => one.code === code)
    .flatMap((one) => one.fixes?.() ?? []);
  return Object.fromEntries(fixes.map((fix) => [fix.title, applyFix(files, fix)[FILE] ?? '']));
}

describe('what is right or somebody’s own', () => {
  it.each([
    '(network-script my-network-script)\n(vif-script vif-bridge)\n',
    '(network-script network-bridge-wrapper)\n(vif-script vif-bridge)\n',
    '(network-script /bin/true)\n(vif-script /etc/xen/scripts/my-vif)\n',
    '(network-script network-dummy)\n(vif-script vif-nat)\n',
    '(network-script )\n(vif-script vif-bridge)\n',
    '(xsm_module_name flask)\n(total_available_memory 8)\n',
    "(xend-port ' 8000 ')\n(dom0-cpus +2)\n(xend-unix-server OFF)\n",
    '(vnc-tls 1)\n(pscsi-device-mask (\'16:0\' "15:0"))\n',
    "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^192\\\\.0\\\\.2\\\\. ^xen[0-9]$')\n",
    "(xend-relocation-hosts-allow '^a$\n   ^b$')\n",
    '(domain (name vm) (bad_key (x)))\n',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('what is wrong', () => {
  it.each([
    [
      '(vif-script vif-nat)\n#( network-script network-nat)\n; (keymap de)\n',
      ['1: information: vif-script-without-network-script', '3: warning: semicolon-comment'],
    ],
    ['network-script network-bridge)\n', ['1: error: bracket-without-form']],
    ['(network-script network-nat)\n(vif-script vif-route)\n', ['2: warning: network-mode-mismatch']],
    ['(xend-port 70000)\n', ['1: warning: bad-xend-number']],
    ['(xend-port 8000', ['1: warning: dropped-form']],
    ['(vif-script = vif-bridge)\n', ['1: warning: unquoted-script-arguments']],
    ["(vif-script 'vif-bridge brigde=x')\n", ['1: warning: unknown-script-argument']],
    ["(vncpasswd 'a\\x1')\n", ['1: error: invalid-escape']],
    [
      "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^a$  ^b$')\n",
      ['2: warning: open-relocation-server'],
    ],
    ['(xen-api-server ((9363 pamm)))\n', ['1: warning: open-xend-api']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('fixes lose nothing', () => {
  it('keep either of two lines, or put their arguments together', () => {
    expect(
      fixed(
        "(network-script network-bridge)\n(network-script 'network-bridge netdev=eth0') # lan\n",
        'duplicate-network-script',
      ),
    ).toEqual({
      'Keep line 1, comment this one out':
        "(network-script network-bridge)\n#(network-script 'network-bridge netdev=eth0') # lan\n",
      'Use this one, comment line 1 out':
        "#(network-script network-bridge)\n(network-script 'network-bridge netdev=eth0') # lan\n",
      "Put the arguments together: 'network-bridge netdev=eth0'":
        "(network-script 'network-bridge netdev=eth0')\n#(network-script 'network-bridge netdev=eth0') # lan\n",
    });
  });

  it('split a line that two forms share', () => {
    expect(Object.values(fixed('(xend-port 1) (xend-port 2) (keymap de)\n', 'duplicate-xend-option'))).toEqual([
      '(xend-port 1) \n#(xend-port 2)\n (keymap de)\n',
      '#(xend-port 1)\n (xend-port 2) (keymap de)\n',
    ]);
  });

  it('enable the line that stands commented out', () => {
    const text =
      '(network-script network-nat)\n# (network-script network-bridge)\n(vif-script vif-bridge)\n#(vif-script vif-nat)\n';
    expect(fixed(text, 'network-mode-mismatch')).toEqual({
      'Use vif-nat for the guests':
        '(network-script network-nat)\n# (network-script network-bridge)\n#(vif-script vif-bridge)\n(vif-script vif-nat)\n',
      'Use network-bridge for the host':
        '#(network-script network-nat)\n(network-script network-bridge)\n(vif-script vif-bridge)\n#(vif-script vif-nat)\n',
    });
  });

  it('quote a value whose # was taken for a comment', () => {
    expect(Object.values(fixed('(vncpasswd abc#def)\n(keymap de)\n', 'bracket-in-comment'))).toEqual([
      "(vncpasswd 'abc#def')\n(keymap de)\n",
      '(vncpasswd abc)#def\n(keymap de)\n',
    ]);
  });
});

describe('the first fix of each syntax error', () => {
  const refused: string[] = readFileSync(new URL('../conformance/sxp-vectors.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((vector) => vector.group !== 'lexical' && vector.text && !vector.accepted)
    .map((vector) => vector.text);

  it('are many', () => expect(refused.length).toBeGreaterThan(80));

  it.each(refused)('%j: applied one after the other, xend reads the file', (text) => {
    let files: ExampleFiles = { [FILE]: text };
    for (let round = 0; round < 8 && !readSxp(files[FILE] ?? '').accepted; round++) {
      const errors = findings(files).filter((one) => one.area === 'syntax' && one.severity === 'error');
      const fix = errors.flatMap((one) => one.fixes?.() ?? [])[0];
      if (!fix) break;
      files = applyFix(files, fix);
    }
    expect(readSxp(files[FILE] ?? '').error).toBeUndefined();
  });
});

describe('patterns of hosts', () => {
  it.each([
    ['^192\\0\\2\\10$', '\\2 refers to a group that is not there'],
    ['^a[bc', 'a [ is never closed'],
    ['^(a|b$', 'a ( is never closed'],
    ['*', 'there is nothing before * to repeat'],
    ['^host$ \\', 'a backslash stands at the end'],
    ['^xen[0-9]+\\.example\\.org$ ^(a)\\1$ [^]]x', undefined],
  ])('%s', (list, fault) => expect(regexFault(list)).toBe(fault));

  it('know the ones that everybody matches, and plain hosts', () => {
    expect(['', '^', '.*', '^.*$', '^$', '^a'].map(matchesEverybody)).toEqual([true, true, true, true, false, false]);
    expect(['192.0.2.1', '^a\\.b$', 'a.*'].map(plainHost)).toEqual(['192.0.2.1', 'a.b', undefined]);
  });
});
