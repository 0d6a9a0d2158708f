import { readPciAddress } from '../../syntax/spec/pci.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { pciDevices } from './devices.ts';

const MESSAGES = new Map<string, (text: string) => string>([
  [
    'malformed-pci-address',
    (text) =>
      `"${text}" is no PCI address: the guest is not created. Write [DDDD:]BB:SS.F in hexadecimal, as lspci -D prints it.`,
  ],
  [
    'malformed-pci-slot',
    (text) => `"${text}" is no slot of the guest, which goes from 0 to 1f (hexadecimal): xl does not create the guest.`,
  ],
  [
    'pci-without-address',
    () => 'xl wants either a PCI address or a name= here, and not both: the guest is not created.',
  ],
]);

export default defineRule({
  code: 'malformed-pci-address',
  area: 'pci',
  severity: 'error',
  title: 'Malformed PCI address',
  explanation:
    'A PCI device is named by domain, bus, slot and function in hexadecimal: `0000:01:00.0`; the domain may be left out, and `*` as ' +
    'function takes all functions of the device. Anything else ends the creation of the guest. `lspci -D` prints the addresses.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00\' ]\n' },
      good: { 'w.cfg': "name = \"w\"\nmemory = 512\npci = [ '01:00.0', '0000:02:1f.*' ]\n" },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01.00.0\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const xl = file.toolstack.toolstack === 'xl';
    for (const device of pciDevices(file)) {
      // xm reads bus, slot and function with commas between them as well.
      if (!xl && /^[0-9a-fA-F]+,[0-9a-fA-F]+,[0-9a-fA-F]+$/.test(file.text.slice(device.offset, device.end))) continue;
      const problem = device.spec.problems.find((one) => MESSAGES.has(one.code));
      if (!problem || (!xl && problem.code !== 'malformed-pci-address')) continue;
      const text = file.text.slice(problem.offset, problem.end);
      if (!xl && /^[0-9a-f]+:[0-9a-f]+\.[0-9a-f]/i.test(text.replace(/^[0-9a-f]+:(?=[0-9a-f]+:)/i, ''))) continue;
      yield {
        span: { offset: problem.offset, end: problem.end },
        message: MESSAGES.get(problem.code)?.(text) ?? '',
        fixes: () => {
          const repaired = repair(text);
          return repaired
            ? [fixBy(`Change to ${repaired}`, replace(file, problem, repaired), { preferred: true })]
            : [];
        },
      };
    }
  },
});

/** `01.00.0`, `01:00:0`, `01:00.0 `: three numbers with other signs between them. */
function repair(text: string): string | undefined {
  const match = /^\s{0,8}(?:([0-9a-f]{4})[:.])?([0-9a-f]{2})[:.]([0-9a-f]{2})[:.]([0-7])\s{0,8}$/i.exec(text);
  if (!match) return undefined;
  const [, domain, bus, device, last] = match;
  const repaired = `${domain ? `${domain}:` : ''}${bus}:${device}.${last}`;
  return repaired !== text && readPciAddress(repaired) ? repaired : undefined;
}
