/** What the network view draws: whole graphs of the examples, and the set-ups that are harder to read. */
import { describe, expect, it } from 'vitest';
import { networkGraph } from '../../server/src/features/diagram/graph.ts';
import { hostsOf } from '../../server/src/features/diagram/hosts.ts';
import { elementsOf, type GraphElement, type NetworkGraph } from '../../server/src/features/diagram/types.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { uriOf, workspaceOf } from '../support/check.ts';
import { exampleFiles } from '../support/examples.ts';

function graphOf(files: ExampleFiles, settings: Partial<Settings> = {}, host?: string): NetworkGraph {
  const workspace = workspaceOf(files, settings);
  const graph = networkGraph(workspace, (file) => check(file, contextFor(file, workspace)), host);
  if (!graph) throw new Error('nothing to draw');
  return graph;
}

function place(one: GraphElement, workspace: Workspace): string {
  const file = one.place && workspace.files.get(one.place.uri);
  if (!file || !one.place) return '-';
  return `${file.uri.slice(uriOf('').length)}:${file.text.slice(0, one.place.span.offset).split('\n').length}`;
}

/** One line for each element, in reading order; `~` marks what no file says, `!` a finding. */
function lines(files: ExampleFiles, settings: Partial<Settings> = {}): string[] {
  const workspace = workspaceOf(files, settings);
  return elementsOf(graphOf(files, settings)).map((one) =>
    [
      `${one.certain ? '' : '~'}${one.kind} ${one.label}`,
      one.detail,
      place(one, workspace),
      ...one.findings.map((finding) => `! ${finding.code}`),
    ].join(' | '),
  );
}

const links = (graph: NetworkGraph): string[] =>
  graph.links.map(({ from, to, way, certain }) => `${from} ${certain ? '-' : '~'}${way === 'out' ? '<' : '-'} ${to}`);

const facts = (graph: NetworkGraph, label: string): Record<string, string> =>
  Object.fromEntries(
    elementsOf(graph)
      .find((one) => one.label === label)
      ?.facts.map((fact) => [fact.name, fact.value]) ?? [],
  );

