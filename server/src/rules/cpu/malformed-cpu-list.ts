import { pieces, skip } from '../../syntax/spec/key-values.ts';
import { fixBy, insert, replace, settingOut } from '../edits.ts';
import { type Entry, entriesOf, placeIn, textOf } from '../entries.ts';
import { type OptionFile, whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { pinnedVcpus } from './vcpus.ts';

const WORD = /^(\^?)(?:nodes?:)?(?:(all)|\s*(?:\+|-(?=0+(?!\d)))?(\d{1,30})(?:-\s*(?:\+|-(?=0+(?!\d)))?(\d{1,30}))?)$/;

const LIMIT = 2n ** 64n - 1n;

/** A number below -1: xl takes it for a huge one, sets no CPU and does not complain (strtoul in `parse_range`); -1 it refuses. */
const WRAPPED = /^\^?(?:nodes?:)?\s*-0*(?:[2-9]|[1-9]\d{1,17})$/;

/** What is wrong with one word (`update_cpumap_range` in xl_parse.c); undefined when nothing is. */
function faultOf(word: string): string | undefined {
  const match = WORD.exec(word);
  if (!match) {
    const bare = word.trim();
    if (bare !== word && WORD.test(bare)) return 'has a blank where xl takes none';
    return 'is no CPU number, range, node:N or all';
  }
  const [, not, all, first, last] = match;
  if (all) return not ? 'would take out all CPUs' : undefined;
  if (BigInt(first ?? 0) >= LIMIT || BigInt(last ?? 0) >= LIMIT) return 'is too large';
  return last !== undefined && BigInt(last) < BigInt(first ?? 0) ? 'ends before it begins' : undefined;
}

/** The words that somebody meant: without blanks, with the dash and the comma that xl takes, a range from its lower end. */
function meant(word: string): string | undefined {
  const dashed = word.trim().replace(/\s*(?:-|\.{2,3}|[\u2013\u2014]|\bto\b)\s*/gi, '-');
  const turned = dashed.replace(/(\d+)-(\d+)$/, (range, first: string, last: string) =>
    Number(last) < Number(first) ? `${last}-${first}` : range,
  );
  const better = turned
    .split(/[\s;/|]+/)
    .filter(Boolean)
    .join(',')
    .toLowerCase();
  return better !== '' && better !== word && better.split(',').every((one) => faultOf(one) === undefined)
    ? better
    : undefined;
}

/** The lists of xl.conf: xl says at each command that it cannot read one, and goes on with the words before (`parse_cpurange`). */
function* hostFaults(file: OptionFile): Iterable<Finding> {
  for (const { name, value, row } of xlSettings(file)) {
    const text = row.form === 'cpu-list' ? textOf(value) : undefined;
    if (!text) continue;
    const entry: Entry = { index: 0, text, span: value.span };
    for (const { from, to } of pieces(text.text, ',')) {
      const word = text.text.slice(from, to);
      const fault = from === to ? undefined : faultOf(word);
      if (!fault) continue;
      yield {
        span: placeIn(entry, skip(text.text, ' ', from, to), to),
        severity: 'warning',
        message: `Every xl command says "Invalid pcpu range", as "${word.slice(0, 40)}" in ${name} ${fault}; this value and all after it are lost, and a guest whose cpus are not among those left does not start. Write a list such as 0-3,^1.`,
        fixes: () => repairs(file, entry, from, to),
      };
      break;
    }
  }
}

function repairs(file: OptionFile, entry: Entry, from: number, to: number): readonly Fix[] {
  const better = meant(entry.text.text.slice(from, to));
  return better === undefined
    ? []
    : [fixBy(`Write ${better}`, replace(file, placeIn(entry, from, to), better), { preferred: true })];
}

export default defineRule({
  code: 'malformed-cpu-list',
  area: 'cpu',
  severity: 'error',
  title: 'CPU list that xl cannot read',
  explanation:
    '`cpus` and `cpus_soft` name host CPUs: `2`, `0-3`, `^1` to take one out again, `node:1`, `all`, with commas between them. All numbers ' +
    'are decimal, and a blank may stand before a number only. At anything else xl stops and creates no guest. A list of only `^` words, ' +
    'or an empty one, leaves no CPU to run on and is refused as well. In the masks of xl.conf such a fault costs a message at every xl command, and ' +
    'what stands behind it is lost.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "0x1"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "1"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "^1"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "all,^1"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2\ncpus = "all,^1"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'etc/xen/xl.conf': 'vm.cpumask = "2 to 15"\n' },
      good: { 'etc/xen/xl.conf': 'vm.cpumask = "2-15"\n' },
      fixed: { 'etc/xen/xl.conf': 'vm.cpumask = "2-15"\n' },
    },
  ],
  languages: ['xen-cfg', 'xl-conf'],
  *check(file, { settings }): Iterable<Finding> {
    if (file.language === 'xl-conf') {
      yield* hostFaults(file);
      return;
    }
    const vcpus = pinnedVcpus(file, settings.version);
    for (const name of ['cpus', 'cpus_soft']) {
      const variable = file.facts.variables.get(name);
      if (file.toolstack.toolstack !== 'xl' || !variable?.unconditional) continue;
      const single = textOf(variable.value);
      if (single) {
        const { span } = variable.value;
        yield* faults({ index: 0, text: single, span }, name, (vcpus ?? 0) > 0);
      } else if (vcpus !== undefined) {
        for (const entry of entriesOf(file, name)) if (entry.index < vcpus) yield* faults(entry, name, true);
      }
    }

    function* faults(entry: Entry, name: string, isUsed: boolean): Iterable<Finding> {
      const { text } = entry.text;
      let adds = false;
      let faulty = false;
      for (const { from, to } of pieces(text, ',')) {
        if (from === to) continue;
        const word = text.slice(from, to);
        if (WRAPPED.test(word)) {
          adds = true;
          yield {
            span: placeIn(entry, skip(text, ' ', from, to), to),
            severity: whereCertain(file, 'warning'),
            message: `xl takes "${word.slice(0, 40)}" in ${name} for a number that no CPU has and passes over it. Write a list such as 0-3,^1.`,
          };
          continue;
        }
        const fault = faultOf(word);
        adds ||= !word.startsWith('^');
        if (!fault) continue;
        faulty = true;
        yield {
          span: placeIn(entry, skip(text, ' ', from, to), to),
          severity: whereCertain(file, 'error'),
          message: `xl does not create the guest: "${word.slice(0, 40)}" in ${name} ${fault}. Write a list such as 0-3,^1.`,
          fixes: () => repairs(file, entry, from, to),
        };
      }
      if (faulty || adds || name !== 'cpus' || !isUsed) return;
      yield {
        span: placeIn(entry),
        severity: whereCertain(file, 'error'),
        message: text.includes('^')
          ? 'xl does not create the guest: this takes CPUs out of none, and no CPU is left to run on. Put all, or a range, in front.'
          : 'xl does not create the guest: it has no CPU to run on. Name some, or remove the line.',
        fixes: () =>
          text.includes('^')
            ? [fixBy('Put all in front', insert(file, placeIn(entry).offset, 'all,'), { preferred: true })]
            : [settingOut(file, name)],
      };
    }
  },
});
