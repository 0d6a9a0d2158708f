import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { isXl, pciDevices } from './devices.ts';

const NUMBERS: Readonly<Record<string, string>> = { yes: '1', on: '1', true: '1', no: '0', off: '0', false: '0' };

export default defineRule({
  code: 'pci-option-without-effect',
  area: 'pci',
  severity: 'warning',
  title: 'Word where a PCI option wants 1 or 0',
  explanation:
    'The switches of a PCI device are numbers: 1 is on, 0 is off. xl counts a word such as `yes` as 0, without a message, so that ' +
    '`permissive=yes` turns it off.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permissive=yes\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permissive=1\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permissive=1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const device of pciDevices(file)) {
      for (const problem of device.spec.problems) {
        if (problem.code !== 'pci-option-not-a-number') continue;
        const word = file.text.slice(problem.offset, problem.end);
        const number = NUMBERS[word.toLowerCase()];
        yield {
          span: { offset: problem.offset, end: problem.end },
          message: `xl counts "${word}" as 0: ${problem.detail} is off. Write 1 or 0.`,
          fixes: () =>
            number ? [fixBy(`Change to ${number}`, replace(file, problem, number), { preferred: true })] : [],
        };
      }
    }
  },
});
