/** The network of a host, read from the files of every program that sets one up. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostNetwork } from '../../server/src/model/host-network/network.ts';
import { languageOf } from '../../server/src/model/language.ts';
import { defaultSettings } from '../../server/src/model/settings.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';

/** The files of a host below /host, and a guest on each of the bridges. */
function hostOf(files: Readonly<Record<string, string>>, bridges: readonly string[] = ['x']): Workspace {
  const workspace = new Workspace(() => defaultSettings);
  const vifs = bridges.map((bridge) => `'bridge=${bridge}'`).join(', ');
  const all = {
    ...files,
    'etc/xen/xl.conf': 'vif.default.script="vif-bridge"\n',
    'etc/xen/a.cfg': `name = "a"\ntype = "hvm"\nvif = [ ${vifs} ]\n`,
  };
  for (const [path, text] of Object.entries(all)) {
    const kind = languageOf(`/host/${path}`, text, true);
    if (kind) workspace.set(`file:///host/${path}`, kind, text, 0);
  }
  return workspace;
}

/** `br0(eth0,eth1) ovs0*() | addresses | gateways | name servers`; `?` where something could not be read. */
function described(files: Readonly<Record<string, string>>): string {
  const workspace = hostOf(files);
  const network = hostNetwork(workspace.guests()[0] as never, workspace);
  const bridges = network.bridges.map(
    (one) => `${one.name}${one.kind === 'openvswitch' ? '*' : ''}(${one.ports.join()})`,
  );
  const parts = [
    bridges.join(' '),
    ...[network.addresses, network.gateways, network.nameServers].map((list) =>
      [...new Set(list.map((one) => one.text))].join(),
    ),
  ];
  return `${network.complete ? '' : '? '}${parts.join(' | ')}`;
}

/** The findings about bridges of the guest there. */
function alarms(workspace: Workspace): string[] {
  const guest = workspace.guests()[0];
  if (!guest) return ['no guest'];
  return workspace
    .observe(guest.uri, () => check(guest, contextFor(guest, workspace)))
    .filter((one) => ['unknown-bridge', 'vif-on-card', 'script-for-other-bridge'].includes(one.code))
    .map((one) => `${one.code} ${guest.text.slice(one.span.offset, one.span.end)}`);
}

