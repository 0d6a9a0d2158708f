import type { Settings } from '../../model/settings.ts';
import { type SpecSlot, type SpecString, slotsOf, specStrings } from '../../model/spec-strings.ts';
import type { Span } from '../../syntax/span.ts';
import { isTooNew } from '../../xen/releases.ts';
import type { Row } from '../../xen/row.ts';
import { keyTable, specRow, specTable, table } from '../../xen/tables.ts';
import { wordsOf } from '../../xen/values/enum-words.ts';
import { diskList } from '../disk/disks.ts';
import { settingOut } from '../edits.ts';
import { entriesOf } from '../entries.ts';
import { defineRule, type Finding } from '../rule.ts';
import { isCertain, isForXl, isRead, type OptionFile, xlLanguages, xlSettings } from './settings-of.ts';

/** The row of a key or word that came later than the option whose string it stands in. */
function newRow({ spec, key }: SpecString, slot: SpecSlot, file: OptionFile, version: string): Row | undefined {
  const option = table(keyTable(file.language, 'xl')).get(key);
  if (!option || isTooNew(option, version)) return undefined;
  const text = slot.text.trim();
  const kind = slot.kind === 'value' ? 'spec-value' : slot.kind === 'position' ? 'spec-position' : 'spec-key';
  const row = specRow({ kind, spec, subkey: slot.kind === 'word' ? '' : slot.name, text }, 'xl')?.row;
  // Only a row of this very word says something about it; others describe the value as a whole.
  return row?.name === text && isTooNew(row, version) ? row : undefined;
}

/** What xl did with words that it did not know yet, in this kind of string. */
function consequence(spec: string): string {
  const unknown = [...table(specTable(spec, 'xl')).values()].find((row) => row.name.startsWith('(unknown'));
  if (spec === 'disk' || unknown?.status === 'invalid') return 'xl there does not create the guest';
  return 'there it has no effect';
}

/**
 * Whether xl certainly reads this very string, and ends there. A word without a value goes to the next place that is free, which is an
 * end too where the disk has its target already.
 */
function isRefused(file: OptionFile, { spec, content }: SpecString, row: Row): boolean {
  if (spec !== 'disk' || file.language !== 'xen-cfg' || !isCertain(file)) return false;
  if (row.type === 'flag') {
    const disk = diskList(file).disks.find((one) => content.offset <= one.offset && one.end <= content.end);
    if (!disk?.target) return false;
  }
  return entriesOf(file, spec).some(({ span }) => span.offset <= content.offset && content.end <= span.end);
}

function finding(
  span: Span,
  word: string,
  what: string,
  row: { readonly since?: string },
  settings: Settings,
): Finding {
  return {
    span,
    message: `${word} is known from Xen ${row.since} on, and this host runs ${settings.version}: ${what}. Remove it, or correct the setting xen.version.`,
  };
}

export default defineRule({
  code: 'word-too-new',
  area: 'keys',
  severity: 'warning',
  title: 'Word that the host does not know yet',
  explanation:
    'The setting `xen.version` names the release that the host runs, and this word of a value, or this key inside a string, came later. ' +
    'In most strings xl stops at a word that it does not know and does not create the guest; in a few it goes on without it.',
  examples: [
    {
      toolstack: 'xl',
      version: '4.12',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr0,mtu=9000\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr0\' ]\n' },
    },
    {
      toolstack: 'xl',
      version: '4.17',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ntee = "ffa"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ntee = "optee"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#tee = "ffa"\n' },
    },
    {
      toolstack: 'xl',
      version: '4.8',
      bad: { 'w.cfg': 'name = "w"\nbuilder = "hvm"\nviridian = [ "base", "stimer" ]\n' },
      good: { 'w.cfg': 'name = "w"\nbuilder = "hvm"\nviridian = [ "base" ]\n' },
    },
  ],
  languages: xlLanguages,
  *check(file, { settings }) {
    if (settings.version === 'newest' || !isForXl(file)) return;
    for (const string of specStrings(file, { offset: 0, end: file.text.length })) {
      for (const slot of slotsOf(string.spec, string.text, 'xl')) {
        const row = newRow(string, slot, file, settings.version);
        if (!row) continue;
        const found = finding(
          { offset: slot.offset, end: slot.end },
          row.name,
          consequence(string.spec),
          row,
          settings,
        );
        yield isRefused(file, string, row) ? { ...found, severity: 'error' } : found;
      }
    }
    for (const { name, value, row } of xlSettings(file)) {
      if (value.kind !== 'string') continue;
      const word = wordsOf(name).find((one) => one.word === value.text.text);
      if (word && isTooNew(word, settings.version))
        yield {
          ...finding(value.span, `"${word.word}" for ${name}`, 'xl there does not create the guest', word, settings),
          ...(isCertain(file) && isRead(file, row) && { severity: 'error' as const }),
          fixes: () => [settingOut(file, name)],
        };
    }
  },
});
