/** The tables of xl are complete, well formed and contain the facts of server/facts. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../server/src/xen/row.ts';
import { wordsOf } from '../../server/src/xen/values/enum-words.ts';
import { wordsOfForm } from '../../server/src/xen/values/forms.ts';
import { xlConfKeys } from '../../server/src/xen/xl-conf-keys.ts';
import { xlCpupoolKeys } from '../../server/src/xen/xl-cpupool-keys.ts';
import { diskRows, xlDiskKeys } from '../../server/src/xen/xl-disk-keys.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';
import { xlVifKeys } from '../../server/src/xen/xl-vif-keys.ts';
import { facts, lacking } from '../support/facts.ts';

const release = /^4\.\d+$/;

const names = (rows: readonly Row[]) => rows.map((row) => row.name);

const tables = [
  { title: 'options of a guest', rows: xlKeys, ids: names(xlKeys), file: 'xl-cfg-keys.tsv' },
  { title: 'sub-keys of a vif', rows: xlVifKeys, ids: names(xlVifKeys), file: 'xl-vif-keys.tsv' },
  {
    title: 'parts of a disk',
    rows: xlDiskKeys,
    ids: xlDiskKeys.map((row) => `${row.kind} ${row.name}`),
    file: 'xl-disk-keys.tsv',
  },
  { title: 'options of xl.conf', rows: xlConfKeys, ids: names(xlConfKeys), file: 'xl-conf-keys.tsv' },
  {
    title: 'options of a cpupool',
    rows: xlCpupoolKeys,
    ids: names(xlCpupoolKeys),
    file: 'xlcpupool-keys.tsv',
  },
];

/** The facts name the first release that no longer reads an option, a row the last one that does. */
function lastBefore(first = ''): string {
  return first.replace(/\d+$/, (minor) => String(Number(minor) - 1));
}

