/** One key for each file, and the client's own spelling in answers. */
import { describe, expect, it, test } from 'vitest';
import { folderKey, isBelow, Spellings, uriKey } from '../../server/src/uris.ts';

describe('one file spelled in two ways has one key', () => {
  test.each([
    ['file:///x/web+1.cfg', 'file:///x/web%2B1.cfg'],
    ['file:///x/%7Eold/a.cfg', 'file:///x/~old/a.cfg'],
    ['file:///x/wéb.cfg', 'file:///x/w%C3%A9b.cfg'],
    ['file:///x/w%65b.cfg', 'file:///x/web.cfg'],
    ["file:///x/web's(1),@!.cfg", 'file:///x/web%27s%281%29%2C%40%21.cfg'],
    ['file:///C:/xen/a.cfg', 'file:///c%3A/xen/a.cfg'],
    ['file://localhost/x', 'file://localhost/x'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ])('%s', (one, other) => expect(uriKey(one)).toBe(uriKey(other)));

  it('and two files have two', () => {
    expect(uriKey('file:///x/a%2Fb')).not.toBe(uriKey('file:///x/A/b'));
    expect(uriKey('file:///x/a%25.cfg')).not.toBe(uriKey('file:///x/a.cfg'));
  });
});

it('gives folders no slash at their end', () => {
  expect(['file:///x/', 'file:///x', 'file:///'].map(folderKey)).toEqual(['file:///x', 'file:///x', 'file:///']);
  expect([
    isBelow('file:///x/a', 'file:///x'),
    isBelow('file:///xa', 'file:///x'),
    isBelow('file:///x', 'file:///'),
  ]).toEqual([true, false, true]);
});

describe('the client’s own spelling', () => {
  const spellings = new Spellings();

  it('is learnt, with the one that it replaces', () => {
    expect(spellings.learn('file:///x/web+1.cfg')).toEqual({
      key: 'file:///x/web%2B1.cfg',
      before: 'file:///x/web%2B1.cfg',
    });
    expect(spellings.learn('file:///x/web+1.cfg')).toEqual({ key: 'file:///x/web%2B1.cfg', before: undefined });
  });

  it('stands in every answer', () => {
    const key = 'file:///x/web%2B1.cfg';
    expect(
      spellings.in({
        location: { uri: key },
        edit: { changes: { [key]: [{ newText: key }] }, documentChanges: [{ textDocument: { uri: key } }] },
        links: [{ target: key }, { target: null }],
        data: [1, 2, 3],
      }),
    ).toEqual({
      location: { uri: 'file:///x/web+1.cfg' },
      edit: {
        changes: { 'file:///x/web+1.cfg': [{ newText: key }] },
        documentChanges: [{ textDocument: { uri: 'file:///x/web+1.cfg' } }],
      },
      links: [{ target: 'file:///x/web+1.cfg' }, { target: null }],
      data: [1, 2, 3],
    });
  });
});
