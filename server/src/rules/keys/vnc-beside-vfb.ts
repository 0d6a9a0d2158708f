import { fixBy } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { numberSetting } from './numbers.ts';
import { removeStatement, xlSettings } from './settings-of.ts';

const VNC: ReadonlySet<string> = new Set(['vnc', 'vnclisten', 'vncdisplay', 'vncunused', 'vncpasswd']);

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
      fixed: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvfb = [ "vnc=1" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    const vfb = variables.get('vfb')?.value;
    if (kind !== 'pv' || vfb?.kind !== 'list' || vfb.items.length === 0) return;
    if (numberSetting(variables, 'vnc')?.value === 0) return;
    for (const { name, nameSpan, assignment } of xlSettings(file)) {
      if (!VNC.has(name)) continue;
      yield {
        span: nameSpan,
        message: `xl does not read ${name} in a PV guest that has a vfb. Move it into the text of vfb.`,
        related: [{ uri: file.uri, span: { offset: vfb.span.offset, end: vfb.span.end }, message: 'This is read' }],
        tag: 'unnecessary',
        fixes: () => [fixBy(`Remove ${name}`, removeStatement(file, assignment))],
      };
    }
  },
});
