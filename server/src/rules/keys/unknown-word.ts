import type { Severity } from '../../model/settings.ts';
import { compareReleases } from '../../xen/releases.ts';
import type { Row } from '../../xen/row.ts';
import { fixBy, renameKey, writeString } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { xlNumber } from './numbers.ts';
import {
  fallback,
  isRead,
  type OptionFile,
  orList,
  whereCertain,
  type XlSetting,
  xlLanguages,
  xlSettings,
} from './settings-of.ts';

function goneMessage(word: string, row: Row, release: string): string {
  return `From Xen ${release} on xl refuses "${word}" for ${row.name} and does not create the guest. Remove the line, or set xen.version to the older release that the host runs.`;
}

/** Whether some way of comparing takes the word for the value. */
function resembles(word: string, value: string): boolean {
  return value.toLowerCase().startsWith(word.toLowerCase());
}

function isKnown(word: string, row: Row, isAdded: boolean): boolean {
  const values = row.values ?? [];
  const { compare, numbersUpTo: most } = row.reading ?? {};
  if (compare === 'prefix') return values.some((value) => value.startsWith(word));
  // Nobody looked how this one is compared: what may be right is right.
  if (compare === undefined) return xlNumber(word) !== undefined || values.some((value) => resembles(word, value));
  // xl counts nothing that was added to with +=.
  const number = most === undefined || isAdded ? undefined : xlNumber(word);
  if (number !== undefined && (most === Number.POSITIVE_INFINITY || (number >= 0 && number <= (most ?? 0))))
    return true;
  if (isAdded && xlNumber(word) !== undefined) return false;
  return values.includes(compare === 'caseless' ? word.toLowerCase() : word);
}

/** So many words are offered where nothing tells which one was meant. */
const MOST_CHOICES = 6;

function repairs(file: OptionFile, { name, nameSpan, value, row }: XlSetting, word: string): Fix[] {
  const other = row.reading?.meant?.[word];
  if (other) {
    const edits = [writeString(file, value.span, other.word)];
    if (other.name !== name) {
      if (file.facts.variables.has(other.name)) return [];
      edits.unshift(renameKey(file, nameSpan, other.name));
    }
    return [{ title: `Write ${other.name} = "${other.word}"`, edits, preferred: true, safe: true }];
  }
  const near = suggest(word, row.values ?? []);
  if (near !== undefined)
    return [fixBy(`Write "${near}"`, writeString(file, value.span, near), { preferred: true, safe: true })];
  const choices = (row.values ?? []).slice(0, MOST_CHOICES);
  return choices.map((choice) => fixBy(`Write "${choice}"`, writeString(file, value.span, choice)));
}

function severityOf(file: OptionFile, { reading }: Row): Severity {
  if (file.language !== 'xen-cfg' || reading?.isPassedOn || reading?.compare === undefined) return 'warning';
  return reading.xmTakesMore ? whereCertain(file, 'error') : 'error';
}

function messageOf(word: string, row: Row, file: OptionFile): string {
  const known = orList((row.values ?? []).map((value) => `"${value}"`));
  const shown = `"${word.slice(0, 40)}"`;
  if (file.language === 'xl-cpupool')
    return `There is no scheduler ${shown}, and the pool is not created. Write ${known}.`;
  if (file.language === 'xl-conf')
    return `xl does not know ${shown} for ${row.name}, and ${fallback(row)}. Write ${known}.`;
  if (row.reading?.isPassedOn)
    return `${shown} is no word for ${row.name} that is known: the guest fails to start, or starts without it. Write ${known}.`;
  if (row.reading?.compare === undefined)
    return `${shown} is not a known value of ${row.name}, and may not be what the guest gets. Write ${known}.`;
  if (row.values?.includes(word.toLowerCase()))
    return `xl takes the word for ${row.name} in lower case only, and refuses ${shown}. Write "${word.toLowerCase()}".`;
  const other = row.reading?.meant?.[word];
  const advice = other ? `${other.name} = "${other.word}"` : known;
  return `xl does not create the guest: ${shown} is no word for ${row.name}. Write ${advice}.`;
}

export default defineRule({
  code: 'unknown-word',
  area: 'keys',
  severity: 'error',
  title: 'Word that the option does not take',
  explanation:
    'The option takes one of a few words, in lower case and spelt exactly. With most of them xl stops at any other word; a few ' +
    'are handed to QEMU unread, which then does not start. Words that xm took, such as `builder = "linux"`, are refused too.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_crash = "coredump_restart"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_crash = "coredump-restart"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_crash = "coredump-restart"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nbios = "uefi"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nfirmware = "uefi"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nfirmware = "uefi"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbuilder = "linux"\nkernel = "/boot/vmlinuz"\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n' },
    },
  ],
  languages: xlLanguages,
  inTemplates: true,
  *check(file, { settings }) {
    for (const setting of xlSettings(file)) {
      const { row, value, assignment } = setting;
      if (row.type !== 'enum' && !(row.type === 'string' && row.values)) continue;
      if (row.status === 'ignored' || row.status === 'removed' || !isRead(file, row)) continue;
      // What firmware a PV guest takes is for kernel-beside-firmware to say.
      const { wordsFor, isPassedOn, gone: goneWords } = row.reading ?? {};
      if (wordsFor !== undefined && file.language === 'xen-cfg' && file.facts.kind !== wordsFor) continue;
      const word = value.kind === 'string' ? value.text.text : value.kind === 'number' ? value.source : undefined;
      if (word === undefined || isKnown(word, row, assignment.operator === '+=')) continue;
      const gone = goneWords?.[word];
      if (gone !== undefined && compareReleases(settings.version, gone) < 0) continue;
      if (isPassedOn && suggest(word, row.values ?? []) === undefined) continue;
      yield {
        span: value.span,
        severity: gone === undefined ? severityOf(file, row) : 'warning',
        message: gone === undefined ? messageOf(word, row, file) : goneMessage(word, row, gone),
        fixes: () => repairs(file, setting, word),
      };
    }
  },
});
