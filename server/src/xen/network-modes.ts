/**
 * The ways in which a Xen host connects its guests, and what each looks like on dom0 in each era of Xen; for the advice on
 * network-script and vif-script, the dom0 views and the migration to xl.
 */
import type { NetworkMode } from './hotplug-scripts.ts';

/** A network mode that xend can set up with a pair of scripts. */
export type PairedMode = 'bridge' | 'nat' | 'route';

/** The two scripts of xend-config.sxp that belong together. */
export interface ModePair {
  readonly mode: PairedMode;
  readonly networkScript: string;
  readonly vifScript: string;
  readonly title: string;
  /** One sentence for completion and for choosing. */
  readonly summary: string;
}

export const modePairs: readonly ModePair[] = [
  {
    mode: 'bridge',
    networkScript: 'network-bridge',
    vifScript: 'vif-bridge',
    title: 'Bridge',
    summary: 'Guests are machines on the existing LAN, with addresses of that LAN, and are reached like any other.',
  },
  {
    mode: 'nat',
    networkScript: 'network-nat',
    vifScript: 'vif-nat',
    title: 'NAT',
    summary: 'Guests have private addresses behind dom0, reach the outside with its address, and stay hidden.',
  },
  {
    mode: 'route',
    networkScript: 'network-route',
    vifScript: 'vif-route',
    title: 'Two-way routed',
    summary: 'Guests have a subnet of their own that dom0 routes, and are reached once the gateway knows the way.',
  },
];

/** The pair of a mode (`bridge`, `nat`, `route`). */
export const modePairOf: ReadonlyMap<PairedMode, ModePair> = new Map(modePairs.map((pair) => [pair.mode, pair]));

/** A situation that an administrator recognises, and the mode that fits it. */
export interface NetworkSituation {
  readonly title: string;
  readonly detail: string;
  readonly mode: PairedMode;
}

export const networkSituations: readonly NetworkSituation[] = [
  {
    title: 'Guests as ordinary machines on my home or office LAN',
    detail:
      'There is a wired network where you may add addresses, fixed or by DHCP; guests and the other machines talk in both directions.',
    mode: 'bridge',
  },
  {
    title: 'Servers with public addresses at a hosting provider',
    detail: 'You were given several public addresses and run, say, web and mail servers, each in a guest of its own.',
    mode: 'bridge',
  },
  {
    title: 'A single machine without a LAN',
    detail:
      'The host stands alone, perhaps directly on the internet; guests use its connection and cannot be seen from outside.',
    mode: 'nat',
  },
  {
    title: 'A hidden network of guests behind my LAN',
    detail:
      'Guests get a new private network that nobody outside sees, and still reach the internet and your other networks.',
    mode: 'nat',
  },
  {
    title: 'A separate network of guests that my LAN can reach',
    detail:
      'Guests get a new private network, and the machines of the existing one reach them; the gateway of the LAN gets a route via dom0.',
    mode: 'route',
  },
];

/** One mode during the releases in which it looked alike on the host. */
export interface NetworkModeRow {
  readonly mode: Exclude<NetworkMode, 'other'>;
  /** `xm`: xend sets the host up; `xl`: the administrator does. */
  readonly toolstack: 'xm' | 'xl';
  readonly since: string;
  /** Last release of the era; left out when it goes on. */
  readonly until?: string;
  /** Left out where no script sets the host up. */
  readonly networkScript?: string;
  readonly vifScript: string;
  /** What `ip=` of a vif means in this mode. */
  readonly ipMeaning: string;
  /** The addresses that the mode itself makes up; left out when it makes up none. */
  readonly addressRanges?: string;
  /** What `ifconfig` or `ip addr` shows on dom0. */
  readonly interfaces: string;
  /** What `brctl show` or `bridge link` shows. */
  readonly bridges: string;
  /** The FORWARD chain as `iptables -L` shows it. */
  readonly firewall: string;
  /** The POSTROUTING chain as `iptables -t nat -L` shows it; left out when nothing is added. */
  readonly nat?: string;
  readonly routes: string;
  /** How to reach the same by hand, one command or step an entry. */
  readonly byHand: readonly string[];
  /** How to have it with xl; left out when the row is about xl itself. */
  readonly modernEquivalent?: string;
  readonly source: string;
}