describe('what each program’s files make', () => {
  it.each([
    [
      'ifupdown',
      {
        'etc/network/interfaces':
          'source /etc/network/interfaces.d/*\niface lo inet loopback\niface xenbr0 inet static\n  address 10.0.0.2/24\n  gateway 10.0.0.1\n' +
          '  dns-nameservers 10.0.0.3 10.0.0.4\n  bridge_ports eth0\n  up ip addr add 10.0.0.9/24 dev $IFACE\n',
        'etc/network/interfaces.d/br1': 'iface br1 inet manual\n  bridge_ports none\n',
      },
      'xenbr0(eth0) br1() | 10.0.0.2,10.0.0.9 | 10.0.0.1 | 10.0.0.3,10.0.0.4',
    ],
    [
      'ifupdown with Open vSwitch',
      {
        'etc/network/interfaces':
          'iface ovsbr0 inet manual\n  ovs_type OVSBridge\n  ovs_ports eth0\niface eth0 inet manual\n  ovs_type OVSPort\n  ovs_bridge ovsbr0\n',
      },
      'ovsbr0*(eth0) |  |  | ',
    ],
    [
      'a command that cannot be read',
      { 'etc/network/interfaces': 'iface eth0 inet manual\n  up /root/net.sh\n' },
      '?  |  |  | ',
    ],
    [
      'netplan',
      {
        'etc/netplan/01.yaml':
          '---\nnetwork:\n  version: 2\n  ethernets: {eth0: {}, eth1: {}}\n  bridges:\n    xenbr0:\n      interfaces : [eth0]\n      addresses: [10.0.0.2/24]\n' +
          '      routes: [{to: default, via: 10.0.0.1}, {to: 10.9.0.0/16, via: 10.0.0.8}]\n      nameservers: {addresses: [10.0.0.3]}\n' +
          '    ovs0:\n      interfaces:\n      - eth1 # the second\n      openvswitch: {}\n',
      },
      'xenbr0(eth0) ovs0*(eth1) | 10.0.0.2 | 10.0.0.1 | 10.0.0.3',
    ],
    ['netplan, broken', { 'etc/netplan/01.yaml': 'network:\n  bridges:\n    br0: [\n' }, '? br0() |  |  | '],
    [
      'netplan, a placeholder',
      { 'etc/netplan/01.yaml': 'network:\n  bridges:\n    <bridge>:\n      dhcp4: true\n' },
      '? <bridge>() |  |  | ',
    ],
    [
      'netplan, a key of a later release',
      { 'etc/netplan/01.yaml': 'network:\n  hoverboards: {a: {}}\n' },
      '?  |  |  | ',
    ],
    [
      'systemd-networkd',
      {
        'etc/systemd/network/1.netdev': '# made\n[NetDev]\nName=br0  \nKind=bridge\n',
        'etc/systemd/network/2.network':
          '[Match]\nName=br0\n[Network]\nDNS=10.0.0.3 10.0.0.4\n[Address]\nAddress=10.0.0.2/24\n[Route]\nGateway=10.0.0.1\n[Route]\nDestination=10.9.0.0/16\nGateway=10.0.0.8\n',
        'etc/systemd/network/3.network': '[Match]\nName=eth0\n[Network]\nBridge=br0\n',
        'etc/systemd/network/4.network': '[Match]\nName=en*\n[Network]\nBridge=br0\n',
      },
      'br0(eth0) | 10.0.0.2 | 10.0.0.1 | 10.0.0.3,10.0.0.4',
    ],
    [
      'a .netdev whose name the host fills in',
      { 'etc/systemd/network/1.netdev': '[NetDev]\nName=br-%H\nKind=bridge\n' },
      '?  |  |  | ',
    ],
    [
      'NetworkManager',
      {
        'etc/NetworkManager/system-connections/br 0.nmconnection':
          '[connection]\ntype=bridge\ninterface-name=br0\n[ipv4]\naddress1=10.0.0.2/24,10.0.0.1\ndns=10.0.0.3;\n',
        'etc/NetworkManager/system-connections/port':
          '[connection]\ntype=ethernet\ninterface-name=eth0\ncontroller=br0\nport-type=bridge\n',
      },
      'br0(eth0) | 10.0.0.2 | 10.0.0.1 | 10.0.0.3',
    ],
    [
      'Red Hat’s ifcfg',
      {
        'etc/sysconfig/network-scripts/ifcfg-br0':
          'DEVICE="br0"\nTYPE=Bridge\nIPADDR=10.0.0.2  \nPREFIX=24\n GATEWAY=\'10.0.0.1\'\nDNS1=10.0.0.3\n',
        'etc/sysconfig/network-scripts/ifcfg-eth1': 'DEVICE=eth0  # the first\nBRIDGE=br0\n',
        'etc/sysconfig/network-scripts/ifcfg-ovs': 'DEVICE=ovs\nTYPE=OVSBridge\n',
      },
      'br0(eth0) ovs*() | 10.0.0.2 | 10.0.0.1 | 10.0.0.3',
    ],
    [
      'SUSE’s ifcfg',
      {
        'etc/sysconfig/network/ifcfg-lan0': "BRIDGE_PORTS='em1 em2'\nBRIDGE='yes'\nIPADDR='10.0.0.2/24'\n",
        'etc/sysconfig/network/ifcfg-em1': "IPADDR='0.0.0.0/32'\n",
      },
      'lan0(em1,em2) | 10.0.0.2 |  | ',
    ],
    ['NetBSD', { 'etc/ifconfig.bridge0': 'create\n!brconfig $int add fxp0 up\n' }, 'bridge0(fxp0) |  |  | '],
    [
      'a start-up script',
      {
        'etc/rc.local':
          '#!/bin/sh\nbrctl addbr xenbr0\nip link add name br1 type bridge\novs-vsctl --may-exist add-br ovs0\n',
      },
      'xenbr0() br1() ovs0*() |  |  | ',
    ],
    ['a start-up script with variables', { 'etc/rc.local': 'brctl addbr $BRIDGE\n' }, '?  |  |  | '],
    ['Gentoo', { 'etc/conf.d/net': 'bridge_br0="eth0"\n' }, '?  |  |  | '],
    ['no file at all', {}, '?  |  |  | '],
    ['files of a guest', { 'a/etc/netplan/01.yaml': 'network: {bridges: {br0: {}}}\n' }, '?  |  |  | '],
  ])('%s', (_title, files, expected) => {
    expect(described(files as Readonly<Record<string, string>>)).toBe(expected);
  });
});

