/** Reads the `rate=` of a vif, `10Mb/s@20ms`, as libxlutil does (libxlu_vif.c). */
import type { MappedText } from '../span.ts';
import { SpecBuilder } from './key-values.ts';
import type { SpecTree } from './tree.ts';

export type RateProblem =
  | 'malformed-rate'
  | 'rate-out-of-range'
  | 'malformed-rate-interval'
  | 'rate-interval-out-of-range';

export interface RateTree extends SpecTree {
  /** False when xl refuses the vif, and with it the guest. */
  readonly accepted: boolean;
  /** Undefined when the rate cannot be read. */
  readonly bytesPerInterval: bigint | undefined;
  /** Microseconds. */
  readonly interval: number | undefined;
}

const RATE = /^[0-9]+[GMK]?[Bb]\/s$/;
const INTERVAL = /^[0-9]+[mu]?s?$/;
const UINT32 = 2n ** 32n - 1n;
const UINT64 = 2n ** 64n - 1n;
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['G', 1_000_000_000n],
  ['M', 1_000_000n],
  ['K', 1_000n],
]);

/** A rate and the interval over which it is counted, 50 ms where none stands. Numbers with a leading 0 are octal. */
export function parseRate(mapped: MappedText): RateTree {
  const builder = new SpecBuilder(mapped);
  const { text } = mapped;
  const at = text.indexOf('@');
  const rateEnd = at < 0 ? text.length : at;
  builder.bare(0, rateEnd, 'rate');
  if (at >= 0) builder.bare(at + 1, text.length, 'interval');
  const rate = text.slice(0, rateEnd);
  const perSecond = RATE.test(rate) ? bytesPerSecond(rate) : undefined;
  if (!RATE.test(rate)) builder.problem('malformed-rate', 0, rateEnd);
  else if (perSecond === undefined) builder.problem('rate-out-of-range', 0, rateEnd);
  const interval = at < 0 ? 50_000n : readInterval(text, at + 1, builder);
  let bytesPerInterval: bigint | undefined;
  if (perSecond !== undefined && interval !== undefined) {
    if (perSecond > UINT64 / interval) builder.problem('rate-out-of-range', 0, rateEnd);
    else bytesPerInterval = (perSecond * interval) / 1_000_000n;
  }
  return {
    ...builder.tree(),
    accepted: bytesPerInterval !== undefined,
    bytesPerInterval,
    interval: interval === undefined ? undefined : Number(interval),
  };
}

function bytesPerSecond(rate: string): bigint | undefined {
  const { value, rest } = readNumber(rate);
  if (value === 0n || value > UINT32) return undefined;
  const scaled = value * (UNITS.get(rest.charAt(0)) ?? 1n);
  return rest.startsWith('b') || rest.charAt(1) === 'b' ? scaled / 8n : scaled;
}

function readInterval(text: string, from: number, builder: SpecBuilder): bigint | undefined {
  const interval = text.slice(from);
  if (!INTERVAL.test(interval)) {
    builder.problem('malformed-rate-interval', from, text.length);
    return undefined;
  }
  const { value, rest } = readNumber(interval);
  const unit = rest === '' || rest.startsWith('s') ? 1_000_000n : rest.startsWith('m') ? 1_000n : 1n;
  if (value === 0n || value > UINT32 || value * unit > UINT32) {
    builder.problem('rate-interval-out-of-range', from, text.length);
    return undefined;
  }
  return value * unit;
}

/** What `strtoull` with base 0 makes of digits: a leading 0 begins an octal number, which an 8 or 9 ends. */
function readNumber(text: string): { value: bigint; rest: string } {
  const digits = (/^0[0-7]*|^[1-9][0-9]*/.exec(text)?.[0] ?? '').slice(0, 64);
  const value = digits.length > 1 && digits.startsWith('0') ? BigInt(`0o${digits}`) : BigInt(digits || '0');
  return { value, rest: text.slice(/^[0-9]/.test(text) ? digitsEnd(text) : 0) };
}

function digitsEnd(text: string): number {
  return (/^0[0-7]*|^[1-9][0-9]*/.exec(text)?.[0] ?? '').length;
}