describe('the graph of an example', () => {
  it('bridge: the guests are on the LAN, over a bridge that xend makes', () => {
    expect(lines(exampleFiles('bridge'))).toMatchInlineSnapshot(`
      [
        "network LAN 192.168.0.0/24 |  | -",
        "gateway 192.168.0.1 | gateway | bridge/web01/etc/network/interfaces:9",
        "host dom0 | bridge | bridge/xend-config.sxp:7",
        "~device peth0 | the card, eth0 before | bridge/xend-config.sxp:7",
        "bridge the bridge | xenbr0 or eth0, as the release of Xen names it | bridge/xend-config.sxp:7",
        "subnet 192.168.0.0/24 | 3 guests · the LAN | bridge/web01/etc/network/interfaces:8",
        "guest web01 | PV | bridge/web01.cfg:2",
        "vif vif 0 | 192.168.0.6 | bridge/web01.cfg:20",
        "guest mail01 | PV | bridge/mail01.cfg:2",
        "vif vif 0 | 192.168.0.7 | bridge/mail01.cfg:14",
        "guest files01 | HVM | bridge/files01.cfg:2",
        "vif vif 0 | 192.168.0.8 | bridge/files01.cfg:16",
      ]
    `);
    expect(links(graphOf(exampleFiles('bridge')))).toMatchInlineSnapshot(`
      [
        "network:peth0 -- device:peth0",
        "device:peth0 -- bridge:",
      ]
    `);
  });

  it('NAT: the guests are hidden behind dom0', () => {
    expect(lines(exampleFiles('nat'))).toMatchInlineSnapshot(`
      [
        "~network Outside network | addresses not known | -",
        "~gateway Gateway | not in these files | -",
        "host dom0 | nat | nat/xend-config.sxp:7",
        "~device eth0 | no file names the card | nat/xend-config.sxp:7",
        "nat NAT | out as dom0, nobody comes in | nat/xend-config.sxp:7",
        "subnet 10.0.0.0/24 | 2 guests · hidden behind dom0 | nat/build01/etc/network/interfaces:8",
        "guest build01 | PV | nat/build01.cfg:2",
        "vif vif 0 | 10.0.0.1 | nat/build01.cfg:20",
        "guest test01 | PV | nat/test01.cfg:2",
        "vif vif 0 | 10.0.0.2 | nat/test01.cfg:14",
      ]
    `);
    expect(links(graphOf(exampleFiles('nat')))).toMatchInlineSnapshot(`
      [
        "network:eth0 -- device:eth0",
        "device:eth0 -< nat",
      ]
    `);
  });

  it('routed: both ways, and the gateway needs a route', () => {
    expect(lines(exampleFiles('route'))).toMatchInlineSnapshot(`
      [
        "~network Outside network | addresses not known | -",
        "~gateway Gateway | needs a route: 10.0.0.0/24 via dom0 | -",
        "host dom0 | route | route/xend-config.sxp:15",
        "device eth0 | named by network-route | route/xend-config.sxp:15",
        "router Routing | both ways, each guest with its own address | route/xend-config.sxp:15",
        "subnet 10.0.0.0/24 | 3 guests · routed by dom0 | route/app01/etc/network/interfaces:8",
        "guest app01 | PV | route/app01.cfg:2",
        "vif vif 0 | 10.0.0.1 | route/app01.cfg:14",
        "guest app02 | PV | route/app02.cfg:2",
        "vif vif 0 | 10.0.0.2 | route/app02.cfg:14",
        "guest db01 | PV | route/db01.cfg:2",
        "vif vif 0 | 10.0.0.3 | route/db01.cfg:20",
      ]
    `);
    expect(links(graphOf(exampleFiles('route')))).toMatchInlineSnapshot(`
      [
        "network:eth0 -- device:eth0",
        "device:eth0 -- route",
      ]
    `);
  });

  it('mistakes: every finding is at the element that it belongs to', () => {
    expect(lines(exampleFiles('mistakes')).filter((line) => line.includes('!'))).toMatchInlineSnapshot(`
      [
        "host dom0 | mistakes | mistakes/xend-config.sxp:4 | ! duplicate-network-script | ! semicolon-comment | ! unclosed-form",
        "nat NAT | out as dom0, nobody comes in | mistakes/xend-config.sxp:4 | ! unquoted-script-arguments | ! network-mode-mismatch",
        "vif vif 0 | 10.0.0.21 | mistakes/shop.cfg:14 | ! guest-address-differs",
        "vif vif 0 | 10.0.0.23 | mistakes/mail.cfg:14 | ! duplicate-mac | ! interface-gateway-outside-subnet",
        "vif vif 0 | 10.0.0.24 | mistakes/ldap.cfg:14 | ! duplicate-mac",
        "vif vif 0 | 10.0.0.26 | mistakes/proxy.cfg:14 | ! unknown-vif-key",
        "vif vif 0 | 10.0.1.22 | mistakes/wiki.cfg:14 | ! vif-ip-outside-subnet",
        "guest print | PV | mistakes/print.cfg:2 | ! unclosed-list",
      ]
    `);
  });
});

const guest = (name: string, vif: string): string => `name = "${name}"\nmemory = 512\nvif = [ ${vif} ]\n`;

const XL_HOST: ExampleFiles = {
  'etc/network/interfaces': `auto lo
iface lo inet loopback
auto xenbr0
iface xenbr0 inet static
    address 192.0.2.3/24
    gateway 192.0.2.1
    bridge_ports eth0
iface xenbr0 inet6 static
    address 2001:db8::3/64
auto xenbr1
iface xenbr1 inet static
    address 10.1.0.1/24
    bridge_ports none
auto br100
iface br100 inet manual
    bridge_ports eth1.100
iface eth1.100 inet manual
`,
  'etc/xen/xl.conf': 'vif.default.bridge="xenbr0"\n',
  'etc/xen/web.cfg': guest('web', "'mac=00:16:3e:00:00:01,ip=192.0.2.10'"),
  'etc/xen/db.cfg': guest('db', "'ip=192.0.2.11', 'bridge=xenbr1,ip=10.1.0.11'"),
  'etc/xen/dhcp.cfg': guest('dhcp', "'bridge=br100'"),
  'etc/xen/ovs.cfg': guest('ovs', "'bridge=ovsbr0.100:200:300,script=vif-openvswitch'"),
  'etc/xen/none.cfg': 'name = "none"\nmemory = 512\n',
};

