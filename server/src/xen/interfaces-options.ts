/** The words of an interfaces(5) file: stanzas, methods, and the options that ifupdown and the usual hook scripts read. */
import type { Row, ValueType } from './row.ts';

/** Who reads an option: ifupdown itself, or a hook script of this package. */
export type OptionReader = 'ifupdown' | 'bridge-utils' | 'vlan' | 'ifenslave' | 'resolvconf' | 'wpasupplicant' | 'wireless-tools' | 'ethtool' | 'openvswitch'; // biome-ignore format: one list

export interface InterfacesOptionRow extends Row {
  readonly reader: OptionReader;
  /** `FAMILY/METHOD` pairs that read it; left out when every stanza may have it. */
  readonly methods?: readonly string[];
  /** Several values may follow each other. */
  readonly several?: boolean;
  /**
   * What stands after the value in the command that ifup makes of it (`ifup -n` shows it), and is lost with a `#` in the
   * value: `device`, without which the command fails; `up`, without which the interface stays down.
   */
  readonly followedBy?: 'device' | 'up';
  /** Its loss is felt at once: a slip in the name is surely a slip. */
  readonly vital?: true;
  /** One value for `ip`, joined to a second one; of others, hook scripts may read several lines. */
  readonly single?: true;
  /** Belongs to the address above it, and may stand below a second one. */
  readonly ofAddress?: true;
  /** The option in whose command it stands: without that one it is in none. */
  readonly needs?: string;
}

type Extra = Partial<Omit<InterfacesOptionRow, 'name' | 'reader' | 'type' | 'summary'>>;

function option(
  reader: OptionReader,
  name: string,
  type: ValueType,
  summary: string,
  extra: Extra = {},
): InterfacesOptionRow {
  return { status: 'current', source: SOURCES[reader], ...extra, name, reader, type, summary };
}

const SOURCES: Readonly<Record<OptionReader, string>> = {
  ifupdown: 'interfaces(5)',
  'bridge-utils': 'bridge-utils-interfaces(5)',
  vlan: 'vlan-interfaces(5)',
  ifenslave: 'README.Debian of ifenslave',
  resolvconf: 'resolvconf(8)',
  wpasupplicant: 'README.Debian of wpasupplicant',
  'wireless-tools': 'README.Debian of wireless-tools',
  ethtool: 'README.Debian of ethtool',
  openvswitch: 'README.Debian of openvswitch-switch',
};

/** Words that begin a stanza. */
export const interfacesKeywords: readonly Row[] = (
  [
    [2, 'auto', 'Brings the named interfaces up when the host boots.', 'auto lo xenbr0'],
    [10, 'allow-hotplug', 'Brings the interface up when the kernel reports its card.', 'allow-hotplug eth0'],
    [1, 'iface', 'Says how an interface is set up: its name, address family and method.', 'iface xenbr0 inet static'],
    [70, 'mapping', 'Chooses the iface stanza of a device by a script.', 'mapping eth0'],
    [11, 'source', 'Reads other files in; shell patterns are allowed.', 'source /etc/network/interfaces.d/*'],
    [
      60,
      'source-directory',
      'Reads every file of a folder whose name is made of letters, digits, _ and - only.',
      'source-directory interfaces.d',
    ],
    [
      75,
      'no-auto-down',
      'Keeps the named interfaces up when networking is stopped with ifdown -a.',
      'no-auto-down xenbr0',
    ],
    [75, 'no-scripts', 'Runs no hook scripts for the named interfaces.', 'no-scripts eth0'],
    [75, 'rename', 'Gives an interface another name before it is brought up.', 'rename eth0=lan'],
  ] as const
).map(([rank, name, summary, example]) => ({
  name,
  rank,
  type: 'flag',
  status: 'current',
  summary,
  example,
  source: 'interfaces(5)',
}));

