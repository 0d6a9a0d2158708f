/** What rules know of an option stands in its row; a row that says little is safe. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { xlRows } from '../../server/src/rules/keys/settings-of.ts';
import type { Row } from '../../server/src/xen/row.ts';
import { TABLES } from '../../server/src/xen/tables.ts';
import { xlSpecs } from '../../server/src/xen/xl-specs/index.ts';
import { findings } from '../support/check.ts';

const guest = 'name = "a"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';
const rows = xlRows as Map<string, Row>;

/** A row as somebody adds it who knows no more than the manual. */
const fresh: Row = {
  name: 'panic_action',
  type: 'enum',
  values: ['stop', 'reset'],
  status: 'current',
  summary: 'Says what the guest does after a panic.',
  source: 'xl.cfg(5)',
};

/** What all rules say of a line of the new option. */
function said(line: string, row: Row): string[] {
  rows.set(row.name, row);
  return findings({ 'a.cfg': `${guest}${line}\n` }, { toolstack: 'xl' }).map(
    (one) => `${one.severity} ${one.code}: ${one.message}`,
  );
}

describe('a new row without columns on how its value is read', () => {
  afterEach(() => void rows.delete(fresh.name));

  it.each([
    'panic_action = "stop"',
    'panic_action = "RESET"',
    'panic_action = "re"',
    'panic_action = 1',
    'panic_action += "reset"',
  ])('is silent where the value may be right: %s', (line) => expect(said(line, fresh)).toEqual([]));

  it('warns of a word that is none of them, and calls it no error', () => {
    expect(said('panic_action = "sleep"', fresh)).toEqual([
      'warning unknown-word: "sleep" is not a known value of panic_action, and may not be what the guest gets. Write "stop" or "reset".',
    ]);
  });

  it('gives no error for numbers and lists either', () => {
    const number: Row = { ...fresh, type: 'int', values: [], min: 1, max: 3 };
    const list: Row = { ...fresh, type: 'list', values: [] };
    const lines = ['panic_action = 7', 'panic_action = "many"', 'panic_action = [ 1 ]'];
    const of = (row: Row, all: string[]): string[] =>
      all.flatMap((line) => said(line, row)).map((one) => one.split(':')[0] ?? '');
    expect(of(number, lines)).toEqual([
      'warning number-out-of-range',
      'warning not-a-number',
      'warning wrong-value-type',
    ]);
    expect(of(list, ['panic_action = "one"', 'panic_action = [ [ "one" ] ]'])).toEqual([
      'warning wrong-value-type',
      'warning list-in-list',
    ]);
  });

  it('is held to the letter once the row says so', () => {
    expect(said('panic_action = "RESET"', { ...fresh, reading: { compare: 'exact' } })).toEqual([
      'error unknown-word: xl takes the word for panic_action in lower case only, and refuses "RESET". Write "reset".',
    ]);
    expect(said('panic_action = "RESET"', { ...fresh, reading: { compare: 'caseless' } })).toEqual([]);
  });
});

/** What a source holds of names by hand: elements and keys of its constants, and what it compares names of rows with. */
function namesHeld(source: string, known: ReadonlySet<string>): string[] {
  const constants = [...source.matchAll(/^(?:export )?const [A-Z][A-Z_0-9]*\b(.*(?:\n[ >}].*)*?);$/gm)].map(
    ([, text = '']) => text,
  );
  const words = constants.flatMap((text) => [
    ...[...text.matchAll(/(?<=[[,]\s*)'([\w.-]+)(?:[= ][\w.-]+)?'/g)].map(([, word = '']) => word),
    ...(/Record</.test(text)
      ? [...text.matchAll(/[{,]\s*'?([\w.-]+)(?: [\w.-]+)?'?:/g)].map(([, word = '']) => word)
      : []),
  ]);
  const compared = [...source.matchAll(/\brow\??\.name [!=]== '([^']+)'/g)].map(([, word = '']) => word);
  return [...new Set([...words, ...compared].filter((word) => known.has(word)))].sort();
}

const RULES = resolve(import.meta.dirname, '../../server/src/rules');

/** The names of all options, of their strings and of ifupdown's; a kind of guest is a value, not a name. */
const names: ReadonlySet<string> = new Set(
  [
    ...(
      ['xl', 'xm', 'xl-conf', 'xl-cpupool', 'xend', 'xl-vif', 'xm-vif', 'xl-disk', 'interfaces-option'] as const
    ).flatMap((name) => [...TABLES[name].keys()]),
    ...[...xlSpecs.values()].flatMap((rows) => rows.filter((row) => row.place === 'key').map((row) => row.name)),
  ].filter((name) => !['pv', 'pvh', 'hvm'].includes(name)),
);

/** Words that are spelt like an option and are something else, and the few names that are the very subject of a rule. */
const ELSE: Readonly<Record<string, readonly string[]>> = {
  // The name of a parameter.
  'disk/malformed-disk.ts': ['disk'],
  // Names of folders that hold files of a host.
  'fleet/dom0.ts': ['hypervisor'],
  // ifup rewrites an address with a length, and runs a command of its own for the gateway: the rules are about these two.
  'interfaces/comment-behind-value.ts': ['address'],
  // A method has the name of an option.
  'interfaces/option-of-other-method.ts': ['dhcp'],
  'interfaces/words-after-value.ts': ['address', 'gateway'],
  // Kinds of network devices.
  'network/vif-on-card.ts': ['vlan'],
  // Areas of rules.
  'pages.ts': ['boot', 'cpu', 'disk', 'network', 'pci'],
  // When xend reads an option.
  'xend/options.ts': ['load'],
  // The rule is that these two are mixed up.
  'xend/script-in-wrong-option.ts': ['vif-script'],
};

describe('the rules', () => {
  it('are found out where they hold names', () => {
    const known = new Set(['bios', 'vnc', 'tag', 'sched']);
    const source = [
      "const A: ReadonlySet<string> = new Set(['bios', 'other']);",
      "const B: Readonly<Record<string, string>> = {\n  vnc: 'x',\n  'tag path': 'y',\n};",
      "if (row.name === 'sched') return file.facts.variables.has('vnc');",
    ];
    expect(source.map((text) => namesHeld(text, known))).toEqual([['bios'], ['tag', 'vnc'], ['sched']]);
    expect(namesHeld("  examples: [{ bad: 'bios = 1' }],\n  const variable = variables.get('bios');\n", known)).toEqual(
      [],
    );
  });

  it('hold no names of options: a row is the only home of a fact', () => {
    const held = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map((path) => [path, namesHeld(readFileSync(join(RULES, path), 'utf8'), names)] as const)
      .filter(([, words]) => words.length > 0);
    expect(Object.fromEntries(held)).toEqual(ELSE);
  });
});
