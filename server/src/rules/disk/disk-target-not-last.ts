import type { Disk } from '../../model/disks.ts';
import { XL_DISK_OPTIONS } from '../../syntax/spec/disk.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isPlain, partOf, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'disk-target-not-last',
  area: 'disk',
  severity: 'error',
  title: 'Options behind target=',
  explanation:
    '`target=` takes the whole rest of the entry, commas included, so that a path may hold commas. Options behind it become part of ' +
    'the path: the device name is then missing and xl stops, or the guest starts with a path that does not exist. Put `target=` last.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'target=/srv/a.img,format=raw,vdev=xvda\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a,b.img\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'format=raw,vdev=xvda,target=/srv/a.img\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const disk of xlDisks(file)) {
      const found = swallowed(disk);
      if (!found) continue;
      const { part, at } = found;
      const plain = isPlain(file, disk);
      yield {
        span: plain ? { offset: part.value.offset + at + 1, end: part.value.end } : spanOf(part),
        message:
          `target= takes all that follows: xl looks for "${part.value.text}"` +
          `${disk.accepted ? '' : ', finds no device name and does not create the guest'}. Put target= last.`,
        ...(disk.accepted && { severity: 'warning' as const }),
        fixes: () => {
          if (!plain) return [];
          const path = part.value.text.slice(0, at);
          const rest = part.value.text.slice(at + 1).replace(/,$/, '');
          const edit = replace(file, { offset: part.offset, end: disk.end }, `${rest},target=${path}`);
          return [fixBy('Put target= last', edit, { preferred: true })];
        },
      };
    }
  },
});

/** The `target=` that swallows another option, and where in its value the comma before that option stands. */
export function swallowed(disk: Disk): { part: SpecPart; at: number } | undefined {
  const part = partOf(disk, 'target');
  if (part?.key?.text !== 'target') return undefined;
  const { text } = part.value;
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
    const key = /^\s{0,8}([a-z][-_a-z]{0,15})=/.exec(text.slice(at + 1, at + 32))?.[1];
    if (key !== undefined && XL_DISK_OPTIONS.includes(key) && key !== 'target') return { part, at };
  }
  return undefined;
}
