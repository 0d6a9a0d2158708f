import { describe, expect, it } from 'vitest';
import { type MappedText, plainText } from '../../server/src/syntax/span.ts';
import type { SpecTree } from '../../server/src/syntax/spec/tree.ts';
import { parseVif, parseVifIps } from '../../server/src/syntax/spec/vif.ts';

/** `key|value` or the bare word of each part, and `code@offset-end` of each problem. */
function shape(tree: SpecTree): { parts: string[]; problems: string[] } {
  return {
    parts: tree.parts.map((part) => (part.key ? `${part.key.text}|${part.value.text}` : part.value.text)),
    problems: tree.problems.map((problem) => `${problem.code}@${problem.offset}-${problem.end}`),
  };
}

const xl = (text: string) => shape(parseVif(plainText(text, 0), 'xl'));
const xm = (text: string) => shape(parseVif(plainText(text, 0), 'xm'));

describe('parseVif for xl', () => {
  it('splits at commas and skips blanks in front of a word', () => {
    expect(xl('mac=00:16:3e:00:00:01, bridge=xenbr0,trusted')).toEqual({
      parts: ['mac|00:16:3e:00:00:01', 'bridge|xenbr0', 'trusted'],
      problems: [],
    });
  });

  it('keeps blanks around = in key and value, and complains', () => {
    expect(xl('bridge = xenbr1')).toEqual({
      parts: ['bridge | xenbr1'],
      problems: ['blanks-around-equals@6-9'],
    });
  });

  it('keeps a blank before a comma in the value', () => {
    expect(xl('bridge=xenbr0 ,model=e1000')).toEqual({
      parts: ['bridge|xenbr0 ', 'model|e1000'],
      problems: ['blanks-before-comma@13-14'],
    });
  });

  it('finds the option behind a missing comma', () => {
    const tree = parseVif(plainText('mac=00:16:3e:00:00:01 bridge=xenbr1', 10), 'xl');
    expect(tree.problems).toEqual([
      { code: 'missing-comma', offset: 31, end: 32, detail: 'bridge', related: { offset: 32, end: 38 } },
    ]);
  });

  it('finds empty options and words without =', () => {
    expect(xl('bridge=a,,oops,')).toEqual({
      parts: ['bridge|a', 'oops'],
      problems: ['empty-option@9-9', 'option-without-equals@10-14', 'empty-option@15-15'],
    });
  });

  it('takes an empty string as a card with defaults', () => {
    expect(xl('')).toEqual({ parts: [], problems: [] });
  });
});

describe('parseVif for xm', () => {
  it('strips blanks and takes arguments behind a script', () => {
    expect(xm('bridge = xenbr0 , script=vif-x netdev=eth0')).toEqual({
      parts: ['bridge|xenbr0', 'script|vif-x netdev=eth0'],
      problems: [],
    });
  });

  it('stops at words without =, flags included', () => {
    expect(xm('trusted').problems).toEqual(['option-without-equals@0-7']);
  });
});

describe('spans', () => {
  it('are those of the document, escapes counted', () => {
    const offsets = [5, 6, 7, 8, 12, 13];
    const text: MappedText = { text: 'ip=1,', sourceOffset: (index) => offsets[index] as number };
    expect(parseVif(text, 'xl').parts[0]).toEqual({
      offset: 5,
      end: 12,
      key: { text: 'ip', offset: 5, end: 7 },
      value: { text: '1', offset: 8, end: 12 },
    });
  });

  it('stay linear on long strings', () => {
    const text = `a${' '.repeat(50_000)}=${' =x'.repeat(50_000)}${','.repeat(50_000)}`;
    expect(parseVif(plainText(text, 0), 'xl').parts).toHaveLength(1);
  });
});

describe('parseVifIps', () => {
  it('splits at blanks', () => {
    expect(parseVifIps({ text: '10.0.0.2  10.0.0.3/24', offset: 3, end: 24 })).toEqual([
      { text: '10.0.0.2', offset: 3, end: 11 },
      { text: '10.0.0.3/24', offset: 13, end: 24 },
    ]);
  });

  it('gives each the span of the whole where characters do not stand one by one', () => {
    expect(parseVifIps({ text: '::1 ::2', offset: 3, end: 14 })).toEqual([
      { text: '::1', offset: 3, end: 14 },
      { text: '::2', offset: 3, end: 14 },
    ]);
  });
});
