/** Copies of guests that were forgotten, versions that are kept, and addresses that are somebody's. */
import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../server/src/cli/check.ts';
import { isBackup, isForOneOccasion } from '../../server/src/model/backup-name.ts';
import { nextFreeForVif } from '../../server/src/model/free-addresses.ts';
import type { CfgFile } from '../../server/src/model/source-file.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { summary, uriOf, workspaceOf } from '../support/check.ts';

const guest = (name: string, mac: string, disk: string): string =>
  `name = "${name}"\ntype = "hvm"\nvif = [ 'mac=00:16:3e:00:00:0${mac},bridge=xenbr0' ]\ndisk = [ 'phy:/dev/vg/${disk},xvda,w' ]\n`;
const FIRST = { 'web01.cfg': guest('web01', '1', 'web01') };

it.each([
  [
    'name and disk forgotten',
    'web02.cfg',
    guest('web01', '2', 'web01'),
    ['web02.cfg:1: warning: duplicate-guest-name'],
  ],
  ['name and MAC forgotten', 'web02.cfg', guest('web01', '1', 'web02'), ['web02.cfg:1: warning: duplicate-guest-name']],
  ['all forgotten', 'web02.cfg', guest('web01', '1', 'web01'), ['web02.cfg:1: warning: duplicate-guest-name']],
  [
    'the name forgotten',
    'web02.cfg',
    guest('web01', '2', 'web02'),
    ['web01.cfg:1: warning: duplicate-guest-name', 'web02.cfg:1: warning: duplicate-guest-name'],
  ],
  ['a backup by its folder', 'old/web01.cfg', guest('web01', '1', 'web01'), []],
  ['a backup by its name', 'web01-2019.cfg', guest('web01', '1', 'web01'), []],
  [
    'a variant for the installer',
    'web01-install.cfg',
    guest('web01', '1', 'web01'),
    ['web01-install.cfg:1: information: duplicate-guest-name', 'web01.cfg:1: information: duplicate-guest-name'],
  ],
])('%s', (_title, path, text, expected) => {
  expect(summary({ ...FIRST, [path]: text }).sort()).toEqual(expected);
});

it.each([
  ['old/web02.cfg', []],
  ['web02-2019.cfg', []],
  [
    'web-copy.cfg',
    [
      'web-copy.cfg:3: warning: duplicate-mac',
      'web-copy.cfg:4: warning: shared-writable-disk',
      'web01.cfg:3: warning: duplicate-mac',
      'web01.cfg:4: warning: shared-writable-disk',
    ],
  ],
])('holds a guest of another name against nobody when it was put aside: %s', (path, expected) => {
  expect(summary({ ...FIRST, [path]: guest('web02', '1', 'web01') }).sort()).toEqual(expected);
});

/** The findings of copies that were changed last at these times (ms); undefined where nobody knows. */
function copiesOf(times: Readonly<Record<string, number | undefined>>): string[] {
  const workspace = workspaceOf(Object.fromEntries(Object.keys(times).map((path) => [path, guest('web', '1', 'web')])));
  for (const [path, time] of Object.entries(times)) workspace.setModified(uriOf(path), time);
  return Object.keys(times).flatMap((path) => {
    const file = workspace.files.get(uriOf(path)) as CfgFile;
    return check(file, contextFor(file, workspace)).map((one) => `${path}: ${one.severity}: ${one.code}`);
  });
}

const DAY = 86_400_000;

it.each([
  ['the earlier name is newer', { 'web01.cfg': 2 * DAY, 'web02.cfg': DAY }, 'web01.cfg'],
  ['the later name is newer', { 'web01.cfg': DAY, 'web02.cfg': 2 * DAY }, 'web02.cfg'],
  ['both were unpacked together', { 'web01.cfg': DAY + 400, 'web02.cfg': DAY }, 'web02.cfg'],
  ['one time is not known', { 'web01.cfg': DAY, 'web02.cfg': undefined }, 'web02.cfg'],
  ['of three the newest', { 'web01.cfg': DAY, 'web02.cfg': 3 * DAY, 'web03.cfg': 2 * DAY }, 'web02.cfg'],
])('tells a copy once, at the newer file: %s', (_title, times, expected) => {
  expect(copiesOf(times)).toEqual([`${expected}: warning: duplicate-guest-name`]);
});

