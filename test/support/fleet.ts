/** A made-up fleet that changes all the time: several hosts, and guests that share names, addresses and files. */
import type { Random } from '../conformance/generator.ts';

const HOSTS = ['/w/hostA', '/w/hostB', '/w/hostB/inner', '/v/hostC'];

/** Every path that a file of the fleet may have. */
export const PATHS: readonly string[] = [
  ...HOSTS.flatMap((host) => [
    `${host}/etc/xen/xl.conf`,
    `${host}/etc/xen/xend-config.sxp`,
    `${host}/etc/network/interfaces`,
    `${host}/etc/network/interfaces.d/more`,
    `${host}/etc/netplan/01-net.yaml`,
    `${host}/etc/xen/web.cfg`,
    `${host}/etc/xen/auto/db`,
    `${host}/etc/xen/tiny`,
  ]),
  '/w/xl.conf',
  '/w/vms/one.cfg',
  '/w/vms/web.cfg',
  '/w/vms/web.interfaces',
  '/w/vms/web/etc/network/interfaces',
  '/w/vms/hostB.cfg',
  '/v/two.cfg',
  '/v/pool/cpupool',
];

/** Folders that may come and go as a whole. */
export const FOLDERS: readonly string[] = [...HOSTS, '/w/hostA/etc/xen', '/w/vms', '/w/vms/web', '/v/pool'];

const pick = <T>(next: Random, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;

const some = (next: Random, lines: readonly string[]): string =>
  lines
    .filter(() => next() < 0.5)
    .map((line) => `${line}\n`)
    .join('');

const NAMES = ['web', 'db', 'hostB', 'hostC', 'one'];
const BRIDGES = ['xenbr0', 'br1', 'lan'];
const ADDRESSES = ['10.0.0.1', '10.0.0.2', '192.168.1.5', '192.168.1.254'];

function vif(next: Random): string {
  const parts = [`bridge=${pick(next, BRIDGES)}`, `ip=${pick(next, ADDRESSES)}`, 'script=vif-nat'];
  const chosen = parts.filter(() => next() < 0.6);
  return `'${[`mac=00:16:3e:00:00:0${Math.floor(next() * 3)}`, ...chosen].join(',')}'`;
}

function guest(next: Random): string {
  const paths = PATHS.filter((path) => path.includes('/network/interfaces') || path.endsWith('.interfaces'));
  return [
    some(next, [`# xen-config: interfaces ${pick(next, paths)}`]),
    some(next, [`name = "${pick(next, NAMES)}"`, 'memory = 512', 'kernel = "/boot/vmlinuz"']),
    some(next, ['type = "pv"', 'builder = "hvm"', 'vcpus = 2', "extra = 'ip=10.0.0.1::10.0.0.254:255.255.255.0'"]),
    some(next, [`disk = [ 'phy:/dev/vg/${pick(next, NAMES)},xvda,w' ]`, 'import os', 'netmask = "255.255.255.0"']),
    next() < 0.8 ? `vif = [ ${vif(next)}, ${vif(next)} ]\n` : '',
  ].join('');
}

function interfaces(next: Random): string {
  const address = pick(next, ADDRESSES);
  return [
    some(next, ['source interfaces.d/*', 'source /etc/network/interfaces.d/more', 'auto lo', 'iface lo inet loopback']),
    next() < 0.8
      ? `auto ${pick(next, BRIDGES)}\niface ${pick(next, BRIDGES)} inet static\n  address ${address}/24\n`
      : '',
    some(next, ['  bridge_ports eth0', `  gateway ${pick(next, ADDRESSES)}`]),
    some(next, [`iface eth0 inet static\n  address ${pick(next, ADDRESSES)}\n  netmask 255.255.255.0`]),
  ].join('');
}

/** A text for one of the paths. */
export function textFor(path: string, next: Random): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'xl.conf')
    return some(next, [`vif.default.bridge="${pick(next, BRIDGES)}"`, 'vif.default.script="vif-route"']);
  if (name.endsWith('.sxp')) {
    const script = pick(next, ['network-bridge', 'network-nat', "'network-bridge bridge=br1'", 'network-route']);
    return `(network-script ${script})\n${some(next, ['(vif-script vif-bridge)', '(vif-script vif-nat)'])}`;
  }
  if (name.endsWith('.yaml'))
    return `network:\n  version: 2\n  bridges:\n    ${pick(next, BRIDGES)}:\n      dhcp4: true\n`;
  if (name === 'cpupool') return 'name = "pool"\ncpus = ["0"]\n';
  if (name === 'tiny') return 'memory = 512\n';
  return path.includes('/network/') || name.endsWith('.interfaces') ? interfaces(next) : guest(next);
}

/** Numbers that hang on a seed (xorshift, 32 bits). */
export function seeded(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
