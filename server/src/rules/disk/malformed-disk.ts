import type { Disk } from '../../model/disks.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { defineRule } from '../rule.ts';
import { swallowed } from './disk-target-not-last.ts';
import { spanOf, xlDisks, xmDisks } from './disks.ts';

const XL = new Map<string, (problem: SyntaxProblem) => string>([
  [
    'unknown-disk-prefix',
    (problem) =>
      `xl does not know the prefix "${problem.detail}:" and does not create the guest. Write the path without it, with the format as the second word.`,
  ],
  [
    'unknown-disk-value',
    (problem) => `xl does not know this value of ${problem.detail} and does not create the guest.`,
  ],
  [
    'disk-option-twice',
    (problem) =>
      `${problem.detail} is set a second time: xl stops here and does not create the guest. Keep one of them.`,
  ],
  [
    'too-many-disk-words',
    () =>
      'xl takes four words without a key at the most (target,format,vdev,access; no format behind a prefix such as phy:) and stops at this one.',
  ],
  [
    'bad-disk-syntax',
    (problem) =>
      `xl cannot read the disk from "${problem.detail}=" on and does not create the guest. Options are lower case without blanks; a path with = in it needs target=.`,
  ],
  [
    'disk-without-vdev',
    () => 'The guest’s device name is missing, and xl does not create the guest. Add it: vdev=xvda.',
  ],
  [
    'disk-without-target',
    () => 'Nothing says which file or device this disk is; xl does not create the guest. Add target=PATH at the end.',
  ],
]);
const XM = new Map<string, string>([
  [
    'disk-word-count',
    'xm wants device, guest device and mode, such as phy:/dev/vg/a,xvda,w, and stops at anything else.',
  ],
  [
    'unknown-disk-prefix',
    'xend refuses a disk that does not say what it is, and the guest does not start. Put phy:, file: or tap:aio: in front.',
  ],
]);

export default defineRule({
  code: 'malformed-disk',
  area: 'disk',
  severity: 'error',
  title: 'Disk that the toolstack refuses',
  explanation:
    'xl reads a disk as `target,format,vdev,access` or as `key=value` words with `target=` at the end; xm as `type:target,vdev,mode`. ' +
    'At a word that does not fit, a missing device name or a value given twice, the whole guest is refused.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,target=/srv/a.img\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a.img\' ]\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, context) {
    for (const disk of xlDisks(file)) {
      const problem = firstOf(disk, XL);
      if (problem && !swallowed(disk)) yield { span: spanOf(problem), message: XL.get(problem.code)?.(problem) ?? '' };
    }
    for (const disk of xmDisks(file, context)) {
      const problem = firstOf(disk, XM);
      if (problem) yield { span: spanOf(problem), message: XM.get(problem.code) ?? '' };
    }
  },
});

/** The first problem of an entry that this rule speaks of; none when another rule explains the refusal. */
function firstOf(disk: Disk, known: ReadonlyMap<string, unknown>): SyntaxProblem | undefined {
  return disk.accepted ? undefined : disk.spec.problems.find((problem) => known.has(problem.code));
}
