/** Reads `cpuid`: xl's two forms, `'host,tm=0,sse3=0'` and xend's `'0x1:ecx=xxxx…'`. */
import type { MappedText } from '../span.ts';
import { BLANKS, parseKeyValues, pieces, SpecBuilder, skip, TRIMMED_OPTIONS } from './key-values.ts';
import type { SpecTree } from './tree.ts';

export type CpuidProblem =
  /** The string form must begin with `host`, else xl drops it all. */
  | 'cpuid-without-host'
  | 'malformed-cpuid-leaf'
  /** Exactly 32 of the letters 0, 1, x, k and s are wanted. */
  | 'malformed-cpuid-bits'
  | 'option-without-equals';

/** The string form: `host` and then names of features with 0, 1, x, k or s. */
export function parseCpuidString(mapped: MappedText): SpecTree {
  const style = { ...TRIMMED_OPTIONS, flags: new Set(['host']) };
  const tree = parseKeyValues(mapped, style);
  const [first] = tree.parts;
  if (!first || (first.key === undefined && first.value.text === 'host')) return tree;
  const problem = { offset: first.offset, end: first.end, code: 'cpuid-without-host' };
  return { ...tree, problems: [problem, ...tree.problems] };
}

const LEAF = /^\s*(?:0x[0-9a-fA-F]{1,8}|\d{1,10})(?:,\s*(?:0x[0-9a-fA-F]{1,8}|\d{1,10}))?$/;

/**
 * One entry of the list form, which xend had: `LEAF[,SUBLEAF]:REG=BITS[,REG=BITS…]`. The leaf is a bare part with the
 * role `leaf`, each register a `key=value` (`libxl_cpuid_parse_config_xend`).
 */
export function parseCpuidRegisters(mapped: MappedText): SpecTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  const colon = text.indexOf(':');
  const leafEnd = colon < 0 ? text.length : colon;
  builder.bare(0, leafEnd, 'leaf');
  if (colon < 0 || !LEAF.test(text.slice(0, leafEnd))) builder.problem('malformed-cpuid-leaf', 0, leafEnd);
  if (colon < 0) return builder.tree();
  for (const { from, to } of pieces(text, ',', colon + 1)) {
    const start = skip(text, BLANKS, from, to);
    const equals = text.slice(start, to).indexOf('=');
    if (equals < 0) {
      builder.bare(start, to);
      builder.problem('option-without-equals', from, to);
      continue;
    }
    builder.keyValue(start, start + equals, start + equals + 1, to);
    if (
      !/^e[abcd]x$/.test(text.slice(start, start + equals)) ||
      !/^[01xks]{32}$/.test(text.slice(start + equals + 1, to))
    )
      builder.problem('malformed-cpuid-bits', start, to);
  }
  return builder.tree();
}