/** What each method does; the pairs of family and method are those of METHODS in syntax/interfaces/parser.ts. */
export const interfacesMethods: readonly Row[] = (
  [
    [4, 'loopback', 'The loopback interface; it needs no options.'],
    [1, 'static', 'A fixed address, given by `address`.'],
    [3, 'manual', 'No address: the method for the ports of a bridge, and for a bridge on which dom0 has no address.'],
    [2, 'dhcp', 'The address comes from a DHCP server.'],
    [5, 'auto', 'IPv6 address from router advertisements.'],
    [50, 'bootp', 'The address comes from a BOOTP server.'],
    [50, 'tunnel', 'A GRE or IPIP tunnel.'],
    [50, 'ppp', 'A PPP link, set up by pppd.'],
    [50, 'wvdial', 'A PPP link, dialled by wvdial.'],
    [50, 'ipv4ll', 'A link-local address, chosen by avahi-autoipd.'],
    [50, 'v4tunnel', 'An IPv6 tunnel over IPv4.'],
    [50, '6to4', 'A 6to4 tunnel.'],
    [50, 'dynamic', 'An IPX interface that finds its network itself.'],
  ] as const
).map(([rank, name, summary]) => ({ name, rank, type: 'flag', status: 'current', summary, source: 'interfaces(5)' }));

const STATIC = ['inet/static', 'inet6/static'];
const INET_STATIC = ['inet/static'];
const DHCP = ['inet/dhcp'];
const TUNNELS = ['inet/tunnel', 'inet6/tunnel', 'inet6/v4tunnel'];
const V6 = ['inet6/auto', 'inet6/static', 'inet6/dhcp'];

const COMMANDS: readonly InterfacesOptionRow[] = (
  [
    ['pre-up', 'Command to run before the interface comes up; if it fails, the interface stays down.'],
    ['up', 'Command to run once the interface is up.'],
    ['post-up', 'Command to run once the interface is up; the same as `up`.'],
    ['down', 'Command to run before the interface goes down.'],
    ['pre-down', 'Command to run before the interface goes down; the same as `down`.'],
    ['post-down', 'Command to run after the interface went down.'],
  ] as const
).map(([name, summary]) => option('ifupdown', name, 'string', summary, { form: 'command', rank: 30 }));

const ADDRESSES: readonly InterfacesOptionRow[] = [
  option('ifupdown', 'address', 'address', 'Address of the interface, best with its prefix length.', {
    vital: true,
    single: true,
    rank: 3,
    methods: [...STATIC, ...TUNNELS],
    followedBy: 'device',
    example: 'address 192.0.2.2/24',
  }),
  option(
    'ifupdown',
    'netmask',
    'string',
    'Mask of the subnet, dotted or as a number of bits; it overrides a prefix length in `address`.',
    {
      vital: true,
      single: true,
      ofAddress: true,
      rank: 4,
      methods: [...STATIC, ...TUNNELS],
      followedBy: 'device',
      details: 'Without any mask ifupdown takes the one of the old address classes: 255.0.0.0 for 10.x addresses.',
      example: 'netmask 255.255.255.0',
    },
  ),
  option('ifupdown', 'gateway', 'address', 'Default gateway; it has to lie in the subnet of the interface.', {
    vital: true,
    single: true,
    rank: 5,
    methods: [...STATIC, ...TUNNELS],
    example: 'gateway 192.0.2.1',
  }),
  option('ifupdown', 'broadcast', 'address', 'Broadcast address; calculated when it is left out.', {
    vital: true,
    single: true,
    ofAddress: true,
    rank: 25,
    methods: INET_STATIC,
    followedBy: 'device',
  }),
  option(
    'ifupdown',
    'network',
    'address',
    'Address of the network; calculated from address and mask, this option is not read.',
    {
      methods: INET_STATIC,
      status: 'ignored',
    },
  ),
  option('ifupdown', 'metric', 'int', 'Metric of the default route; the lower one wins.', {
    single: true,
    rank: 27,
    methods: [...STATIC, ...DHCP],
    min: 0,
    needs: 'gateway',
  }),
  option('ifupdown', 'pointopoint', 'address', 'Address of the other end of a point-to-point link.', {
    vital: true,
    single: true,
    ofAddress: true,
    methods: INET_STATIC,
    followedBy: 'device',
  }),
  option('ifupdown', 'hwaddress', 'string', 'MAC address to give to the interface.', {
    single: true,
    rank: 20,
    form: 'mac-address',
    followedBy: 'up',
  }),
  option('ifupdown', 'mtu', 'int', 'Largest packet in bytes.', {
    single: true,
    rank: 21,
    min: 68,
    max: 65536,
    followedBy: 'up',
  }),
  option('ifupdown', 'scope', 'enum', 'How far the address is valid.', {
    single: true,
    ofAddress: true,
    rank: 70,
    methods: STATIC,
    followedBy: 'device',
    values: ['global', 'link', 'host', 'site'],
  }),
  option('ifupdown', 'description', 'string', 'A name for people.', { rank: 60 }),
];