describe('the graph of an xl host', () => {
  it('has its bridges, VLAN devices and cards, and what hangs on them', () => {
    expect(lines(XL_HOST)).toMatchInlineSnapshot(`
      [
        "network LAN 192.0.2.0/24, 2001:db8::/64 |  | -",
        "gateway 192.0.2.1 | gateway | etc/network/interfaces:6",
        "~network Outside network | addresses not known | -",
        "host dom0 | example | etc/network/interfaces:1",
        "device eth1.100 |  | etc/network/interfaces:17",
        "device eth0 | below xenbr0 | etc/network/interfaces:7",
        "device eth1 | below eth1.100 | etc/network/interfaces:17",
        "bridge xenbr0 | bridge · dom0 is 192.0.2.3/24 | etc/network/interfaces:4",
        "bridge xenbr1 | bridge · dom0 is 10.1.0.1/24 | etc/network/interfaces:11",
        "bridge br100 | bridge | etc/network/interfaces:15",
        "~bridge ovsbr0 | Open vSwitch bridge, made by no file here | etc/xen/ovs.cfg:3",
        "~subnet No fixed address | the LAN | -",
        "guest dhcp | PV | etc/xen/dhcp.cfg:1",
        "vif vif 0 | no ip= | etc/xen/dhcp.cfg:3",
        "~subnet No fixed address | not known how it leads outside | -",
        "guest ovs | PV | etc/xen/ovs.cfg:1",
        "vif vif 0 | no ip= | etc/xen/ovs.cfg:3",
        "subnet 192.0.2.0/24 | the LAN | etc/network/interfaces:5",
        "guest web | PV | etc/xen/web.cfg:1",
        "vif vif 0 | 192.0.2.10 | etc/xen/web.cfg:3",
        "subnet 192.0.2.0/24 | the LAN | etc/network/interfaces:5",
        "guest db | PV | etc/xen/db.cfg:1",
        "vif vif 0 | 192.0.2.11 | etc/xen/db.cfg:3",
        "vif vif 1 | 10.1.0.11 | etc/xen/db.cfg:3",
        "~subnet No network card |  | -",
        "guest none | PV | etc/xen/none.cfg:1",
      ]
    `);
    expect(links(graphOf(XL_HOST))).toMatchInlineSnapshot(`
      [
        "network:eth0 -- device:eth0",
        "network:eth1 -- device:eth1",
        "device:eth0 -- bridge:xenbr0",
        "device:eth1.100 -- bridge:br100",
        "device:eth1 -- device:eth1.100",
      ]
    `);
  });

  it('tells the facts of a vif, each with where it is from', () => {
    const graph = graphOf(XL_HOST);
    const vifs = graph.areas.flatMap((area) => area.guests.flatMap((one) => one.vifs));
    expect(vifs.map(({ attachment, address, mac }) => ({ attachment, address, mac }))).toMatchInlineSnapshot(`
      [
        {
          "address": "no ip=",
          "attachment": "bridge:br100",
          "mac": "no mac=",
        },
        {
          "address": "no ip=",
          "attachment": "bridge:ovsbr0",
          "mac": "no mac=",
        },
        {
          "address": "192.0.2.10",
          "attachment": "bridge:xenbr0",
          "mac": "00:16:3e:00:00:01",
        },
        {
          "address": "192.0.2.11",
          "attachment": "bridge:xenbr0",
          "mac": "no mac=",
        },
        {
          "address": "10.1.0.11",
          "attachment": "bridge:xenbr1",
          "mac": "no mac=",
        },
      ]
    `);
    expect(vifs.map((vif) => vif.element.facts.map((fact) => `${fact.name}: ${fact.value}`))).toMatchInlineSnapshot(`
      [
        [
          "Address in the guest: not in these files",
          "MAC: not set: the toolstack makes one up",
          "Bridge: br100",
          "Script: vif-bridge, the default",
        ],
        [
          "Address in the guest: not in these files",
          "MAC: not set: the toolstack makes one up",
          "Bridge: ovsbr0",
          "VLAN: 100, trunk 200, 300",
          "Script: vif-openvswitch, named by the vif",
        ],
        [
          "Address: 192.0.2.10",
          "MAC: 00:16:3e:00:00:01",
          "Bridge: xenbr0",
          "Script: vif-bridge, the default",
          "Subnet: 192.0.2.0/24, from the bridge's stanza in dom0's interfaces file",
          "Gateway: 192.0.2.1",
        ],
        [
          "Address: 192.0.2.11",
          "MAC: not set: the toolstack makes one up",
          "Bridge: xenbr0",
          "Script: vif-bridge, the default",
          "Subnet: 192.0.2.0/24, from the bridge's stanza in dom0's interfaces file",
          "Gateway: 192.0.2.1",
        ],
        [
          "Address: 10.1.0.11",
          "MAC: not set: the toolstack makes one up",
          "Bridge: xenbr1",
          "Script: vif-bridge, the default",
          "Subnet: 10.1.0.0/24, from the bridge's stanza in dom0's interfaces file",
        ],
      ]
    `);
    expect(facts(graph, 'ovsbr0')).toMatchInlineSnapshot(`
      {
        "Kind": "Open vSwitch",
        "VLANs": "100, trunk 200, 300",
        "vifs": "1",
      }
    `);
  });

  it('tints an area by the way that it leads outside', () => {
    const graph = graphOf(XL_HOST);
    expect(
      graph.areas.map((area) => [area.attachments.join(' '), area.element.label, area.ground]),
    ).toMatchInlineSnapshot(`
      [
        [
          "bridge:br100",
          "No fixed address",
          "lan",
        ],
        [
          "bridge:ovsbr0",
          "No fixed address",
          "unknown",
        ],
        [
          "bridge:xenbr0",
          "192.0.2.0/24",
          "lan",
        ],
        [
          "bridge:xenbr0 bridge:xenbr1",
          "192.0.2.0/24",
          "lan",
        ],
        [
          "",
          "No network card",
          "unknown",
        ],
      ]
    `);
  });

  it('reads the files that its interfaces file takes in', () => {
    const files = {
      'etc/network/interfaces': 'source /etc/network/interfaces.d/*\n',
      'etc/network/interfaces.d/br0': 'iface br0 inet static\n  address 192.0.2.3/24\n  bridge_ports eth0\nauto br0\n',
      'etc/xen/xl.conf': 'vif.default.bridge="br0"\n',
    };
    expect(links(graphOf(files))).toEqual(['network:eth0 -- device:eth0', 'device:eth0 -- bridge:br0']);
    expect(lines(files).filter((line) => line.startsWith('bridge'))).toEqual([
      'bridge br0 | bridge · dom0 is 192.0.2.3/24 | etc/network/interfaces.d/br0:1',
    ]);
  });

  it('may have a bridge that a file makes which is not here', () => {
    const graph = graphOf({
      'etc/network/interfaces': 'source /etc/network/bridges\niface eth0 inet manual\n',
      'etc/xen/xl.conf': 'vif.default.bridge="br0"\n',
      'etc/xen/web.cfg': guest('web', "'ip=192.0.2.10'"),
    });
    expect(links(graph)).toEqual(['network:eth0 -- device:eth0', 'network:eth0 ~- bridge:br0']);
  });

  it('takes a MASQUERADE rule of the interfaces file for NAT', () => {
    const graph = graphOf({
      'etc/network/interfaces':
        'auto eth0\niface eth0 inet static\n  address 192.0.2.3/24\n  gateway 192.0.2.1\n' +
        'auto xenbr0\niface xenbr0 inet static\n  address 10.0.0.254/24\n  bridge_ports none\n' +
        '  post-up iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE\n',
      'etc/xen/xl.conf': '',
      'etc/xen/web.cfg': guest('web', "'ip=10.0.0.1'"),
    });
    expect(graph.mode).toBe('nat');
    expect(graph.summary).toContain('hidden behind dom0');
    expect(links(graph)).toEqual(['network:eth0 -- device:eth0', 'device:eth0 -< nat', 'nat -< bridge:xenbr0']);
    expect(graph.areas.map((area) => [area.element.label, area.ground])).toEqual([['10.0.0.0/24', 'private']]);
  });
});

