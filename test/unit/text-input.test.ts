/** Bytes become text without losing one, and whether they were UTF-8 is known. */
import { expect, it } from 'vitest';
import { decode } from '../../server/src/text-input.ts';

it('tells UTF-8 from bytes that are read one by one', () => {
  expect(decode(Buffer.from('\ufeffcafé', 'utf8'))).toEqual({ text: '\ufeffcafé', isUtf8: true });
  expect(decode(Buffer.from('café', 'latin1'))).toEqual({ text: 'café', isUtf8: false });
  expect(decode(Buffer.concat([Buffer.from('é', 'utf8'), Buffer.from([0xe9])]))).toEqual({
    text: 'Ã©é',
    isUtf8: false,
  });
});