const OTHERS: readonly InterfacesOptionRow[] = [
  option('ifupdown', 'hostname', 'string', 'Name to ask the DHCP server for.', { methods: DHCP }),
  option('ifupdown', 'leasehours', 'int', 'Wished lease time in hours.', { rank: 75, methods: DHCP }),
  option('ifupdown', 'leasetime', 'int', 'Wished lease time in seconds.', { rank: 75, methods: DHCP }),
  option('ifupdown', 'vendor', 'string', 'Vendor class of the DHCP request.', { rank: 75, methods: DHCP }),
  option('ifupdown', 'client', 'string', 'Client identifier of the DHCP request, or `no`.', {
    rank: 75,
    methods: DHCP,
  }),
  option('ifupdown', 'bootfile', 'path', 'File to ask the BOOTP server for.', { methods: ['inet/bootp'] }),
  option('ifupdown', 'server', 'address', 'BOOTP server.', { methods: ['inet/bootp'] }),
  option('ifupdown', 'hwaddr', 'string', 'MAC address of the BOOTP request.', {
    methods: ['inet/bootp'],
    form: 'mac-address',
  }),
  option('ifupdown', 'mode', 'enum', 'Kind of the tunnel.', {
    methods: ['inet/tunnel', 'inet6/tunnel'],
    values: ['gre', 'ipip', 'sit', 'ip6ip6', 'ipip6'],
  }),
  option('ifupdown', 'endpoint', 'address', 'Far end of the tunnel.', { methods: TUNNELS }),
  option('ifupdown', 'dstaddr', 'address', 'Address of the other side inside the tunnel.', { methods: TUNNELS }),
  option('ifupdown', 'local', 'address', 'Near end of the tunnel.', { methods: TUNNELS }),
  option('ifupdown', 'ttl', 'int', 'Time to live of tunnel packets.', { methods: TUNNELS, min: 0, max: 255 }),
  option('ifupdown', 'provider', 'string', 'Name of the pppd or wvdial provider.', {
    rank: 10,
    methods: ['inet/ppp', 'inet/wvdial'],
  }),
  option('ifupdown', 'unit', 'int', 'Number of the ppp device.', { rank: 70, methods: ['inet/ppp'] }),
  option('ifupdown', 'options', 'string', 'More options for pppd.', { rank: 70, methods: ['inet/ppp'] }),
  option('ifupdown', 'media', 'string', 'Type of the medium; depends on the driver.', { rank: 70, methods: STATIC }),
  option(
    'ifupdown',
    'accept_ra',
    'int',
    'Whether router advertisements are accepted: 0 no, 1 yes, 2 yes even when forwarding.',
    { methods: V6, min: 0, max: 2 },
  ),
  option('ifupdown', 'autoconf', 'bool', 'Whether addresses are made from router advertisements.', {
    methods: V6,
    values: ['0', '1'],
  }),
  option('ifupdown', 'privext', 'int', 'Temporary addresses: 0 off, 1 assigned, 2 preferred.', {
    methods: V6,
    min: 0,
    max: 2,
  }),
  option('ifupdown', 'dhcp', 'bool', 'Whether DHCPv6 is used besides router advertisements.', {
    methods: ['inet6/auto'],
    values: ['0', '1'],
  }),
  option('ifupdown', 'request_prefix', 'bool', 'Whether to ask the DHCPv6 server for a prefix.', {
    methods: ['inet6/auto', 'inet6/dhcp'],
    values: ['0', '1'],
  }),
  option('ifupdown', 'll-attempts', 'int', 'How often to look for a link-local address.', {
    rank: 80,
    methods: ['inet6/auto', 'inet6/dhcp'],
  }),
  option('ifupdown', 'll-interval', 'number', 'Seconds between looks for a link-local address.', {
    rank: 80,
    methods: ['inet6/auto', 'inet6/dhcp'],
  }),
  option('ifupdown', 'dad-attempts', 'int', 'How often to wait for the duplicate address check.', {
    rank: 80,
    methods: ['inet6/static'],
  }),
  option('ifupdown', 'dad-interval', 'number', 'Seconds between looks at the duplicate address check.', {
    rank: 80,
    methods: ['inet6/static'],
  }),
  option('ifupdown', 'preferred-lifetime', 'int', 'Seconds that the address is preferred.', {
    rank: 80,
    methods: ['inet6/static', 'inet6/6to4'],
  }),
];

