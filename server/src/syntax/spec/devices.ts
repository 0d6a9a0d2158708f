/** Reads the entries of the virtual devices whose strings are `key=value` words: framebuffer, TPM, 9p, channel, sound, … */
import type { MappedText } from '../span.ts';
import {
  type KeyValueStyle,
  parseKeyValues,
  pieces,
  SpecBuilder,
  skip,
  TRIMMED_OPTIONS,
  XL_OPTIONS,
} from './key-values.ts';
import type { SpecPart, SpecTree, SpecWord } from './tree.ts';

/** How each option of a guest separates and trims the words of its strings (`parse_config_data` in xl_parse.c). */
const STYLES = {
  /** A word without `=` ends the reading of the entry. */
  vfb: XL_OPTIONS,
  vtpm: XL_OPTIONS,
  p9: TRIMMED_OPTIONS,
  channel: TRIMMED_OPTIONS,
  pvcalls: XL_OPTIONS,
  vkb: XL_OPTIONS,
  vdispl: XL_OPTIONS,
  /** One pair an item; commas belong to the value. */
  vnuma: { ...TRIMMED_OPTIONS, separator: '\0' },
  virtio: XL_OPTIONS,
} as const satisfies Readonly<Record<string, KeyValueStyle>>;

export type DeviceSpecName = keyof typeof STYLES;

/** Options that stop reading an entry at the first word without `=`: what follows is lost. */
const STOPPING: ReadonlySet<string> = new Set(['vfb', 'vtpm']);
/** Keys whose values reach over commas, up to the next `key=`. */
const LISTS: Readonly<Record<string, ReadonlySet<string>>> = {
  virtio: new Set(['type']),
};

/**
 * One entry of a device option. Problems are of type `SpecProblem`, and `words-lost` for the rest of an entry that xl
 * no longer reads behind a word without `=` (`vfb`, `vtpm`); such parts are left out of the tree.
 */
export function parseDevice(mapped: MappedText, name: DeviceSpecName): SpecTree {
  const tree = parseKeyValues(mapped, STYLES[name]);
  if (STOPPING.has(name)) return stopAtBareWord(tree);
  const lists = LISTS[name];
  return lists ? joinLists(tree, lists) : tree;
}

function stopAtBareWord(tree: SpecTree): SpecTree {
  const at = tree.parts.findIndex((part) => part.key === undefined);
  const [first, second] = at < 0 ? [] : tree.parts.slice(at);
  if (!first) return tree;
  const lost = second ? [{ offset: second.offset, end: tree.end, code: 'words-lost' }] : [];
  const problems = tree.problems.filter((problem) => problem.offset <= first.offset);
  return { ...tree, parts: tree.parts.slice(0, at + 1), problems: [...problems, ...lost] };
}

/** `type=virtio,device22`: a bare word behind such a key belongs to its value. */
function joinLists(tree: SpecTree, lists: ReadonlySet<string>): SpecTree {
  const parts: SpecPart[] = [];
  const joined = new Set<number>();
  for (const part of tree.parts) {
    const before = parts.at(-1);
    if (part.key === undefined && before?.key && lists.has(before.key.text)) {
      joined.add(part.offset);
      const value: SpecWord = { ...before.value, text: `${before.value.text},${part.value.text}`, end: part.end };
      parts[parts.length - 1] = { ...before, value, end: part.end };
    } else parts.push(part);
  }
  const problems = tree.problems.filter(
    (problem) => problem.code !== 'option-without-equals' || !joined.has(problem.offset),
  );
  return { ...tree, parts, problems };
}

/** The connectors of a display, `ID:WIDTHxHEIGHT` between semicolons; one without a colon makes xl crash. */
export function parseConnectors(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  for (const { from, to } of pieces(mapped.text, ';')) {
    builder.bare(from, to, 'connector');
    if (!/^[^:;]{1,256}:\d{1,5}x\d{1,5}$/.test(mapped.text.slice(from, to)))
      builder.problem('malformed-connector', from, to);
  }
  return builder.tree();
}

const SOUND_HEADS: ReadonlySet<string> = new Set(['card', 'pcm', 'stream']);

/** One item of a card in `vsnd`: the head `card`, `pcm` or `stream` (any letter case), then `key=value` words. */
export function parseSound(mapped: MappedText): SpecTree {
  const tree = parseKeyValues(mapped, { ...XL_OPTIONS, bareWords: true });
  const problems = [...tree.problems];
  const parts = tree.parts.map((part, index) => {
    if (part.key !== undefined) return part;
    if (index === 0 && SOUND_HEADS.has(part.value.text.toLowerCase())) return { ...part, role: 'head' };
    problems.push({
      offset: part.offset,
      end: part.end,
      code: index === 0 ? 'unknown-sound-item' : 'option-without-equals',
    });
    return part;
  });
  return { ...tree, parts, problems };
}

/** A list of numbers or words between commas, such as the `vdistances` of `vnuma`. */
export function parseWords(mapped: MappedText, separator: string): SpecTree {
  const builder = new SpecBuilder(mapped);
  for (const { from, to } of pieces(mapped.text, separator)) {
    const start = skip(mapped.text, ' \t', from, to);
    if (start < to) builder.bare(start, to);
    else builder.problem('empty-option', from, to);
  }
  return builder.tree();
}
