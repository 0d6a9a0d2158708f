import { settingOut } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';
import { pciDevices } from './devices.ts';

export default defineRule({
  code: 'e820-host-forced',
  area: 'pci',
  severity: 'warning',
  title: 'e820_host = 0 in a PV guest with PCI devices',
  explanation:
    'A PV guest with PCI devices always gets the memory map of the host: xl sets `e820_host` as soon as `pci` has an entry, whatever the ' +
    'file says, and prints nothing.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ne820_host = 0\npci = [ "01:00.0" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npci = [ "01:00.0" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#e820_host = 0\npci = [ "01:00.0" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { variables, kind } = file.facts;
    if (file.toolstack.toolstack !== 'xl' || kind !== 'pv') return;
    const off = numberSetting(variables, 'e820_host');
    if (off?.value !== 0 || pciDevices(file).length === 0) return;
    yield {
      span: { offset: off.offset, end: off.end },
      severity: whereCertain(file, 'warning'),
      message: 'xl switches e820_host on all the same, because the guest has PCI devices. Remove the line.',
      fixes: () => [settingOut(file, 'e820_host', { preferred: true })],
    };
  },
});
