import type { Disk } from '../../model/disks.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { XL_DISK_OPTIONS } from '../../syntax/spec/disk.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { swallowed } from './disk-target-not-last.ts';
import { diskList, freeVdev, isPlain, quotedSpan, removePart, spanOf, xlDisks, xmDisks } from './disks.ts';

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
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a.img\' ]\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, context) {
    for (const disk of xlDisks(file)) {
      const problem = firstOf(disk, XL);
      if (!problem || swallowed(disk)) continue;
      yield {
        span: spanOf(problem),
        message: XL.get(problem.code)?.(problem) ?? '',
        fixes: () => (isPlain(file, disk) ? (REPAIRS[problem.code]?.(file, disk, problem) ?? []) : []),
      };
    }
    for (const disk of xmDisks(file, context)) {
      const problem = firstOf(disk, XM);
      if (!problem) continue;
      yield {
        span: spanOf(problem),
        message: XM.get(problem.code) ?? '',
        fixes: () => (isPlain(file, disk) ? (XM_REPAIRS[problem.code]?.(file, disk) ?? []) : []),
      };
    }
  },
});

/** The first problem of an entry that this rule speaks of; none when another rule explains the refusal. */
function firstOf(disk: Disk, known: ReadonlyMap<string, unknown>): SyntaxProblem | undefined {
  return disk.accepted ? undefined : disk.spec.problems.find((problem) => known.has(problem.code));
}

type Repair = (file: CfgFile, disk: Disk, problem: SyntaxProblem) => Fix[];

const textOf = (file: CfgFile, { offset, end }: { offset: number; end: number }): string =>
  file.text.slice(offset, end);

/** What xl's messages tell to write, where it follows from what is written. */
const REPAIRS: Readonly<Record<string, Repair>> = {
  'unknown-disk-prefix': (file, disk, { detail = '' }) => {
    const text = textOf(file, disk);
    const comma = text.indexOf(',');
    if (!text.startsWith(`${detail}:`) || text.includes('=') || comma < 0) return [];
    const written = `${text.slice(detail.length + 1, comma)},raw${text.slice(comma)}`;
    return [fixBy(`Write ${written}`, replace(file, disk, written))];
  },
  'disk-option-twice': (file, disk, problem) => extraPart(file, disk, problem),
  'too-many-disk-words': (file, disk, problem) => extraPart(file, disk, problem),
  'bad-disk-syntax': (file, disk, { offset, detail = '' }) => {
    const key = detail.trim().toLowerCase();
    if (key !== detail && XL_DISK_OPTIONS.includes(key))
      return [fixBy(`Write ${key}=`, replace(file, { offset, end: offset + detail.length }, key), { preferred: true })];
    const words = textOf(file, disk).split(',');
    if (offset !== disk.offset || !/^\s*\//.test(detail) || words.slice(1).some((word) => word.includes('=')))
      return [];
    const [target = '', format = '', vdev = '', access = '', ...more] = words.map((word) => word.trim());
    if (vdev === '' || more.length > 0) return [];
    const written = `${format && `format=${format},`}vdev=${vdev},${access && `access=${access},`}target=${target}`;
    return [fixBy(`Write ${written}`, replace(file, disk, written), { preferred: true })];
  },
  'disk-without-vdev': (file, disk) => {
    const { disks } = diskList(file);
    const kind = disks.map((one) => /^(xvd|sd|hd)[a-z]/.exec(one.vdev?.value ?? '')?.[1]).find(Boolean) ?? 'xvd';
    const name = freeVdev(kind, kind === 'hd' ? 'd' : 'p', disks);
    if (name === undefined) return [];
    const target = disk.spec.parts.find((part) => part.key?.text === 'target');
    const place = target ? target.offset : disk.end;
    return [
      fixBy(`Add vdev=${name}`, insert(file, place, target ? `vdev=${name},` : `,vdev=${name}`), { preferred: true }),
    ];
  },
};

/** What xm wants of three words. */
const XM_REPAIRS: Readonly<Record<string, (file: CfgFile, disk: Disk) => Fix[]>> = {
  'disk-word-count': (file, disk) => {
    const words = textOf(file, disk).split(',');
    if (words.length !== 2) return [];
    return ['w', 'r'].map((mode) => fixBy(`Add ${mode}`, insert(file, disk.end, `,${mode}`)));
  },
  'unknown-disk-prefix': (file, disk) => {
    const text = textOf(file, disk);
    const kinds = text.startsWith('/dev/') ? ['phy'] : text.startsWith('/') ? ['file', 'tap:aio'] : [];
    return kinds.map((kind) => fixBy(`Put ${kind}: in front`, insert(file, disk.offset, `${kind}:`)));
  },
};

/** The word that is too much, taken out. */
function extraPart(file: CfgFile, disk: Disk, { offset, end }: SyntaxProblem): Fix[] {
  const part = disk.spec.parts.find((one) => one.offset <= offset && end <= one.end && one.offset > disk.offset);
  return part && quotedSpan(file, disk) ? [removePart(file, disk, part)] : [];
}
