/** Walks every row of the tables: with the cursor behind it, the right things are offered, and a hover explains it. */
import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import type { Row } from '../../server/src/xen/row.ts';
import { xendOptions } from '../../server/src/xen/xend-options.ts';
import { xlConfKeys } from '../../server/src/xen/xl-conf-keys.ts';
import { xlCpupoolKeys } from '../../server/src/xen/xl-cpupool-keys.ts';
import { diskRows } from '../../server/src/xen/xl-disk-keys.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';
import { type SpecRow, xlSpecs } from '../../server/src/xen/xl-specs/index.ts';
import { xlVifKeys } from '../../server/src/xen/xl-vif-keys.ts';
import { xmKeys } from '../../server/src/xen/xm-keys.ts';
import { xmVifKeys } from '../../server/src/xen/xm-vif-keys.ts';
import { atCursor } from '../support/cursor.ts';

type Where = readonly [path: string, settings?: Partial<Settings>];

function labelsAt([path, settings]: Where, text: string): string[] {
  const { file, position, workspace } = atCursor(path, text, {}, settings);
  return complete(file, position, workspace).items.map((item) => item.label);
}

function hoverAt([path, settings]: Where, text: string): string {
  const { file, position, workspace } = atCursor(path, text, {}, settings);
  return (hover(file, position, workspace)?.contents as MarkupContent | undefined)?.value ?? '';
}

const XL: Where = ['guest.cfg', { toolstack: 'xl' }];
const XM: Where = ['guest.cfg', { toolstack: 'xm' }];
const HIDDEN: readonly Row['status'][] = ['removed', 'invalid', 'ignored', 'unsupported'];
const isOffered = (row: Row) => !HIDDEN.includes(row.status);
const namesOf = (rows: readonly Row[]) =>
  rows
    .filter(isOffered)
    .map((row) => row.name)
    .sort();
const named = (rows: readonly Row[]) => rows.map((row) => ({ name: row.name, row }));
/** A few rows of xm speak of names that no file can assign to, such as `full-screen`. */
const assignable = (rows: readonly Row[]) => named(rows.filter((row) => /^[\w.]+$/.test(row.name)));

/** The words of a value: what a row says that one may write, and nothing else is missing. */
function expectWords(labels: readonly string[], row: Row): void {
  if (row.type === 'bool' || row.type === 'defbool') expect(labels).toEqual(['1', '0']);
  else expect(labels).toEqual(expect.arrayContaining([...new Set(row.values ?? [])]));
}

/** Options whose strings are languages of their own, and a word that each must offer at its beginning. */
const LISTS: Readonly<Record<string, string>> = {
  disk: 'format',
  vif: 'bridge',
  pci: 'seize',
  usbctrl: 'version',
  usbdev: 'hostbus',
  vfb: 'vnclisten',
  vtpm: 'uuid',
  p9: 'tag',
  pvcalls: 'backend',
  channel: 'connection',
  vkb: 'backend-type',
  vdispl: 'connectors',
  virtio: 'transport',
  smbios: 'bios_vendor',
  viridian: 'freq',
  mca_caps: 'lmce',
  cpus: 'all',
  cpus_soft: 'all',
  usbdevice: 'tablet',
};

describe.each([
  ['a guest of xl', XL, xlKeys],
  ['a guest of xm', XM, xmKeys],
  ['xl.conf', ['xl.conf'] as const, xlConfKeys],
  ['a CPU pool', ['pool.cpupool'] as const, xlCpupoolKeys],
] as const)('every key of %s', (_, where: Where, rows: readonly Row[]) => {
  it.each(assignable(rows))('$name explains itself', ({ name }) => {
    expect(hoverAt(where, `${name}| = 1\n`)).toContain(`**${name}**`);
  });

  it.each(named(rows.filter(isOffered)))('$name is offered', ({ name }) => {
    expect(labelsAt(where, `${name.slice(0, 1)}|\n`)).toContain(name);
  });

  it.each(named(rows.filter((row) => isOffered(row) && row.values)))('$name offers its words', ({ name, row }) => {
    const text = row.type.startsWith('list') ? `${name} = [ "|" ]\n` : `${name} = |\n`;
    expectWords(labelsAt(where, text), row);
  });
});

