/** The troubleshooter's verdicts: a working host of each mode, and the same with one thing broken each. */
import { describe, expect, test } from 'vitest';
import {
  type DoctorConfig,
  type DoctorGuest,
  type DoctorMode,
  type DoctorRow,
  doctor,
} from '../../server/src/features/doctor.ts';

const DHCP = 'ACCEPT     udp  --  anywhere   anywhere   PHYSDEV match --physdev-in vif4.0 udp spt:bootpc dpt:bootps';

function device(
  name: string,
  address: string,
  packets = '',
  mac = 'FE:FF:FF:FF:FF:FF',
  flags = 'UP BROADCAST RUNNING',
): string {
  const inet =
    address === ''
      ? ''
      : `          inet addr:${address}  Bcast:0.0.0.0  Mask:${name.startsWith('vif') ? '255.255.255.255' : '255.255.255.0'}\n`;
  return `${name.padEnd(10)}Link encap:Ethernet  HWaddr ${mac}\n${inet}          ${flags}  MTU:1500  Metric:1\n${packets}\n`;
}

const LO =
  'lo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0\n          UP LOOPBACK RUNNING  MTU:16436  Metric:1\n\n';
const ROUTE_HEAD =
  'xenhost:~# route -n\nKernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n';
const LAN = '172.20.5.0      0.0.0.0         255.255.255.0   U     0      0        0 eth0\n';
const DEFAULT = '0.0.0.0         172.20.5.1      0.0.0.0         UG    0      0        0 eth0\n';

function iptables(guest: string, ...more: string[]): string {
  return [
    'xenhost:~# iptables -L',
    'Chain INPUT (policy ACCEPT)',
    'target     prot opt source     destination',
    '',
    'Chain FORWARD (policy DROP)',
    'target     prot opt source     destination',
    `ACCEPT     0    --  ${guest}   anywhere   PHYSDEV match --physdev-in vif4.0`,
    ...more,
    '',
    'Chain OUTPUT (policy ACCEPT)',
    '',
  ].join('\n');
}

const PACKETS =
  '          RX packets:90 errors:0 dropped:0 overruns:0 frame:0\n          TX packets:80 errors:0 dropped:4 overruns:0 carrier:0\n';

/** Listings of a working host; a test replaces one of them. */
const WORKING = {
  bridge: {
    ifconfig: `xenhost:~# ifconfig\n${device('eth0', '172.20.5.9')}${LO}${device('peth0', '')}${device('vif0.0', '')}${device('vif4.0', '', PACKETS)}${device('xenbr0', '')}`,
    brctl:
      'xenhost:~# brctl show\nbridge name\tbridge id\t\tSTP enabled\tinterfaces\nxenbr0\t\t8000.feffffffffff\tno\t\tpeth0\n\t\t\t\t\t\t\tvif0.0\n\t\t\t\t\t\t\tvif4.0\n',
    route: `${ROUTE_HEAD}${LAN}${DEFAULT}`,
    iptables: iptables('172.20.5.30', DHCP),
  },
  nat: {
    ifconfig: `xenhost:~# ifconfig\n${device('eth0', '172.20.5.9')}${LO}${device('vif4.0', '10.7.0.131', PACKETS)}`,
    route: `${ROUTE_HEAD}10.7.0.4        0.0.0.0         255.255.255.255 UH    0      0        0 vif4.0\n${LAN}${DEFAULT}`,
    iptables: iptables('10.7.0.4', DHCP),
    nat: 'xenhost:~# iptables -t nat -L -n -v\nChain POSTROUTING (policy ACCEPT 5 packets, 300 bytes)\n pkts bytes target     prot opt in     out     source               destination\n    3   180 MASQUERADE  0    --  *      eth0    0.0.0.0/0            0.0.0.0/0\n',
    sysctl: 'xenhost:~# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 1\n',
  },
  route: {
    ifconfig: `xenhost:~# ifconfig\n${device('eth0', '172.20.5.9')}${LO}${device('vif4.0', '172.20.5.9', PACKETS)}`,
    route: `${ROUTE_HEAD}10.7.0.4        0.0.0.0         255.255.255.255 UH    0      0        0 vif4.0\n${LAN}${DEFAULT}`,
    iptables: iptables('10.7.0.4', DHCP),
    nat: 'xenhost:~# iptables -t nat -L\nChain PREROUTING (policy ACCEPT)\ntarget     prot opt source     destination\n\nChain POSTROUTING (policy ACCEPT)\ntarget     prot opt source     destination\n',
    sysctl: 'xenhost:~# cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/all/proxy_arp\n1\n1\n',
  },
} as const;