const bridgeIp = 'Tells the firewall which sender addresses are allowed; the guest sets its address itself.';
const routeIp = 'The addresses that dom0 routes to the guest; without them the guest cannot be reached.';
const natIp = 'The one address that the guest must use, with /bits where wanted; left out, one is made up.';
const natRange =
  'Guest 10.(domid/256).(domid%256).(vif index + 1), in 10.0.0.0/16 by default; router the same with 127 added to the last number.';
const modernBridge =
  'Define the bridge xenbr0 in the network files of the distribution; vif = [ \'bridge=xenbr0\' ] or vif.default.bridge="xenbr0" in xl.conf.';
const modernRoute =
  'Switch ip_forward and proxy_arp on with sysctl; vif = [ \'ip=ADDRESS,script=vif-route,gatewaydev=eth0\' ], or vif.default.script="vif-route" and vif.default.gatewaydev="eth0" in xl.conf.';
const modernNat =
  'Switch ip_forward on and add the MASQUERADE rule yourself; vif = [ \'ip=ADDRESS,script=vif-nat\' ] or vif.default.script="vif-nat" in xl.conf, from Xen 4.15 on.';
const routeByHand = [
  'sysctl net.ipv4.ip_forward=1',
  'sysctl net.ipv4.conf.eth0.proxy_arp=1',
  'ip route add GUEST dev vifN.0 src DOM0IP',
];
const natByHand = [
  'sysctl net.ipv4.ip_forward=1',
  'iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE',
  'ip addr add ROUTER dev vifN.0',
  'ip route add GUEST dev vifN.0 src ROUTER',
];
const oldForward = 'FORWARD accepts what comes in from vifN.M, limited to the addresses of ip= when that is set.';
const natForward =
  'FORWARD accepts what comes in from vifN.M with the address of the guest; a made-up address covers the whole /16.';
const bridgedForward = 'FORWARD has two ACCEPT rules for each vif, in and out, with --physdev-is-bridged.';
const routedInterfaces = 'vifN.M has the address of eth0 with mask 255.255.255.255; eth0 is as before.';
const natInterfaces =
  'vifN.M has the router address with mask 255.255.255.255, 10.0.5.128 for a guest 10.0.5.1; eth0 is as before.';
const natRoutes = 'A host route to the guest on its vif with the router address as source: 10.0.5.1 dev vif5.0.';
const routedRoutes = 'One host route for each address of ip= on vifN.M, with the address of eth0 as source.';
const noBridge = 'No bridge.';

