import { isGone, isReadBy } from '../../xen/releases.ts';
import { fixBy, renameKey, settingOut, writeString } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { isCertain, isRead, type OptionFile, rowsFor, type XlSetting, xlLanguages, xlSettings } from './settings-of.ts';

function written({ value }: XlSetting): string {
  if (value.kind === 'number') return value.source;
  return value.kind === 'string' ? value.text.text : '';
}

function repairs(file: OptionFile, setting: XlSetting): Fix[] {
  const { name, row, nameSpan, value } = setting;
  const removal = settingOut(file, name, { safe: row.status === 'ignored' });
  const successor = row.replacedBy;
  if (successor === undefined || !rowsFor(file).has(successor)) return [removal];
  if (file.facts.variables.has(successor)) return [removal];
  if (file.language !== 'xen-cfg') {
    return [fixBy(`Rename to ${successor}`, renameKey(file, nameSpan, successor), { preferred: true, safe: true })];
  }
  const word = row.reading?.successorWords?.[written(setting)];
  if (word === undefined) return [removal];
  // An earlier line of the old name would come into force again.
  if ((file.facts.variables.get(name)?.assignments.length ?? 0) > 1) return [removal];
  const edits = [renameKey(file, nameSpan, successor), writeString(file, value.span, word)];
  return [{ title: `Write ${successor} = "${word}"`, edits, preferred: true, safe: true }];
}

function messageOf({ name, row }: XlSetting, file: OptionFile): string {
  const instead = row.replacedBy === undefined ? 'Remove it' : `Use ${row.replacedBy} instead`;
  if (row.status === 'removed')
    return `xl reads ${name} up to Xen ${row.until} only; later ones pass over it in silence. ${instead}.`;
  if (row.status === 'ignored') return `xl reads ${name} and does nothing with it. ${instead}.`;
  if (file.language === 'xl-conf')
    return `Every xl command prints a warning because of the old name ${name}. ${instead}.`;
  return `${name} still works, but it is an old form that a later xl may drop. ${instead}.`;
}

/** A setting that has no effect does no harm either where it asks for what holds anyway. */
function asksForTheDefault(setting: XlSetting): boolean {
  return setting.row.default !== undefined && written(setting) === setting.row.default;
}

export default defineRule({
  code: 'obsolete-option',
  area: 'keys',
  severity: 'warning',
  title: 'Option that is ignored or replaced',
  explanation:
    'Some options of older releases are still read but do nothing, some work with a warning, some are not read at all any more. ' +
    'Those without effect are warnings, those that still work are information.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\ndevice_model = "/usr/lib/xen/bin/qemu-dm"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\n#device_model = "/usr/lib/xen/bin/qemu-dm"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nbuilder = \'hvm\'\n' },
      good: { 'w.cfg': 'name = "w"\ntype = \'hvm\'\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = \'hvm\'\n' },
    },
    {
      bad: { 'xl.conf': 'vifscript="vif-route"\n' },
      good: { 'xl.conf': 'vif.default.script="vif-route"\n' },
      fixed: { 'xl.conf': 'vif.default.script="vif-route"\n' },
    },
  ],
  languages: xlLanguages,
  *check(file, { settings }) {
    if (!isCertain(file)) return;
    for (const setting of xlSettings(file)) {
      const { row, nameSpan } = setting;
      const old =
        row.status === 'deprecated' ||
        row.status === 'ignored' ||
        (row.status === 'removed' && isGone(row, settings.version));
      const complained = row.reading?.complained === true && file.language === 'xen-cfg' && isRead(file, row);
      if (!old || (row.status === 'ignored' && !complained && asksForTheDefault(setting))) continue;
      const successor = rowsFor(file).get(row.replacedBy ?? '');
      if (successor && !complained && !isReadBy(successor, settings.version)) continue;
      yield {
        span: nameSpan,
        message: messageOf(setting, file),
        severity: row.status === 'deprecated' && file.language === 'xen-cfg' && !complained ? 'information' : 'warning',
        tag: row.status === 'deprecated' ? 'deprecated' : 'unnecessary',
        fixes: () => repairs(file, setting),
      };
    }
  },
});