type Mode = keyof typeof WORKING;

function guest(mode: DoctorMode, ips: readonly string[], more: Partial<DoctorGuest> = {}): DoctorGuest {
  const vif = { line: 7, index: 0, mac: '00:16:3e:00:07:04', ips, bridge: undefined, mode };
  return { name: 'mail', file: 'mail.cfg', vifs: [vif], lines: { memory: 3 }, ...more };
}

function config(mode: Mode, more: Partial<DoctorConfig> = {}): DoctorConfig {
  return {
    toolstack: 'xm',
    mode,
    place: { file: 'xend-config.sxp', line: 2 },
    networkScript: `network-${mode}`,
    guests: [guest('unknown', [mode === 'bridge' ? '172.20.5.30' : '10.7.0.4'])],
    dom0: [],
    ...more,
  };
}

function rows(
  mode: Mode,
  texts: Readonly<Record<string, string>>,
  more: Partial<DoctorConfig> = {},
): readonly DoctorRow[] {
  return doctor(config(mode, more), [{ name: 'paste', text: Object.values(texts).join('\n') }]);
}

/** `verdict: check` of the rows that are not ok. */
function faults(found: readonly DoctorRow[]): string[] {
  return found.filter((row) => row.verdict !== 'ok').map((row) => `${row.verdict}: ${row.check}`);
}

test.each(Object.keys(WORKING) as Mode[])('a working host (%s) is ok in every row', (mode) => {
  const found = rows(mode, WORKING[mode]);
  expect(faults(found)).toEqual([]);
  expect(found.length).toBeGreaterThan(8);
});

test.each(Object.keys(WORKING) as Mode[])('a listing that is left out (%s) is not shown, never missing', (mode) => {
  for (const part of Object.keys(WORKING[mode])) {
    const found = rows(mode, { ...WORKING[mode], [part]: '' });
    expect(found.filter((row) => row.verdict === 'missing' || row.verdict === 'wrong')).toEqual([]);
    expect(found.some((row) => row.verdict === 'not-shown')).toBe(true);
  }
});

