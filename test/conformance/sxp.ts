/**
 * Holds what the product says of S-expressions against what xend's own reader said of 772 texts (sxp-vectors.jsonl): an
 * error exactly where xend refused, and xend's values. Run it with `node test/conformance/run.mjs sxp`.
 */

import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readSxp } from '../../server/src/syntax/sxp/reader.ts';
import { conclude, newTally, record } from './judges.ts';
import { syntaxErrors } from './product.ts';

interface Vector {
  readonly text?: string;
  readonly bytes_base64?: string;
  readonly accepted: boolean;
  readonly error: string | null;
  readonly value: unknown;
  readonly options: Readonly<Record<string, unknown>>;
}

const syntax = newTally('xend’s reader, syntax, vectors');
const values = newTally('xend’s reader, values, vectors');
for (const line of readFileSync('test/conformance/sxp-vectors.jsonl', 'utf8').trim().split('\n')) {
  const vector: Vector = JSON.parse(line);
  const bytes = Buffer.from(vector.bytes_base64 ?? '', 'base64');
  const text = vector.text ?? bytes.toString('latin1');
  const errors = syntaxErrors(text, 'xend-sxp', 'xm');
  if (vector.accepted && errors.length > 0)
    record(syntax, 'falseAlarms', text, errors.map((one) => [one.code, one.message])); // biome-ignore format: one decision a line
  else if (!vector.accepted && errors.length === 0) record(syntax, 'misses', text, vector.error);
  else record(syntax, 'agree', text, undefined);
  const { accepted, value, options } = readSxp(vector.text ?? bytes);
  if (!vector.accepted) continue;
  const same = isDeepStrictEqual({ accepted, value, options }, { accepted: true, value: vector.value, options: vector.options }); // biome-ignore format: both sides in sight
  record(values, same ? 'agree' : 'wrongValues', text, { value, options });
}
conclude([syntax, values]);
