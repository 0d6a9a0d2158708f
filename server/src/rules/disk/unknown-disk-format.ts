import type { Disk } from '../../model/disks.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { fixBy, insert } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { rename, spanOf, xlDisks } from './disks.ts';

const FORMATS = ['raw', 'qcow', 'qcow2', 'vhd', 'qed', 'empty'];
const DEVICE_NAME = /^(?:(?:xvd|hd|sd|vd)[a-z]{1,3}\d*|d\d+p\d+)(?::\w+)?$/;

export default defineRule({
  code: 'unknown-disk-format',
  area: 'disk',
  severity: 'error',
  title: 'Unknown disk format',
  explanation:
    'The second word of a disk is its format: `target,format,vdev,access`. xl knows raw, qcow, qcow2, vhd and qed (and empty), in ' +
    'lower case; at any other word it stops and the guest is not created. Only behind an old prefix such as `phy:` the format is ' +
    'left out, so a line that loses its prefix needs one: `/dev/vg/a,raw,xvda,rw`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.qcow2,QCOW2,xvda,rw\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.qcow2,qcow2,xvda,rw\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/srv/a.qcow2,qcow2,xvda,rw\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/dev/vg/a,xvda,w\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/dev/vg/a,raw,xvda,w\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\ndisk = [ \'/dev/vg/a,raw,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const disk of xlDisks(file)) {
      for (const problem of disk.spec.problems) {
        if (problem.code !== 'unknown-disk-format') continue;
        const word = problem.detail ?? '';
        yield { span: spanOf(problem), message: messageFor(word), fixes: () => repairs(file, disk, problem, word) };
      }
    }
  },
});

function messageFor(word: string): string {
  if (DEVICE_NAME.test(word)) {
    return `The second word is the format, and xl knows no format "${word}": the guest is not created. Write target,format,vdev,access.`;
  }
  const meant = suggest(word.trim(), FORMATS);
  return `xl knows no format "${word}" and does not create the guest. ${meant ? `Write ${meant}.` : 'Write raw, qcow2, vhd or qed.'}`;
}

function repairs(file: CfgFile, disk: Disk, problem: Span, word: string): Fix[] {
  if (DEVICE_NAME.test(word)) {
    const format = formatByName(disk.target?.value ?? '');
    return format
      ? [fixBy(`Insert the format ${format}`, insert(file, problem.offset, `${format},`), { preferred: true })]
      : [];
  }
  const meant = suggest(word.trim(), FORMATS);
  return meant ? [rename(file, problem, meant)] : [];
}

/** The format that a path's name, or its being a device, tells. */
function formatByName(path: string): string | undefined {
  if (path.startsWith('/dev/')) return 'raw';
  const extension = /\.([a-z0-9]+)$/i.exec(path.slice(-16))?.[1]?.toLowerCase();
  if (extension === 'img' || extension === 'raw' || extension === 'iso') return 'raw';
  return FORMATS.find((format) => format === extension);
}
