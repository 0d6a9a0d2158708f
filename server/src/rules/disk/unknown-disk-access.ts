import { defineRule } from '../rule.ts';
import { rename, spanOf, xlDisks, xmDisks } from './disks.ts';

/** What each word that people write was meant to say. */
const MEANT: Readonly<Record<string, string>> = {
  'w!': 'w',
  'r!': 'r',
  'rw!': 'rw',
  wr: 'rw',
  RW: 'rw',
  W: 'w',
  R: 'r',
  RO: 'ro',
};
const FOR_XM: Readonly<Record<string, string>> = {
  rw: 'w',
  ro: 'r',
  wr: 'w',
  RW: 'w',
  W: 'w',
  R: 'r',
  RO: 'r',
  '': 'w',
};

export default defineRule({
  code: 'unknown-disk-access',
  area: 'disk',
  severity: 'error',
  title: 'Unknown access word of a disk',
  explanation:
    'xl takes r, ro, w and rw for the access, and stops at any other word. The `w!` of xm (write without asking whether somebody ' +
    'else does) is unknown to xl. xm and xend take r, w and `w!` only; there `rw` ends with "Invalid mode".',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w!\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,rw\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w!\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, context) {
    for (const disk of xlDisks(file)) {
      for (const problem of disk.spec.problems) {
        if (problem.code !== 'unknown-disk-access') continue;
        const word = problem.detail ?? '';
        const trimmed = word.trim();
        const meant = MEANT[trimmed] ?? (/^(?:ro?|r?w)$/.test(trimmed) ? trimmed : undefined);
        yield {
          span: spanOf(problem),
          message: `xl does not know the access "${word}" and does not create the guest. Write ${meant ?? 'r or w'}.`,
          fixes: () => (meant ? [rename(file, problem, meant)] : []),
        };
      }
    }
    for (const disk of xmDisks(file, context)) {
      for (const problem of disk.spec.problems) {
        if (problem.code !== 'unknown-disk-mode') continue;
        const word = problem.detail ?? '';
        const meant = FOR_XM[word.trim()] ?? (/^(?:r|w!?)$/.test(word.trim()) ? word.trim() : undefined);
        yield {
          span: spanOf(problem),
          message: `xend takes r, w or w! as mode and refuses "${word}": the guest does not start. Write ${meant ?? 'r or w'}.`,
          fixes: () => (meant ? [rename(file, problem, meant)] : []),
        };
      }
    }
  },
});