/** Every era of every mode, from the scripts of each release and, for xl, libxl and its manual pages. */
export const networkModes: readonly NetworkModeRow[] = [
  {
    mode: 'bridge',
    toolstack: 'xm',
    since: '3.0.0',
    until: '3.1',
    networkScript: 'network-bridge',
    vifScript: 'vif-bridge',
    ipMeaning: bridgeIp,
    interfaces:
      'eth0 (once veth0) has the MAC and address of the host; peth0 (the card, MAC fe:ff:ff:ff:ff:ff), vif0.0, xenbr0 and one vifN.M per guest card have no address.',
    bridges: 'xenbr0 with the ports peth0, vif0.0 and each vifN.M; STP is off.',
    firewall:
      'FORWARD accepts what comes in from each vifN.M; with antispoof=yes its policy is DROP and peth0 and vif0.0 are accepted too.',
    routes: 'The subnet of the LAN and the default route on eth0.',
    byHand: [
      'rename eth0 to peth0 and veth0 to eth0',
      'brctl addbr xenbr0',
      'brctl addif xenbr0 peth0',
      'brctl addif xenbr0 vif0.0',
      'brctl addif xenbr0 vifN.0',
      'ip link set vifN.0 up',
    ],
    modernEquivalent: modernBridge,
    source:
      'xen-3.1.0:tools/examples/network-bridge:214; xen-3.1.0:tools/examples/network-bridge:222; xen-3.1.0:tools/examples/xen-network-common.sh:104',
  },
  {
    mode: 'bridge',
    toolstack: 'xm',
    since: '3.2',
    until: '4.0',
    networkScript: 'network-bridge',
    vifScript: 'vif-bridge',
    ipMeaning: bridgeIp,
    interfaces:
      'eth0 is the bridge and has the address; peth0 is the card, without one; no veth0 and no vif0.0; one vifN.M per guest card.',
    bridges: 'eth0 with the ports peth0 and each vifN.M.',
    firewall:
      'FORWARD accepts what comes in from each vifN.M, from 3.4 on also the answers to it; with antispoof=yes its policy is DROP and peth0 is accepted too.',
    routes: 'The subnet of the LAN and the default route on eth0, the bridge.',
    byHand: [
      'brctl addbr tmpbridge',
      'move the address from eth0 to tmpbridge',
      'ip link set eth0 name peth0',
      'ip link set tmpbridge name eth0',
      'brctl addif eth0 peth0',
    ],
    modernEquivalent: modernBridge,
    source:
      '3.2.0-rc6:tools/examples/network-bridge:222; 3.2.0-rc6:tools/examples/vif-bridge:70; change made by commit 06809a93ad (2007-06-04)',
  },
  {
    mode: 'bridge',
    toolstack: 'xm',
    since: '4.1',
    until: '4.4',
    networkScript: 'network-bridge',
    vifScript: 'vif-bridge',
    ipMeaning: bridgeIp,
    interfaces:
      'With a bridge of your own, that bridge has the address and eth0 is its port, for network-bridge then does nothing; without one, eth0 and peth0 as from 3.2 on.',
    bridges: 'Your own bridge with eth0 and each vifN.M, or eth0 with peth0 and each vifN.M.',
    firewall: bridgedForward,
    routes: 'The subnet of the LAN and the default route on the bridge.',
    byHand: [
      'define the bridge in the network files of the distribution, with eth0 as its port (Debian: bridge_ports eth0)',
      'leave network-script out',
    ],
    modernEquivalent: modernBridge,
    source:
      'xend-final:tools/hotplug/Linux/network-bridge:221; xend-final:tools/examples/xend-config.sxp:163; xend-final:tools/hotplug/Linux/vif-common.sh:133',
  },
  {
    mode: 'route',
    toolstack: 'xm',
    since: '3.0.0',
    until: '3.0.3',
    networkScript: 'network-route',
    vifScript: 'vif-route',
    ipMeaning: routeIp,
    interfaces: routedInterfaces,
    bridges: noBridge,
    firewall: oldForward,
    routes: routedRoutes,
    byHand: routeByHand,
    modernEquivalent: modernRoute,
    source: 'RELEASE-3.0.0:tools/examples/network-route:19; RELEASE-3.0.0:tools/examples/vif-route:31',
  },
  {
    mode: 'route',
    toolstack: 'xm',
    since: '3.0.4',
    until: '4.0',
    networkScript: 'network-route',
    vifScript: 'vif-route',
    ipMeaning: routeIp,
    interfaces: `${routedInterfaces} proxy_arp is on for eth0, if netdev=eth0 was given, and for each vifN.M.`,
    bridges: noBridge,
    firewall: `${oldForward} From 3.4 on the answers to it are accepted too.`,
    routes: routedRoutes,
    byHand: routeByHand,
    modernEquivalent: modernRoute,
    source: 'RELEASE-4.0.0:tools/hotplug/Linux/network-route:25; RELEASE-4.0.0:tools/hotplug/Linux/vif-route:31',
  },
  {
    mode: 'route',
    toolstack: 'xm',
    since: '4.1',
    until: '4.4',
    networkScript: 'network-route',
    vifScript: 'vif-route',
    ipMeaning: routeIp,
    interfaces: `${routedInterfaces} proxy_arp is on for eth0 and for each vifN.M.`,
    bridges: noBridge,
    firewall: bridgedForward,
    routes: routedRoutes,
    byHand: routeByHand,
    modernEquivalent: modernRoute,
    source: 'xend-final:tools/hotplug/Linux/network-route:25; xend-final:tools/hotplug/Linux/vif-route:46',
  },
  {
    mode: 'nat',
    toolstack: 'xm',
    since: '3.0.0',
    until: '3.2',
    networkScript: 'network-nat',
    vifScript: 'vif-nat',
    ipMeaning: natIp,
    addressRanges: natRange,
    interfaces: natInterfaces,
    bridges: noBridge,
    firewall: natForward,
    nat: 'POSTROUTING has MASQUERADE out of eth0, once more for every start of xend.',
    routes: natRoutes,
    byHand: natByHand,
    modernEquivalent: modernNat,
    source:
      'xen-3.1.0:tools/examples/vif-nat:55; xen-3.1.0:tools/examples/vif-nat:61; xen-3.1.0:tools/examples/network-nat:72',
  },
  {
    mode: 'nat',
    toolstack: 'xm',
    since: '3.3',
    until: '4.4',
    networkScript: 'network-nat',
    vifScript: 'vif-nat',
    ipMeaning: natIp,
    addressRanges: `${natRange} With an /etc/dhcpd.conf each guest is entered there with its address.`,
    interfaces: natInterfaces,
    bridges: noBridge,
    firewall: `${natForward} From 4.1 on with --physdev-is-bridged.`,
    nat: 'POSTROUTING has MASQUERADE out of netdev, eth0 by default.',
    routes: natRoutes,
    byHand: [...natByHand, 'give dhcp=no to both scripts to keep dhcpd.conf as it is'],
    modernEquivalent: modernNat,
    source:
      'xend-final:tools/hotplug/Linux/network-nat:33; xend-final:tools/hotplug/Linux/network-nat:85; xend-final:tools/hotplug/Linux/vif-nat:175',
  },
  {
    mode: 'bridge',
    toolstack: 'xl',
    since: '4.5',
    vifScript: 'vif-bridge',
    ipMeaning: bridgeIp,
    interfaces:
      'The bridge, xenbr0 unless told otherwise, has the address; one vifN.M per guest card, with vifN.M-emu beside it for HVM guests.',
    bridges: 'xenbr0 with eth0, each vifN.M and each vifN.M-emu.',
    firewall: bridgedForward,
    routes: 'The subnet of the LAN and the default route on the bridge.',
    byHand: [
      'define the bridge with the tools of the distribution (ifupdown, NetworkManager, systemd-networkd)',
      'name it in vif.default.bridge of xl.conf if it is not xenbr0',
    ],
    source:
      'xen-head:docs/man/xl-network-configuration.5.pod.in:89; xen-head:docs/man/xl.conf.5.pod.in:118; xen-head:tools/libs/light/libxl_nic.c:85',
  },
  {
    mode: 'route',
    toolstack: 'xl',
    since: '4.5',
    vifScript: 'vif-route',
    ipMeaning: routeIp,
    interfaces: 'vifN.M has the address of gatewaydev with mask 255.255.255.255.',
    bridges: noBridge,
    firewall: bridgedForward,
    routes:
      'One host route for each address of ip= on vifN.M, with the address of gatewaydev as source; metric 2 from 4.13 on.',
    byHand: [
      'sysctl net.ipv4.ip_forward=1',
      'sysctl net.ipv4.conf.eth0.proxy_arp=1',
      'name the card with gatewaydev=, for script= takes no arguments',
    ],
    source:
      'xen-head:tools/hotplug/Linux/vif-route:53; xen-head:tools/libs/light/libxl_linux.c:69; xen-head:docs/man/xl.conf.5.pod.in:132',
  },
  {
    mode: 'nat',
    toolstack: 'xl',
    since: '4.15',
    vifScript: 'vif-nat',
    ipMeaning: natIp,
    addressRanges: natRange,
    interfaces: 'vifN.M has the router address with mask 255.255.255.255.',
    bridges: noBridge,
    firewall: bridgedForward,
    routes: 'A host route to the guest on its vif with the router address as source.',
    byHand: ['sysctl net.ipv4.ip_forward=1', 'iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE'],
    source: 'xen-head:tools/hotplug/Linux/vif-nat:64; xen-head:tools/hotplug/Linux/vif-nat:88; commit 5499e0fc80',
  },
  {
    mode: 'openvswitch',
    toolstack: 'xl',
    since: '4.3',
    vifScript: 'vif-openvswitch',
    ipMeaning: bridgeIp,
    interfaces: 'vifN.M without an address.',
    bridges: 'Nothing in brctl show; ovs-vsctl show lists the vif as a port.',
    firewall: 'FORWARD has the ACCEPT rules of each vif.',
    routes: 'As before.',
    byHand: ['ovs-vsctl add-br BRIDGE', 'ovs-vsctl add-port BRIDGE eth0'],
    source: 'xen-head:tools/hotplug/Linux/vif-openvswitch:69; xen-head:tools/hotplug/Linux/vif-openvswitch:82',
  },
];
