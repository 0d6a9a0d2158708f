/** What the interfaces(5) parser makes of a text: stanzas, options, comments and what ifupdown refuses. */
import { describe, expect, test } from 'vitest';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';

/** The tree in one line per stanza, option and problem. */
function outline(text: string): string[] {
  const tree = parseInterfaces(text);
  return [
    ...tree.stanzas.flatMap((stanza) => [
      [stanza.keyword, ...stanza.args].map((word) => word.text).join(' '),
      ...stanza.options.map((option) => `  ${option.name.text} = ${option.value}`),
    ]),
    ...tree.comments.map((span) => text.slice(span.offset, span.end)),
  ];
}

function problems(text: string): string[] {
  return parseInterfaces(text).problems.map(
    ({ code, offset, end, detail }) =>
      `${code} '${text.slice(offset, end)}'${detail === undefined ? '' : ` ${detail}`}`,
  );
}

describe('the tree', () => {
  test('holds stanzas with their options, indented or not, and comments', () => {
    expect(
      outline(
        '# first\nauto lo eth0\n\niface eth0 inet static\naddress 10.0.0.1/24\n\tup ip route add  x\n  #last  \n',
      ),
    ).toEqual([
      'auto lo eth0',
      'iface eth0 inet static',
      '  address = 10.0.0.1/24',
      '  up = ip route add  x',
      '# first',
      '#last',
    ]);
  });

  test('joins continuation lines and keeps the place of each word', () => {
    const text = 'iface eth0 \\\n inet st\\\natic\n up a\\\n b # c\n';
    const [stanza] = parseInterfaces(text).stanzas;
    expect(outline(text)).toEqual(['iface eth0 inet static', '  up = a b # c']);
    expect(stanza?.args.map(({ offset, end }) => text.slice(offset, end))).toEqual(['eth0', 'inet', 'st\\\natic']);
    expect(stanza?.options[0]?.words.map(({ offset, end }) => text.slice(offset, end))).toEqual(['a', 'b', '#', 'c']);
    expect(text.slice(stanza?.offset, stanza?.end)).toBe('iface eth0 \\\n inet st\\\natic\n up a\\\n b # c');
  });

  test('knows that a backslash at the end of a comment joins nothing, and one in front of blanks neither', () => {
    expect(outline('# note \\\nauto lo\n')).toEqual(['auto lo', '# note \\']);
    expect(outline('auto lo \\ \nauto eth0\n')).toEqual(['auto lo \\', 'auto eth0']);
  });

  test('drops every backslash at the end of the file and of lines that continue into nothing', () => {
    expect(outline('auto lo\\\\\\')).toEqual(['auto lo']);
    expect(outline('auto lo\\\\\n\neth0\n')).toEqual(['auto loeth0']);
  });

  test('keeps a misplaced line as a stanza of its own', () => {
    expect(outline('auto lo\n address 10.0.0.1\niface lo inet loopback\n')).toEqual([
      'auto lo',
      'address 10.0.0.1',
      'iface lo inet loopback',
    ]);
  });

  test.each(['', '\n\n', ' \t', '\\', '\\\n\\\n', '#', 'iface', '\0\0', '\ud800', '\r\r\n'])(
    'of %j is made without a word of complaint from JavaScript',
    (text) => {
      expect(parseInterfaces(text).text).toBe(text);
    },
  );
});

describe('problems', () => {
  test.each([
    ['iface\n', ["iface-without-name 'iface'"]],
    ['iface eth0\n', ["iface-without-family 'eth0' eth0"]],
    ['iface eth0 inte static\n', ["iface-unknown-family 'inte' inte"]],
    ['iface eth0 toString static\n', ["iface-unknown-family 'toString' toString"]],
    ['iface eth0 inet\n', ["iface-without-method 'inet' inet"]],
    ['iface eth0 inet statik\n', ["iface-unknown-method 'statik' statik"]],
    ['iface eth0 inet auto\n', ["iface-unknown-method 'auto' auto"]],
    ['iface eth0 inherits\n', ["inherits-without-name 'inherits'"]],
    ['iface eth0 inherits base\n', ["inherits-unknown 'base' base"]],
    ['iface base inet dhcp\niface eth0 inet6 inherits base\n', ["inherits-unknown 'base' base"]],
    ['iface eth0 inet dhcp\n up\n', ["option-without-value 'up' up"]],
    ['auto lo\naddress 10.0.0.1\n', ["misplaced-option 'address' address"]],
    ['mapping eth*\n script a\n script b\n', ["duplicate-mapping-script 'script'"]],
    ['mapping eth*\n address b\n', ["misplaced-option 'address' address"]],
    ['IFACE eth0 inet dhcp\n', ["misplaced-option 'IFACE' IFACE"]],
    ['allow- eth0\n', ["misplaced-option 'allow-' allow-"]],
  ])('of %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test.each([
    'iface eth0 inet dhcp # comment\n',
    'iface base inet dhcp\niface eth0 inherits base\n',
    'iface base inet dhcp\niface eth0 inet static inherits base\n',
    'source /etc/network/interfaces.d/*\niface eth0 inherits elsewhere\n',
    'source-directory interfaces.d\nrename eth0=lan\nno-auto-down eth0\nno-scripts eth0\nallow-hotplug eth0\n',
    'mapping eth*\n script a\n map b\nmapping wlan*\n script c\n',
    'iface can0 can static\niface tun inet6 6to4\niface e inet6 auto\n',
    'auto\nallow-x\nmapping\nsource\n',
    'iface eth0 inet static\nauto\nno-scripts\naddress 10.0.0.1/24\n',
  ])('of %j: none', (text) => {
    expect(problems(text)).toEqual([]);
  });
});

test('a long text takes time in proportion to its length', () => {
  const size = (count: number) => parseInterfaces('iface a inet dhcp\n up x\\\n y\\\n\n'.repeat(count)).stanzas.length;
  expect(size(20_000)).toBe(20_000);
  expect(parseInterfaces('\\\n'.repeat(100_000)).stanzas).toEqual([]);
  expect(parseInterfaces('\\'.repeat(100_000)).stanzas).toEqual([]);
});