/** One thing broken: mode, listing, what is replaced by what, and the only fault then. */
const BROKEN: readonly (readonly [string, Mode, string, string | RegExp, string, string[]])[] = [
  [
    'no peth0',
    'bridge',
    'ifconfig,brctl',
    /peth0 +Link[\s\S]*?\n\n|peth0/g,
    '',
    ['missing: physical card peth0', 'missing: way out of xenbr0'],
  ],
  [
    'no bridge',
    'bridge',
    'ifconfig,brctl',
    /xenbr0 +Link[\s\S]*?\n\n|xenbr0[\s\S]*vif4\.0\n/g,
    '',
    ['missing: bridge xenbr0', 'missing: bridge of vif4.0'],
  ],
  [
    'eth0 without an address',
    'bridge',
    'ifconfig',
    / *inet addr:172.20.5.9.*\n/,
    '',
    ['wrong: address of dom0 on eth0'],
  ],
  ['no eth0', 'bridge', 'ifconfig', /eth0 +Link[\s\S]*?\n\n/, '', ['missing: address of dom0 on eth0']],
  [
    'no vif0.0',
    'bridge',
    'ifconfig,brctl',
    /vif0.0 +Link[\s\S]*?\n\n|\t+vif0\.0\n/g,
    '',
    ['missing: vif of dom0 vif0.0'],
  ],
  ['vif not in the bridge', 'bridge', 'brctl', /\t+vif4\.0\n/, '', ['missing: bridge of vif4.0']],
  [
    'vif with an address',
    'bridge',
    'ifconfig',
    /(vif4.0.*\n)/,
    '$1          inet addr:10.7.0.131  Mask:255.255.255.255\n',
    ['wrong: address of vif4.0'],
  ],
  ['no FORWARD rule', 'bridge', 'iptables', /ACCEPT +0.*\n/, '', ['missing: FORWARD rule for mail']],
  ['another address in the rule', 'bridge', 'iptables', '172.20.5.30', '172.20.5.31', ['wrong: FORWARD rule for mail']],
  ['no DHCP rule', 'bridge', 'iptables', DHCP, '', ['missing: DHCP rule for vif4.0']],
  ['no default route', 'bridge', 'route', DEFAULT, '', ['missing: default route']],
  ['no LAN route', 'bridge', 'route', LAN, '', ['missing: route to the LAN']],
  ['dropped packets', 'bridge', 'ifconfig', 'dropped:4 ', 'dropped:81234 ', ['wrong: dropped packets on vif4.0']],
  ['a vif that is down', 'bridge', 'ifconfig', /(vif4.0.*\n +)UP /, '$1', ['wrong: vif4.0 of mail']],
  [
    "the guest's MAC on the vif",
    'bridge',
    'ifconfig',
    /(vif4.0.*HWaddr )\S+/,
    '$100:16:3E:00:07:04',
    ['wrong: vif4.0 of mail'],
  ],
  ['no router address', 'nat', 'ifconfig', / *inet addr:10.7.0.131.*\n/, '', ['missing: router address on vif4.0']],
  ['another router address', 'nat', 'ifconfig', '10.7.0.131', '10.7.0.254', ['wrong: router address on vif4.0']],
  ['another mask on the vif', 'nat', 'ifconfig', '255.255.255.255', '255.255.0.0', ['wrong: router address on vif4.0']],
  ['no host route', 'nat', 'route', /10.7.0.4.*\n/, '', ['missing: host route to mail']],
  ['a host route to another address', 'nat', 'route', '10.7.0.4 ', '10.7.0.5 ', ['wrong: host route to mail']],
  ['a host route on another device', 'nat', 'route', 'vif4.0', 'eth0', ['wrong: host route to mail']],
  ['no default route', 'nat', 'route', DEFAULT, '', ['missing: default route']],
  ['no MASQUERADE', 'nat', 'nat', /.*MASQUERADE.*\n/, '', ['missing: MASQUERADE']],
  ['MASQUERADE out of another card', 'nat', 'nat', 'eth0', 'eth7', ['wrong: MASQUERADE']],
  ['MASQUERADE for one address', 'nat', 'nat', 'eth0    0.0.0.0/0', 'eth0    10.7.0.0', ['wrong: MASQUERADE']],
  ['no forwarding', 'nat', 'sysctl', '= 1', '= 0', ['wrong: IP forwarding']],
  ['another address in the rule', 'nat', 'iptables', '10.7.0.4', '10.7.0.40', ['wrong: FORWARD rule for mail']],
  ['no FORWARD rule', 'nat', 'iptables', /ACCEPT +0.*\n/, '', ['missing: FORWARD rule for mail']],
  [
    'no vif',
    'nat',
    'ifconfig',
    /vif4.0 +Link[\s\S]*?\n\n/,
    '',
    ['missing: vif4.0 of mail', 'missing: router address on vif4.0'],
  ],
  [
    "not dom0's address on the vif",
    'route',
    'ifconfig',
    /(vif4.0.*\n +inet addr:)\S+/,
    '$110.7.0.131',
    ['wrong: address of vif4.0'],
  ],
  ['no address on the vif', 'route', 'ifconfig', /(vif4.0.*\n) +inet.*\n/, '$1', ['missing: address of vif4.0']],
  ['no host route', 'route', 'route', /10.7.0.4.*\n/, '', ['missing: host route to mail']],
  ['proxy ARP off', 'route', 'sysctl', /1\n1\n/, '1\n0\n', ['wrong: proxy ARP']],
  ['forwarding off', 'route', 'sysctl', /1\n1\n/, '0\n1\n', ['wrong: IP forwarding']],
  [
    'MASQUERADE for a network without prefix',
    'route',
    'nat',
    /$/,
    'MASQUERADE  0    --  10.7.0.0   anywhere\n',
    ['wrong: no MASQUERADE'],
  ],
  [
    'MASQUERADE of everything',
    'route',
    'nat',
    /$/,
    'MASQUERADE  all  --  anywhere   anywhere\n',
    ['wrong: no MASQUERADE'],
  ],
  ['no DHCP rule', 'route', 'iptables', DHCP, '', ['missing: DHCP rule for vif4.0']],
  [
    'packets of the guest refused',
    'route',
    'iptables',
    /ACCEPT( +0.*)/,
    'DROP  $1',
    ['missing: FORWARD rule for mail', 'wrong: FORWARD rules that refuse vif4.0'],
  ],
];

