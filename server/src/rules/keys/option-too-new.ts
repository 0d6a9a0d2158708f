import { isTooNew } from '../../xen/releases.ts';
import { settingOut } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { xlLanguages, xlSettings } from './settings-of.ts';

export default defineRule({
  code: 'option-too-new',
  area: 'keys',
  severity: 'warning',
  title: 'Option that the host does not know yet',
  explanation:
    'The setting `xen.version` names the release that the host runs, and this option came later. xl says nothing about names it ' +
    'does not know: it goes on as if the line were not there.',
  examples: [
    {
      toolstack: 'xl',
      version: '4.9',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npassthrough = "enabled"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#passthrough = "enabled"\n' },
    },
  ],
  languages: xlLanguages,
  *check(file, { settings }) {
    for (const { name, nameSpan, row } of xlSettings(file)) {
      if (!isTooNew(row, settings.version)) continue;
      yield {
        span: nameSpan,
        message: `xl reads ${name} from Xen ${row.since} on, and this host runs ${settings.version}: the line has no effect there. Remove it, or correct the setting xen.version.`,
        fixes: () => [settingOut(file, name)],
      };
    }
  },
});
