import { fixBy, remove, settingOut, withComma } from '../edits.ts';
import { numberSetting, xlNumber } from '../keys/numbers.ts';
import { pciDevices } from '../pci/devices.ts';
import { defineRule, type Finding } from '../rule.ts';

const MESSAGE =
  'The guest may write to the whole configuration space of the device, which a hostile guest can use against the host. Leave it out unless the device does not work without.';

export default defineRule({
  code: 'pci-permissive',
  area: 'security',
  severity: 'information',
  title: 'Passed-through device without the filter of pciback',
  explanation:
    '`permissive=1`, or `pci_permissive = 1` for all devices, switches off the filter through which a guest reaches the configuration space of its ' +
    'device. Some devices need it; with it a guest that is not to be trusted can disturb the host.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\npci = [ "01:00.0,permissive=1" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\npci = [ "01:00.0" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\npci = [ "01:00.0" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    if (file.toolstack.toolstack !== 'xl') return;
    const devices = pciDevices(file);
    const all = numberSetting(file.facts.variables, 'pci_permissive');
    if (all?.value && devices.length > 0)
      yield {
        span: { offset: all.offset, end: all.end },
        message: MESSAGE,
        fixes: () => [settingOut(file, 'pci_permissive')],
      };
    for (const { spec } of devices) {
      for (const { key, value, offset, end } of spec.parts)
        if (key?.text === 'permissive' && xlNumber(value.text))
          yield {
            span: { offset, end },
            message: MESSAGE,
            fixes: () => [fixBy('Remove permissive', remove(file, withComma(spec.parts, { offset, end })))],
          };
    }
  },
});