describe('guests on the bridges of a host', () => {
  const NETPLAN = {
    'etc/netplan/01.yaml': 'network: {ethernets: {eth0: {}}, bridges: {xenbr0: {interfaces: [eth0]}}}\n',
  };

  it('is silent about bridges that some file makes, and about those of daemons', () => {
    const both = { ...NETPLAN, 'etc/network/interfaces': 'iface lxcbr0 inet manual\n  bridge_ports none\n' };
    expect(alarms(hostOf(both, ['xenbr0', 'lxcbr0', 'virbr0', 'docker0']))).toEqual([]);
  });

  it('finds a bridge that none makes, and a card', () => {
    expect(alarms(hostOf(NETPLAN, ['xenbr1', 'eth0']))).toEqual(['unknown-bridge xenbr1', 'vif-on-card eth0']);
  });

  it('is silent where a file of the host cannot be read', () => {
    expect(alarms(hostOf({ ...NETPLAN, 'etc/conf.d/net': '' }, ['xenbr1']))).toEqual([]);
  });

  it('takes a folder of pieces that is absent or empty for one without bridges, and a single file for one that may have some', () => {
    const main = 'iface xenbr0 inet manual\n  bridge_ports eth0\n';
    const wanted = [
      ['source /etc/network/interfaces.d/*\n', ['unknown-bridge xenbr4']],
      ['source-directory /etc/network/interfaces.d\n', ['unknown-bridge xenbr4']],
      ['source /etc/network/bridges\n', []],
      ['source /etc/bridges/*\n', []],
    ];
    expect(
      wanted.map(([line]) => [line, alarms(hostOf({ 'etc/network/interfaces': line + main }, ['xenbr4']))]),
    ).toEqual(wanted);
  });

  it('forgets the bridges of a file that is gone', () => {
    const workspace = hostOf({ ...NETPLAN, 'etc/netplan/02.yaml': 'network: {bridges: {br2: {}}}\n' }, ['br2']);
    expect(alarms(workspace)).toEqual([]);
    expect([...workspace.delete('file:///host/etc/netplan/02.yaml')]).toContain('file:///host/etc/xen/a.cfg');
    expect(alarms(workspace)).toEqual(['unknown-bridge br2']);
  });
});

/** Where each kind of real layout lies on its host. */
const PLACES: Readonly<Record<string, (name: string) => string>> = {
  netplan: (name) => `netplan/${name}`,
  networkd: (name) => `systemd/network/${name}`,
  networkmanager: (name) => `NetworkManager/system-connections/${name}`,
  'ifcfg-redhat': (name) => `sysconfig/network-scripts/${name}`,
  'ifcfg-suse': (name) => `sysconfig/network/${name}`,
  alpine: () => 'network/interfaces',
  gentoo: () => 'conf.d/net',
  netctl: (name) => `netctl/${name}`,
  netbsd: (name) => (name.startsWith('rc') ? 'rc.conf' : 'ifconfig.bridge0'),
  freebsd: () => 'rc.conf',
  nixos: (name) => `nixos/${name}`,
};