describe('one thing broken', () => {
  test.each(BROKEN)('%s (%s)', (_, mode, listings, pattern, replacement, expected) => {
    const texts: Record<string, string> = { ...WORKING[mode] };
    for (const listing of listings.split(',')) {
      const before = texts[listing] ?? '';
      texts[listing] = before.replace(pattern, replacement);
      expect(texts[listing]).not.toBe(before);
    }
    const found = rows(mode, texts);
    expect(faults(found)).toEqual(expected);
    for (const row of found.filter((one) => one.verdict !== 'ok')) {
      expect(row.meaning).not.toBe('');
      expect(row.action).not.toBe('');
    }
  });
});

/** What pasting does to a text. */
const DAMAGE: Readonly<Record<string, (text: string) => string>> = {
  'squeezed columns': (text) => text.replaceAll(/(?<=\S)[ \t]+/g, ' '),
  'lost indentation': (text) => text.replaceAll(/^[ \t]+/gm, ''),
  'squeezed and without indentation': (text) => text.replaceAll(/[ \t]+/g, ' ').replaceAll(/^ /gm, ''),
  'tabs for blanks': (text) => text.replaceAll(/ {2,}/g, '\t'),
  'hard blanks': (text) => text.replaceAll(' ', '\u00a0'),
  'more indentation': (text) => text.replaceAll(/^/gm, '      '),
  'quote signs': (text) => text.replaceAll(/^/gm, '> '),
  'Markdown bars': (text) => text.replaceAll(/^(.+)$/gm, '| $1 |'),
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
  'lost prompts': (text) => text.replaceAll(/^xenhost.*\n/gm, ''),
  'lost headers': (text) => text.replaceAll(/^(?:Kernel|Destination|target| pkts|bridge name).*\n/gm, ''),
  'no empty lines': (text) => text.replaceAll(/\n{2,}/g, '\n'),
  'empty lines everywhere': (text) => text.replaceAll('\n', '\n\n'),
  'long dashes': (text) => text.replaceAll(' -- ', ' \u2013 '),
};

describe.each(Object.entries(DAMAGE))('%s', (name, damage) => {
  test.each(Object.keys(WORKING) as Mode[])('do no harm to a working host (%s)', (mode) => {
    const found = doctor(config(mode), [{ name: 'paste', text: damage(Object.values(WORKING[mode]).join('\n')) }]);
    // Bare numbers say nothing once the command above them is lost.
    const lost =
      name === 'lost prompts' && mode === 'route'
        ? ['not-shown: IP forwarding', 'not-shown: proxy ARP', 'unknown: lines that were not recognised']
        : [];
    expect(faults(found)).toEqual(lost);
  });
});

test.each(Object.keys(WORKING) as Mode[])('listings in any order and each in a text of its own (%s)', (mode) => {
  const texts = Object.values(WORKING[mode]).map((text) => ({ name: 'paste', text }));
  expect(faults(doctor(config(mode), texts))).toEqual([]);
  expect(faults(doctor(config(mode), texts.reverse()))).toEqual([]);
});

test.each(Object.keys(WORKING) as Mode[])('interleaved listings (%s)', (mode) => {
  const { ifconfig, ...others } = WORKING[mode];
  const blocks = ifconfig.split('\n\n');
  const mixed = Object.values(others).flatMap((text, index) => [`${blocks[index] ?? ''}\n`, text]);
  const text = [...mixed, ...blocks.slice(Object.keys(others).length)].join('\n');
  expect(faults(doctor(config(mode), [{ name: 'paste', text }]))).toEqual([]);
});