const BRIDGES: readonly InterfacesOptionRow[] = [
  option(
    'bridge-utils',
    'bridge_ports',
    'list',
    'Makes the interface a bridge with these ports; `none` for a bridge without a card.',
    {
      vital: true,
      rank: 6,
      several: true,
      form: 'interface-names',
      details:
        '`all` takes every Ethernet card, `regex PATTERN` those that match. The vifs of guests are added by vif-bridge, they are not listed here.',
      example: 'bridge_ports eth0',
    },
  ),
  option('bridge-utils', 'bridge_stp', 'enum', 'Spanning tree protocol.', {
    vital: true,
    rank: 7,
    values: ['on', 'off', 'yes', 'no'],
    default: 'off',
    example: 'bridge_stp off',
  }),
  option(
    'bridge-utils',
    'bridge_fd',
    'number',
    'Forward delay in seconds: how long a new port stays silent; 0 lets guests talk at once.',
    { rank: 8, default: '15', example: 'bridge_fd 0' },
  ),
  option(
    'bridge-utils',
    'bridge_maxwait',
    'int',
    'Most seconds to wait for the ports to forward before the boot goes on.',
    { vital: true, rank: 9, example: 'bridge_maxwait 0' },
  ),
  option(
    'bridge-utils',
    'bridge_waitport',
    'string',
    'Seconds to wait for ports to appear, with the ports to wait for.',
    { vital: true, several: true, example: 'bridge_waitport 0' },
  ),
  option('bridge-utils', 'bridge_hello', 'number', 'Seconds between spanning tree messages.', {
    rank: 75,
    default: '2',
  }),
  option('bridge-utils', 'bridge_maxage', 'number', 'Seconds that a spanning tree message is believed.', {
    rank: 75,
    default: '20',
  }),
  option('bridge-utils', 'bridge_ageing', 'number', 'Seconds that the bridge remembers where a MAC address is.', {
    rank: 70,
    default: '300',
  }),
  option('bridge-utils', 'bridge_gcint', 'number', 'Seconds between cleanings of the address table.', {
    rank: 80,
    default: '4',
  }),
  option(
    'bridge-utils',
    'bridge_bridgeprio',
    'int',
    'Priority of the bridge; the lowest becomes the root of the spanning tree.',
    { rank: 70, default: '32768' },
  ),
  option('bridge-utils', 'bridge_pathcost', 'string', 'A port and the cost of the path through it.', {
    form: 'port-and-number',
    rank: 75,
    several: true,
  }),
  option('bridge-utils', 'bridge_portprio', 'string', 'A port and its priority.', {
    form: 'port-and-number',
    rank: 75,
    several: true,
  }),
  option('bridge-utils', 'bridge_hw', 'string', 'MAC address of the bridge, or the port whose address it takes.', {
    rank: 26,
    form: 'mac-address',
  }),
  option('bridge-utils', 'bridge_vlan_aware', 'bool', 'Makes the bridge tell VLANs apart.', {
    values: ['yes', 'no'],
    source: 'ifupdown2 interfaces(5)',
  }),
  option('bridge-utils', 'bridge_vids', 'list', 'VLANs that the bridge lets through.', {
    several: true,
    source: 'ifupdown2 interfaces(5)',
  }),
  option('vlan', 'vlan-raw-device', 'string', 'The device that carries the VLAN.', {
    rank: 14,
    form: 'interface-name',
    example: 'vlan-raw-device eth0',
  }),
  option('vlan', 'vlan-id', 'int', 'Number of the VLAN.', { min: 1, max: 4094 }),
  option(
    'ifenslave',
    'bond-slaves',
    'list',
    'Cards that the bond is made of, or `none` when they name the bond themselves.',
    { rank: 15, several: true, form: 'interface-names', example: 'bond-slaves eth0 eth1' },
  ),
  option('ifenslave', 'bond-master', 'string', 'The bond that this card belongs to.', { form: 'interface-name' }),
  option('ifenslave', 'bond-mode', 'string', 'How the bond spreads traffic.', {
    rank: 16,
    values: ['balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb'],
  }),
  option('ifenslave', 'bond-miimon', 'int', 'Milliseconds between looks at the link.', {
    rank: 17,
    example: 'bond-miimon 100',
  }),
  option('ifenslave', 'bond-primary', 'string', 'The card that is used first.', {
    several: true,
    form: 'interface-names',
  }),
  option('ifenslave', 'bond-updelay', 'int', 'Milliseconds before a link that came back is used.'),
  option('ifenslave', 'bond-downdelay', 'int', 'Milliseconds before a lost link is dropped.'),
  option('ifenslave', 'bond-lacp-rate', 'enum', 'How often LACP messages are asked for.', {
    values: ['0', '1', 'slow', 'fast'],
  }),
  option('ifenslave', 'bond-xmit-hash-policy', 'enum', 'What chooses the card for a packet.', {
    values: ['layer2', 'layer2+3', 'layer3+4', 'encap2+3', 'encap3+4'],
  }),
  option('openvswitch', 'ovs_type', 'enum', 'What Open vSwitch makes of the interface.', {
    values: ['OVSBridge', 'OVSPort', 'OVSIntPort', 'OVSBond', 'OVSTunnel', 'OVSPatchPort'],
  }),
  option('openvswitch', 'ovs_bridge', 'string', 'The Open vSwitch bridge that the port belongs to.', {
    form: 'interface-name',
  }),
  option('openvswitch', 'ovs_ports', 'list', 'Ports of the Open vSwitch bridge.', {
    several: true,
    form: 'interface-names',
  }),
  option('openvswitch', 'ovs_options', 'string', 'More arguments for ovs-vsctl.'),
  option('openvswitch', 'ovs_extra', 'string', 'More ovs-vsctl commands.'),
];

