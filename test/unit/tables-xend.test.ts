/** The tables of xend, of the hotplug scripts, of the network modes and of the spec strings are complete and well formed. */
import { describe, expect, it } from 'vitest';
import {
  hotplugScripts,
  modeOfScript,
  networkScripts,
  scriptArguments,
  scriptRows,
  vifScripts,
} from '../../server/src/xen/hotplug-scripts.ts';
import { modePairs, networkModes, networkSituations } from '../../server/src/xen/network-modes.ts';
import type { Row } from '../../server/src/xen/row.ts';
import { xendFalseWords, xendOptions, xendTrueWords } from '../../server/src/xen/xend-options.ts';
import { type SpecRow, xlSpecRow, xlSpecs } from '../../server/src/xen/xl-specs/index.ts';
import { facts, lacking } from '../support/facts.ts';

const release = /^(?:3\.0\.\d|3\.\d|4\.\d+)$/;

function repeated(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

/** What is wrong with the words and values of a row; empty when it is well formed. */
function faults(row: Row): string[] {
  const sentences = row.details?.match(/[.?!](?=\s|$)/g)?.length ?? 0;
  const needsValues = row.type === 'enum' || row.type === 'bool';
  const checks: [boolean, string][] = [
    [row.summary.length <= 160, 'summary too long'],
    [/^[^\n]*\.$/.test(row.summary) && !/[.?!] [A-Z]/.test(row.summary), 'summary is not one sentence'],
    [row.details === undefined || /\.$/.test(row.details), 'details end without a full stop'],
    [sentences <= 3, 'too many details'],
    [!needsValues || (row.values?.length ?? 0) > 0, 'no values'],
    [repeated(row.values ?? []).length === 0, 'values repeated'],
    [row.min === undefined || row.max === undefined || row.min <= row.max, 'bounds crossed'],
    [row.since === undefined || release.test(row.since), 'since is no release'],
    [row.until === undefined || release.test(row.until), 'until is no release'],
    [row.source !== '', 'no source'],
  ];
  return checks.filter(([good]) => !good).map(([, fault]) => `${row.name}: ${fault}`);
}

/** The rows whose summary or details are a sentence of the facts. */
function borrowed(rows: readonly Row[], sentences: readonly (string | undefined)[]): string[] {
  const theirs = new Set(sentences.map((sentence) => sentence?.toLowerCase()));
  return rows
    .filter((row) => [row.summary, row.details ?? ''].some((text) => theirs.has(text.replace(/\.$/, '').toLowerCase())))
    .map((row) => row.name);
}

describe('options of xend', () => {
  const byName = new Map(xendOptions.map((row) => [row.name, row]));

  it('are all there, once, in good form', () => {
    expect(repeated(xendOptions.map((row) => row.name))).toEqual([]);
    expect(xendOptions.flatMap(faults)).toEqual([]);
    expect(xendOptions.filter((row) => row.details === undefined || row.example === undefined)).toEqual([]);
  });

  it('pair with options that exist, and are replaced by such', () => {
    const named = xendOptions.flatMap((row) => [...(row.pairsWith ?? []), ...(row.replacedBy ? [row.replacedBy] : [])]);
    expect(named.filter((name) => !byName.has(name))).toEqual([]);
    expect(named).toContain('vif-script');
  });

  it('show themselves, or the option that replaces them, in the example', () => {
    const wrong = xendOptions.filter((row) => !row.example?.startsWith(`(${row.replacedBy ?? row.name} `));
    expect(wrong.map((row) => row.name)).toEqual([]);
  });

  it('take the words of xend where they are switches', () => {
    const words = [...xendTrueWords, ...xendFalseWords];
    expect(words).toEqual(['yes', 'y', '1', 'on', 'true', 't', 'no', 'n', '0', 'off', 'false', 'f']);
    const switches = xendOptions.filter((row) => row.type === 'bool');
    expect(switches).toHaveLength(11);
    expect(switches.filter((row) => row.values?.join() !== words.join())).toEqual([]);
    // xend only asks whether anything is written there.
    expect(['vnc-tls', 'vnc-x509-verify'].map((name) => byName.get(name)?.type)).toEqual(['string', 'string']);
  });

  it('are read from the first to the last xend, but for two names that no xend reads', () => {
    const never = xendOptions.filter((row) => row.readAt === 'never');
    expect(never.map((row) => row.name)).toEqual(['xen-tcp-xmlrpc-server-address', 'xen-tcp-xmlrpc-server-port']);
    expect(xendOptions.filter((row) => row.readAt !== 'never' && (!row.since || row.until !== '4.4'))).toEqual([]);
  });

  it('know when xend notices a bad value', () => {
    const at = (moment: string) => xendOptions.filter((row) => row.readAt === moment).map((row) => row.name);
    expect(at('load')).toEqual([
      'logfile',
      'loglevel',
      'xsm_module_name',
      'network-script',
      'device-create-timeout',
      'device-destroy-timeout',
    ]);
    expect(at('start-logged')).toEqual(['xen-api-server']);
    expect(at('special')).toEqual([
      'xend-relocation-ssl',
      'xend-security-path',
      'enable-dump',
      'external-migration-tool',
      'resource-label-change-script',
    ]);
  });

  it('contain the facts', () => {
    const theirs = facts('xend-options.tsv');
    const line = (cells: readonly (string | undefined)[]) => cells.map((cell) => cell ?? '').join(' | ');
    const never = new Set(xendOptions.filter((row) => row.readAt === 'never').map((row) => row.name));
    const own = xendOptions.map((row) => line([row.name, row.since, row.until, row.pairsWith?.join(), row.source]));
    const expected = theirs.map((row) =>
      never.has(row.option ?? '')
        ? line([row.option, '', '', row.pairs_with, row.source])
        : line([row.option, row.since, row.until, row.pairs_with, row.source]),
    );
    expect(lacking(own, expected)).toEqual([]);
    const status = xendOptions.filter((row) => !never.has(row.name)).map((row) => `${row.name} ${row.status}`);
    const theirStatus = theirs
      .filter((row) => !never.has(row.option ?? ''))
      .map((row) => `${row.option} ${row.status}`);
    expect(lacking(status, theirStatus)).toEqual([]);
    expect(
      borrowed(
        xendOptions,
        theirs.map((row) => row.description),
      ),
    ).toEqual([]);
  });
});

describe('hotplug scripts', () => {
  it('are all there, in good form', () => {
    expect(hotplugScripts.flatMap(faults)).toEqual([]);
    expect(repeated(hotplugScripts.map((row) => `${row.platform} ${row.name} ${row.since}`))).toEqual([]);
  });

  it('describe each argument and vif key once', () => {
    expect(hotplugScripts.flatMap((row) => repeated(row.args.map((argument) => argument.name)))).toEqual([]);
    expect(hotplugScripts.flatMap((row) => repeated(row.vifKeys.map((key) => key.name)))).toEqual([]);
    const descriptions = hotplugScripts.flatMap((row) => row.args.map((argument) => argument.description));
    expect(descriptions.filter((text) => !/^.{1,160}\.$/.test(text))).toEqual([]);
  });

  it('follow each other without a gap or an overlap', () => {
    const number = (text: string) =>
      text.split('.').reduce((sum, part, index) => sum + Number(part) * 100 ** (2 - index), 0);
    const rows = new Map<string, typeof hotplugScripts>();
    for (const row of hotplugScripts) {
      const key = `${row.platform} ${row.name}`;
      rows.set(key, [...(rows.get(key) ?? []), row]);
    }
    const overlaps = [...rows.values()].flatMap((eras) =>
      eras.filter((era, index) => {
        const next = eras[index + 1];
        return next && (era.until === undefined || number(era.until) >= number(next.since ?? '0'));
      }),
    );
    expect(overlaps.map((row) => `${row.name} ${row.since}`)).toEqual([]);
  });

  it('are found by kind, by name and by path', () => {
    expect([...new Set(networkScripts.map((row) => row.name))]).toEqual([
      'network-bridge',
      'network-route',
      'network-nat',
      'network-vnet',
    ]);
    expect([...new Set(vifScripts.map((row) => row.name))]).toEqual([
      'vif-bridge',
      'vif-route',
      'vif-nat',
      'vif-openvswitch',
      'vif2',
    ]);
    expect(scriptRows('/etc/xen/scripts/vif-nat').map((row) => row.since)).toEqual(['3.0.0', '3.3', '4.5']);
    expect(scriptRows('vif-bridge', 'FreeBSD').map((row) => row.since)).toEqual(['4.5']);
    expect(scriptRows('my-own-script')).toEqual([]);
  });

  it('tell the arguments of all releases', () => {
    const names = (path: string) => scriptArguments(path)?.map((argument) => argument.name);
    expect(names('network-bridge')).toEqual(['netdev', 'bridge', 'antispoof', 'vifnum']);
    expect(names('/etc/xen/scripts/network-route')).toEqual(['netdev', 'vifnum']);
    expect(names('network-nat')).toEqual(['netdev', 'antispoof', 'dhcp']);
    expect(names('block')).toEqual([]);
    expect(names('my-own-script')).toBeUndefined();
  });

  it('know their network mode', () => {
    expect(
      ['network-nat', 'vif-route', '/etc/xen/scripts/vif-bridge', 'vif-openvswitch', 'my-own-script'].map(modeOfScript),
    ).toEqual(['nat', 'route', 'bridge', 'openvswitch', 'other']);
  });

  it('contain the facts', () => {
    const theirs = facts('hotplug-scripts.tsv');
    const own = hotplugScripts.map((row) =>
      [
        row.platform === 'Linux' ? row.name : `${row.name} (${row.platform})`,
        row.since,
        row.until ?? 'head',
        row.kind,
        row.mode,
        row.source,
      ].join(' | '),
    );
    const expected = theirs.map((row) =>
      [row.script, row.since, row.until, row.kind, row.mode, row.source].join(' | '),
    );
    expect(lacking(own, expected)).toEqual([]);
    const sentences = theirs.map((row) => row.host_effect?.toLowerCase());
    const same = hotplugScripts.filter((row) => sentences.includes(row.hostEffect.replace(/\.$/, '').toLowerCase()));
    expect(same.map((row) => row.name)).toEqual([]);
  });
});

describe('network modes', () => {
  it('are paired with scripts of their own mode', () => {
    expect(modePairs.map((pair) => pair.mode)).toEqual(['bridge', 'nat', 'route']);
    for (const pair of modePairs) {
      expect([modeOfScript(pair.networkScript), modeOfScript(pair.vifScript)]).toEqual([pair.mode, pair.mode]);
      expect(pair.summary).toMatch(/^.{20,160}\.$/);
    }
  });

  it('answer five situations', () => {
    expect(networkSituations.map((one) => one.mode)).toEqual(['bridge', 'bridge', 'nat', 'nat', 'route']);
    expect(repeated(networkSituations.map((one) => one.title))).toEqual([]);
    expect(networkSituations.filter((one) => !one.detail.endsWith('.'))).toEqual([]);
  });

  it('have each era, with what dom0 shows in it', () => {
    const releases = networkModes.flatMap((row) => [row.since, ...(row.until ? [row.until] : [])]);
    expect(releases.filter((text) => !release.test(text))).toEqual([]);
    expect(networkModes.filter((row) => modeOfScript(row.vifScript) !== row.mode)).toEqual([]);
    // xl sets no host up; every era of xend can be had with xl.
    expect(networkModes.filter((row) => (row.networkScript === undefined) !== (row.toolstack === 'xl'))).toEqual([]);
    expect(networkModes.filter((row) => (row.modernEquivalent === undefined) !== (row.toolstack === 'xl'))).toEqual([]);
  });

  it('contain the facts', () => {
    const era = /(\d[\d.]*)(?:-([\d.]+|head))?\)?$/;
    const expected = facts('network-modes.tsv').map((row) => {
      const [, since, until] = era.exec(row.era ?? '') ?? [];
      return [row.mode, row.era?.startsWith('xl') ? 'xl' : 'xm', since, until ?? since, row.source].join(' | ');
    });
    const own = networkModes.map((row) =>
      [row.mode, row.toolstack, row.since, row.until ?? 'head', row.source].join(' | '),
    );
    expect(lacking(own, expected)).toEqual([]);
  });
});