/** The bridges of real layouts, Open vSwitch's with a star; `?` where no reader knows the program's files. */
const REAL: Readonly<Record<string, string>> = {
  'alpine/br0-brctl-pre-up': 'br0',
  'alpine/two-bare-bridges-up-ip-link': 'bridge0 bridge1',
  'freebsd/rc.conf-bhyve-tap0': '? ',
  'freebsd/rc.conf-bridge0-two-nics': '? ',
  'freebsd/rc.conf-bridge0-vlan12': '? ',
  'gentoo/ganeti-old-arrays': '? ',
  'gentoo/installer-br0-br1-vlans': '? ',
  'gentoo/wiki-two-ports': '? ',
  'gentoo/xen-russian-cyrillic-c': '? ',
  'ifcfg-redhat/bootproto-twice-comment': 'br1',
  'ifcfg-redhat/centos6-xenbr0': 'xenbr0',
  'ifcfg-redhat/centos7-xenbr0-nm-controlled': 'xenbr0',
  'ifcfg-redhat/cloudbr0-cloudbr1-doc': 'cloudbr0 cloudbr1',
  'ifcfg-redhat/device-differs-from-name': 'br0 br1',
  'ifcfg-redhat/ovs-br-ex': 'br-ex*',
  'ifcfg-redhat/static-no-quotes': 'br0',
  'ifcfg-redhat/trailing-blanks-em1': 'br0',
  'ifcfg-redhat/vlan206-in-br0': 'br0',
  'ifcfg-redhat/wicked-sample-quotes': 'br0',
  'ifcfg-suse/bridge-without-ports': 'brclean',
  'ifcfg-suse/host-only-dummy42': 'bridge42',
  'ifcfg-suse/site-link-prefixlen': 'lan0',
  'ifcfg-suse/yast-br0-empty-keys': 'br0',
  'ifupdown/aio-openstack-interfaces.cfg': 'br-mgmt br-vxlan br-storage br-vlan br-dbaas',
  'ifupdown/bond-vlan4001-two-bridges': 'br-ex br-pxe',
  'ifupdown/bridge-in-its-own-ports': 'br0',
  'ifupdown/five-bridges-interfaces.d': 'br-flat br-mgmt br-storage br-vlan br-vxlan',
  'ifupdown/hetzner-up-ip-addr-add-ipv6': '',
  'ifupdown/hyphen-and-underscore-keys': 'br0',
  'ifupdown/ifupdown2-vlan-aware-basic': 'bridge',
  'ifupdown/karmic-secondary-addresses-label': '',
  'ifupdown/ovs-readme-ex3-two-ports': 'br0*',
  'ifupdown/ovs-readme-ex4-internal-port-tag100': 'br1*',
  'ifupdown/ovs-readme-ex5-bond': 'br2*',
  'ifupdown/proxmox-masquerade-post-up': 'vmbr0',
  'ifupdown/proxmox-vlan-aware': 'vmbr0',
  'ifupdown/xenbr0-is-ovs-made-outside': '',
  'ifupdown/xenbr0-manual-xenbr1-dhcp-one-auto': 'xenbr0 xenbr1',
  'ifupdown/xenbr0-ports-none-trailing-blanks': 'xenbr0',
  'netbsd/ifconfig.bridge0': 'bridge0',
  'netbsd/ifconfig.bridge0-bang-add-wrong': 'bridge0',
  'netbsd/rc.conf-xend': '? ',
  'netctl/br0-static-eth0': '? ',
  'netctl/xenbridge-dhcp': '? ',
  'netplan/arm64-br0-dhcp-version-last.yaml': 'br0',
  'netplan/bond-4vlan-5bridges.yaml': 'br-mgmt br-storage br-vxlan br-ext br-vlan br-dbaas',
  'netplan/br0-macaddress-activation-manual.yaml': 'br0',
  'netplan/br1-match-mac-mtu-br0-bare.yaml': 'br1 br0',
  'netplan/cloudbr0-cloudbr1-doc.yaml': 'cloudbr0 cloudbr1',
  'netplan/example-bridge-over-vlan15.yaml': 'br0',
  'netplan/example-ovs-patch-bond.yaml': 'ovs0*',
  'netplan/lxdbr0-no-version-key.yaml': 'lxdbr0',
  'netplan/nm-renderer-br0-eth1-dhcp.yaml': 'br0',
  'netplan/no-bridge-duplicate-key-invalid.yaml': '',
  'netplan/ten-vlan-bridges-openstack.yaml': 'br0 br1 br11 br50 br100 br150 br200 br250 br99 br30',
  'netplan/veth-into-bridge-routeros.yaml': 'routeros',
  'netplan/wifi-and-br0-static.yaml': 'br0',
  'netplan/xen-libvirt-br0-eno1-static16.yaml': 'br0',
  'netplan/xen418-nm-renderer-xenbr0-eno1.yaml': 'xenbr0',
  'netplan/xen418-xenbr1-no-ports.yaml': 'xenbr1',
  'netplan/xenbr0-only-10.0.0.1.yaml': 'xenbr0',
  'netplan/xenbr0-placeholder-address.yaml': 'xenbr0',
  'networkd/aspire-wildcard-en': 'br0',
  'networkd/course-eno1-xenbr0': 'xenbr0',
  'networkd/domd-cetibox': 'xenbr0',
  'networkd/gentoo-br0-brqemu': 'br0 brqemu',
  'networkd/nas-match-host': 'br0',
  'networkd/nucleus-banner': 'br0',
  'networkmanager/bridge-vlan-filtering': 'osp_trunk',
  'networkmanager/master-by-uuid': 'br-wired',
  'networkmanager/router-controller-port-type': 'br0',
  'networkmanager/suse-address1-with-gateway': 'br0',
  'nixos/virt-manager-br0.nix': '? ',
  'nixos/xen-dom0-xenbr0-empty.nix': '? ',
};

