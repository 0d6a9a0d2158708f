/** Reads the lists of processors, ports, pages and interrupts: `cpus`, `cpus_soft`, `ioports`, `iomem`, `irqs`. */
import type { MappedText } from '../span.ts';
import { BLANKS, pieces, SpecBuilder, skip } from './key-values.ts';
import type { SpecTree } from './tree.ts';

export type CpuListProblem =
  /** Not a number, range, node or `all`. */
  | 'malformed-cpu'
  /** The end lies before the start. */
  | 'reversed-range'
  | 'empty-option';

const CPU_WORD = /^(\^?)(nodes?:)?(all|\d{1,9})(?:-(\d{1,9}))?$/;

/**
 * A string for `cpus`: `0-3,^1,node:1,all` (`parse_range`, `update_cpumap_range` in xl_parse.c). Blanks are taken in
 * front of a number only. Each word is a bare part.
 */
export function parseCpuList(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  for (const { from, to } of pieces(text, ',')) {
    const start = skip(text, BLANKS, from, to);
    if (start === to) {
      if (text !== '' && from > 0) builder.problem('empty-option', from, to);
      continue;
    }
    builder.bare(start, to);
    const word = text.slice(start, to);
    const match = CPU_WORD.exec(word);
    const [, not, node, first, last] = match ?? [];
    const isAll = first === 'all';
    if (!match || (isAll && (last !== undefined || not === '^')) || (start > from && (not || node || isAll)))
      builder.problem('malformed-cpu', from, to);
    else if (last !== undefined && Number(last) < Number(first)) builder.problem('reversed-range', start, to);
  }
  return builder.tree();
}

export type HexRangeProblem = 'malformed-range' | 'reversed-range';

/** One entry of `ioports`: `2f8` or `2f8-2ff`, hexadecimal (`parse_config_data` in xl_parse.c). */
export function parseIoPorts(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  builder.bare(0, text.length);
  const match = /^\s*(?:0x)?([0-9a-f]{1,8})(?:-(?:0x)?([0-9a-f]{1,8}))?$/i.exec(text);
  if (!match?.[1]) builder.problem('malformed-range', 0, text.length);
  else if (match[2] && Number.parseInt(match[2], 16) < Number.parseInt(match[1], 16))
    builder.problem('reversed-range', 0, text.length);
  return builder.tree();
}

/** One entry of `iomem`: `START,COUNT` or `START,COUNT@GFN`, all page numbers in hexadecimal. */
export function parseIoMemory(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  const comma = text.indexOf(',');
  const at = text.indexOf('@', Math.max(comma, 0));
  const countEnd = at < 0 ? text.length : at;
  builder.bare(0, comma < 0 ? countEnd : comma, 'start');
  if (comma >= 0) builder.bare(comma + 1, countEnd, 'count');
  if (at >= 0) builder.bare(at + 1, text.length, 'gfn');
  if (!/^\s*(?:0x)?[0-9a-f]{1,16},\s*(?:0x)?[0-9a-f]{1,16}(?:@\s*(?:0x)?[0-9a-f]{1,16})?$/i.test(text))
    builder.problem('malformed-range', 0, text.length);
  return builder.tree();
}

/** One entry of `irqs`: a decimal number. */
export function parseIrq(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  builder.bare(0, text.length);
  if (!/^\s*\d{1,10}$/.test(text)) builder.problem('malformed-range', 0, text.length);
  return builder.tree();
}
