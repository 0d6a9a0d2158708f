/**
 * What each hotplug script of Xen does to the host, release by release: its arguments, the vif keys it looks at and what an
 * administrator sees afterwards. The facts are from the scripts themselves (tools/examples up to 3.3, then tools/hotplug).
 */
import type { Row } from './row.ts';

export type ScriptKind = 'network' | 'vif' | 'block' | 'other';
export type NetworkMode = 'bridge' | 'nat' | 'route' | 'openvswitch' | 'other';
export type ScriptPlatform = 'Linux' | 'NetBSD' | 'FreeBSD';

export interface ScriptArgument {
  /** As written before `=`; of an argument without `=`, what it stands for, in capitals. */
  readonly name: string;
  /** What holds when it is left out, in words where it is not a plain value. */
  readonly default?: string;
  /** One sentence for completion and signature help. */
  readonly description: string;
}

/** Which values of `ip=` a script can use; for any other one of its commands fails (tools/hotplug/Linux, run on their own). */
export interface AddressLimits {
  /** IPv6 fails: the route gets the IPv4 address of dom0 as its source. */
  readonly families: readonly (4 | 6)[];
  /** Most addresses. */
  readonly most?: number;
  /** Largest last number of an address, where the script adds to it. */
  readonly lastNumber?: number;
  /** `network`: a prefix length makes it a route to a network, which has no host bits; `dropped`: what follows a slash is not used. */
  readonly prefix: 'network' | 'dropped';
}

/** A program that a script calls and that a fresh Debian does not have. */
export interface ScriptNeed {
  readonly command: string;
  /** Debian's package. */
  readonly package: string;
  /** When it is called, where that is not always. */
  readonly note?: string;
}

export interface ScriptVifKey {
  readonly name: string;
  /** `required`: the script fails without it. `needed`: the script succeeds and the guest cannot be reached. */
  readonly need: 'required' | 'needed' | 'optional';
  readonly note?: string;
  /** First release in which the script looks at the key, where that is later than the row. */
  readonly since?: string;
  /** Of `ip`, where the script makes addresses and routes of it. */
  readonly addresses?: AddressLimits;
}

/** One script during the releases in which it behaved alike; several rows may have the same name. */
export interface HotplugScriptRow extends Row {
  readonly kind: ScriptKind;
  readonly mode: NetworkMode;
  readonly platform: ScriptPlatform;
  readonly args: readonly ScriptArgument[];
  readonly vifKeys: readonly ScriptVifKey[];
  /** What is different on the host after the script has run. */
  readonly hostEffect: string;
  /** Programs that it cannot do without. */
  readonly needs?: readonly ScriptNeed[];
  /** Set where xl starts the script for the emulated card of an HVM guest as well, and it does nothing for it. */
  readonly emulatedCard?: 'ignored';
}

type Written = Omit<HotplugScriptRow, 'type' | 'status' | 'platform' | 'args' | 'vifKeys'> &
  Partial<Pick<HotplugScriptRow, 'status' | 'platform' | 'args' | 'vifKeys'>>;

function script(row: Written): HotplugScriptRow {
  return { type: 'script', status: 'current', platform: 'Linux', args: [], vifKeys: [], ...row };
}

const antispoof: ScriptArgument = {
  name: 'antispoof',
  default: 'no',
  description: 'yes drops forwarded packets unless a rule allows them, so that guests cannot use foreign addresses.',
};
const unusedAntispoof: ScriptArgument = {
  name: 'antispoof',
  default: 'no',
  description: 'Accepted, and without any effect in this script.',
};
const vifnum = (standard: string): ScriptArgument => ({
  name: 'vifnum',
  default: standard,
  description: 'The number N of the veth and vif0 pair that is used for the bridge.',
});
const oldBridge: ScriptArgument = {
  name: 'bridge',
  default: 'xenbr followed by vifnum',
  description: 'The name of the bridge that is made; null leaves the network alone.',
};
const newBridge: ScriptArgument = {
  name: 'bridge',
  default: 'the name of netdev',
  description: 'The name of the bridge that is made; null leaves the network alone.',
};
const realNic = (standard: string): ScriptArgument => ({
  name: 'netdev',
  default: standard,
  description: 'The network card of the host that becomes a port of the bridge.',
});
const outNic = (standard: string): ScriptArgument => ({
  name: 'netdev',
  default: standard,
  description: 'The network card through which guests reach the outside.',
});
const dhcp = (standard: string): ScriptArgument => ({
  name: 'dhcp',
  default: standard,
  description: 'yes enters the guest network into dhcpd.conf and restarts the DHCP server of dom0.',
});
const vifBridgeArgument = (standard: string): ScriptArgument => ({
  name: 'bridge',
  default: standard,
  description: 'The bridge that the vif joins, unless the vif has its own bridge=.',
});
const allowedAddresses: ScriptArgument = {
  name: 'ip',
  default: 'the ip= of the vif',
  description: 'The addresses that the guest may send from.',
};
const oneAddress: ScriptArgument = {
  name: 'ip',
  default: 'the ip= of the vif',
  description: 'The one address of the guest, with /bits where wanted.',
};
const ipForFirewall: ScriptVifKey = {
  name: 'ip',
  need: 'optional',
  note: 'Only tells the firewall which sender addresses are allowed, and not even that with Debian’s scripts; the guest sets its address itself.',
};
const vifname: ScriptVifKey = { name: 'vifname', need: 'optional', note: 'Renames the vif on dom0.' };
const routedIp: ScriptVifKey = {
  name: 'ip',
  need: 'needed',
  note: 'Without it no route to the guest is made and nobody can reach it. IPv4 only; a network must have no host bits.',
  addresses: { families: [4], prefix: 'network' },
};
const natIp: ScriptVifKey = {
  name: 'ip',
  need: 'optional',
  note: 'One IPv4 address. Left out, the guest has to use 10.(domid/256).(domid%256).(vif index + 1).',
  addresses: { families: [4], most: 1, lastNumber: 128, prefix: 'dropped' },
};
const brctl: ScriptNeed = { command: 'brctl', package: 'bridge-utils' };
const ifconfig: ScriptNeed = { command: 'ifconfig', package: 'net-tools' };
const iptables: ScriptNeed = { command: 'iptables', package: 'iptables' };
const openvswitch: ScriptNeed = { command: 'ovs-vsctl', package: 'openvswitch-switch' };
const dhcpWhenInstalled = 'yes when /etc/dhcpd.conf exists, otherwise no';
const defaultRouteNic = 'letters and digits of the card with the default route, else eth0';

