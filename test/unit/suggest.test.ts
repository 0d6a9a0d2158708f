/** Which word was probably meant, and when it is better to say nothing. */
import { describe, expect, it } from 'vitest';
import { suggest } from '../../server/src/rules/suggest.ts';

const KNOWN = ['mac', 'bridge', 'ip', 'model', 'script', 'dom0-min-mem', 'vnc-listen', 'network-script'];

describe('suggest', () => {
  it.each([
    ['mca', 'mac'],
    ['brigde', 'bridge'],
    ['brdge', 'bridge'],
    ['dom0_min_mem', 'dom0-min-mem'],
    ['vnclisten', 'vnc-listen'],
    ['Network-Script', 'network-script'],
    ['modell', 'model'],
  ])('takes %s for %s', (word, meant) => {
    expect(suggest(word, KNOWN)).toBe(meant);
  });

  it.each(['max', 'pi0', 'brother', 'x', '', 'vlan', 'a'.repeat(100)])('says nothing of %s', (word) => {
    expect(suggest(word, KNOWN)).toBeUndefined();
  });
});
