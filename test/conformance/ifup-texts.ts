/**
 * Interfaces files for ifup to make commands of: stanzas of cards, bridges, VLANs and bonds as people write them, with the
 * slips that people make: comments and words after values, options of another method, bridge options without ports,
 * names that nothing starts or describes. Options and their words come from the rows.
 */
import { type InterfacesOptionRow, interfacesOptions } from '../../server/src/xen/interfaces-options.ts';
import { pick } from './judges.ts';

type Random = () => number;

/** The devices that the judge's host has; ifup makes the bridges. */
export const CARDS = ['eth0', 'eth1', 'eth2', 'eth0.100', 'bond0'] as const;

const HOSTS = { inet: ['192.0.2.3', '198.51.100.7', '10.0.0.9', '172.16.4.2'], inet6: ['2001:db8::3', '2001:db8:1::7'] } as const; // biome-ignore format: two lists
const PREFIXES = { inet: ['/24', '/24', '/25', '/16', ''], inet6: ['/64', '/64', '/48', ''] } as const;
const MASKS = {
  inet: ['255.255.255.0', '24', '255.255.255.0', '/24', '255.255.0.255', '33', '0xffffff00'],
  inet6: ['64', '48', '129', '255.255.255.0'],
} as const;

/** Words that are right or wrong for an option; others are drawn from its row. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  broadcast: ['192.0.2.255', '+', '-', '192.168.0.255', '192.0.2'],
  pointopoint: ['192.0.2.77', '192.0.2.77/32', '192.0.2.900'],
  hwaddress: ['00:16:3e:00:00:05', 'ether 00:16:3e:00:00:05', 'random', '00:16:3e:00:00', '00-16-3e-00-00-05'],
  mtu: ['1500', '9000', '1500 ', '1,500', 'auto'],
  metric: ['5', '100', 'low', '-1'],
  bridge_fd: ['0', '15', '2.5'],
  bridge_hello: ['2'],
  bridge_maxage: ['20', '12'],
  bridge_hw: ['eth0', '00:16:3e:00:00:06'],
  bridge_pathcost: ['eth0 100'],
  bridge_portprio: ['eth0 16'],
};

const PORTS = ['eth0', 'eth0', 'eth1', 'eth0 eth1', 'none', 'eth0,eth1', 'eth0 # LAN', 'eth0.100', 'bond0'];

/** Lines that scripts of other packages read, and lines that nobody does. */
const BYSTANDERS = ['dns-nameservers 192.0.2.53', 'dns-search example.org', 'description uplink', 'network 192.0.2.0'];
const TYPOS = [
  'adress 192.0.2.3/24',
  'gatway 192.0.2.1',
  'netmsk 255.255.255.0',
  'bridge_port eth0',
  'brige_ports eth0',
];

const TAILS = [' # LAN', ' #LAN', '# LAN', ' lan', ' 192.0.2.9', ' // LAN'];

/** What people put after a value. */
function tailed(next: Random, line: string): string {
  // A word after a port may be one more port: only the host knows.
  const tails = line.startsWith('bridge') ? TAILS.slice(0, 3) : TAILS;
  return next() < 0.14 ? `${line}${pick(tails, next)}` : line;
}

function plausible(row: InterfacesOptionRow, next: Random): string {
  const known = VALUES[row.name];
  if (known) return next() < 0.7 ? (known[0] as string) : pick(known, next);
  if (row.values) return next() < 0.9 ? pick(row.values, next) : 'maybe';
  return row.default ?? String(row.min ?? 1);
}

const OF_IFUP = interfacesOptions.filter((row) => row.reader === 'ifupdown' && row.form !== 'command' && row.status === 'current' && row.name !== 'netmask'); // biome-ignore format: one list
const OF_BRIDGES = interfacesOptions.filter(
  (row) => row.reader === 'bridge-utils' && !row.source.includes('ifupdown2') && row.name !== 'bridge_waitport',
);
const ADDRESS_OPTIONS = ['broadcast', 'pointopoint', 'scope', 'metric', 'mtu', 'hwaddress'];