export const hotplugScripts: readonly HotplugScriptRow[] = [
  script({
    name: 'network-bridge',
    since: '3.0.0',
    until: '3.0.0',
    kind: 'network',
    mode: 'bridge',
    args: [vifnum('0'), oldBridge, realNic('eth followed by vifnum'), antispoof],
    needs: [brctl],
    hostEffect:
      'ethN is renamed pethN, vethN takes over its name, address and MAC, and pethN and vif0.N become ports of xenbrN.',
    summary: 'Makes the bridge xenbr0 and connects the network card of the host to it.',
    details: 'For guests that shall be ordinary machines on the LAN. Open connections to dom0 may stall while it runs.',
    example: "(network-script 'network-bridge netdev=eth1 bridge=xenbr1')",
    source: 'RELEASE-3.0.0:tools/examples/network-bridge:62; RELEASE-3.0.0:tools/examples/network-bridge:246',
  }),
  script({
    name: 'network-bridge',
    since: '3.0.2',
    until: '3.0.2',
    kind: 'network',
    mode: 'bridge',
    args: [vifnum('0'), oldBridge, realNic('last word of the default route'), antispoof],
    needs: [brctl],
    hostEffect:
      'As in 3.0.0, with the card of the default route as port; veth0 and xenbr0 are used even when that card is eth1.',
    summary: 'Makes the bridge xenbr0 and connects the card with the default route to it.',
    details: 'Give netdev= and vifnum= together when the card is not eth0, or the numbers of card and bridge differ.',
    example: "(network-script 'network-bridge netdev=eth1 vifnum=1')",
    source: '3.0.2-branched:tools/examples/network-bridge:64',
  }),
  script({
    name: 'network-bridge',
    since: '3.0.3',
    until: '3.1',
    kind: 'network',
    mode: 'bridge',
    args: [
      vifnum('number of the card with the default route, else 0'),
      oldBridge,
      realNic('eth followed by vifnum'),
      antispoof,
    ],
    needs: [brctl],
    hostEffect: 'As in 3.0.0, with N taken from the card of the default route: eth1 gives xenbr1.',
    summary: 'Makes the bridge xenbrN for the card ethN that has the default route.',
    details:
      'A default route with more words behind the card, such as metric 100, gives a wrong N and no working bridge; write vifnum= or netdev= then.',
    example: "(network-script 'network-bridge netdev=eth1 bridge=xenbr1')",
    source: 'xen-3.1.0:tools/examples/network-bridge:62; xen-3.1.0:tools/examples/network-bridge:218',
  }),
  script({
    name: 'network-bridge',
    since: '3.2',
    until: '4.0',
    kind: 'network',
    mode: 'bridge',
    args: [realNic(defaultRouteNic), newBridge, antispoof],
    needs: [brctl],
    hostEffect:
      'The card is renamed with a p in front (peth0), and a bridge takes over its old name and its address; there is no veth0 or vif0.0.',
    summary: 'Turns the name of the network card into a bridge and makes the card its port.',
    details:
      'The bridge is called eth0 now, so bridge=xenbr0 in an old guest needs changing. A card such as enp3s0 is cut to enp3: give netdev= for it.',
    example: "(network-script 'network-bridge netdev=eth1')",
    source:
      '3.2.0-rc6:tools/examples/network-bridge:86; 3.2.0-rc6:tools/examples/network-bridge:222; 3.2.0-rc6:tools/examples/network-bridge:76',
  }),
  script({
    name: 'network-bridge',
    since: '4.1',
    until: '4.4',
    kind: 'network',
    mode: 'bridge',
    args: [realNic(defaultRouteNic), newBridge, antispoof],
    needs: [brctl],
    hostEffect:
      'As from 3.2 on when the host has no bridge; when it has any bridge, start changes nothing. stop acts only when the p-card is a port of that bridge.',
    summary: 'Makes a bridge out of the network card unless the host already has a bridge.',
    details:
      'Better leave network-script out and define the bridge in the network files of the distribution. A bridge of another program, such as virbr0, keeps this script from doing anything.',
    example: "(network-script 'network-bridge netdev=eth1')",
    source: 'xend-final:tools/hotplug/Linux/network-bridge:221; xend-final:tools/hotplug/Linux/network-bridge:273',
  }),
  script({
    name: 'network-route',
    since: '3.0.0',
    until: '3.0.3',
    kind: 'network',
    mode: 'route',
    hostEffect: 'ip_forward is on after every call, even after stop; nothing else changes.',
    summary: 'Makes dom0 forward packets, for guests on a routed subnet.',
    details: 'It reads no argument. Switch proxy_arp on yourself, or the LAN does not find the guests.',
    example: '(network-script network-route)',
    source: 'RELEASE-3.0.0:tools/examples/network-route:19',
  }),
  script({
    name: 'network-route',
    since: '3.0.4',
    until: '4.0',
    kind: 'network',
    mode: 'route',
    args: [
      outNic('eth followed by vifnum, normally just eth'),
      { name: 'vifnum', default: 'nothing', description: 'The number that completes eth when netdev= is not given.' },
    ],
    hostEffect: 'ip_forward is on and proxy_arp is on for netdev.',
    summary: 'Makes dom0 forward packets and answer ARP for its guests on the outgoing card.',
    details: 'Without netdev= or vifnum= it looks for a card called eth, fails half way, and proxy_arp stays off.',
    example: "(network-script 'network-route netdev=eth0')",
    source: 'xen-3.1.0:tools/examples/network-route:24; RELEASE-4.0.0:tools/hotplug/Linux/network-route:25',
  }),
  script({
    name: 'network-route',
    since: '4.1',
    until: '4.4',
    kind: 'network',
    mode: 'route',
    args: [outNic('eth0')],
    hostEffect: 'ip_forward is on and proxy_arp is on for netdev, whether called with start, stop or status.',
    summary: 'Makes dom0 forward packets and answer ARP for its guests on the outgoing card.',
    details: 'Give netdev= when the card is not eth0, or the LAN does not find the guests.',
    example: "(network-script 'network-route netdev=eth1')",
    source: 'xend-final:tools/hotplug/Linux/network-route:25; xend-final:tools/hotplug/Linux/network-route:28',
  }),
  script({
    name: 'network-nat',
    since: '3.0.0',
    until: '3.2',
    kind: 'network',
    mode: 'nat',
    args: [outNic('eth0'), unusedAntispoof, dhcp('no')],
    needs: [iptables],
    hostEffect:
      'ip_forward is on and the nat table has a MASQUERADE rule out of netdev; each further start of xend adds the same rule again.',
    summary: 'Hides the guests behind the address of dom0.',
    details: 'For guests that reach the internet and are not reached from it. Give netdev= when the card is not eth0.',
    example: "(network-script 'network-nat netdev=eth1')",
    source: 'xen-3.1.0:tools/examples/network-nat:27; xen-3.1.0:tools/examples/network-nat:72',
  }),
  script({
    name: 'network-nat',
    since: '3.3',
    until: '4.4',
    kind: 'network',
    mode: 'nat',
    args: [outNic('eth0'), unusedAntispoof, dhcp(dhcpWhenInstalled)],
    needs: [iptables],
    hostEffect:
      'As before; with dhcp a subnet 10.0.0.0 with mask 255.255.0.0 is appended to dhcpd.conf and the DHCP server restarted.',
    summary: 'Hides the guests behind the address of dom0 and can serve them addresses.',
    details: 'Say dhcp=no here and in vif-nat when a dhcpd.conf of your own has to stay as it is.',
    example: "(network-script 'network-nat netdev=eth0 dhcp=no')",
    source: 'xend-final:tools/hotplug/Linux/network-nat:33; xend-final:tools/hotplug/Linux/network-nat:59',
  }),
  script({
    name: 'network-vnet',
    since: '3.0.0',
    until: '4.1',
    kind: 'network',
    mode: 'other',
    args: [{ name: 'ARGUMENTS', description: 'Everything is handed on to network-bridge.' }],
    hostEffect: 'The vnet module is loaded through vnet-insert, then network-bridge runs with the same arguments.',
    summary: 'Sets up virtual networks that span several hosts, on top of network-bridge.',
    details: 'It needs the vnet kernel module, which is gone from Xen with 4.2.',
    example: '(network-script network-vnet)',
    source: 'RELEASE-4.0.0:tools/vnet/examples/network-vnet:10; removed by commit 2a738c3fe1',
  }),
  script({
    name: 'vif-bridge',
    since: '3.0.0',
    until: '3.1',
    kind: 'vif',
    mode: 'bridge',
    args: [vifBridgeArgument('the first bridge that brctl show lists'), allowedAddresses],
    vifKeys: [{ name: 'bridge', need: 'optional' }, ipForFirewall, { ...vifname, since: '3.0.2' }],
    needs: [brctl],
    hostEffect:
      'vifN.M is a port of the bridge, and FORWARD accepts what comes from it: with ip= only those addresses and DHCP.',
    summary: 'Plugs the network card of a guest into a bridge.',
    details: 'It belongs to network-bridge or to a bridge of your own. Name the bridge when the host has several.',
    example: "(vif-script 'vif-bridge bridge=xenbr1')",
    source: 'xen-3.1.0:tools/examples/vif-bridge:40; xen-3.1.0:tools/examples/vif-common.sh:92',
  }),
  script({
    name: 'vif-bridge',
    since: '3.2',
    until: '4.4',
    kind: 'vif',
    mode: 'bridge',
    args: [vifBridgeArgument('the first bridge that brctl show lists'), allowedAddresses],
    vifKeys: [{ name: 'bridge', need: 'optional' }, ipForFirewall, vifname],
    needs: [brctl],
    hostEffect:
      'As before; a missing xenbrN is replaced by ethN if that is a bridge. From 4.1 the MTU of the bridge is copied and the tap device of an HVM guest added.',
    summary: 'Plugs the network card of a guest into a bridge.',
    details: 'It belongs to network-bridge or to a bridge of your own. Name the bridge when the host has several.',
    example: "(vif-script 'vif-bridge bridge=xenbr1')",
    source: 'xend-final:tools/hotplug/Linux/vif-bridge:69; xend-final:tools/hotplug/Linux/vif-bridge:84',
  }),
  script({
    name: 'vif-bridge',
    since: '4.5',
    kind: 'vif',
    mode: 'bridge',
    args: [vifBridgeArgument('xenbr0, which xl always fills in'), allowedAddresses],
    vifKeys: [
      { name: 'bridge', need: 'optional', note: 'Left out, xl uses xenbr0 or vif.default.bridge.' },
      ipForFirewall,
      vifname,
      { name: 'mtu', need: 'optional', since: '4.15', note: 'Instead of the MTU of the bridge.' },
    ],
    needs: [{ ...brctl, note: 'up to 4.13, and where the vif names no bridge' }],
    hostEffect:
      'vifN.M, and for an HVM guest vifN.M-emu, are ports of the bridge. From 4.14 on brctl need not be installed.',
    summary: 'Plugs the network card of a guest into a bridge; the script that xl uses unless told otherwise.',
    details: 'The bridge must exist before the guest starts: xl makes none.',
    example: "vif = [ 'script=vif-bridge,bridge=xenbr0' ]",
    source: 'xen-head:tools/hotplug/Linux/vif-bridge:38; xen-head:tools/libs/light/libxl_nic.c:85',
  }),
  script({
    name: 'vif-route',
    since: '3.0.0',
    until: '4.4',
    kind: 'vif',
    mode: 'route',
    args: [
      { name: 'netdev', default: 'eth0', description: 'The card of the host whose address the vif borrows.' },
      allowedAddresses,
    ],
    vifKeys: [routedIp],
    needs: [ifconfig],
    hostEffect:
      'vifN.M has the address of netdev with mask 255.255.255.255 and proxy_arp, and a host route leads to each address of the guest.',
    summary: 'Routes the addresses of a guest to its network card.',
    details: 'It belongs to network-route. Each vif needs its ip=; a bridge= has no effect.',
    example: "(vif-script 'vif-route netdev=eth0')",
    source:
      'RELEASE-3.0.0:tools/examples/vif-route:26; xend-final:tools/hotplug/Linux/vif-route:30; xend-final:tools/hotplug/Linux/vif-common.sh:206',
  }),
  script({
    name: 'vif-route',
    since: '4.5',
    kind: 'vif',
    mode: 'route',
    args: [
      {
        name: 'netdev',
        default: 'the gatewaydev= of the vif, else eth0',
        description: 'The card of the host whose address the vif borrows.',
      },
      allowedAddresses,
    ],
    vifKeys: [
      routedIp,
      { name: 'gatewaydev', need: 'optional', note: 'The card towards the LAN; netdev= is an old name for it.' },
    ],
    needs: [ifconfig],
    hostEffect:
      'vifN.M has the address of the gateway card as /32, and a host route leads to each address of the guest; from 4.13 with metric 2, or 1 for the tap device.',
    summary: 'Routes the addresses of a guest to its network card.',
    details:
      'Switch ip_forward and proxy_arp on yourself. The script fails when the gateway card has no IPv4 address, so name it with gatewaydev= if it is not eth0. It calls ifconfig, which a fresh Debian does not have: install net-tools.',
    example: "vif = [ 'script=vif-route,ip=192.0.2.20,gatewaydev=eth0' ]",
    source: 'xen-head:tools/hotplug/Linux/vif-route:53; xen-head:tools/libs/light/libxl_linux.c:69',
  }),
  script({
    name: 'vif-nat',
    since: '3.0.0',
    until: '3.2',
    kind: 'vif',
    mode: 'nat',
    args: [dhcp('no'), oneAddress],
    vifKeys: [natIp],
    hostEffect:
      'vifN.M has the address of the guest with 127 added to its last number, proxy_arp is on, and a host route leads to the guest.',
    summary: 'Gives a guest a private address behind dom0.',
    details: 'It belongs to network-nat. Only one address, and its last number may not be above 128.',
    example: "vif = [ 'ip=10.0.0.1' ]",
    source: 'RELEASE-3.0.0:tools/examples/vif-nat:61; RELEASE-3.0.0:tools/examples/vif-nat:55',
  }),
  script({
    name: 'vif-nat',
    since: '3.3',
    until: '4.4',
    kind: 'vif',
    mode: 'nat',
    args: [dhcp(dhcpWhenInstalled), oneAddress],
    vifKeys: [natIp],
    hostEffect:
      'As before; with dhcp the guest is entered into dhcpd.conf, the vif into the arguments of dhcpd, and the DHCP server restarted.',
    summary: 'Gives a guest a private address behind dom0 and can hand it out by DHCP.',
    details: 'It belongs to network-nat. Only one address, and its last number may not be above 128.',
    example: "(vif-script 'vif-nat dhcp=no')",
    source: 'xend-final:tools/hotplug/Linux/vif-nat:32; xend-final:tools/hotplug/Linux/vif-nat:110',
  }),
  script({
    name: 'vif-nat',
    since: '4.5',
    kind: 'vif',
    mode: 'nat',
    args: [dhcp(dhcpWhenInstalled), oneAddress],
    vifKeys: [natIp],
    emulatedCard: 'ignored',
    hostEffect: 'As before; no MASQUERADE rule is made, since network-nat went away with xend.',
    summary: 'Gives a guest a private address behind dom0.',
    details:
      'Switch ip_forward on and add the MASQUERADE rule yourself, or the guest reaches only dom0. The emulated card of an HVM guest is left alone; before 4.15 the script logs an error for each vif.',
    example: "vif = [ 'script=vif-nat,ip=10.0.0.1' ]",
    source: 'xen-head:tools/hotplug/Linux/vif-nat:88; fixed by commit 5499e0fc80 (4.15.0-rc1)',
  }),
  script({
    name: 'vif-openvswitch',
    since: '4.3',
    kind: 'vif',
    mode: 'openvswitch',
    args: [
      {
        name: 'bridge',
        description: 'The Open vSwitch bridge, with .VLAN for a tagged port and :TRUNK for each VLAN of a trunk.',
      },
    ],
    vifKeys: [{ name: 'bridge', need: 'required', note: 'NAME[.VLAN][:TRUNK[:TRUNK...]]' }, ipForFirewall],
    needs: [openvswitch],
    hostEffect: 'vifN.M is a port of the Open vSwitch bridge, with its VLAN tag or trunks and the ids of the guest.',
    summary: 'Plugs the network card of a guest into an Open vSwitch bridge.',
    details: 'Make the bridge with ovs-vsctl first; the script makes none and fails without bridge=.',
    example: "vif = [ 'script=vif-openvswitch,bridge=ovsbr0.100' ]",
    source: 'xen-head:tools/hotplug/Linux/vif-openvswitch:69; xend-final:tools/hotplug/Linux/vif-openvswitch:86',
  }),
  script({
    name: 'vif2',
    since: '4.0',
    until: '4.14',
    kind: 'vif',
    mode: 'bridge',
    args: [
      {
        name: 'bridge',
        default: 'the only bridge of the host',
        description: 'The bridge that the device joins; - leaves it alone.',
      },
    ],
    vifKeys: [{ name: 'bridge', need: 'optional', note: 'A key of vif2, needed when the host has several bridges.' }],
    hostEffect: 'The netchannel2 device is a port of the bridge.',
    summary: 'Plugs a netchannel2 device of a guest into a bridge.',
    details: 'netchannel2 was an experiment; use an ordinary vif with vif-bridge.',
    source: 'xend-final:tools/hotplug/Linux/vif2:13; xend-final:tools/hotplug/Linux/vif2:24',
  }),
  script({
    name: 'vif-setup',
    since: '4.1',
    kind: 'vif',
    mode: 'other',
    args: [{ name: 'ARGUMENTS', description: 'Everything is handed on to the script of the vif.' }],
    vifKeys: [{ name: 'script', need: 'optional', note: 'Left out, vif-bridge runs.' }],
    hostEffect: 'That of the script which the vif names, else of vif-bridge.',
    summary: 'Called by udev to run the script that a vif names; not meant to be written in a configuration.',
    details: 'It splits the stored name at blanks, which is why a script may carry arguments here.',
    source: 'xend-final:tools/hotplug/Linux/vif-setup:5; xen-head:tools/hotplug/Linux/vif-setup.in:5',
  }),
  script({
    name: 'vif-post.d/*.hook',
    since: '4.2',
    kind: 'vif',
    mode: 'other',
    hostEffect: 'Whatever the local file does after vif-bridge, vif-nat or vif-route have finished.',
    summary: 'Files for your own additions, read at the end of the vif scripts.',
    details: 'They see the variables command, dev, ip, main_ip and XENBUS_PATH. vif-openvswitch does not read them.',
    source: 'xend-final:tools/hotplug/Linux/xen-hotplug-common.sh:114; xend-final:tools/hotplug/Linux/vif-bridge:104',
  }),
  script({
    name: 'vif-bridge',
    platform: 'NetBSD',
    since: '4.0',
    kind: 'vif',
    mode: 'bridge',
    args: [
      { name: 'XENBUS_PATH', description: 'The place of the vif in the store, filled in by the toolstack.' },
      { name: 'STATE', description: 'The state of the vif, filled in by the toolstack.' },
    ],
    vifKeys: [{ name: 'bridge', need: 'required' }],
    hostEffect: 'The interface is up and a member of the bridge (brconfig).',
    summary: 'Plugs the network card of a guest into a bridge of a NetBSD dom0.',
    source: 'xen-head:tools/hotplug/NetBSD/vif-bridge:27',
  }),
  script({
    name: 'vif-ip',
    platform: 'NetBSD',
    since: '4.0',
    kind: 'vif',
    mode: 'route',
    args: [
      { name: 'XENBUS_PATH', description: 'The place of the vif in the store, filled in by the toolstack.' },
      { name: 'STATE', description: 'The state of the vif, filled in by the toolstack.' },
    ],
    vifKeys: [{ name: 'ip', need: 'required', note: 'Put on the interface of dom0, not of the guest.' }],
    hostEffect: 'The interface of the vif on dom0 has the address of ip=; no bridge and no route is made.',
    summary: 'Puts an address on the dom0 side of a vif, for routed guests of a NetBSD dom0.',
    source: 'xen-head:tools/hotplug/NetBSD/vif-ip:26',
  }),
  script({
    name: 'qemu-ifup',
    platform: 'NetBSD',
    since: '4.15',
    kind: 'vif',
    mode: 'bridge',
    args: [
      { name: 'TAP', description: 'The tap device of the emulated card, filled in by QEMU.' },
      { name: 'BRIDGE', description: 'The bridge that it joins, filled in by QEMU.' },
    ],
    vifKeys: [{ name: 'bridge', need: 'optional' }],
    hostEffect: 'The tap device of the emulated card is a member of the bridge.',
    summary: 'Connects the emulated card of an HVM guest on a NetBSD dom0.',
    details: 'The script= of the vif is not used for that card.',
    source: 'xen-head:tools/hotplug/NetBSD/qemu-ifup:9',
  }),
  script({
    name: 'vif-bridge',
    platform: 'FreeBSD',
    since: '4.5',
    kind: 'vif',
    mode: 'bridge',
    args: [
      { name: 'XENBUS_PATH', description: 'The place of the vif in the store, filled in by the toolstack.' },
      { name: 'ACTION', description: 'add or remove, filled in by the toolstack.' },
    ],
    vifKeys: [{ name: 'bridge', need: 'required' }],
    hostEffect: 'The vif has the MTU of the bridge and is a member of it (ifconfig addm).',
    summary: 'Plugs the network card of a guest into a bridge of a FreeBSD dom0.',
    source: 'xen-head:tools/hotplug/FreeBSD/vif-bridge:27',
  }),
  script({
    name: 'xen-script-common.sh',
    since: '3.0.0',
    status: 'security-sensitive',
    kind: 'other',
    mode: 'other',
    args: [{ name: 'NAME', description: 'Each NAME=VALUE becomes a variable of the script.' }],
    hostEffect: 'The arguments of a hotplug script become shell variables.',
    summary: 'Shared beginning of the hotplug scripts; it turns their arguments into shell variables.',
    details: 'It does so with eval: a $(...) in an argument of network-script or vif-script runs as root on dom0.',
    source:
      'xend-final:tools/hotplug/Linux/xen-script-common.sh:28; xen-head:tools/hotplug/Linux/xen-script-common.sh:27',
  }),
  script({
    name: 'vif-common.sh iptables',
    since: '3.0.0',
    until: '3.3',
    kind: 'other',
    mode: 'other',
    args: [allowedAddresses],
    vifKeys: [ipForFirewall],
    hostEffect: 'At the end of FORWARD a rule accepts what comes in from the vif, limited to the addresses of ip=.',
    summary: 'The firewall rules that the vif scripts add for a guest.',
    details: 'Up to 3.0.3 several addresses were taken as one word and the rule failed.',
    source: 'RELEASE-3.0.0:tools/examples/vif-common.sh:94; 3.0.4-branched:tools/examples/vif-common.sh:106',
  }),
  script({
    name: 'vif-common.sh iptables',
    since: '3.4',
    until: '4.0',
    kind: 'other',
    mode: 'other',
    args: [allowedAddresses],
    vifKeys: [ipForFirewall],
    hostEffect:
      'At the top of FORWARD one rule accepts what comes from the vif and another the answers that go to it (RELATED,ESTABLISHED).',
    summary: 'The firewall rules that the vif scripts add for a guest.',
    details: '4.0.2 already has the rules of 4.1.',
    source: '3.4.0-rc3:tools/hotplug/Linux/vif-common.sh:78; commit 65421fd842 on stable-4.0',
  }),
  script({
    name: 'vif-common.sh iptables',
    since: '4.1',
    kind: 'other',
    mode: 'other',
    args: [allowedAddresses],
    vifKeys: [ipForFirewall],
    hostEffect:
      'At the top of FORWARD two rules with --physdev-is-bridged: one accepts what comes from the vif, limited to ip= and DHCP, one what goes to it.',
    summary: 'The firewall rules that the vif scripts add for a guest.',
    details: 'From 4.10 on they wait for the lock of iptables (-w), so several guests may start at once.',
    source: 'xend-final:tools/hotplug/Linux/vif-common.sh:133; xen-head:tools/hotplug/Linux/vif-common.sh:164',
  }),
  script({
    name: 'block',
    since: '3.0.0',
    kind: 'block',
    mode: 'other',
    hostEffect:
      'A file is on a loop device, a block device is checked for other users, and its number is in the store.',
    summary: 'Connects a phy: or file: disk of a guest and makes sure that nobody else writes to it.',
    details: 'For another kind of disk it runs the script block-KIND. It takes no arguments.',
    source: 'xend-final:tools/hotplug/Linux/block:241; xend-final:tools/hotplug/Linux/block:344',
  }),
  script({
    name: 'block-nbd',
    since: '3.0.0',
    kind: 'block',
    mode: 'other',
    args: [
      { name: 'SERVER', description: 'The host that serves the disk.' },
      { name: 'PORT', description: 'Its TCP port.' },
    ],
    needs: [{ command: 'nbd-client', package: 'nbd-client' }],
    hostEffect: 'nbd-client runs on the first free /dev/nbd device.',
    summary: 'Connects a network block device as a disk of a guest.',
    source: 'xen-head:tools/hotplug/Linux/block-nbd:16',
  }),
  script({
    name: 'block-enbd',
    since: '3.0.0',
    kind: 'block',
    mode: 'other',
    args: [
      { name: 'SERVER', description: 'The host that serves the disk.' },
      { name: 'PORT', description: 'Its TCP port.' },
    ],
    needs: [{ command: 'nbd-client', package: 'nbd-client' }],
    hostEffect: 'nbd-client runs on the first free /dev/nd device.',
    summary: 'Connects an enhanced network block device as a disk of a guest.',
    source: 'xen-head:tools/hotplug/Linux/block-enbd:16',
  }),
  script({
    name: 'block-iscsi',
    since: '4.3',
    kind: 'block',
    mode: 'other',
    args: [
      { name: 'iqn', description: 'The name of the iSCSI target.' },
      { name: 'portal', description: 'The address of the iSCSI server.' },
      { name: 'multipath', default: 'n', description: 'y uses the multipath device instead of the single path.' },
    ],
    needs: [{ command: 'iscsiadm', package: 'open-iscsi' }],
    hostEffect: 'dom0 is logged in at the target and exports the device that appeared.',
    summary: 'Logs in at an iSCSI target and gives it to a guest as a disk.',
    details: 'The parts stand in target= of the disk, with commas between them; iscsiadm must be installed on dom0.',
    example: "disk = [ 'script=block-iscsi,vdev=xvda,target=iqn=iqn.2001-05.org.example:disk1,portal=192.0.2.5' ]",
    source: 'xen-head:tools/hotplug/Linux/block-iscsi:65',
  }),
  script({
    name: 'block-tap',
    since: '4.6',
    kind: 'block',
    mode: 'other',
    args: [{ name: 'TYPE:FILE', description: 'aio or vhd, a colon, and the image file, in target= of the disk.' }],
    hostEffect: 'A tapdisk process serves the image through the blktap2 kernel module.',
    summary: 'Serves an aio or vhd image to a guest through tapdisk.',
    details: 'tap-ctl and the blktap2 module must be on dom0, or the guest does not start.',
    example: "disk = [ 'script=block-tap,vdev=xvda,target=vhd:/srv/vm/disk.vhd' ]",
    source: 'xen-head:tools/hotplug/Linux/block-tap:27',
  }),
  script({
    name: 'block-dummy',
    since: '4.7',
    kind: 'block',
    mode: 'other',
    args: [{ name: 'dummy:FILE', description: 'The word dummy, a colon, and the image file, in target= of the disk.' }],
    hostEffect: 'The file is on a loop device.',
    summary: 'A sample to write your own block script from; it puts a file on a loop device.',
    example: "disk = [ 'script=block-dummy,vdev=xvda,target=dummy:/srv/vm/disk.img' ]",
    source: 'xen-head:tools/hotplug/Linux/block-dummy:23',
  }),
  script({
    name: 'block-drbd-probe',
    since: '4.5',
    kind: 'block',
    mode: 'other',
    args: [{ name: 'DEVICE', description: 'The block device to look at.' }],
    hostEffect: 'None; only its exit status counts.',
    summary: 'Finds out for Remus whether a disk is a DRBD device with protocol D.',
    details: 'Called by the toolstack; not meant to be written in a configuration.',
    source: 'xen-head:tools/hotplug/Linux/block-drbd-probe:21',
  }),
  script({
    name: 'blktap',
    since: '3.0.3',
    until: '4.5',
    kind: 'block',
    mode: 'other',
    hostEffect: 'The disk is checked for other users and reported as connected.',
    summary: 'Connects a disk that the first blktap serves.',
    details: 'Called for tap: disks; gone with 4.6, where such disks are served by QEMU.',
    source: 'xend-final:tools/hotplug/Linux/blktap:7; removed by commit d97402376e',
  }),
  script({
    name: 'block',
    platform: 'FreeBSD',
    since: '4.7',
    kind: 'block',
    mode: 'other',
    args: [
      { name: 'XENBUS_PATH', description: 'The place of the disk in the store, filled in by the toolstack.' },
      { name: 'ACTION', description: 'add or remove, filled in by the toolstack.' },
    ],
    hostEffect: 'The path of the disk is in the store; no loop device is made.',
    summary: 'Connects a disk of a guest on a FreeBSD dom0.',
    source: 'xen-head:tools/hotplug/FreeBSD/block:19',
  }),
  script({
    name: 'block',
    platform: 'NetBSD',
    since: '4.0',
    kind: 'block',
    mode: 'other',
    args: [
      { name: 'XENBUS_PATH', description: 'The place of the disk in the store, filled in by the toolstack.' },
      { name: 'STATE', description: 'The state of the disk, filled in by the toolstack.' },
    ],
    hostEffect: 'A block device is used as it is, a file through a vnd device.',
    summary: 'Connects a disk of a guest on a NetBSD dom0.',
    source: 'xen-head:tools/hotplug/NetBSD/block:67',
  }),
  script({
    name: 'vscsi',
    since: '3.3',
    kind: 'other',
    mode: 'other',
    hostEffect: 'The SCSI backend is reported as connected.',
    summary: 'Tells the toolstack that a SCSI device of a guest is ready.',
    details: 'Called by udev; not meant to be written in a configuration.',
    source: 'xen-head:tools/hotplug/Linux/vscsi:14',
  }),
  script({
    name: 'vtpm',
    since: '3.0.0',
    until: '4.2',
    kind: 'other',
    mode: 'other',
    hostEffect: 'An instance of the virtual TPM is made or woken up.',
    summary: 'Connects the virtual TPM of a guest.',
    details: 'Gone with 4.3, where the virtual TPM runs in a domain of its own.',
    source: 'RELEASE-4.2.0:tools/hotplug/Linux/vtpm:10',
  }),
  script({
    name: 'remus-netbuf-setup',
    since: '4.5',
    kind: 'other',
    mode: 'other',
    args: [{ name: 'ACTION', description: 'setup or teardown; the vif comes from the variable vifname.' }],
    hostEffect: 'The output of the vif goes through a buffer (an ifb device with the plug qdisc).',
    summary: 'Holds back the packets of a guest that Remus protects until its checkpoint is safe.',
    details: 'Called by xl remus; not meant to be written in a guest.',
    source: 'xen-head:tools/hotplug/Linux/remus-netbuf-setup:10',
  }),
  script({
    name: 'colo-proxy-setup',
    since: '4.7',
    kind: 'other',
    mode: 'other',
    args: [
      { name: 'vifname', description: 'The vif whose packets are compared.' },
      { name: 'forwarddev', description: 'The card of the host that leads to the other COLO host.' },
      { name: 'mode', description: 'primary or secondary.' },
      { name: 'index', description: 'A number from 0 to 100 that tells the vifs of a host apart.' },
      { name: 'bridge', description: 'The bridge of the vif.' },
    ],
    vifKeys: [{ name: 'forwarddev', need: 'required' }],
    hostEffect: 'The packets of the vif are mirrored to the other host with tc and iptables.',
    summary: 'Lets COLO compare what the two copies of a guest send.',
    details: 'Called by the toolstack; all its arguments are required.',
    source: 'xen-head:tools/hotplug/Linux/colo-proxy-setup:19',
  }),
  script({
    name: 'external-device-migrate',
    since: '3.0.3',
    kind: 'other',
    mode: 'other',
    args: [
      { name: '-step', description: 'Which step of the migration this is.' },
      { name: '-host', description: 'The host that the guest moves to.' },
      { name: '-domname', description: 'The name of the guest.' },
      { name: '-type', description: 'The kind of device; required.' },
      { name: '-subtype', description: 'The exact kind of device.' },
      { name: '-recover', description: 'Undoes the steps after a failed migration.' },
    ],
    hostEffect: 'The state of the external device is carried to the other host.',
    summary: 'The program for the option external-migration-tool that comes with Xen.',
    example: '(external-migration-tool /etc/xen/scripts/external-device-migrate)',
    source: 'xen-head:tools/hotplug/Linux/external-device-migrate:34',
  }),
];