describe('what no file says', () => {
  it('stays unknown for a guest without a host', () => {
    const files = { 'vm01.cfg': guest('vm01', "'ip=10.0.0.1'") };
    expect(lines(files, { toolstack: 'xm' })).toEqual([
      '~host dom0 | the host is not in these files | -',
      '~unknown Not known | no file says what it is plugged into | -',
      '~subnet No known subnet | not known how it leads outside | -',
      'guest vm01 | PV | vm01.cfg:1',
      'vif vif 0 | 10.0.0.1 | vm01.cfg:3',
    ]);
    expect(links(graphOf(files, { toolstack: 'xm' }))).toEqual([]);
  });

  it('names the bridge of network-bridge once the release is known', () => {
    const files = exampleFiles('bridge');
    const bridge = (version: string) => graphOf(files, { version }).attachments.map((one) => one.label);
    expect([bridge('newest'), bridge('3.1'), bridge('3.2')]).toEqual([['the bridge'], ['xenbr0'], ['eth0']]);
  });

  it('leaves out cards that only a running Python knows, and says so', () => {
    const graph = graphOf({ 'vm01.cfg': 'name = "vm01"\nmemory = 64\nvif = [ make(1) ]\n' }, { toolstack: 'xm' });
    expect(facts(graph, 'vm01')['Further network cards']).toBe('made by Python when the file runs; not known here');
    expect(graph.areas.map((area) => area.element.label)).toEqual(['Cards not known']);
  });
});

