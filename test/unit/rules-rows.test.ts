/** What rules know of an option stands in its row; a row that says little is safe. */
import { afterEach, describe, expect, it } from 'vitest';
import { xlRows } from '../../server/src/rules/keys/settings-of.ts';
import type { Row } from '../../server/src/xen/row.ts';
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