describe('strings inside a guest file', () => {
  const all: readonly SpecRow[] = [...xlSpecs.values()].flat();

  it('have every row, once, in good form', () => {
    expect(repeated(all.map((row) => `${row.spec} ${row.name}`))).toEqual([]);
    expect(all.flatMap((row) => faults(row).map((fault) => `${row.spec} ${fault}`))).toEqual([]);
    expect([...xlSpecs].filter(([spec, rows]) => rows.some((row) => row.spec !== spec))).toEqual([]);
  });

  it('describe each row of one string in words of its own', () => {
    const same = [...xlSpecs].flatMap(([spec, rows]) =>
      repeated(rows.map((row) => row.summary)).map((summary) => `${spec}: ${summary}`),
    );
    // Two spellings of one flag.
    expect(same).toEqual([
      'cpuid: Whether the guest sees SSE4.1; the older name of sse4-1.',
      'cpuid: Whether the guest sees SSE4.2; the older name of sse4-2.',
    ]);
  });

  it('complete only what can be written', () => {
    const notes = all.filter(
      (row) => /^\(/.test(row.name) && row.name !== '(structure)' && row.name !== '(value letters)',
    );
    expect(notes.filter((row) => row.place !== 'other').map((row) => row.name)).toEqual([]);
    const keys = all.filter((row) => row.place === 'key');
    expect(keys.filter((row) => !/^[a-zA-Z0-9_.+-]+$/.test(row.name)).map((row) => row.name)).toEqual([]);
    expect(all.filter((row) => row.place === 'key' && row.type === 'flag')).toEqual([]);
  });

  it('are looked up by string and name', () => {
    expect(xlSpecRow('pci', 'seize')?.values).toEqual(['0', '1']);
    expect(xlSpecRow('cpuid', 'invpcid')?.details).toBe(
      'Leaf 0x7 subleaf 0, ebx bit 10. Xen offers it to guests with hardware assisted paging when the host has it.',
    );
    expect(xlSpecRow('cpuid', 'its-no')?.details).toBe(
      'MSR 0x10a, bit 62. Xen offers it to every guest when the host has it.',
    );
    expect(xlSpecRow('cpuid', 'family')).toMatchObject({ type: 'int', min: 0, max: 255, values: ['x', 'k', 's'] });
    expect(xlSpecRow('pci', 'seized')).toBeUndefined();
    expect(xlSpecRow('pcie', 'seize')).toBeUndefined();
  });

  it('contain the facts', () => {
    const theirs = facts('xl-other-specs.tsv');
    const renamed: Record<string, string> = { 'vif rate': 'rate', 'spice (top-level keys)': 'spice' };
    const line = (...cells: (string | undefined)[]) => cells.join(' | ').replace('security-sensitive', 'current');
    // The facts are those of guest files; the strings of a CPU pool are our own reading of xl_cpupool.c.
    const guests = all.filter((row) => !row.spec.startsWith('pool-'));
    const own = guests.map((row) => line(row.spec, row.name, row.status, row.source));
    const expected = theirs.map((row) => line(renamed[row.spec ?? ''] ?? row.spec, row.subkey, row.status, row.source));
    expect(lacking(own, expected)).toEqual([]);
    expect(
      borrowed(
        all,
        theirs.map((row) => row.description),
      ),
    ).toEqual([]);

    const words = theirs.filter((row) => row.value === 'enum' || row.value === 'enum-list');
    const values = (spec = '', name = '') => xlSpecRow(renamed[spec] ?? spec, name)?.values?.join('|');
    expect(words.map((row) => values(row.spec, row.subkey))).toEqual(words.map((row) => row.allowed));
    const fields = theirs.filter((row) => row.spec === 'cpuid' && row.value === 'int');
    expect(fields.map((row) => xlSpecRow('cpuid', row.subkey ?? '')?.max)).toEqual(
      fields.map((row) => Number(row.allowed?.split('..')[1])),
    );
  });
});
