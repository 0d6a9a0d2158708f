/** The network as a whole: what is wrong across files is said once, and what may well be meant is left alone. */
import { describe, expect, it } from 'vitest';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { summary } from '../support/check.ts';

const guest = (name: string, vif: string): string => `name = "${name}"\ntype = "hvm"\nvif = [ ${vif} ]\n`;
const own = (address: string, more = ''): string => `auto eth0\niface eth0 inet static\n  address ${address}\n${more}`;
const bridge = (name: string, address: string, port = 'eth0'): string =>
  `auto ${name}\niface ${name} inet static\n  address ${address}\n  bridge_ports ${port}\n`;
const DOM0 = 'etc/network/interfaces';
const CONF = { 'etc/xen/xl.conf': 'vif.default.script="vif-bridge"\n' };

const cases: readonly [string, ExampleFiles, readonly string[]][] = [
  [
    "a guest's address that dom0 has on a piece of its interfaces",
    {
      ...CONF,
      [DOM0]: 'source-directory /etc/network/interfaces.d\n',
      'etc/network/interfaces.d/xenbr0': bridge('xenbr0', '192.0.2.3/24'),
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0,ip=192.0.2.3'"),
    },
    ['etc/xen/a.cfg:3: warning: guest-has-dom0-address'],
  ],
  [
    'the same in IPv6, in another spelling',
    {
      ...CONF,
      [DOM0]: 'auto xenbr0\niface xenbr0 inet6 static\n  address 2001:db8::3/64\n  bridge_ports eth0\n',
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0,ip=2001:DB8:0::3'"),
    },
    ['etc/xen/a.cfg:3: warning: guest-has-dom0-address'],
  ],
  [
    'an interfaces file that may be a copy of the guest’s own',
    { 'a.cfg': guest('a', "'ip=192.0.2.3'"), [DOM0]: own('192.0.2.3/24') },
    [],
  ],
  [
    'a guest that is the gateway, with a card on either side',
    {
      ...CONF,
      [DOM0]: `${bridge('xenbr0', '192.0.2.3/24')}  gateway 192.0.2.1\n`,
      'etc/xen/fw.cfg': guest('fw', "'bridge=xenbr0,ip=192.0.2.1', 'bridge=xenbr0'"),
    },
    [],
  ],
  [
    "a single card with dom0's gateway's address",
    {
      ...CONF,
      [DOM0]: `${bridge('xenbr0', '192.0.2.3/24')}  gateway 192.0.2.1\n`,
      'etc/xen/fw.cfg': guest('fw', "'bridge=xenbr0,ip=192.0.2.1'"),
    },
    ['etc/xen/fw.cfg:3: warning: guest-has-lan-gateway'],
  ],
  [
    'subnets side by side on two bridges',
    { [DOM0]: bridge('xenbr0', '10.0.0.1/25') + bridge('xenbr1', '10.0.0.129/25', 'eth1') },
    [],
  ],
  [
    'one subnet on two bridges, IPv6',
    {
      [DOM0]: ['xenbr0', 'xenbr1']
        .map(
          (name, n) =>
            `auto ${name}\niface ${name} inet6 static\n  address fd00::${n + 1}/64\n  bridge_ports eth${n}\n`,
        )
        .join(''),
    },
    [`${DOM0}:7: warning: overlapping-subnets`],
  ],
  [
    'an alias of a bridge, and a bridge that only comes up by hand',
    {
      [DOM0]: `${bridge('xenbr0', '10.0.0.1/24')}auto xenbr0:1\niface xenbr0:1 inet static\n  address 10.0.0.2/24\niface xenbr1 inet static\n  address 10.0.0.3/24\n  bridge_ports eth1\n`,
    },
    ['etc/network/interfaces:8: warning: interface-not-started'],
  ],
  [
    'a gateway on a LAN, which nobody here can know',
    {
      ...CONF,
      [DOM0]: bridge('xenbr0', '10.0.0.1/24'),
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0'"),
      'a/etc/network/interfaces': own('10.0.0.7/24', '  gateway 10.0.0.254\n'),
    },
    [],
  ],
  [
    'a gateway on a closed bridge that another guest has',
    {
      ...CONF,
      [DOM0]: bridge('xenbr0', '10.0.0.1/24', 'none'),
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0'"),
      'a/etc/network/interfaces': own('10.0.0.7/24', '  gateway 10.0.0.254\n'),
      'etc/xen/fw.cfg': guest('fw', "'bridge=xenbr0', 'bridge=xenbr1'"),
      'fw/etc/network/interfaces': own('10.0.0.254/24'),
    },
    ['etc/xen/fw.cfg:3: warning: unknown-bridge'],
  ],
  [
    'guests on several bridges, each with its own subnet, addresses of both families in one ip=',
    {
      ...CONF,
      [DOM0]: bridge('xenbr0', '10.0.0.1/24') + bridge('xenbr1', '10.0.1.1/24', 'eth1'),
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0,ip=10.0.0.7 fd00::7', 'bridge=xenbr1,ip=10.0.1.7 10.0.1.8'"),
    },
    [],
  ],
  [
    'an IPv6 address alone where only the IPv4 subnet is known',
    {
      ...CONF,
      [DOM0]: bridge('xenbr0', '10.0.0.1/24'),
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0,ip=fd00::7'"),
      'a/etc/network/interfaces': own('10.0.0.7/24'),
    },
    [],
  ],
  [
    'an IPv6 address outside the inet6 stanza',
    {
      'a.cfg': guest('a', "'bridge=xenbr0,ip=2001:db8:1::7'"),
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet6 static\n  address 2001:db8::7/64\n',
    },
    ['a.cfg:3: warning: vif-ip-outside-subnet'],
  ],
  [
    'an IPv6 address other than the one of the inet6 stanza',
    {
      'a.cfg': guest('a', "'bridge=xenbr0,ip=2001:db8::8'"),
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet6 static\n  address 2001:db8::7/64\n',
    },
    ['a.cfg:3: warning: guest-address-differs'],
  ],
  [
    'a link-local address beside a subnet',
    {
      'a.cfg': guest('a', "'bridge=xenbr0,ip=fe80::216:3eff:fe00:1'"),
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet6 static\n  address 2001:db8::7/64\n',
    },
    [],
  ],
  [
    'one address in the files of two guests on two bridges',
    {
      ...CONF,
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0'"),
      'a/etc/network/interfaces': own('10.0.0.7/24'),
      'etc/xen/b.cfg': guest('b', "'bridge=xenbr1'"),
      'b/etc/network/interfaces': own('10.0.0.7/24'),
    },
    [],
  ],
  [
    "one address in a guest's file and in another's vif",
    {
      ...CONF,
      'etc/xen/a.cfg': guest('a', "'bridge=xenbr0'"),
      'a/etc/network/interfaces': own('10.0.0.7/24'),
      'etc/xen/b.cfg': guest('b', "'bridge=xenbr0,ip=10.0.0.7'"),
    },
    ['a/etc/network/interfaces:3: warning: duplicate-guest-address'],
  ],
  [
    'Open vSwitch in all its forms',
    {
      'a.cfg': guest(
        'a',
        "'script=vif-openvswitch,bridge=br0', 'script=vif-openvswitch,bridge=br0.100', 'script=vif-openvswitch,bridge=br0:1:2', 'script=vif-openvswitch,bridge=br0.100:200:300'",
      ),
    },
    [],
  ],
  [
    'the form of Open vSwitch where nothing tells the script, and a VLAN device as bridge',
    { 'a.cfg': guest('a', "'bridge=br0.100:200', 'script=vif-bridge,bridge=br0.100'") },
    [],
  ],
  [
    'VLANs in all their forms',
    {
      'a.cfg': guest(
        'a',
        "'script=vif-vlan,vlan=10', 'script=vif-vlan,vlan=10p/20', 'script=vif-vlan,vlan=10p/100+10x4', 'script=vif-vlan,vlan=10pu/20u/30-39', 'script=vif-vlan,vlan=1p/100+10x4u/30-39u'",
      ),
    },
    [],
  ],
  [
    'VLANs that are none',
    {
      'a.cfg': guest(
        'a',
        "'script=vif-vlan,vlan=0', 'script=vif-vlan,vlan=4095', 'script=vif-vlan,vlan=20-10', 'script=vif-vlan,vlan=trunk', 'script=vif-vlan,vlan=10/20', 'script=vif-vlan,vlan=10p/4000+10x40'",
      ),
    },
    Array.from({ length: 6 }, () => 'a.cfg:3: warning: malformed-vlan'),
  ],
];

describe('across files', () => {
  for (const [title, files, expected] of cases) {
    it(title, () => {
      expect(summary(files)).toEqual(expected);
    });
  }
});
