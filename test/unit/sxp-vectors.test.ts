/** xend's real reader judged 772 texts; ours agrees with every line, and the tree has an error exactly where it refuses. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSxp } from '../../server/src/syntax/sxp/parser.ts';
import { warningCodes } from '../../server/src/syntax/sxp/problems.ts';
import { readSxp, type SxpReadError, type SxpValue } from '../../server/src/syntax/sxp/reader.ts';

interface Vector {
  readonly id: number;
  readonly text?: string;
  readonly bytes_base64?: string;
  readonly accepted: boolean;
  readonly error: string | null;
  readonly value: SxpValue[] | null;
  readonly options: Record<string, SxpValue | null>;
  readonly latin1?: boolean;
}

const vectors: Vector[] = readFileSync(new URL('../conformance/sxp-vectors.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const ERRORS: Record<SxpReadError['kind'], string> = {
  'stray-bracket': 'closing parenthesis with nothing open',
  'open-form': 'end of file inside a form',
  'open-string': 'end of file inside a string',
  'open-escape': 'end of file inside an escape',
  'end-of-input-in-form': 'Ctrl-D inside a form',
  'invalid-character': 'character that cannot begin a value: code ',
  'octal-range': 'octal escape above 377',
  'short-hex': 'reader crash: \\x without two hex digits',
};

const inWords = (error: SxpReadError | undefined): string | null =>
  error ? ERRORS[error.kind] + (error.byte ?? '') : null;

const bytesOf = (vector: Vector): Uint8Array =>
  vector.text === undefined ? Buffer.from(vector.bytes_base64 ?? '', 'base64') : new TextEncoder().encode(vector.text);

describe('the vectors of xend’s reader', () => {
  it('are all there', () => expect(vectors.length).toBe(772));

  it.each(vectors)('$id is read alike', (vector) => {
    const reading = readSxp(vector.text ?? bytesOf(vector));
    const { accepted, value, options } = reading;
    expect({ accepted, error: inWords(reading.error), value, options }).toEqual({
      accepted: vector.accepted,
      error: vector.error,
      value: vector.value,
      options: vector.options,
    });
  });

  it.each(vectors)('$id gives a tree with an error exactly if xend refuses it', (vector) => {
    const text = vector.text ?? Buffer.from(bytesOf(vector)).toString('latin1');
    const tree = parseSxp(text);
    const errors = tree.problems.filter((problem) => !warningCodes.has(problem.code));
    expect(errors.length === 0).toBe(readSxp(text).accepted);
  });
});
