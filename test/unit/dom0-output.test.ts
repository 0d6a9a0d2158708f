/** What is recognised in pasted output of dom0's tools, whole or damaged. */
import { describe, expect, test } from 'vitest';
import { parseDom0Output } from '../../server/src/syntax/dom0/parser.ts';

/** Every fact in one line, with the line it is from. */
function facts(text: string): string[] {
  const shown = parseDom0Output(text);
  return [
    ...[...shown.devices.values()].map((one) => {
      const addresses = one.addresses.map((address) => `${address.text}/${address.prefix ?? '?'}`);
      const { rxPackets, rxDropped, txPackets, txDropped } = one.counters;
      const counters =
        rxPackets + rxDropped + txPackets + txDropped > 0
          ? [`rx ${rxPackets}-${rxDropped} tx ${txPackets}-${txDropped}`]
          : [];
      return [
        `${one.line} device ${one.name}`,
        one.up === undefined ? '?' : one.up ? 'up' : 'down',
        ...(one.mac ? [one.mac] : []),
        ...addresses,
        ...counters,
      ].join(' ');
    }),
    ...shown.routes.map(
      (one) => `${one.line} route ${one.destination}/${one.prefix} ${one.gateway ?? '-'} ${one.device}`,
    ),
    ...[...shown.bridges.values()].map((one) => `${one.line} bridge ${one.name}: ${one.ports.join(' ')}`),
    ...shown.rules.map(
      (one) =>
        `${one.line} ${one.table} ${one.chain} ${one.target} ${one.protocol} ${one.source} ${one.destination} in ${one.physdevIn ?? one.inDevice} out ${one.outDevice}`,
    ),
    ...shown.settings.map((one) => `${one.line} ${one.key} = ${one.value}`),
    ...shown.domains.map((one) => `${one.line} domain ${one.name} ${one.id} ${one.memory}`),
    ...shown.vifs.map((one) => `${one.line} vif ${one.guest} ${one.device} ${one.mac} ${one.state}`),
    ...shown.texts.filter((one) => one.prefixed).map((one) => `${one.line} message ${one.subject} ${one.text}`),
  ];
}

describe('devices', () => {
  test('of ifconfig in its old form', () => {
    expect(
      facts(
        'eth1      Link encap:Ethernet  HWaddr 00:0C:29:AA:BB:CC\n          inet addr:10.9.0.2  Bcast:10.9.0.255  Mask:255.255.255.128\n          inet6 addr: fe80::1/64 Scope:Link\n          UP BROADCAST RUNNING  MTU:1500  Metric:1\n          RX packets:7 errors:0 dropped:1 overruns:0 frame:0\n          TX packets:8 errors:0 dropped:2 overruns:0 carrier:0\n',
      ),
    ).toEqual(['1 device eth1 up 00:0c:29:aa:bb:cc 10.9.0.2/25 fe80::1/64 rx 7-1 tx 8-2']);
  });

  test('of ifconfig in its new form', () => {
    expect(
      facts(
        'br0: flags=4163<UP,BROADCAST,RUNNING>  mtu 1500\n        inet 10.9.0.2  netmask 255.255.0.0  broadcast 10.9.255.255\n        inet6 fe80::1  prefixlen 64  scopeid 0x20<link>\n        ether 00:0c:29:aa:bb:cc  txqueuelen 1000\n        RX packets 5  bytes 1 (1.0 B)\n        RX errors 0  dropped 3  overruns 0  frame 0\n',
      ),
    ).toEqual(['1 device br0 up 00:0c:29:aa:bb:cc 10.9.0.2/16 fe80::1/64 rx 5-3 tx 0-0']);
  });

  test('of ip addr, with the bridge they are ports of', () => {
    expect(
      facts(
        '7: vif3.0@if2: <BROADCAST,MULTICAST> mtu 1500 qdisc noop master br0 state DOWN\n    link/ether fe:ff:ff:ff:ff:ff brd ff:ff:ff:ff:ff:ff\n8: br0: <BROADCAST,UP> mtu 1500\n    inet 10.9.0.2/24 brd 10.9.0.255 scope global br0\n',
      ),
    ).toEqual(['1 device vif3.0 down fe:ff:ff:ff:ff:ff', '3 device br0 up 10.9.0.2/24', '1 bridge br0: vif3.0']);
  });

  test('of ip addr keep their addresses when blocks got mixed up', () => {
    expect(
      facts(
        '1: a0: <UP> mtu 1\n2: b0: <UP> mtu 1\n    inet 10.9.0.1/24 scope global a0\n    inet 10.9.0.2/24 scope global b0\n',
      ),
    ).toEqual(['1 device a0 up 10.9.0.1/24', '2 device b0 up 10.9.0.2/24']);
  });

  test('of bridge link and networkctl', () => {
    expect(
      facts('9: vif4.0 state UP : <BROADCAST,UP> mtu 1500 master xenbr0 state forwarding priority 32 cost 100\n'),
    ).toEqual(['1 device vif4.0 up', '1 bridge xenbr0: vif4.0']);
    expect(facts('  4 xenbr1   ether    routable    configured\n')).toEqual(['1 device xenbr1 ?']);
  });

  test('with hidden digits have an address that is not known', () => {
    const shown = parseDom0Output('eth0 Link encap:Ethernet\n  inet addr:xx.1.2.xx  Mask:255.255.255.0\n').devices.get(
      'eth0',
    );
    expect(shown).toMatchObject({ addresses: [], addressesShown: false });
  });
});