it.each(Object.entries(LISTS))('the list %s offers %s', (key, word) => {
  expect(labelsAt(XL, `${key} = [ '|' ]\n`)).toContain(word);
});

/** How a string of each language is written so that a sub-key stands in it. */
function inString(spec: string, text: string): string {
  switch (spec) {
    case 'rdm':
    case 'cpuid':
    case 'arm_sci':
      return `${spec} = "${spec === 'cpuid' ? 'host,' : ''}${text}"\n`;
    case 'vnuma':
    case 'vsnd':
      return `${spec} = [ [ '${text}' ] ]\n`;
    case 'pci':
      return `pci = [ '01:00.0,${text}' ]\n`;
    default:
      return `${spec} = [ '${text}' ]\n`;
  }
}

const isKey = (row: SpecRow) => row.place === 'key' && isOffered(row);
const isWord = (row: SpecRow) => row.place === 'word';
/** Rows that no string of a guest has: spice and rate describe keys and values of others, the rest is for CPU pools. */
const NO_STRINGS = new Set(['spice', 'rate', 'pool-cpus', 'pool-cpu']);
const strings = [...xlSpecs].filter(([spec]) => !NO_STRINGS.has(spec)).map(([spec, rows]) => ({ spec, rows }));

describe('inside a string', () => {
  it.each(strings.filter(({ rows }) => rows.some(isKey)))(
    'of $spec every sub-key is offered and explains itself, and its words are offered',
    ({ spec, rows }) => {
      const keys = rows.filter(isKey);
      // An address and a slot given in front leave no room for others.
      const taken = spec === 'pci' ? ['bdf'] : [];
      const expected = keys.map((row) => row.name).filter((name) => !taken.includes(name));
      expect(labelsAt(XL, inString(spec, '|'))).toEqual(expect.arrayContaining(expected));
      for (const row of keys) {
        expect(hoverAt(XL, inString(spec, `${row.name}|=1`)), row.name).toContain(`**${row.name}**`);
        expectWords(labelsAt(XL, inString(spec, `${row.name}=|`)), row);
      }
    },
  );

  it.each(strings.filter(({ rows }) => rows.some(isWord)))(
    'of $spec every word is offered and explains itself',
    ({ spec, rows }) => {
      for (const { name } of rows.filter(isWord)) {
        const text = spec === 'cpuid' ? 'cpuid = "|"\n' : inString(spec, '|');
        expect(labelsAt(XL, text)).toContain(name);
        const shown = spec === 'cpuid' ? `cpuid = "${name}|"\n` : inString(spec, `${name}|`);
        expect(hoverAt(XL, shown), name).toContain(`**${name}**`);
      }
    },
  );

  it.each(strings)('of $spec forms and remarks are never offered as names', ({ spec, rows }) => {
    const others = rows.filter((row) => !isKey(row) && !isWord(row)).map((row) => row.name);
    const offered = labelsAt(XL, inString(spec, '|'));
    expect(others.filter((name) => offered.includes(name))).toEqual([]);
  });
});

it('every form of the processors of a CPU pool explains itself in the words of the pool', () => {
  const pool: Where = ['pool.cpupool'];
  const shown = (text: string) => hoverAt(pool, text).split('\n')[0];
  expect(['4|', '4-7|', '^5|', 'node:1|', 'all|'].map((word) => shown(`cpus = "${word}"\n`))).toEqual([
    expect.stringContaining('**N**'),
    expect.stringContaining('**N-M**'),
    expect.stringContaining('**^N or ^N-M**'),
    expect.stringContaining('**node:N or nodes:N-M**'),
    expect.stringContaining('**all**'),
  ]);
  expect(hoverAt(pool, 'cpus = ["4|"]\n')).toContain('that the pool takes');
  expect(hoverAt(pool, 'cpus = ["2-3|"]\n')).toContain('An entry of a list is one number');
  expect(hoverAt(pool, 'cpus = ["2-3|"]\ncpus = "4|"\n')).not.toContain('guest');
  expect(labelsAt(pool, 'cpus = "|"\n')).toEqual(['all']);
  expect(labelsAt(pool, 'cpus = ["|"]\n')).toEqual([]);
});