describe('a guest without ip=', () => {
  it('has the address of its own interfaces file', () => {
    const files = exampleFiles('bridge');
    const without = { ...files, 'bridge/web01.cfg': (files['bridge/web01.cfg'] ?? '').replace(',ip=192.168.0.6', '') };
    expect(lines(without)).toEqual(lines(files));
    expect(
      graphOf(without)
        .areas.flatMap((area) => area.guests[0]?.vifs[0]?.element.facts ?? [])
        .slice(0, 2),
    ).toEqual([
      { name: 'Address in the guest', value: '192.168.0.6' },
      { name: 'MAC', value: '00:16:3e:10:00:06' },
    ]);
  });
});

describe('areas', () => {
  it('let a guest move when its ip= leaves the subnet', () => {
    const files = exampleFiles('route');
    const moved = {
      ...files,
      'route/app02.cfg': (files['route/app02.cfg'] ?? '').replace('ip=10.0.0.2', 'ip=10.9.0.2'),
    };
    const areas = (graph: NetworkGraph) =>
      graph.areas.map((area) => [area.element.label, ...area.guests.map((one) => one.element.label)]);
    expect(areas(graphOf(files))).toEqual([['10.0.0.0/24', 'app01', 'app02', 'db01']]);
    expect(areas(graphOf(moved))).toEqual([
      ['10.0.0.0/24', 'app01', 'db01'],
      ['No known subnet', 'app02'],
    ]);
  });
});

describe('hosts', () => {
  it('have names that tell them apart, guests without a host come last', () => {
    const conf = { 'a/dom0/etc/xen/xl.conf': '', 'b/dom0/etc/xen/xl.conf': '', 'c/etc/xen/xl.conf': '' };
    const workspace = workspaceOf({ ...conf, 'loose.cfg': guest('loose', '') });
    expect(hostsOf(workspace).map((host) => [host.name, host.guests.length])).toEqual([
      ['a/dom0', 0],
      ['b/dom0', 0],
      ['c', 0],
      ['guests without a host', 1],
    ]);
  });

  it('are drawn one at a time', () => {
    const files = { ...exampleFiles('nat'), ...exampleFiles('route') };
    const roots = hostsOf(workspaceOf(files)).map((host) => host.root);
    expect(roots.map((root) => graphOf(files, {}, root).mode)).toEqual(['nat', 'route']);
    expect(graphOf(files, {}, '/gone').mode).toBe('nat');
  });

  it('are none in an empty workspace', () => {
    expect(networkGraph(workspaceOf({}), () => [])).toBeUndefined();
  });
});