test('rows lead to the line that asks for them', () => {
  const found = rows('nat', { ...WORKING.nat, nat: '' });
  expect(found.map((row) => [row.check, `${row.file}:${row.line}`])).toEqual([
    ['default route', 'xend-config.sxp:2'],
    ['route to the LAN', 'xend-config.sxp:2'],
    ['IP forwarding', 'xend-config.sxp:2'],
    ['MASQUERADE', 'xend-config.sxp:2'],
    ['vif4.0 of mail', 'mail.cfg:7'],
    ['dropped packets on vif4.0', 'mail.cfg:7'],
    ['router address on vif4.0', 'mail.cfg:7'],
    ['host route to mail', 'mail.cfg:7'],
    ['FORWARD rule for mail', 'mail.cfg:7'],
    ['DHCP rule for vif4.0', 'mail.cfg:7'],
  ]);
});

test('the scheme of Xen 3.2 and later: bridge eth0 with the card peth0', () => {
  const ifconfig = `# ifconfig\n${device('eth0', '172.20.5.9')}${LO}${device('peth0', '')}${device('vif4.0', '', PACKETS)}`;
  const brctl =
    'bridge name\tbridge id\tSTP enabled\tinterfaces\neth0\t8000.0011\tno\tpeth0\n'.replace('0011', '001122334455') +
    '\tvif4.0\n';
  const found = rows('bridge', { ifconfig, brctl, route: WORKING.bridge.route, iptables: WORKING.bridge.iptables });
  expect(faults(found)).toEqual([]);
  expect(found.find((row) => row.check === 'bridge eth0')?.verdict).toBe('ok');
});

test("a bridge of the distribution, under xl, with dom0's interfaces file", () => {
  const ip =
    '1: lo: <LOOPBACK,UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo\n2: enp3s0: <BROADCAST,UP> mtu 1500 master br0\n3: br0: <BROADCAST,UP> mtu 1500\n    inet 172.20.5.9/24 brd 172.20.5.255 scope global br0\n9: vif4.0: <BROADCAST,UP> mtu 1500 master br0 state UP\n    link/ether fe:ff:ff:ff:ff:ff\n';
  const vif = { line: 3, index: 0, mac: undefined, ips: [], bridge: 'br0', mode: 'bridge' as const };
  const more = {
    toolstack: 'xl',
    networkScript: undefined,
    place: undefined,
    guests: [guest('bridge', [], { vifs: [vif] })],
    dom0: [{ name: 'br0', address: '172.20.5.9', ports: ['enp3s0'], file: 'interfaces', line: 4 }],
  } as const;
  expect(rows('bridge', { ip }, more).map((row) => `${row.verdict}: ${row.check}`)).toEqual([
    'ok: bridge br0',
    'ok: address of dom0 on br0',
    'not-shown: default route',
    'not-shown: route to the LAN',
    'ok: vif4.0 of mail',
    'ok: address of vif4.0',
    'ok: bridge of vif4.0',
    'not-shown: FORWARD rule for mail',
  ]);
  expect(faults(rows('bridge', { ip: ip.replaceAll('172.20.5.9', '172.20.5.8') }, more))[0]).toBe(
    'wrong: address of dom0 on br0',
  );
});

test('every bridge that guests ask for is looked for', () => {
  const vif = (bridge: string, index: number) => ({
    line: 3 + index,
    index,
    mac: undefined,
    ips: [],
    bridge,
    mode: 'bridge' as const,
  });
  const more = {
    toolstack: 'xl',
    networkScript: undefined,
    guests: [guest('bridge', [], { vifs: [vif('xenbr0', 0), vif('dmz', 1)] })],
  } as const;
  const found = rows('bridge', { brctl: WORKING.bridge.brctl }, more);
  expect(faults(found).filter((fault) => fault.startsWith('missing'))).toEqual([
    'missing: bridge dmz',
    'missing: bridge of vif4.1',
  ]);
});

test('a device with a name of its own', () => {
  const vif = {
    line: 3,
    index: 0,
    mac: undefined,
    ips: [],
    bridge: 'xenbr0',
    mode: 'bridge' as const,
    device: 'mail0',
  };
  const found = rows(
    'bridge',
    { brctl: WORKING.bridge.brctl.replace('vif4.0', 'mail0') },
    { guests: [guest('bridge', [], { vifs: [vif] })] },
  );
  expect(found.find((row) => row.check === 'bridge of mail0')).toMatchObject({ verdict: 'ok', found: 'xenbr0' });
});