/** The scripts that `network-script` may name (`network-bridge` …), oldest row of each script first. */
export const networkScripts: readonly HotplugScriptRow[] = hotplugScripts.filter((row) => row.kind === 'network');

/** The scripts for a Linux dom0 that `vif-script` or a vif's `script=` may name; helpers of the scripts are not among them. */
export const vifScripts: readonly HotplugScriptRow[] = hotplugScripts.filter(
  (row) => row.kind === 'vif' && row.platform === 'Linux' && row.mode !== 'other',
);

/** The name of a script as the tables have it: without the directory in which it lies (`/etc/xen/scripts/vif-nat`). */
export function scriptName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All rows of a script, oldest first, by its name or by its path; none when Xen ships no such script. */
export function scriptRows(path: string, platform: ScriptPlatform = 'Linux'): readonly HotplugScriptRow[] {
  const name = scriptName(path);
  return hotplugScripts.filter((row) => row.name === name && row.platform === platform);
}

/**
 * The arguments that any release of a script takes, the newest release's description first and each name once.
 * `undefined` when Xen ships no such script, so that a rule stays silent about it.
 */
export function scriptArguments(path: string): readonly ScriptArgument[] | undefined {
  const rows = scriptRows(path);
  if (rows.length === 0) return undefined;
  const found = new Map<string, ScriptArgument>();
  for (const row of [...rows].reverse()) {
    for (const argument of row.args) if (!found.has(argument.name)) found.set(argument.name, argument);
  }
  return [...found.values()];
}

/** What a script can use as `ip=`, by its name or path; undefined where it makes no addresses of it, or is not Xen's. */
export function addressLimits(path: string): AddressLimits | undefined {
  return scriptRows(path)
    .at(-1)
    ?.vifKeys.find((key) => key.name === 'ip')?.addresses;
}

/** The network mode that a script belongs to, by its name or path; `other` when Xen ships no such script. */
export function modeOfScript(path: string): NetworkMode {
  return scriptRows(path).at(-1)?.mode ?? 'other';
}

/** The scripts that each option of xend may name. */
export const scriptsOfOption = { 'network-script': networkScripts, 'vif-script': vifScripts } as const;
