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

/** xl compares only as many letters as were written (`xl_parse.c` parse_domain_type). */
const BY_BEGINNING: ReadonlySet<string> = new Set(['type', 'builder']);

/** xl still takes the numbers of these words, up to the largest. */
const BY_NUMBER: ReadonlyMap<string, number> = new Map([
  ['tsc_mode', 3],
  ['timer_mode', 3],
  ['altp2m', 3],
  ['gfx_passthru', Number.POSITIVE_INFINITY],
]);

/** Words that xl compares without regard to letter case (libxl's own `…_from_string`). */
const CASELESS: ReadonlySet<string> = new Set([
  'tsc_mode',
  'timer_mode',
  'altp2m',
  'gfx_passthru',
  'hdtype',
  'bios',
  'vendor_device',
  'passthrough',
  'gic_version',
  'tee',
  'vuart',
]);

/** Passed on as they are: QEMU, not xl, refuses an unknown word, so a newer QEMU may know more. */
const UNCHECKED: ReadonlySet<string> = new Set([
  'soundhw',
  'firmware',
  'spice_image_compression',
  'spice_streaming_video',
  'sve',
]);

/** Words that belong to another option. */
const ELSEWHERE: ReadonlyMap<string, { readonly name: string; readonly word: string }> = new Map([
  ['bios=uefi', { name: 'firmware', word: 'uefi' }],
  ['bios=bios', { name: 'firmware', word: 'bios' }],
  ['builder=linux', { name: 'type', word: 'pv' }],
  ['builder=pv', { name: 'type', word: 'pv' }],
  ['builder=pvh', { name: 'type', word: 'pvh' }],
  ['builder=vmx', { name: 'type', word: 'hvm' }],
  ['type=linux', { name: 'type', word: 'pv' }],
  ['type=generic', { name: 'type', word: 'pv' }],
]);

/** Words that xl took once -> the first release that refuses them. */
const WORDS_GONE: ReadonlyMap<string, string> = new Map([['device_model_version=qemu-xen-traditional', '4.21']]);

function goneMessage(word: string, row: Row, release: string): string {
  return `From Xen ${release} on xl refuses "${word}" for ${row.name} and does not create the guest. Remove the line, or set xen.version to the older release that the host runs.`;
}

function isKnown(word: string, row: Row, isAdded: boolean): boolean {
  const values = row.values ?? [];
  if (row.name === 'sched') return values.includes(word.toLowerCase());
  if (BY_BEGINNING.has(row.name)) return values.some((value) => value.startsWith(word));
  const most = BY_NUMBER.get(row.name);
  // xl counts nothing that was added to with +=.
  const number = most === undefined || isAdded ? undefined : xlNumber(word);
  if (number !== undefined && (most === Number.POSITIVE_INFINITY || (number >= 0 && number <= (most ?? 0))))
    return true;
  if (isAdded && xlNumber(word) !== undefined) return false;
  return values.includes(CASELESS.has(row.name) ? word.toLowerCase() : word);
}

/** So many words are offered where nothing tells which one was meant. */
const MOST_CHOICES = 6;

function repairs(file: OptionFile, { name, nameSpan, value, row }: XlSetting, word: string): Fix[] {
  const other = ELSEWHERE.get(`${name}=${word}`);
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

function severityOf(file: OptionFile, name: string): Severity {
  if (file.language !== 'xen-cfg' || UNCHECKED.has(name)) return 'warning';
  return name === 'builder' ? whereCertain(file, 'error') : 'error';
}

function messageOf(word: string, row: Row, file: OptionFile): string {
  const known = orList((row.values ?? []).map((value) => `"${value}"`));
  const shown = `"${word.slice(0, 40)}"`;
  if (file.language === 'xl-cpupool')
    return `There is no scheduler ${shown}, and the pool is not created. Write ${known}.`;
  if (file.language === 'xl-conf')
    return `xl does not know ${shown} for ${row.name}, and ${fallback(row)}. Write ${known}.`;
  if (UNCHECKED.has(row.name))
    return `${shown} is no word for ${row.name} that is known: the guest fails to start, or starts without it. Write ${known}.`;
  if (row.values?.includes(word.toLowerCase()))
    return `xl takes the word for ${row.name} in lower case only, and refuses ${shown}. Write "${word.toLowerCase()}".`;
  const other = ELSEWHERE.get(`${row.name}=${word}`);
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
      if (row.name === 'firmware' && file.language === 'xen-cfg' && file.facts.kind !== 'hvm') continue;
      const word = value.kind === 'string' ? value.text.text : value.kind === 'number' ? value.source : undefined;
      if (word === undefined || isKnown(word, row, assignment.operator === '+=')) continue;
      const gone = WORDS_GONE.get(`${row.name}=${word}`);
      if (gone !== undefined && compareReleases(settings.version, gone) < 0) continue;
      if (UNCHECKED.has(row.name) && suggest(word, row.values ?? []) === undefined) continue;
      yield {
        span: value.span,
        severity: gone === undefined ? severityOf(file, row.name) : 'warning',
        message: gone === undefined ? messageOf(word, row, file) : goneMessage(word, row, gone),
        fixes: () => repairs(file, setting, word),
      };
    }
  },
});
