/** Copies of guests that were forgotten, versions that are kept, and addresses that are somebody's. */
import { expect, it } from 'vitest';
import { isBackup, isForOneOccasion } from '../../server/src/model/backup-name.ts';
import { nextFreeForVif } from '../../server/src/model/free-addresses.ts';
import type { CfgFile } from '../../server/src/model/source-file.ts';
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