function repeated(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

/** What is wrong with the words and values of a row; empty when it is well formed. */
function faults(row: Row): string[] {
  const sentences = row.details?.match(/[.?!](?=\s|$)/g)?.length ?? 0;
  const needsValues = row.type === 'enum' || row.type === 'bool' || row.type === 'defbool';
  const checks: [boolean, string][] = [
    [row.summary.length <= 160, 'summary too long'],
    [/^[A-Z][^\n]*\.$/.test(row.summary) && !/[.?!] [A-Z]/.test(row.summary), 'summary is not one sentence'],
    [row.details === undefined || /\.$/.test(row.details), 'details end without a full stop'],
    [sentences <= 3, 'too many details'],
    [!needsValues || (row.values?.length ?? 0) > 0, 'no values'],
    [repeated(row.values ?? []).length === 0, 'values repeated'],
    [row.min === undefined || row.max === undefined || row.min <= row.max, 'bounds crossed'],
    [row.since === undefined || release.test(row.since), 'since is no release'],
    [row.until === undefined || release.test(row.until), 'until is no release'],
    [row.since !== undefined || row.status === 'invalid', 'no since'],
    [/^(?:RELEASE-\d+\.\d+\.\d+:)?tools\/\S+:\d+$/.test(row.source), 'source is no line of the Xen tree'],
  ];
  return checks.filter(([good]) => !good).map(([, fault]) => `${row.name}: ${fault}`);
}

describe.each(tables)('$title', ({ rows, ids, file }) => {
  it('has every row, once, in good form', () => {
    expect(repeated(ids)).toEqual([]);
    expect(rows.flatMap(faults)).toEqual([]);
  });

  it('describes each row in words of its own', () => {
    expect(repeated(rows.map((row) => row.summary))).toEqual([]);
  });

  it('contains the facts', () => {
    const expected = facts(file).map((row) =>
      [
        row.name ?? row.key,
        row.status,
        row.replaced_by,
        row.since,
        lastBefore(row.until),
        row.default,
        row.source,
      ].join(' | '),
    );
    const actual = rows.map((row) =>
      [row.name, row.status, row.replacedBy, row.since, row.until, row.default, row.source]
        .map((cell) => cell ?? '')
        .join(' | '),
    );
    const graver = (line: string) => line.replace('| security-sensitive |', '| current |');
    expect(lacking(actual.map(graver), expected.map(graver))).toEqual([]);
  });

  it('repeats no sentence of the facts', () => {
    const theirs = new Set(facts(file).map((row) => row.description?.toLowerCase()));
    expect(rows.filter((row) => theirs.has(row.summary.slice(0, -1).toLowerCase())).map((row) => row.name)).toEqual([]);
  });
});

describe('replacements', () => {
  it('exist', () => {
    for (const rows of [xlKeys, xlVifKeys, xlConfKeys]) {
      const known = new Set(names(rows));
      const lost = rows.filter((row) => row.replacedBy !== undefined && !known.has(row.replacedBy));
      // The viewer is no option any more but a switch of the command.
      expect(lost.map((row) => row.name)).toEqual(rows === xlKeys ? ['vncviewer'] : []);
    }
  });

  it('of disk parts are written with keys, words and device names that exist', () => {
    const keys = new Set([...diskRows('named').keys(), ...diskRows('flag').keys()]);
    const words = new Set([...diskRows('access').keys(), ...diskRows('vdev').keys()]);
    const lost = xlDiskKeys.filter((row) => {
      // `dNp0` is a device name with the N to be filled in.
      const parts = row.replacedBy?.split(',').map((part) => part.split('=')[0] ?? '') ?? [];
      return parts.some((part) => !keys.has(part) && !words.has(part) && !/^d\w+p0$/.test(part));
    });
    expect(lost.map((row) => row.name)).toEqual([]);
  });
});

describe('examples', () => {
  it('write the option itself, or the one that took its place', () => {
    const named = [...xlKeys, ...xlConfKeys, ...xlCpupoolKeys].filter((row) => row.example !== undefined);
    const wrong = named.filter((row) => {
      const written = /^[a-z0-9_.]+/.exec(row.example ?? '')?.[0];
      return written !== row.name && written !== row.replacedBy && row.name !== 'nx';
    });
    expect(wrong.map((row) => row.name)).toEqual([]);
  });

  it('of vif sub-keys begin with the sub-key', () => {
    const wrong = xlVifKeys.filter((row) => row.example?.split('=')[0] !== row.name);
    expect(wrong.map((row) => row.name)).toEqual([]);
  });
});

describe('words of values', () => {
  it('explain exactly the words that the rows allow', () => {
    const explained = xlKeys.filter((row) => wordsOf(row.name).length > 0);
    expect(explained.length).toBeGreaterThan(15);
    for (const row of explained) {
      expect([...wordsOf(row.name)].map((word) => word.word).sort(), row.name).toEqual([...(row.values ?? [])].sort());
    }
  });

  it('belong to forms that rows use', () => {
    const forms = new Set([...xlKeys, ...xlVifKeys].map((row) => row.form));
    const known = ['boot-order', 'cpuid-spec', 'keymap', 'qemu-chardev', 'qemu-nic-model', 'qemu-usbdevice'];
    for (const form of [...known, 'viridian-group']) {
      expect(forms.has(form), form).toBe(true);
      expect(repeated(wordsOfForm(form).map((word) => word.word))).toEqual([]);
      expect(wordsOfForm(form).filter((word) => !/^[A-Z].*\.$/.test(word.summary))).toEqual([]);
    }
    expect(wordsOfForm('path')).toEqual([]);
  });

  it('come from the tables of strings where there is one', () => {
    const words = (form: string) => wordsOfForm(form).map((word) => word.word);
    expect(words('cpuid-spec')).toEqual(expect.arrayContaining(['host', 'family', 'sse3', 'nx']));
    expect(words('viridian-group')).toEqual(expect.arrayContaining(['base', 'hcall_ipi', 'defaults', 'all']));
  });
});
