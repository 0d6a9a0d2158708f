/** "Check Output of dom0…" on the server's side: which host is meant, and where each row leads. */
import { describe, expect, test } from 'vitest';
import { checkOutput } from '../../server/src/features/check-output.ts';
import { workspaceOf } from '../support/check.ts';

const nameOf = (uri: string): string => uri.slice('file:///example/'.length);

const nat = {
  'nat/xend-config.sxp': '# NAT\n(network-script network-nat)\n(vif-script vif-nat)\n',
  'nat/shop.cfg': "name = 'shop'\nkernel = '/k'\nmemory = 64\nvif = [ 'ip=10.0.0.5' ]\n",
};
const bridge = {
  'bridge/xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
  'bridge/web.cfg': "name = 'web'\nkernel = '/k'\nmemory = 64\nvif = [ 'mac=00:16:3e:00:00:05' ]\n",
};
const FORWARD_OFF = { name: 'pasted', text: 'dom0# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n' };

describe('the host', () => {
  test('is asked for when there are several', () => {
    expect(checkOutput({ outputs: [FORWARD_OFF] }, workspaceOf({ ...nat, ...bridge }), nameOf)).toEqual({
      hosts: [
        { root: '/example/bridge', name: 'bridge' },
        { root: '/example/nat', name: 'nat' },
      ],
      summary: 'The workspace holds several hosts. Choose the one that the output is from.',
      rows: [],
      markdown: '',
    });
  });

  test.each([
    ['a guest of it is open', { uri: 'file:///example/nat/shop.cfg' }],
    ['the output is kept beside its files', { uri: 'file:///example/nat/notes/today.txt' }],
    ['it was chosen', { uri: 'file:///example/bridge/web.cfg', host: '/example/nat' }],
  ])('is known when %s', (_, params) => {
    const answer = checkOutput({ ...params, outputs: [FORWARD_OFF] }, workspaceOf({ ...nat, ...bridge }), nameOf);
    expect(answer.host).toBe('/example/nat');
    expect(answer.title).toBe('nat');
    expect(answer.rows[0]?.verdict).toBe('wrong');
  });

  test('is still asked for when the output was never saved', () => {
    const answer = checkOutput(
      { uri: 'untitled:Untitled-1', outputs: [FORWARD_OFF] },
      workspaceOf({ ...nat, ...bridge }),
      nameOf,
    );
    expect(answer.host).toBeUndefined();
  });

  test('is the only one there is', () => {
    expect(checkOutput({ outputs: [FORWARD_OFF] }, workspaceOf(nat), nameOf).host).toBe('/example/nat');
  });

  test('is none in an empty workspace', () => {
    expect(checkOutput({ outputs: [FORWARD_OFF] }, workspaceOf({}), nameOf)).toEqual({
      hosts: [],
      summary:
        'No Xen host and no guest is in this workspace, so there is nothing to compare with. Open the folder that holds the .cfg files and xend-config.sxp or xl.conf.',
      rows: [],
      markdown: '',
    });
  });
});

describe('the rows', () => {
  test('begin with the faults and lead to the line they come from', () => {
    const answer = checkOutput({ outputs: [FORWARD_OFF] }, workspaceOf(nat), nameOf);
    expect(answer.rows[0]).toMatchObject({
      verdict: 'wrong',
      file: 'nat/xend-config.sxp',
      line: 2,
      uri: 'file:///example/nat/xend-config.sxp',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 28 } },
    });
    const order = ['wrong', 'missing', 'unknown', 'not-shown', 'ok'];
    const ranks = answer.rows.map((row) => order.indexOf(row.verdict));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(answer.summary).toMatch(/^1 wrong, \d+ not shown\.$/);
  });

  test('are there as Markdown', () => {
    const { markdown, rows } = checkOutput({ outputs: [FORWARD_OFF] }, workspaceOf(nat), nameOf);
    const lines = markdown.trimEnd().split('\n');
    expect(lines[0]).toBe('| Verdict | Check | Expected | Found | Meaning | What to do | From |');
    expect(lines).toHaveLength(rows.length + 2);
    expect(lines[2]).toContain('| nat/xend-config.sxp:2 |');
  });

  test('tell what to paste when nothing was recognised', () => {
    const answer = checkOutput({ outputs: [{ name: 'mail.txt', text: 'hello\n' }] }, workspaceOf(nat), nameOf);
    expect(answer.rows.map((row) => `${row.verdict} ${row.check}: ${row.found}`)).toEqual([
      'unknown lines that were not recognised: line 1: hello',
    ]);
    expect(answer.summary).toMatch(
      /^Nothing in mail\.txt was recognised, so nothing can be said about the host\. Paste what/,
    );
  });
});