/** The lines of a static address; now and then one of them is missing, wrong, or there twice. */
function addressLines(next: Random, family: 'inet' | 'inet6'): string[] {
  const host = pick(HOSTS[family], next);
  const prefix = pick(PREFIXES[family], next);
  const gateway = next() < 0.85 ? host.replace(/\d$/, '1') : pick(['192.0.2', 'eth0', '192.0.2.1/24', '2001:db8::1', '203.0.113.1'], next); // biome-ignore format: one choice
  const lines = next() < 0.03 ? [] : [`address ${next() < 0.06 ? pick(['192.0.2.300', '= 192.0.2.3', '192.0.2', 'dhcp', '2001:db8::g'], next) : host}${prefix}`]; // biome-ignore format: one choice
  if (prefix === '' ? next() < 0.85 : next() < 0.1)
    lines.push(`netmask ${next() < 0.8 ? MASKS[family][0] : pick(MASKS[family], next)}`);
  if (next() < 0.4) lines.push(`gateway ${gateway}`);
  if (next() < 0.03) lines.push(`address ${host.replace(/\d$/, '8')}`);
  return lines;
}

/** One stanza with its `auto` line, which is now and then left out or names something else. */
function stanza(next: Random, name: string): string {
  const family = next() < 0.8 ? 'inet' : 'inet6';
  const isBridge = name.startsWith('xenbr');
  const method = pick(['static', 'static', 'static', 'dhcp', 'manual'], next);
  const lines = method === 'static' ? addressLines(next, family) : [];
  if (method !== 'static' && next() < 0.15) lines.push(...addressLines(next, family).slice(0, 2));
  if (method === 'static' && next() < 0.4) {
    const row = OF_IFUP.find((one) => one.name === pick(ADDRESS_OPTIONS, next));
    if (row) lines.push(`${row.name} ${plausible(row, next)}`);
  }
  if (method !== 'dhcp' && next() < 0.1) {
    const row = pick(OF_IFUP.filter(({ type }) => type !== 'address'), next); // biome-ignore format: one choice
    lines.push(`${row.name} ${plausible(row, next)}`);
  }
  if (isBridge && next() < 0.9) lines.push(`${pick(['bridge_ports', 'bridge-ports'], next)} ${pick(PORTS, next)}`); // biome-ignore format: one choice
  for (let count = isBridge ? Math.floor(next() * 3) : next() < 0.04 ? 1 : 0; count > 0; count--) {
    const row = pick(OF_BRIDGES.slice(1), next);
    lines.push(`${row.name} ${plausible(row, next)}`);
  }
  if (next() < 0.15) lines.push(pick(BYSTANDERS, next));
  if (next() < 0.05) lines.push(pick(TYPOS, next));
  const head = next() < 0.88 ? `${pick(['auto', 'auto', 'allow-hotplug'], next)} ${name}${next() < 0.05 ? ` ${pick(['eth7', 'xenbr9', '# LAN'], next)}` : ''}\n` : ''; // biome-ignore format: one choice
  return `${head}iface ${name} ${family} ${method}\n${lines.map((line) => `    ${tailed(next, line)}\n`).join('')}`;
}

/** A whole file: the loopback, one to three devices, now and then a second address of the last. */
export function interfacesText(next: Random): string {
  const names = [...CARDS, 'xenbr0', 'xenbr0', 'xenbr0', 'xenbr1'];
  const parts = ['auto lo\niface lo inet loopback\n'];
  for (let count = 1 + Math.floor(next() * 2.4); count > 0; count--) {
    const name = pick(names, next);
    parts.push(stanza(next, name));
    if (next() < 0.08) parts.push(`iface ${name} inet static\n    address ${pick(HOSTS.inet, next)}/24\n`);
  }
  return parts.join('\n');
}