test('MASQUERADE out of a card is not judged while the way out is not known', () => {
  expect(
    faults(rows('nat', { nat: WORKING.nat.nat.replace('eth0', 'enp3s0') })).filter((fault) =>
      fault.startsWith('wrong'),
    ),
  ).toEqual([]);
});

test('vif-route may take the address of any card of dom0', () => {
  const ifconfig = WORKING.route.ifconfig
    .replace(LO, `${device('eth1', '10.8.0.1')}${LO}`)
    .replace(/(vif4.0.*\n +inet addr:)\S+/, '$110.8.0.1');
  expect(faults(rows('route', { ...WORKING.route, ifconfig }))).toEqual([]);
});

describe("a guest's own ifconfig", () => {
  const card = (address: string, mac = '00:16:3E:00:07:04') =>
    `mail:~# ifconfig\n${device('eth0', address, '', mac)}${LO}`;
  const own = (text: string, dom0 = '') =>
    doctor(config('nat'), [{ name: 'guest', text }, ...(dom0 ? [{ name: 'dom0', text: dom0 }] : [])]);

  test('is compared with its vif', () => {
    expect(own(card('10.7.0.4')).map((row) => `${row.verdict}: ${row.check}`)).toEqual([
      'ok: MAC of eth0 in mail',
      'ok: address of eth0 in mail',
    ]);
    expect(faults(own(card('10.7.0.44')))).toEqual(['wrong: address of eth0 in mail']);
    expect(faults(own(card('')))).toEqual(['wrong: address of eth0 in mail']);
  });

  test("is not taken for dom0's, whether in a text of its own or not", () => {
    const dom0 = Object.values(WORKING.nat).join('\n');
    expect(faults(own(card('10.7.0.4'), dom0))).toEqual([]);
    expect(faults(own(`${card('10.7.0.4')}\n${dom0}`))).toEqual([]);
    expect(faults(own(`${dom0}\n${card('10.7.0.44')}`))).toEqual(['wrong: address of eth0 in mail']);
  });
});

describe('which vif is whose', () => {
  const two = [
    guest('unknown', ['10.7.0.4']),
    guest('unknown', ['10.7.0.5'], {
      name: 'web',
      file: 'web.cfg',
      vifs: [{ line: 2, index: 0, mac: '00:16:3e:00:07:05', ips: ['10.7.0.5'], bridge: undefined, mode: 'nat' }],
    }),
  ];

  test('is told by xl list', () => {
    const list =
      'Name  ID   Mem VCPUs  State  Time(s)\nDomain-0  0  1024  2  r-----  4.2\nweb  4  512  1  -b----  2.9\n';
    const found = rows('nat', { list, ifconfig: WORKING.nat.ifconfig }, { guests: two });
    expect(
      found.filter((row) => row.check.startsWith('vif')).map((row) => `${row.verdict}: ${row.check}: ${row.found}`),
    ).toEqual(['unknown: vif 0 of mail: mail does not run', 'ok: vif4.0 of web: vif4.0, MAC fe:ff:ff:ff:ff:ff']);
  });

  test('is told by xl network-list, with the state of the connection', () => {
    const list =
      '# xl network-list web\nIdx BE Mac Addr. handle state evt-ch tx-/rx-ring-ref BE-path\n0   0  00:16:3e:00:07:05    0     2     -1    -1/-1          /local/domain/0/backend/vif/4/0\n';
    expect(faults(rows('nat', { list, ifconfig: WORKING.nat.ifconfig }, { guests: two }))).toContain(
      'wrong: connection of vif4.0',
    );
  });

  test('is left open when nothing tells', () => {
    const found = rows(
      'nat',
      { ifconfig: `${WORKING.nat.ifconfig}${device('vif5.0', '10.7.0.132')}` },
      { guests: two },
    );
    expect(found.filter((row) => row.check.startsWith('vif')).map((row) => row.verdict)).toEqual([
      'not-shown',
      'not-shown',
    ]);
  });
});

