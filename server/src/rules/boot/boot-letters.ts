import { sourceSpan } from '../../syntax/span.ts';
import { fixBy, replace } from '../edits.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

/** QEMU reads up to the first comma as letters, then options of its own such as `menu=on`. */
function letters(text: string): string {
  const comma = text.indexOf(',');
  return comma < 0 ? text : text.slice(0, comma);
}

/** Why QEMU refuses the letters; undefined when it takes them. */
function refusal(order: string): { at: number; reason: string } | undefined {
  for (let at = 0; at < order.length; at++) {
    const letter = order.charAt(at);
    if (!'acdn'.includes(letter)) return { at, reason: `"${letter}" names no device` };
    if (order.indexOf(letter) < at) return { at, reason: `"${letter}" stands there twice` };
  }
  return undefined;
}

function cleaned(order: string): string {
  const kept = [...order.toLowerCase()].filter((letter) => 'acdn'.includes(letter));
  return [...new Set(kept)].join('');
}

export default defineRule({
  code: 'boot-letter',
  area: 'boot',
  severity: 'warning',
  title: 'Boot order that QEMU refuses',
  explanation:
    'xl hands the letters of `boot` to QEMU unread. QEMU takes `a` (floppy), `c` (disk), `d` (CD-ROM) and `n` (network), each ' +
    'once and in lower case, and does not start with anything else. xl then reports only that the device model did not start.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nboot = "cdx"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nboot = "cd"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nboot = "cd"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.facts.kind !== 'hvm') return;
    for (const { name, value } of xlSettings(file)) {
      if (name !== 'boot' || value.kind !== 'string') continue;
      const order = letters(value.text.text);
      const found = refusal(order);
      if (!found || order.includes('=')) continue;
      const span = sourceSpan(value.text, 0, order.length);
      const better = cleaned(order);
      yield {
        span: sourceSpan(value.text, found.at, found.at + 1),
        message: `QEMU refuses this boot order, as ${found.reason}, and the guest does not start. Use a, c, d and n, each once.`,
        fixes: () =>
          better === '' ? [] : [fixBy(`Write "${better}"`, replace(file, span, better), { preferred: true })],
      };
    }
  },
});
