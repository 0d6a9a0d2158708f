/** How the machine was booted: the memory of dom0 on Xen's command line, as `xl info` shows it. */
import type { ShownSetting } from '../../syntax/dom0/facts.ts';
import type { DoctorRow } from './config.ts';
import { ok, type Scene, unknown, wrong } from './rows.ts';

/** A size as Xen reads it: a number with B, K, M, G or T, or a percentage (xen/common/lib.c, parse_size_and_unit). */
const SIZE = /^-?(?:0x[0-9a-f]+|\d+)[bkmgt]?$/i;
const SHARE = /^(?:-?\d+[bkmgt]?\+)?\d{1,2}%$/i;

/** Rows about `xen_commandline`; none when `xl info` is not shown. */
export function bootRows({ shown }: Scene): DoctorRow[] {
  const line = shown.info.find((one) => one.key === 'xen_commandline');
  return line ? memoryRows(line) : [];
}

function memoryRows(line: ShownSetting): DoctorRow[] {
  return line.value
    .split(/\s+/)
    .filter((word) => word.startsWith('dom0_mem='))
    .map((word) => memoryRow(word));
}

function memoryRow(word: string): DoctorRow {
  const subject = { check: 'memory of dom0', expected: 'dom0_mem=SIZE,max:SIZE', place: undefined };
  const parts = word.slice('dom0_mem='.length).split(',');
  const bad = parts.find((part) => !isPart(part));
  if (bad !== undefined) return wrong(subject, word, badMeaning(bad, parts), badAction(bad, word));
  const first = parts.find((part) => SIZE.test(part));
  if (first !== undefined && /\d$/.test(first) && !first.startsWith('0x')) {
    const meaning = `${first} has no unit, so Xen takes it as KiB: dom0 gets ${Math.floor(Number(first) / 1024)} MiB.`;
    return wrong(subject, word, meaning, `Write ${first}M if MiB are meant; then update-grub and restart.`);
  }
  if (parts.some((part) => part.toLowerCase().startsWith('max:'))) return ok(subject, word);
  return unknown(
    subject,
    word,
    'dom0 starts with this size and may grow beyond it, and its kernel keeps tables for all memory of the host.',
    `Write ${word},max:${first ?? 'SIZE'} to keep it at this size.`,
  );
}

function isPart(part: string): boolean {
  const bare = part.replace(/^(?:min|max):/, '');
  return SIZE.test(bare) || SHARE.test(bare);
}

function badMeaning(bad: string, parts: readonly string[]): string {
  if (bad === parts[0]) return `Xen cannot read ${bad} and ignores the whole option: dom0 takes nearly all memory.`;
  return `Xen cannot read ${bad}: the size before it is taken, and the maximum stays unlimited, so dom0 can grow and xl goes on shrinking it for guests.`;
}

function badAction(bad: string, word: string): string {
  const repaired = bad
    .replace(/^(min|max)=/i, (_, name: string) => `${name.toLowerCase()}:`)
    .replace(/([kmgt])i?b$/i, '$1');
  const advice = isPart(repaired) ? `Write ${word.replace(bad, repaired)}` : 'Write sizes such as 2048M, and max:2048M';
  return `${advice} in GRUB_CMDLINE_XEN of /etc/default/grub (or options= of xen.cfg); then update-grub and restart.`;
}