describe('messages of xl and xm', () => {
  test.each([
    [
      'Error: I need 526336 KiB, but dom0_min_mem is 200704 and shrinking to 200704 KiB would leave only 1 KiB free.',
      'memory for the guest',
      'xend-config.sxp:9',
      /dom0-min-mem/,
    ],
    [
      'Error: Device 0 (vif) could not be connected. Hotplug scripts not working.',
      'vif 0 of mail',
      'mail.cfg:7',
      /hotplug/i,
    ],
    [
      'libxl: error: libxl_pci.c:1:x: Domain 7:PCI device 0:4:0.1 is not assignable',
      'PCI device 04:00.1 of mail',
      'mail.cfg:4',
      /xen-pciback/,
    ],
    [
      'libxl: error: libxl_dm.c:3131:x: Domain 24:domain 24 device model: spawn failed (rc=-3)',
      'creation of the guest',
      'mail.cfg:5',
      /-3 is FAIL/,
    ],
    [
      'libxl: error: libxl_create.c:660:x: domain creation fail: Invalid argument',
      'creation of the guest',
      'mail.cfg:5',
      /Xen itself refused/,
    ],
    [
      'xend is running, which may cause unpredictable results when using',
      'toolstack',
      'xend-config.sxp:2',
      /two toolstacks/,
    ],
    [
      'Error: Unable to connect to xend: No such file or directory. Is xend running?',
      'toolstack',
      'xend-config.sxp:2',
      /xend/,
    ],
    ["Error: VM name 'mail' already exists", 'toolstack', 'mail.cfg:1', /name/],
  ])('%s', (message, check, place, meaning) => {
    const mail = guest('bridge', [], { lines: { memory: 3, pci: 4, seclabel: 5 } });
    const more = { guests: [mail], dom0MinMem: { file: 'xend-config.sxp', line: 9 } };
    const found = rows('bridge', { text: `# xm create mail.cfg\nUsing config file "./mail.cfg".\n${message}\n` }, more);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ verdict: 'wrong', check, found: message });
    expect(`${found[0]?.file}:${found[0]?.line}`).toBe(place);
    expect(found[0]?.meaning).toMatch(meaning);
  });

  test('that follow from another are named with it', () => {
    const text = [
      '# xl create mail.cfg',
      'Parsing config from mail.cfg',
      'libxl: error: libxl_exec.c:117:libxl_report_child_exitstatus: /etc/xen/scripts/vif-bridge online [24802] exited with error status 1',
      'libxl: error: libxl_device.c:1319:device_hotplug_child_death_cb: script: Could not find bridge device',
      'xenbr7',
      'libxl: error: libxl_create.c:1522:domcreate_attach_devices: Domain 5:unable to add vif devices',
      '',
    ].join('\n');
    const found = rows('bridge', { text }, { guests: [guest('bridge', [])] });
    expect(found.map((row) => [row.verdict, row.check, row.found, `${row.file}:${row.line}`])).toEqual([
      [
        'wrong',
        'vif of mail',
        'libxl: error: libxl_device.c:1319:device_hotplug_child_death_cb: script: Could not find bridge device xenbr7',
        'mail.cfg:7',
      ],
    ]);
    expect(found[0]?.meaning).toMatch(/2 more messages follow from it/);
  });

  test('of a disk number lead to the disk, and its name is told', () => {
    const mail = guest('bridge', [], {
      disks: [
        { line: 11, index: 0, vdev: 'xvda', target: '/dev/vg/a' },
        { line: 12, index: 1, vdev: 'xvdb', target: '/dev/vg/b' },
      ],
    });
    const text = 'Error: Device 51728 (vbd) could not be connected. Hotplug scripts not working.\n';
    expect(rows('bridge', { text }, { guests: [mail] }).map((row) => [row.check, row.line])).toEqual([
      ['disk xvdb (51728), /dev/vg/b of mail', 12],
    ]);
  });

  test('that nobody knows are named, and nothing is concluded from them', () => {
    const text = 'libxl: error: libxl_new.c:1:f: Domain 5:a sentence of tomorrow\nhello\n';
    expect(rows('bridge', { text }).map((row) => [row.verdict, row.check, row.found, row.meaning])).toEqual([
      [
        'unknown',
        'lines that were not recognised',
        'lines 1-2: libxl: error: libxl_new.c:1:f: Domain 5:a sentence of tomor…',
        'Nothing of this output was understood, so nothing can be said about the host.',
      ],
    ]);
  });

  test('a guest that starts gives no row', () => {
    expect(
      rows('bridge', { text: '# xm create mail\nUsing config file "/etc/xen/mail".\nStarted domain mail (id=3)\n' }),
    ).toEqual([]);
  });
});