const HOOKS: readonly InterfacesOptionRow[] = [
  option('resolvconf', 'dns-nameservers', 'list', 'Name servers for /etc/resolv.conf.', {
    vital: true,
    rank: 12,
    several: true,
    example: 'dns-nameservers 192.0.2.1',
  }),
  option('resolvconf', 'dns-nameserver', 'address', 'A name server for /etc/resolv.conf.'),
  option('resolvconf', 'dns-search', 'list', 'Domains to complete short names with.', { rank: 13, several: true }),
  option('resolvconf', 'dns-domain', 'string', 'The local domain.'),
  option('wpasupplicant', 'wpa-ssid', 'string', 'Name of the wireless network.', { rank: 80 }),
  option('wpasupplicant', 'wpa-psk', 'string', 'Pass phrase of the wireless network.', { rank: 80 }),
  option('wpasupplicant', 'wpa-conf', 'path', 'Configuration file of wpa_supplicant.', { rank: 80 }),
  option('wpasupplicant', 'wpa-driver', 'string', 'Driver interface of wpa_supplicant.', { rank: 80 }),
  option('wireless-tools', 'wireless-essid', 'string', 'Name of the wireless network.', { rank: 80 }),
  option('wireless-tools', 'wireless-mode', 'string', 'Operating mode of the wireless card.', { rank: 80 }),
  option('wireless-tools', 'wireless-key', 'string', 'WEP key of the wireless network.', { rank: 80 }),
  option('ethtool', 'ethernet-wol', 'string', 'Wake-on-LAN setting.'),
  option('ethtool', 'link-speed', 'int', 'Speed of the link in Mbit/s.'),
  option('ethtool', 'link-duplex', 'enum', 'Duplex of the link.', { values: ['half', 'full'] }),
  option('ethtool', 'ethernet-autoneg', 'enum', 'Whether the link is negotiated.', { values: ['on', 'off'] }),
];

/** Every option known; interfaces(5) allows others, which hook scripts may read. */
export const interfacesOptions: readonly InterfacesOptionRow[] = [
  ...COMMANDS,
  ...ADDRESSES,
  ...OTHERS,
  ...BRIDGES,
  ...HOOKS,
];