const corpus = new URL('../../../shared/corpus/host-networks', import.meta.url).pathname;

describe.runIf(existsSync(corpus))('the layouts of real hosts', () => {
  it.each(Object.entries(REAL))('%s: %s', (layout, expected) => {
    const kind = layout.slice(0, layout.indexOf('/'));
    const place = join(corpus, layout);
    const isFolder = statSync(place).isDirectory();
    const files: Record<string, string> = {};
    for (const name of isFolder ? readdirSync(place) : [layout.slice(kind.length + 1)]) {
      const text = readFileSync(isFolder ? join(place, name) : place, 'utf8');
      const path = PLACES[kind]?.(name) ?? (isFolder ? `network/interfaces.d/${name}` : 'network/interfaces');
      files[`etc/${path}`] = text;
    }
    if (kind === 'ifupdown' && isFolder) files['etc/network/interfaces'] = 'source /etc/network/interfaces.d/*\n';
    const words = expected.split(' ').filter((word) => word !== '?' && word !== '');
    const found = hostNetwork(hostOf(files).guests()[0] as never, hostOf(files));
    expect(found.bridges.map((one) => one.name + (one.kind === 'openvswitch' ? '*' : '')).sort()).toEqual(words.sort());
    const plain = words.filter((word) => !word.endsWith('*'));
    expect(alarms(hostOf(files, plain))).toEqual([]);
    const isTold = !expected.startsWith('?') && plain.length > 0;
    expect(alarms(hostOf(files, ['xenbr99']))).toEqual(isTold ? ['unknown-bridge xenbr99'] : []);
  });
});
