import { pieces } from '../../syntax/spec/key-values.ts';
import { fixBy, replace } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { deviceStrings } from './words.ts';

type Outcome = 'crash' | 'refusal' | 'loss';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  crash: 'xl crashes at this screen, and no guest is created',
  refusal: 'xl cannot read the size of this screen and does not create the guest',
  loss: 'xl does not read the size of this screen as it is written, and the guest gets another',
};

/** What becomes of one connector (`parse_connector_list` in xl_parse.c: strtok at `:`, then sscanf of two numbers). */
function outcomeOf(text: string): Outcome | undefined {
  const [id, size] = text.split(':').filter(Boolean);
  if (id === undefined || size === undefined) return 'crash';
  const match = /^\s*([+-]?\d+)x\s*([+-]?\d+)(.*)$/s.exec(size);
  if (!match) return /^\s*\d/.test(size) ? 'refusal' : 'loss';
  const [, width = '', height = '', rest = ''] = match;
  const plain = text.split(':').filter(Boolean).length === 2 && rest.trim() === '';
  return plain && [width, height].every((one) => /^\+?\d{1,9}$/.test(one) && Number(one) > 0) ? undefined : 'loss';
}

/** A size that nearly every screen shows, for a connector without one. */
const USUAL = '1920x1080';

/** The connector that a text stands for: another sign between the two numbers, a size without a name, a name without a size. */
function meant(text: string, screens: number): string | undefined {
  const match = /^(?:([^:]*):)?\s*(\d{1,9})\s*[xX×*]\s*(\d{1,9})$/.exec(text.trim());
  if (match) return match[1] || screens === 1 ? `${match[1] || '0'}:${match[2]}x${match[3]}` : undefined;
  const name = /^([A-Za-z][\w-]*):?$/.exec(text.trim())?.[1];
  return name === undefined ? undefined : `${name}:${USUAL}`;
}

export default defineRule({
  code: 'malformed-connector',
  area: 'devices',
  severity: 'error',
  title: 'Screen of a virtual display that xl cannot read',
  explanation:
    'The screens of a `vdispl` are written `NAME:WIDTHxHEIGHT` with a small x, and semicolons between several of them. Without a name or a ' +
    'size xl itself crashes; a size that it cannot read ends the creation of the guest.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left:1920x1080" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left:1920x1080" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left:1920X1080" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left:1920x1080" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvdispl = [ "connectors=left:1920x1080" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    for (const { option, entry, words } of deviceStrings(file, settings.version)) {
      if (option !== 'vdispl') continue;
      for (const word of words) {
        if (word.key !== 'connectors') continue;
        const screens = [...pieces(word.value, ';')].filter(({ from, to }) => from < to);
        if (screens.length === 0) screens.push({ from: 0, to: word.value.length });
        for (const { from, to } of screens) {
          const outcome = outcomeOf(word.value.slice(from, to));
          if (!outcome) continue;
          const span = placeIn(entry, word.valueFrom + from, word.valueFrom + to);
          const better = from < to ? meant(word.value.slice(from, to), screens.length) : undefined;
          yield {
            span,
            severity: whereCertain(file, outcome === 'loss' ? 'warning' : 'error'),
            message: `${OUTCOMES[outcome]}. Write NAME:WIDTHxHEIGHT, such as left:1920x1080.`,
            fixes: () => (better === undefined ? [] : [fixBy(`Write ${better}`, replace(file, span, better))]),
          };
        }
      }
    }
  },
});