test('routes of route and of ip route', () => {
  expect(
    facts(
      'Destination Gateway Genmask Flags Metric Ref Use Iface\n10.9.0.1 * 255.255.255.255 UH 0 0 0 vif1.0\ndefault 10.1.0.1 0.0.0.0 UG 0 0 0 eth0\n10.1.0.0/16 dev eth0 proto kernel scope link src 10.1.0.5\ndefault via 10.1.0.1 dev eth0\n10.9.0.2 dev vif2.0 scope link\n',
    ),
  ).toEqual([
    '2 route 10.9.0.1/32 - vif1.0',
    '3 route default/0 10.1.0.1 eth0',
    '4 route 10.1.0.0/16 - eth0',
    '5 route default/0 10.1.0.1 eth0',
    '6 route 10.9.0.2/32 - vif2.0',
  ]);
});

describe('bridges', () => {
  test('of brctl show', () => {
    expect(
      facts(
        'bridge name\tbridge id\t\tSTP enabled\tinterfaces\nxenbr0\t\t8000.feffffffffff\tno\t\tpeth0\n\t\t\t\t\t\t\tvif0.0\nempty\t\t8000.000000000000\tyes\n',
      ),
    ).toEqual(['2 bridge xenbr0: peth0 vif0.0', '4 bridge empty: ']);
  });

  test('as a Markdown table, squeezed, and without their header', () => {
    expect(
      facts(
        '|bridge name|bridge id|STP|interfaces|\n|---|---|---|---|\n| br0 | 8000.001122334455 | no | eth0, vif1.0 |\n',
      ),
    ).toEqual(['3 bridge br0: eth0 vif1.0']);
    expect(facts('br0 8000.001122334455 no eth0\nvif1.0\nvif2.0\n')).toEqual(['1 bridge br0: eth0 vif1.0 vif2.0']);
  });

  test('do not take words of other lines for ports', () => {
    expect(facts('br0 8000.001122334455 no eth0\nthat is all of it\n  really\n')).toEqual(['1 bridge br0: eth0']);
  });
});

describe('iptables', () => {
  test('with and without counters, and line numbers', () => {
    expect(
      facts(
        'Chain FORWARD (policy DROP)\ntarget prot opt source destination\nACCEPT all -- 10.9.0.1 anywhere PHYSDEV match --physdev-in vif1.0\n2 ACCEPT tcp -- anywhere anywhere\nChain FORWARD (policy DROP 0 packets, 0 bytes)\n pkts bytes target prot opt in out source destination\n 12 1K ACCEPT 0 -- vif2.0 * 10.9.0.2 0.0.0.0/0\n 12 1K  udp -- * eth0 10.9.0.0/24 0.0.0.0/0\n',
      ),
    ).toEqual([
      '3 filter FORWARD ACCEPT all 10.9.0.1 anywhere in vif1.0 out undefined',
      '4 filter FORWARD ACCEPT tcp anywhere anywhere in undefined out undefined',
      '7 filter FORWARD ACCEPT all 10.9.0.2 anywhere in vif2.0 out undefined',
      '8 filter FORWARD  udp 10.9.0.0/24 anywhere in undefined out eth0',
    ]);
  });

  test('tables are told by the command or by the chain', () => {
    const chain = 'Chain OUTPUT (policy ACCEPT)\nACCEPT all -- anywhere anywhere\n';
    const table = (text: string) => parseDom0Output(text).rules.map((rule) => rule.table);
    expect(table(`# iptables -t nat -L\n${chain}`)).toEqual(['nat']);
    expect(table(`# iptables -t mangle -L\n${chain.replace('OUTPUT', 'FORWARD')}`)).toEqual(['mangle']);
    expect(table(`Chain POSTROUTING (policy ACCEPT)\n${chain}`)).toEqual(['nat']);
    expect(table(chain)).toEqual(['filter']);
  });

  test('as iptables-save writes them', () => {
    expect(
      facts(
        '*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -s 10.9.0.0/24 -o eth0 -j MASQUERADE\nCOMMIT\n*filter\n-A FORWARD -s 10.9.0.1/32 -m physdev --physdev-in vif1.0 -j ACCEPT\n',
      ),
    ).toEqual([
      '3 nat POSTROUTING MASQUERADE all 10.9.0.0/24 anywhere in undefined out eth0',
      '6 filter FORWARD ACCEPT all 10.9.0.1 anywhere in vif1.0 out undefined',
    ]);
  });
});

