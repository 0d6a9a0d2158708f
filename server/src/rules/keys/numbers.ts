/** How xl reads the text of a number (`xlu_cfg_get_long` in libxlutil: C's strtol with any base). */

import type { Variables } from '../../model/evaluate.ts';
import { type Located, stringOf } from '../../model/guest.ts';

const NUMBER = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;

/** The number, or undefined where xl says that it is none. */
export function xlNumber(text: string): number | undefined {
  const match = NUMBER.exec(text);
  const digits = match?.[2];
  if (digits === undefined || digits.length > 24) return undefined;
  const size = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  if (size >= 2 ** 63) return undefined;
  return match?.[1] === '-' ? -size : size;
}

const UNITS: Readonly<Record<string, number>> = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** `512M`, `2 GiB`, `2gb` as MiB; undefined where it is not a whole number of them. */
export function mebibytes(text: string): number | undefined {
  const match = /^\s*(\d{1,9})\s*([kmgt])(?:i?b)?\s*$/i.exec(text);
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (unit === undefined) return undefined;
  const size = Number(match?.[1]) * unit;
  return Number.isInteger(size) ? size : undefined;
}

/**
 * A number that the file certainly gives to an option, and where it stands; undefined when it is not known or none (xl counts nothing that
 * was added to with `+=`).
 */
export function numberSetting(variables: Variables, name: string): Located<number> | undefined {
  const variable = variables.get(name);
  const added = variable?.assignments.at(-1)?.operator === '+=';
  const text = variable?.unconditional && !added ? stringOf(variables, name) : undefined;
  const number = text && xlNumber(text.value);
  return text && number !== undefined ? { value: number, offset: text.offset, end: text.end } : undefined;
}
