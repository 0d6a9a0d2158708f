/** The tables of xm are complete, well formed and contain the facts of server/facts. */
import { describe, expect, it } from 'vitest';
import { xmDiskForms } from '../../server/src/xen/xm-disk-forms.ts';
import { type XmRow, xmKeys } from '../../server/src/xen/xm-keys.ts';
import { xmToXl } from '../../server/src/xen/xm-to-xl.ts';
import { xmVifKeys } from '../../server/src/xen/xm-vif-keys.ts';
import { facts, lacking } from '../support/facts.ts';

const release = /^[34]\.\d+(\.\d+)?$/;

/** What is wrong with the words and values of a row, in words; empty when it is well formed. */
function faults(row: XmRow): string[] {
  const sentences = row.details?.match(/[.?!](?=\s|$)/g)?.length ?? 0;
  const checks: [boolean, string][] = [
    [row.summary.length <= 160, 'summary too long'],
    [/^[A-Z].*\.$/.test(row.summary) && !row.summary.includes('\n'), 'summary is no sentence'],
    [row.details === undefined || /\.$/.test(row.details), 'details end without a full stop'],
    [sentences <= 3, 'too many details'],
    [!['enum', 'flag', 'bool'].includes(row.type) || (row.values?.length ?? 0) > 1, 'no values'],
    [new Set(row.values).size === (row.values?.length ?? 0), 'values repeated'],
    [row.min === undefined || row.max === undefined || row.min <= row.max, 'bounds crossed'],
    [row.since === undefined || release.test(row.since), 'since is no release'],
    [row.until === undefined || release.test(row.until), 'until is no release'],
    [row.source !== '', 'no source'],
    [row.statusInXl !== 'renamed' || row.xlEquivalent !== undefined, 'renamed to nothing'],
  ];
  return checks.filter(([good]) => !good).map(([, fault]) => `${row.name}: ${fault}`);
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('settings of xm', () => {
  it('has every row, once, in good form', () => {
    expect(repeated(xmKeys.map((row) => row.name))).toEqual([]);
    expect(xmKeys.flatMap(faults)).toEqual([]);
  });

  it('shows each setting as one would write it', () => {
    const wrong = xmKeys.filter((row) => row.example !== undefined && !row.example.startsWith(`${row.name} = `));
    expect(wrong.map((row) => row.name)).toEqual([]);
    const without = xmKeys.filter((row) => row.example === undefined).map((row) => row.name);
    expect(without).toEqual(['vncviewer-autopass', 'full-screen', 'enable-audio']);
  });

  it('contains the facts', () => {
    const expected = facts('xm-cfg-keys.tsv').map((row) =>
      [row.key, row.since, row.until, row.status_in_xl].join(' | '),
    );
    const actual = xmKeys.map((row) => [row.name, row.since, row.until, row.statusInXl].join(' | '));
    expect(lacking(actual, expected)).toEqual([]);
  });

  it('sends every replaced setting to one that exists', () => {
    const known = new Set(xmKeys.map((row) => row.name));
    const lost = xmKeys.filter((row) => row.replacedBy !== undefined && !known.has(row.replacedBy));
    expect(lost.map((row) => row.name)).toEqual([]);
  });
});

describe('sub-keys of xm vifs', () => {
  it('has every row, once, in good form', () => {
    expect(repeated(xmVifKeys.map((row) => `${row.list} ${row.name}`))).toEqual([]);
    expect(xmVifKeys.flatMap(faults)).toEqual([]);
  });

  it('marks what only xl reads as refused by xm', () => {
    const refused = xmVifKeys.filter((row) => row.status === 'invalid').map((row) => row.list);
    expect(refused).toEqual(Array(7).fill('xl-only'));
  });

  it('contains the facts', () => {
    const expected = facts('xm-vif-keys.tsv').map((row) =>
      [
        row.list?.replace(' ', '-'),
        row.key,
        row.since,
        row.until === 'head' ? undefined : row.until,
        row.status_in_xl,
      ].join(' | '),
    );
    const actual = xmVifKeys.map((row) => [row.list, row.name, row.since, row.until, row.statusInXl].join(' | '));
    expect(lacking(actual, expected)).toEqual([]);
  });
});

describe('disk forms of xm', () => {
  it('has every row, once, in good form', () => {
    expect(repeated(xmDiskForms.map((row) => `${row.part} ${row.name}`))).toEqual([]);
    expect(xmDiskForms.flatMap(faults)).toEqual([]);
  });

  it('says of each example how xl reads it or why it does not', () => {
    const silent = xmDiskForms.filter((row) => row.xlReads === undefined && row.xlError === undefined);
    expect(silent.map((row) => row.name)).toEqual([]);
    const cheerful = xmDiskForms.filter((row) => row.statusInXl !== 'rejected' && row.xlError !== undefined);
    expect(cheerful.map((row) => row.name)).toEqual([]);
  });

  it('contains the facts', () => {
    const expected = facts('xm-disk-forms.tsv').map((row) =>
      [row.form, row.example, row.since, row.until, row.status_in_xl].join(' | '),
    );
    const actual = xmDiskForms.map((row) =>
      [row.name, row.example, row.since ?? '', row.until ?? '', row.statusInXl].join(' | '),
    );
    expect(lacking(actual, expected)).toEqual([]);
  });
});

describe('the way from xm to xl', () => {
  it('has every step, once', () => {
    expect(repeated(xmToXl.map((row) => `${row.area} ${row.construct}`))).toEqual([]);
  });

  it('names what each step is about, where it goes and what to mind', () => {
    const wrong = xmToXl.filter(
      (row) =>
        row.names.includes('') ||
        (row.when === 'value') !== (row.match !== undefined) ||
        !/^\S.*\.$/.test(row.note) ||
        row.to.some((target) => target.key === '' || target.text === ''),
    );
    expect(wrong.map((row) => row.construct)).toEqual([]);
  });

  it('is about settings that the other tables know', () => {
    const keys = new Set(xmKeys.map((row) => row.name));
    const subKeys = new Set([...xmVifKeys.map((row) => row.name), '=', 'bridge']);
    const unknown = xmToXl.flatMap((row) => {
      if (row.area === 'xm-cfg') return row.names.filter((name) => !keys.has(name) && !subKeys.has(name));
      if (row.area === 'vif') return row.names.filter((name) => !subKeys.has(name));
      return [];
    });
    expect(unknown).toEqual([]);
  });

  it('contains the facts', () => {
    const expected = facts('xm-to-xl.tsv').map((row) => [row.area, row.change].join(' | '));
    const actual = xmToXl.map((row) => [row.area, row.change].join(' | '));
    expect(lacking(actual, expected)).toEqual([]);
  });
});