test('settings, however they were printed', () => {
  expect(
    facts(
      'net.ipv4.ip_forward = 1\n/proc/sys/net/ipv4/conf/eth0/proxy_arp:0\nroot@host:~# cat /proc/sys/net/ipv4/ip_forward\n0\n==> /proc/sys/net/ipv4/conf/all/proxy_arp <==\n1\n5\n',
    ),
  ).toEqual([
    '1 net.ipv4.ip_forward = 1',
    '2 net.ipv4.conf.eth0.proxy_arp = 0',
    '4 net.ipv4.ip_forward = 0',
    '6 net.ipv4.conf.all.proxy_arp = 1',
  ]);
});

test('domains and their vifs', () => {
  expect(
    facts(
      '[root@host ~]# xl list\nName ID Mem VCPUs State Time(s)\nDomain-0 0 1024 2 r----- 1.0\nweb 5 512 1 -b---- 2.0\n$ sudo xl network-list web\n0 0 00:16:3E:00:00:05 0 4 -1 -1/-1 /local/domain/0/backend/vif/5/0\n',
    ),
  ).toEqual(['3 domain Domain-0 0 1024', '4 domain web 5 512', '6 vif web vif5.0 00:16:3e:00:00:05 4']);
});

test('messages, with the file that the command named', () => {
  expect(
    facts(
      '# xl create -c web.cfg\nParsing config from web.cfg\nlibxl: error: domain creation fail: Invalid argument\n',
    ),
  ).toEqual([
    '2 message web.cfg Parsing config from web.cfg',
    '3 message web.cfg libxl: error: domain creation fail: Invalid argument',
  ]);
});

test('a listing counts as whole only when something shows that it is', () => {
  const whole = (text: string) => [...parseDom0Output(text).whole].sort();
  expect(whole('# ifconfig vif5.0\nvif5.0 Link encap:Ethernet\n')).toEqual([]);
  expect(whole('lo Link encap:Local Loopback\n')).toEqual(['devices']);
  expect(whole('10.9.0.1 * 255.255.255.255 UH 0 0 0 vif1.0\n')).toEqual([]);
  expect(whole('# ip r\n# brctl show\n# xm list\n')).toEqual(['bridges', 'domains', 'routes']);
  expect(whole('# xm list web\n')).toEqual([]);
  expect(
    whole('Chain INPUT (policy ACCEPT)\nChain FORWARD (policy ACCEPT)\nChain POSTROUTING (policy ACCEPT)\n'),
  ).toEqual(['forward', 'nat']);
});

test.each([
  '',
  '\n',
  '|',
  '#',
  '> ',
  '\0',
  ' # ip',
  'Chain',
  '1:',
  'inet',
  '-A',
  'RX',
  '==>',
  ':a b [',
  '\ud800 Link encap:x',
])('%j is taken without complaint', (text) => {
  expect(facts(text)).toEqual([]);
});

test('a long text takes time in proportion to its length', () => {
  const block =
    'vif1.0 Link encap:Ethernet\n inet addr:10.0.0.1 Mask:255.0.0.0\nChain FORWARD (policy DROP)\nACCEPT all -- 10.0.0.1 anywhere\nbr0 8000.001122334455 no eth0\n vif1.0\n';
  expect(parseDom0Output(block.repeat(20_000)).rules).toHaveLength(20_000);
  expect(facts(`${' '.repeat(300_000)}x\n${'#'.repeat(300_000)}\n${'1:'.repeat(150_000)}`)).toEqual([]);
});