it('names the files whose findings another time of change may move', () => {
  const workspace = workspaceOf({ 'a.cfg': guest('web', '1', 'web'), 'b.cfg': guest('web', '1', 'web') });
  for (const file of workspace.files.values())
    workspace.observe(file.uri, () => check(file, contextFor(file, workspace)));
  const both = [uriOf('a.cfg'), uriOf('b.cfg')];
  expect([...workspace.setModified(uriOf('a.cfg'), DAY)].sort()).toEqual(both);
  expect([...workspace.setModified(uriOf('a.cfg'), DAY)]).toEqual([]);
  expect(workspace.modifiedAt(uriOf('a.cfg'))).toBe(DAY);
  workspace.delete(uriOf('a.cfg'));
  expect(workspace.modifiedAt(uriOf('a.cfg'))).toBeUndefined();
});

describe('on disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'xen-copies-')));
    for (const [name, seconds] of Object.entries({ 'web01.cfg': 2_000_000, 'web02.cfg': 1_000_000 })) {
      writeFileSync(join(folder, name), guest('web', '1', 'web'));
      utimesSync(join(folder, name), seconds, seconds);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['a folder', ['.']],
    ['files by their names', ['web01.cfg', 'web02.cfg']],
  ])('the command line goes by the time of change: %s', async (_title, paths) => {
    let out = '';
    const print = (text: string): void => {
      out += text;
    };
    const terminal = { cwd: folder, print, error: () => undefined };
    await runCheck({ paths, format: 'json', toolstack: 'auto', version: 'newest' }, terminal);
    const found = JSON.parse(out) as { file: string; code: string }[];
    expect(found.map((one) => `${one.file}: ${one.code}`).filter((line) => line.includes('name'))).toEqual([
      'web01.cfg: duplicate-guest-name',
    ]);
  });
});

it('knows backups by their names', () => {
  const backups = [
    'old/a.cfg',
    'a.cfg.orig',
    'a-2019.cfg',
    'a.20240131',
    'a_old.cfg',
    'backup-2024/a.cfg',
    'a.cfg~',
    'save/a',
    'snapshots/a.cfg',
    'old/host1/a.cfg',
    'a.removed',
  ];
  const others = ['a.cfg', 'web2019.cfg', 'golden.cfg', 'copyshop.cfg', 'threshold/a.cfg', 'db-10.cfg'];
  expect(backups.filter((path) => !isBackup(`/srv/${path}`))).toEqual([]);
  expect(others.filter((path) => isBackup(`/srv/${path}`))).toEqual([]);
  expect(['/a-install.cfg', '/rescue.cfg', '/installed.cfg'].map(isForOneOccasion)).toEqual([true, true, false]);
});

it('offers no address that the host has, or that it asks', () => {
  const files = {
    'etc/xen/a.cfg': 'name = "a"\ntype = "hvm"\nvif = [ \'bridge=xenbr0\' ]\n',
    'etc/xen/xl.conf': 'vif.default.script="vif-bridge"\n',
    'etc/network/interfaces':
      'iface xenbr0 inet static\n  address 10.0.0.1/24\n  gateway 10.0.0.2\n  dns-nameservers 10.0.0.3\n  bridge_ports eth0\n',
    'etc/netplan/01.yaml': 'network: {ethernets: {eth1: {addresses: [10.0.0.4/24]}}}\n',
  };
  const workspace = workspaceOf(files);
  const file = workspace.files.get(uriOf('etc/xen/a.cfg')) as CfgFile;
  expect(file.facts.vifs.map((vif) => nextFreeForVif(file, vif, workspace))).toEqual(['10.0.0.5']);
});

it('finds a guest on the address of a name server, unless its name says that it is one', () => {
  const interfaces =
    'iface xenbr0 inet static\n  address 10.0.0.1/24\n  dns-nameservers 10.0.0.3\n  bridge_ports eth0\n';
  const on = (name: string) =>
    summary({
      'etc/network/interfaces': interfaces,
      [`etc/xen/${name}.cfg`]: `name = "${name}"\ntype = "hvm"\nvif = [ 'bridge=xenbr0,ip=10.0.0.3' ]\n`,
    }).filter((line) => line.includes('name-server'));
  expect(on('web')).toEqual(['etc/xen/web.cfg:3: information: guest-has-name-server-address']);
  expect(on('dns1')).toEqual([]);
});
