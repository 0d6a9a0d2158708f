import type { CfgFile } from '../../model/source-file.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { PCI_OPTIONS } from '../../syntax/spec/pci.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import { fixBy, remove, replace, withComma } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { isXl, pciDevices } from './devices.ts';

const CODES: ReadonlySet<string> = new Set([
  'unknown-pci-option',
  'option-without-equals',
  'empty-option',
  'blanks-around-equals',
  'unknown-rdm-policy',
]);

export default defineRule({
  code: 'unknown-pci-option',
  area: 'pci',
  severity: 'error',
  title: 'Unknown option of a PCI device',
  explanation:
    'Behind the address xl takes `permissive`, `msitranslate`, `seize`, `power_mgmt`, `rdm_policy`, `vslot`, `bdf` and `name`, each ' +
    'with `=` and without any blanks. At anything else it stops and the guest is not created.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permisive=1\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permissive=1\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,permissive=1\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0, seize=1\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,seize=1\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\npci = [ \'01:00.0,seize=1\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!isXl(file)) return;
    for (const device of pciDevices(file)) {
      for (const problem of device.spec.problems) {
        if (!CODES.has(problem.code)) continue;
        const word = problem.detail ?? file.text.slice(problem.offset, problem.end);
        const meant = problem.code === 'unknown-pci-option' ? suggest(word, PCI_OPTIONS) : undefined;
        yield {
          span: { offset: problem.offset, end: problem.end },
          message: messageFor(problem.code, word, meant),
          fixes: () => repairs(file, device.spec.parts, problem, word, meant),
        };
      }
    }
  },
});

function messageFor(code: string, word: string, meant: string | undefined): string {
  switch (code) {
    case 'blanks-around-equals':
      return `A blank beside ${word} makes it an option that xl does not know, and the guest is not created. Remove the blank.`;
    case 'option-without-equals':
      return `xl reads options of a PCI device as key=value and does not create the guest because of "${word.trim()}". Write ${word.trim()}=1 if it is to be on.`;
    case 'empty-option':
      return 'There is nothing between two commas: xl does not create the guest. Remove one of them.';
    case 'unknown-rdm-policy':
      return `rdm_policy is strict or relaxed; xl does not create the guest with "${word}".`;
    default:
      return `xl knows no option "${word}" of a PCI device and does not create the guest. ${meant ? `Did you mean ${meant}?` : 'Remove it.'}`;
  }
}

function repairs(
  file: CfgFile,
  parts: readonly SpecPart[],
  problem: SyntaxProblem,
  word: string,
  meant: string | undefined,
): Fix[] {
  if (meant) return [fixBy(`Change to ${meant}`, replace(file, problem, meant), { preferred: true })];
  if (problem.code === 'blanks-around-equals')
    return [fixBy('Remove the blank', remove(file, problem), { preferred: true, safe: true })];
  const part = parts.find((one) => one.offset <= problem.offset && problem.end <= one.end);
  const out = part ? [fixBy(`Remove ${word.trim() || 'the comma'}`, remove(file, withComma(parts, part)))] : [];
  switch (problem.code) {
    case 'option-without-equals':
      return [fixBy(`Write ${word.trim()}=1`, replace(file, problem, `${word.trim()}=1`)), ...out];
    case 'unknown-rdm-policy':
      return ['strict', 'relaxed'].map((policy) => fixBy(`Write ${policy}`, replace(file, problem, policy)));
    default:
      return out;
  }
}
