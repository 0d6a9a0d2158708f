import type { CfgFile } from '../../model/source-file.ts';
import type { StaticValue } from '../../model/static-value.ts';
import { commentOutSetting, insert, settingOut } from '../edits.ts';
import { textOf } from '../entries.ts';
import { defineRule, type Fix } from '../rule.ts';
import { numberSetting } from './numbers.ts';
import { xlSettings } from './settings-of.ts';

/** Moves the setting into the one entry of vfb, where that does not say the same thing already. */
function movedInto(file: CfgFile, vfb: StaticValue, name: string, value: StaticValue): Fix[] {
  const [entry, ...more] = vfb.kind === 'list' ? vfb.items : [];
  const text = textOf(value)?.text ?? '';
  if (entry?.kind !== 'string' || more.length > 0 || !/^[\w.:-]+$/.test(text)) return [];
  if (!/['"]$/.test(file.text.slice(entry.span.offset, entry.span.end))) return [];
  if (new RegExp(`(?:^|,)\\s*${name}\\s*=`).test(entry.text.text)) return [];
  const out = commentOutSetting(file, name);
  const comma = entry.text.text.trim() === '' ? '' : ',';
  const edits = [insert(file, entry.span.end - 1, `${comma}${name}=${text}`), ...out];
  return out.length === 0 ? [] : [{ title: `Move ${name} into vfb`, edits, preferred: true }];
}

export default defineRule({
  code: 'vnc-beside-vfb',
  area: 'keys',
  severity: 'information',
  title: 'VNC settings beside a vfb',
  explanation:
    'The screen of a PV guest is described either in `vfb` or by `vnc = 1` and its companions. As soon as `vfb` has an entry, xl reads the ' +
    'others no more: a `vncpasswd` or `vnclisten` beside it protects nothing.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvnc = 1\nvfb = [ "vnc=1" ]\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvfb = [ "vnc=1" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\n#vnc = 1\nvfb = [ "vnc=1" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const vfb = variables.get('vfb')?.value;
    if (kind !== 'pv' || vfb?.kind !== 'list' || vfb.items.length === 0) return;
    if (numberSetting(variables, 'vnc')?.value === 0) return;
    for (const { name, nameSpan, value, row } of xlSettings(file)) {
      if (!row.reading?.besideVfb) continue;
      yield {
        span: nameSpan,
        message: `xl does not read ${name} in a PV guest that has a vfb. Move it into the text of vfb.`,
        related: [{ uri: file.uri, span: { offset: vfb.span.offset, end: vfb.span.end }, message: 'This is read' }],
        tag: 'unnecessary',
        fixes: () => [...movedInto(file, vfb, name, value), settingOut(file, name)],
      };
    }
  },
});