describe('inside a vif', () => {
  it.each([
    ['xl', XL, xlVifKeys],
    ['xm', XM, xmVifKeys.filter((row) => row.list === 'vif')],
  ] as const)('of %s every sub-key is offered and explains itself', (_, where: Where, rows: readonly Row[]) => {
    const offered = labelsAt(where, "vif = [ '|' ]\n");
    expect(offered.toSorted()).toEqual(namesOf(rows));
    for (const row of rows) {
      const text = row.type === 'flag' ? `vif = [ '${row.name}|' ]\n` : `vif = [ '${row.name}|=1' ]\n`;
      expect(hoverAt(where, text), row.name).toContain(`**${row.name}**`);
      if (row.values) expectWords(labelsAt(where, `vif = [ '${row.name}=|' ]\n`), row);
    }
  });
});

describe('inside a disk of xl', () => {
  it('every key and flag is offered and explains itself', () => {
    const rows = [...diskRows('named').values(), ...diskRows('flag').values()];
    expect(labelsAt(XL, "disk = [ '|' ]\n").toSorted()).toEqual(namesOf(rows));
    for (const row of diskRows('named').values()) {
      expect(hoverAt(XL, `disk = [ '${row.name}|=${row.values?.[0] ?? 'x'}' ]\n`), row.name).toContain(
        `**${row.name}**`,
      );
      if (row.values) expectWords(labelsAt(XL, `disk = [ '${row.name}=|' ]\n`), row);
    }
    for (const { name } of diskRows('flag').values())
      expect(hoverAt(XL, `disk = [ '/dev/a,raw,xvda,rw,${name}|' ]\n`), name).toContain(`**${name}**`);
  });

  it('each place offers its words and explains itself', () => {
    const places = ['target', 'format', 'vdev', 'access'];
    const before = ['', '/dev/vg/a,', '/dev/vg/a,raw,', '/dev/vg/a,raw,xvda,'];
    for (const [index, name] of places.entries()) {
      const row = diskRows('positional').get(name);
      const text = `disk = [ '${before[index]}|' ]\n`;
      expect(hoverAt(XL, text), name).toContain(`**${name}**`);
      expect(labelsAt(XL, text)).toEqual(expect.arrayContaining([...(row?.values ?? [])]));
    }
  });

  it('each old prefix explains itself', () => {
    for (const { name } of [...diskRows('prefix').values()].filter((row) => row.name !== 'other:'))
      expect(hoverAt(XL, `disk = [ '${name.slice(0, 2)}|${name.slice(2)}/dev/a,xvda,w' ]\n`), name).toContain(
        `**${name}**`,
      );
  });
});

describe('every option of xend', () => {
  it.each(named(xendOptions))('$name explains itself', ({ name }) => {
    expect(hoverAt(['xend-config.sxp'], `(${name}| x)\n`)).toContain(`**${name}**`);
  });

  it.each(named(xendOptions.filter(isOffered)))('$name is offered', ({ name }) => {
    expect(labelsAt(['xend-config.sxp'], '(|)\n')).toContain(name);
  });

  it.each(named(xendOptions.filter((row) => row.values)))('$name offers its words', ({ name, row }) => {
    const labels = labelsAt(['xend-config.sxp'], `(${name} |)\n`);
    if (row.type === 'bool') expect(labels).toEqual(['yes', 'no']);
    else expect(labels).toEqual([...(row.values ?? [])]);
  });
});
