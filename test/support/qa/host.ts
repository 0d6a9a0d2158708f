/** xl.conf, interfaces files, and files that belong together, and what is found in them. */
import type { QaCase } from './case.ts';

export const hostCases: readonly QaCase[] = [
  ['vif.default.bridge=br0', { 'xl.conf': 'vif.default.bridge=br0\n' }, ['xl.conf:1: error: unquoted-value']],
  ['autoballoon=auto', { 'xl.conf': 'autoballoon=auto\n' }, ['xl.conf:1: error: unquoted-value']],
  ['autoballoon="of"', { 'xl.conf': 'autoballoon="of"\n' }, ['xl.conf:1: warning: unknown-word']],
  [
    'vif.default.script="vif-brigde"',
    { 'xl.conf': 'vif.default.script="vif-brigde"\n' },
    ['xl.conf:1: warning: unknown-vif-script'],
  ],
  [
    'vif.default.script=vif-route',
    { 'xl.conf': 'vif.default.script=vif-route\n' },
    ['xl.conf:1: error: unquoted-value'],
  ],
  ['defaultbridge="br0"', { 'xl.conf': 'defaultbridge="br0"\n' }, ['xl.conf:1: warning: obsolete-option']],
  ['vif_default_bridge="br0"', { 'xl.conf': 'vif_default_bridge="br0"\n' }, ['xl.conf:1: warning: unknown-option']],
  ['vif.default.bridg="br0"', { 'xl.conf': 'vif.default.bridg="br0"\n' }, ['xl.conf:1: warning: unknown-option']],
  ['vif.default.bridge="br0"', { 'xl.conf': 'vif.default.bridge="br0"' }, []],
  ['# c', { 'xl.conf': '# c' }, ['xl.conf:1: error: comment-without-newline']],
  ['Vif.default.bridge="br0"', { 'xl.conf': 'Vif.default.bridge="br0"\n' }, ['xl.conf:1: error: upper-case-key']],
  [
    'vif.default.bridge=[ "br0" ]',
    { 'xl.conf': 'vif.default.bridge=[ "br0" ]\n' },
    ['xl.conf:1: warning: wrong-value-type'],
  ],
  ['run_hotplug_scripts="no"', { 'xl.conf': 'run_hotplug_scripts="no"\n' }, ['xl.conf:1: warning: word-for-switch']],
  [
    'autoballoon=0 lockfile="/var/lock/xl" output_format="sxp" claim_mode=1',
    { 'xl.conf': 'autoballoon=0\nlockfile="/var/lock/xl"\noutput_format="sxp"\nclaim_mode=1\n' },
    [],
  ],
  ['output_format="xml"', { 'xl.conf': 'output_format="xml"\n' }, ['xl.conf:1: warning: unknown-word']],
  ['vif.default.bridge="br0" (2)', { 'xl.conf': 'vif.default.bridge="br0"\r\n' }, ['xl.conf:1: error: crlf-line-ends']],
  [
    'vif.default.bridge="br0" vif.default.bridge="br1"',
    { 'xl.conf': 'vif.default.bridge="br0"\nvif.default.bridge="br1"\n' },
    ['xl.conf:1: warning: repeated-option'],
  ],
  [
    'vif.default.bridge = \'br0\'  # c vif.default.gatewaydev="eth1" vif.defaul',
    {
      'xl.conf':
        'vif.default.bridge = \'br0\'  # c\nvif.default.gatewaydev="eth1"\nvif.default.backend="0"\nremus.default.netbufscript="x"\ncolo.default.proxyscript="y"\nvm.cpumask="0-3"\nvm.hvm.cpumask="0-3"\nvm.pv.cpumask="0"\nmax_grant_frames=32\nmax_maptrack_frames=1\nmax_grant_version=2\nsched="credit"\n',
    },
    ['xl.conf:12: warning: unknown-option'],
  ],
  ['autoballoon=on', { 'xl.conf': 'autoballoon=on\n' }, ['xl.conf:1: error: unquoted-value']],
  [
    'vif.default.script="vif-openvswitch";vif.default.bridge="ovs0"',
    { 'xl.conf': 'vif.default.script="vif-openvswitch";vif.default.bridge="ovs0"\n' },
    [],
  ],
  ['[global] autoballoon=0', { 'xl.conf': '[global]\nautoballoon=0\n' }, ['xl.conf:1: error: foreign-file-format']],
  [
    'auto br0 iface br0 inet static   address 10.0.0.1/24   bridge_ports eth0',
    {
      interfaces:
        'auto br0\niface br0 inet static\n  address 10.0.0.1/24\n  bridge_ports eth0 eth1\niface eth1 inet static\n  address 10.0.1.1/24\n',
    },
    ['interfaces:5: warning: bridge-port-with-address'],
  ],
  [
    'iface br0 inet dhcp  bridge-ports eth0 allow-hotplug eth0 iface eth0 ine',
    { interfaces: 'iface br0 inet dhcp\n bridge-ports eth0\nallow-hotplug eth0\niface eth0 inet dhcp\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:4: warning: bridge-port-with-address'],
  ],
  [
    'auto eth0 iface eth0 inet static  address 10.0.0.2  gateway 10.0.0.1',
    { interfaces: 'auto eth0\niface eth0 inet static\n address 10.0.0.2\n gateway 10.0.0.1\n' },
    ['interfaces:3: warning: static-without-netmask'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  gateway 10.0.1.1',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2/24\n gateway 10.0.1.1\n' },
    ['interfaces:3: warning: interface-gateway-outside-subnet'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  netmask 24  gateway 10.0.0.1',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2\n netmask 24\n gateway 10.0.0.1\n' },
    [],
  ],
  [
    'iface eth0 inet static  address 192.0.2.10/32  gateway 192.0.2.1',
    { interfaces: 'iface eth0 inet static\n address 192.0.2.10/32\n gateway 192.0.2.1\n' },
    ['interfaces:3: information: gateway-of-single-address'],
  ],
  [
    'iface eth0 inet static  address 192.0.2.10/32  pointopoint 192.0.2.1  ga',
    { interfaces: 'iface eth0 inet static\n address 192.0.2.10/32\n pointopoint 192.0.2.1\n gateway 192.0.2.1\n' },
    [],
  ],
  [
    'iface eth0 inet static  address 192.0.2.10  netmask 255.255.255.255  gat',
    {
      interfaces:
        'iface eth0 inet static\n address 192.0.2.10\n netmask 255.255.255.255\n gateway 192.0.2.1\n up ip route add 192.0.2.1 dev eth0\n',
    },
    ['interfaces:4: information: gateway-of-single-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.300  netmask 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.300\n netmask 255.255.255.0\n' },
    ['interfaces:2: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.3  netmask 255.255.0.255',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.3\n netmask 255.255.0.255\n' },
    ['interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  adress 10.0.0.3  netmask 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n adress 10.0.0.3\n netmask 255.255.255.0\n' },
    ['interfaces:1: error: static-without-address', 'interfaces:2: warning: interface-option-typo'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.3  netmask 255.255.255.0  gatway ',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.3\n netmask 255.255.255.0\n gatway 10.0.0.1\n' },
    ['interfaces:4: warning: interface-option-typo'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.3  netmask 255.255.255.0  network',
    {
      interfaces:
        'iface eth0 inet static\n address 10.0.0.3\n netmask 255.255.255.0\n network 10.0.1.0\n broadcast 10.0.0.255\n',
    },
    [],
  ],
  [
    'iface eth0 inet static  address 10.0.0.0  netmask 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.0\n netmask 255.255.255.0\n' },
    ['interfaces:2: warning: network-address-as-host'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.255/24',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.255/24\n' },
    ['interfaces:2: warning: network-address-as-host'],
  ],
  [
    'iface eth0 inet static  netmask 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n netmask 255.255.255.0\n' },
    ['interfaces:1: error: static-without-address'],
  ],
  [
    'iface eth0 inet satic  address 10.0.0.3/24',
    { interfaces: 'iface eth0 inet satic\n address 10.0.0.3/24\n' },
    ['interfaces:1: error: malformed-iface'],
  ],
  [
    'iface eth0 static  address 10.0.0.3/24',
    { interfaces: 'iface eth0 static\n address 10.0.0.3/24\n' },
    ['interfaces:1: error: malformed-iface'],
  ],
  [
    'iface eth0  address 10.0.0.3/24',
    { interfaces: 'iface eth0\n address 10.0.0.3/24\n' },
    ['interfaces:1: error: malformed-iface'],
  ],
  ['iface eth0 inet dhpc', { interfaces: 'iface eth0 inet dhpc\n' }, ['interfaces:1: error: malformed-iface']],
  [
    'ifcae eth0 inet dhcp',
    { interfaces: 'ifcae eth0 inet dhcp\n' },
    ['interfaces:1: error: misplaced-interface-option'],
  ],
  [
    'Auto eth0 iface eth0 inet dhcp',
    { interfaces: 'Auto eth0\niface eth0 inet dhcp\n' },
    ['interfaces:1: error: misplaced-interface-option'],
  ],
  ['auto eth0 auto eth0 iface eth0 inet dhcp', { interfaces: 'auto eth0\nauto eth0\niface eth0 inet dhcp\n' }, []],
  [
    'auto eth1 iface eth0 inet dhcp',
    { interfaces: 'auto eth1\niface eth0 inet dhcp\n' },
    ['interfaces:1: warning: auto-without-iface', 'interfaces:2: information: interface-not-started'],
  ],
  [
    'iface eth0 inet dhcp iface eth0 inet static  address 10.0.0.1/24',
    { interfaces: 'iface eth0 inet dhcp\niface eth0 inet static\n address 10.0.0.1/24\n' },
    ['interfaces:2: information: repeated-interface-stanza'],
  ],
  ['iface eth0 inet dhcp iface eth0 inet6 auto', { interfaces: 'iface eth0 inet dhcp\niface eth0 inet6 auto\n' }, []],
  [
    'iface eth0 inet6 static  address 2001:db8::2  netmask 64  gateway 2001:d',
    { interfaces: 'iface eth0 inet6 static\n address 2001:db8::2\n netmask 64\n gateway 2001:db8::1\n' },
    [],
  ],
  [
    'iface eth0 inet6 static  address 2001:db8::2/64  gateway 2001:db8:1::1',
    { interfaces: 'iface eth0 inet6 static\n address 2001:db8::2/64\n gateway 2001:db8:1::1\n' },
    ['interfaces:3: warning: interface-gateway-outside-subnet'],
  ],
  [
    'iface eth0 inet6 static  address 2001:db8::2/64  gateway fe80::1',
    { interfaces: 'iface eth0 inet6 static\n address 2001:db8::2/64\n gateway fe80::1\n' },
    [],
  ],
  [
    'iface eth0 inet6 static  address 10.0.0.1/24',
    { interfaces: 'iface eth0 inet6 static\n address 10.0.0.1/24\n' },
    ['interfaces:2: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 2001:db8::2/64',
    { interfaces: 'iface eth0 inet static\n address 2001:db8::2/64\n' },
    ['interfaces:2: error: malformed-interface-address'],
  ],
  [
    'iface br0 inet dhcp  bridge_ports br0',
    { interfaces: 'iface br0 inet dhcp\n bridge_ports br0\n' },
    ['interfaces:2: error: bridge-own-port'],
  ],
  [
    'iface br0 inet dhcp  bridge_ports eth0 iface br1 inet dhcp  bridge_ports',
    { interfaces: 'iface br0 inet dhcp\n bridge_ports eth0\niface br1 inet dhcp\n bridge_ports eth0\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:3: warning: interface-not-started'],
  ],
  [
    'iface br0 inet dhcp  bridge_ports wlp3s0',
    { interfaces: 'iface br0 inet dhcp\n bridge_ports wlp3s0\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:2: warning: wireless-bridge-port'],
  ],
  [
    'iface br0 inet dhcp  bridge_ports wlan0 eth0',
    { interfaces: 'iface br0 inet dhcp\n bridge_ports wlan0 eth0\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:2: warning: wireless-bridge-port'],
  ],
  [
    'iface br0 inet manual  bridge_port eth0',
    { interfaces: 'iface br0 inet manual\n bridge_port eth0\nauto br0\n' },
    ['interfaces:2: warning: interface-option-typo'],
  ],
  [
    'iface br0 inet manual  bridgeports eth0',
    { interfaces: 'iface br0 inet manual\n bridgeports eth0\nauto br0\n' },
    ['interfaces:2: warning: interface-option-typo'],
  ],
  [
    'iface eth0 inet static address 10.0.0.2/24 # lan gateway 10.0.0.1',
    { interfaces: 'iface eth0 inet static\n\taddress 10.0.0.2/24 # lan\n\tgateway 10.0.0.1\n' },
    ['interfaces:2: information: comment-behind-value'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  gateway 10.0.0.1 iface eth1',
    {
      interfaces:
        'iface eth0 inet static\n address 10.0.0.2/24\n gateway 10.0.0.1\niface eth1 inet static\n address 10.0.1.2/24\n gateway 10.0.1.1\n',
    },
    [],
  ],
  ['iface eth0 inet dhcp iface eth1 inet dhcp', { interfaces: 'iface eth0 inet dhcp\niface eth1 inet dhcp\n' }, []],
  [
    'auto eth0 iface eth0 inet static address 10.0.0.2/24 gateway 10.0.0.2',
    { interfaces: 'auto eth0\niface eth0 inet static\naddress 10.0.0.2/24\ngateway 10.0.0.2\n' },
    ['interfaces:4: warning: gateway-is-own-address'],
  ],
  [
    'address 10.0.0.2 iface eth0 inet static  netmask 255.255.255.0',
    { interfaces: 'address 10.0.0.2\niface eth0 inet static\n netmask 255.255.255.0\n' },
    ['interfaces:1: error: misplaced-interface-option', 'interfaces:2: error: static-without-address'],
  ],
  [
    'iface eth0 inet static  address = 10.0.0.2  netmask = 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n address = 10.0.0.2\n netmask = 255.255.255.0\n' },
    ['interfaces:2: error: malformed-interface-address', 'interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address: 10.0.0.2  netmask 255.255.255.0',
    { interfaces: 'iface eth0 inet static\n address: 10.0.0.2\n netmask 255.255.255.0\n' },
    ['interfaces:1: error: static-without-address', 'interfaces:2: warning: interface-option-typo'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24',
    { interfaces: 'iface eth0 inet static\r\n address 10.0.0.2/24\r\n' },
    [],
  ],
  [
    'iface eth0 inet static \\  address 10.0.0.2/24',
    { interfaces: 'iface eth0 inet static \\\n address 10.0.0.2/24\n' },
    ['interfaces:1: error: static-without-address', 'interfaces:2: warning: ignored-iface-words'],
  ],
  [
    'iface eth0 inet dhcp  gateway 10.0.0.1',
    { interfaces: 'iface eth0 inet dhcp\n gateway 10.0.0.1\n' },
    ['interfaces:2: warning: option-of-other-method'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  address 10.0.0.3  netmask 255.',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2\n address 10.0.0.3\n netmask 255.255.255.0\n' },
    ['interfaces:3: warning: repeated-interface-option'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  netmask 255.255.0.0',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2/24\n netmask 255.255.0.0\n' },
    ['interfaces:3: warning: two-netmasks'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  dns-nameservers 8.8.8.8 8.8',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2/24\n dns-nameservers 8.8.8.8 8.8.4\n' },
    [],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  mtu abc',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2/24\n mtu abc\n' },
    ['interfaces:3: warning: malformed-interface-value'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  hwaddress ether 00:16:3e:00',
    { interfaces: 'iface eth0 inet static\n address 10.0.0.2/24\n hwaddress ether 00:16:3e:00:00\n' },
    ['interfaces:3: warning: malformed-interface-value'],
  ],
  [
    'iface br0 inet static  address 10.0.0.2/24  bridge_ports regex eth.* nor',
    {
      interfaces:
        'iface br0 inet static\n address 10.0.0.2/24\n bridge_ports regex eth.* noregex eth0\n bridge_stp off\n bridge_fd 0\n',
    },
    ['interfaces:1: warning: interface-not-started'],
  ],
  [
    'iface br0 inet static  address 10.0.0.2/24  bridge_ports none  bridge_st',
    { interfaces: 'iface br0 inet static\n address 10.0.0.2/24\n bridge_ports none\n bridge_stp maybe\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:4: warning: malformed-interface-value'],
  ],
  [
    'auto bond0 iface bond0 inet manual  bond-slaves eth0 eth1  bond-mode 802',
    {
      interfaces:
        'auto bond0\niface bond0 inet manual\n bond-slaves eth0 eth1\n bond-mode 802.3ad\niface br0 inet static\n address 10.0.0.2/24\n bridge_ports bond0\niface br0:1 inet static\n address 10.0.0.3/24\niface eth0.10 inet manual\n vlan-raw-device eth0\niface br10 inet manual\n bridge_ports eth0.10\n',
    },
    [
      'interfaces:5: warning: interface-not-started',
      'interfaces:8: information: interface-not-started',
      'interfaces:12: warning: interface-not-started',
    ],
  ],
  [
    'auto eth0 iface eth0 inet static  address 192.0.2.70/26  gateway 192.0.2',
    { interfaces: 'auto eth0\niface eth0 inet static\n address 192.0.2.70/26\n gateway 192.0.2.1\n' },
    ['interfaces:4: warning: interface-gateway-outside-subnet'],
  ],
  [
    'source /etc/network/interfaces.d/* source-directory interfaces.d mapping',
    {
      interfaces:
        'source /etc/network/interfaces.d/*\nsource-directory interfaces.d\nmapping eth0\n script /usr/local/sbin/map\n map HOME home\niface home inet dhcp\niface eth1 inet manual\n up ip link set $IFACE up\n down ip link set $IFACE down\n pre-up sleep 1\n post-down true\nno-auto-down eth1\nrename mac/00:16:3e:00:00:01=lan0\ntemplate\n',
    },
    ['interfaces:14: error: misplaced-interface-option'],
  ],
  [
    'iface t inet static  netmask 255.255.255.0 iface eth0 inet static inheri',
    {
      interfaces: 'iface t inet static\n netmask 255.255.255.0\niface eth0 inet static inherits t\n address 10.0.0.3\n',
    },
    [],
  ],
  [
    'iface eth0 inet static inherits nothere  address 10.0.0.3/24',
    { interfaces: 'iface eth0 inet static inherits nothere\n address 10.0.0.3/24\n' },
    ['interfaces:1: error: unknown-inherited-interface'],
  ],
  [
    'auto eth0 # comment iface eth0 inet dhcp',
    { interfaces: 'auto eth0 # comment\niface eth0 inet dhcp\n' },
    ['interfaces:1: warning: auto-without-iface'],
  ],
  [
    'iface br0 inet static   bridge_ports eth0   address 10.0.0.1   netmask 2',
    {
      interfaces:
        'iface br0 inet static\n  bridge_ports eth0\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.256\n',
    },
    ['interfaces:1: warning: interface-not-started', 'interfaces:5: error: malformed-interface-address'],
  ],
  [
    'iface br0 inet static   bridge_ports eth0,eth1   address 10.0.0.1/24',
    { interfaces: 'iface br0 inet static\n  bridge_ports eth0,eth1\n  address 10.0.0.1/24\n' },
    ['interfaces:1: warning: interface-not-started', 'interfaces:2: warning: ports-with-commas'],
  ],
  [
    'vif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]  + name = "b" kernel = "',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr0,mac=00:16:3E:0:0:1\' ]\n',
    },
    [],
  ],
  [
    'vif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]  + name = "b" kernel = " (2)',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr1,mac=00:16:3e:00:00:01\' ]\n',
    },
    ['a.cfg:3: warning: duplicate-mac', 'b.cfg:3: warning: duplicate-mac'],
  ],
  [
    '+ name = "a" kernel = "/boot/vmlinuz"',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n', 'b.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
    ['a.cfg:1: warning: duplicate-guest-name', 'b.cfg:1: warning: duplicate-guest-name'],
  ],
  [
    '+ name = "a" kernel = "/boot/vmlinuz" (2)',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n', 'auto/a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
    [],
  ],
  [
    '+ autoballoon="off"  + name = "a" kernel = "/boot/vmlinuz"  + autoballoo',
    {
      'host1/a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n',
      'host1/xl.conf': 'autoballoon="off"\n',
      'host2/a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n',
      'host2/xl.conf': 'autoballoon="off"\n',
    },
    [],
  ],
  [
    'vif=[\'ip=10.0.0.2,bridge=xenbr0\']  + name = "b" kernel = "/boot/vmlinuz"',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'ip=10.0.0.2,bridge=xenbr0\']\n',
      'b.cfg': 'name = "b"\nkernel = "/boot/vmlinuz"\nvif=[\'ip=10.0.0.2,bridge=xenbr0\']\n',
    },
    ['a.cfg:3: warning: duplicate-ip', 'b.cfg:3: warning: duplicate-ip'],
  ],
  [
    "vif=['bridge=xenbr0']  + auto br0 iface br0 inet dhcp  bridge_ports eth0",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=xenbr0\']\n',
      'etc/network/interfaces': 'auto br0\niface br0 inet dhcp\n bridge_ports eth0\n',
    },
    ['a.cfg:3: warning: unknown-bridge'],
  ],
  [
    'vif=[\'bridge=xenbr0\']  + vif.default.bridge="br1"',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=xenbr0\']\n',
      'xl.conf': 'vif.default.bridge="br1"\n',
    },
    [],
  ],
  [
    "vif=['']  + iface br0 inet dhcp  bridge_ports eth0",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'\']\n',
      interfaces: 'iface br0 inet dhcp\n bridge_ports eth0\n',
    },
    ['a.cfg:3: warning: unknown-bridge', 'interfaces:1: warning: interface-not-started'],
  ],
  [
    "vif=['']  + iface br0 inet dhcp  bridge_ports eth0  + vif.default.bridge",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'\']\n',
      interfaces: 'iface br0 inet dhcp\n bridge_ports eth0\n',
      'xl.conf': 'vif.default.bridge="br0"\n',
    },
    ['interfaces:1: warning: interface-not-started'],
  ],
  [
    "vif=['bridge=xenbr0']  + (network-script 'network-bridge bridge=xenbr1')",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=xenbr0\']\n',
      'xend-config.sxp': "(network-script 'network-bridge bridge=xenbr1')\n(vif-script vif-bridge)\n",
    },
    ['a.cfg:3: warning: unknown-bridge'],
  ],
  [
    'name="web" kernel="/b" vif = [ \'ip=10.0.0.5,bridge=xenbr0\' ]  + auto eth',
    {
      'web.cfg': 'name="web"\nkernel="/b"\nvif = [ \'ip=10.0.0.5,bridge=xenbr0\' ]\n',
      'web/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n address 10.0.0.6\n netmask 255.255.255.0\n',
    },
    ['web.cfg:3: warning: guest-address-differs'],
  ],
  [
    "vif=['script=vif-route,ip=192.0.2.10']  + iface br0 inet static  address",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'script=vif-route,ip=192.0.2.10\']\n',
      interfaces: 'iface br0 inet static\n address 192.0.2.2/24\n bridge_ports enp3s0\n',
    },
    ['a.cfg:3: warning: route-without-gatewaydev', 'interfaces:1: warning: interface-not-started'],
  ],
  [
    "vif=['script=vif-route,ip=192.0.2.10']  + iface eth0 inet static  addres",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'script=vif-route,ip=192.0.2.10\']\n',
      interfaces: 'iface eth0 inet static\n address 192.0.2.2/24\n',
    },
    [],
  ],
  [
    "xl: vif=['script=vif-route,ip=192.0.2.10']",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'script=vif-route,ip=192.0.2.10\']\n' },
    [],
    'xl',
  ],
  [
    'pci=[\'01:00.0\']  + name = "b" kernel = "/boot/vmlinuz" pci=[\'0000:01:00.',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npci=[\'01:00.0\']\n',
      'b.cfg': 'name = "b"\nkernel = "/boot/vmlinuz"\npci=[\'0000:01:00.0,permissive=1\']\n',
    },
    [
      'a.cfg:3: warning: pci-in-two-guests',
      'b.cfg:3: warning: pci-in-two-guests',
      'b.cfg:3: information: pci-permissive',
    ],
  ],
  [
    'iface eth0 inet static  ADDRESS 10.0.0.2/24',
    { 'etc/network/interfaces': 'iface eth0 inet static\n ADDRESS 10.0.0.2/24\n' },
    ['etc/network/interfaces:1: error: static-without-address'],
  ],
  [
    'iface eth0 inet static  Address 10.0.0.2  Netmask 255.255.255.0',
    { 'etc/network/interfaces': 'iface eth0 inet static\n Address 10.0.0.2\n Netmask 255.255.255.0\n' },
    ['etc/network/interfaces:1: error: static-without-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2 /24',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2 /24\n' },
    [
      'etc/network/interfaces:2: warning: static-without-netmask',
      'etc/network/interfaces:2: warning: words-after-value',
    ],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  netmask /24',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2\n netmask /24\n' },
    ['etc/network/interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24 10.0.0.3/24',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2/24 10.0.0.3/24\n' },
    [],
  ],
  [
    'iface eth0 inet dhcp # c',
    { 'etc/network/interfaces': 'iface eth0 inet dhcp # c\n' },
    ['etc/network/interfaces:1: information: ignored-iface-words'],
  ],
  [
    'iface br0 inet dhcp  bridge_ports eth0, eth1',
    { 'etc/network/interfaces': 'iface br0 inet dhcp\n bridge_ports eth0, eth1\n' },
    [
      'etc/network/interfaces:1: warning: interface-not-started',
      'etc/network/interfaces:2: warning: ports-with-commas',
    ],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  gateway 10.0.0.2',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2/24\n gateway 10.0.0.2\n' },
    ['etc/network/interfaces:3: warning: gateway-is-own-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24 ; lan',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2/24 ; lan\n' },
    [],
  ],
  [
    '; c iface eth0 inet dhcp',
    { 'etc/network/interfaces': '; c\niface eth0 inet dhcp\n' },
    ['etc/network/interfaces:1: error: misplaced-interface-option'],
  ],
  [
    '# c # iface eth0 inet dhcp # c',
    { 'etc/network/interfaces': '# c\n\n#\niface eth0 inet dhcp # c\n' },
    ['etc/network/interfaces:4: information: ignored-iface-words'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2,24',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2,24\n' },
    ['etc/network/interfaces:2: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  netmask 255.255.255.O',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2\n netmask 255.255.255.O\n' },
    ['etc/network/interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  netmask 255.255.255.256',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2\n netmask 255.255.255.256\n' },
    ['etc/network/interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2  netmask 33',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2\n netmask 33\n' },
    ['etc/network/interfaces:3: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2/\n' },
    ['etc/network/interfaces:2: error: malformed-interface-address'],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2/24  gateway',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2/24\n gateway\n' },
    ['etc/network/interfaces:3: error: interface-option-without-value'],
  ],
  [
    'iface eth0 inet static  address  netmask 255.255.255.0',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address\n netmask 255.255.255.0\n' },
    [
      'etc/network/interfaces:1: error: static-without-address',
      'etc/network/interfaces:2: error: interface-option-without-value',
    ],
  ],
  [
    'auto lo iface lo inet loopback auto eth0 iface eth0 inet static  address',
    {
      'etc/network/interfaces':
        'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n address 10.0.0.2\n netmask 255.255.255.0\n gateway 10.0.0.1\n dns-nameserver 10.0.0.1\n',
    },
    [],
  ],
  [
    'auto eth0 allow-hotplug eth0 iface eth0 inet6 dhcp iface eth0 inet6 auto',
    { 'etc/network/interfaces': 'auto eth0\nallow-hotplug eth0\niface eth0 inet6 dhcp\niface eth0 inet6 auto\n' },
    [],
  ],
  [
    'iface eth0 inet static inherits base  address 10.0.0.2 iface base inet s',
    {
      'etc/network/interfaces':
        'iface eth0 inet static inherits base\n address 10.0.0.2\niface base inet static\n netmask 255.255.255.0\n',
    },
    [
      'etc/network/interfaces:1: error: unknown-inherited-interface',
      'etc/network/interfaces:2: warning: static-without-netmask',
    ],
  ],
  [
    'auto br0 iface br0 inet static  address 10.0.0.1  netmask 255.255.255.0 ',
    {
      'etc/network/interfaces':
        'auto br0\niface br0 inet static\n address 10.0.0.1\n netmask 255.255.255.0\n bridge_ports none\n bridge_stp off\n bridge_fd 0\n bridge_maxwait 0\n post-up iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE\n',
    },
    [],
  ],
  [
    'auto eth0 iface eth0 inet manual auto vlan10 iface vlan10 inet manual  v',
    {
      'etc/network/interfaces':
        'auto eth0\niface eth0 inet manual\nauto vlan10\niface vlan10 inet manual\n vlan_raw_device eth0\nauto xenbr0\niface xenbr0 inet static\n address 192.0.2.2\n netmask 255.255.255.128\n gateway 192.0.2.1\n bridge_ports eth0\n bridge_hw eth0\nauto xenbr10\niface xenbr10 inet manual\n bridge_ports vlan10\n',
    },
    [],
  ],
  [
    'auto eth0 iface eth0 inet static  address 198.51.100.5  netmask 255.255.',
    {
      'etc/network/interfaces':
        'auto eth0\niface eth0 inet static\n address 198.51.100.5\n netmask 255.255.255.255\n pointopoint 198.51.100.1\n gateway 198.51.100.1\n up sysctl -w net.ipv4.conf.eth0.proxy_arp=1\niface eth0 inet6 static\n address 2001:db8::2/128\n gateway fe80::1\n',
    },
    [],
  ],
  [
    'auto ppp0 iface ppp0 inet ppp  provider dsl iface tun0 inet tunnel  mode',
    {
      'etc/network/interfaces':
        'auto ppp0\niface ppp0 inet ppp\n provider dsl\niface tun0 inet tunnel\n mode ipip\n address 10.0.0.1\n dstaddr 10.0.0.2\n endpoint 192.0.2.5\n local 192.0.2.6\niface can0 can static\n bitrate 500000\niface wlan0 inet dhcp\n wpa-ssid x\n wpa-psk y\n',
    },
    ['etc/network/interfaces:12: information: interface-not-started'],
  ],
  [
    "vif=['bridge=xenbr0']  + (network-script 'network-bridge bridge=xenbr1') (2)",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=xenbr0\']\n',
      'xend-config.sxp': "(network-script 'network-bridge bridge=xenbr1')\n(vif-script vif-bridge)\n",
    },
    ['a.cfg:3: warning: unknown-bridge'],
  ],
  [
    "vif=['bridge=xenbr0']  + (network-script 'network-bridge netdev=eth1') (",
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=xenbr0\']\n',
      'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n(vif-script vif-bridge)\n",
    },
    [],
  ],
  [
    'vif=[\'bridge=br0\']  + vif.default.bridge="br1"  + auto br1 iface br1 ine',
    {
      'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'bridge=br0\']\n',
      'xl.conf': 'vif.default.bridge="br1"\n',
      'etc/network/interfaces': 'auto br1\niface br1 inet manual\n bridge_ports eth0\n',
    },
    ['a.cfg:3: warning: unknown-bridge'],
  ],
  [
    'xl: name = web-1 kernel = "/boot/vmlinuz" memory = 2G vif = [ \'mac=00:16:3e:',
    {
      'a.cfg':
        "name = web-1\nkernel = \"/boot/vmlinuz\"\nmemory = 2G\nvif = [ 'mac=00:16:3e:00:00,bridge=xenbr0' ]\ndisk = [ 'phy:/dev/vg/a,xvda,w'\n 'phy:/dev/vg/b,xvdb,w' ]\n# end",
    },
    [
      'a.cfg:1: error: unquoted-value',
      'a.cfg:3: error: number-with-unit',
      'a.cfg:4: warning: malformed-mac',
      'a.cfg:5: error: missing-comma',
      'a.cfg:7: error: comment-without-newline',
    ],
    'xl',
  ],
  [
    '; header (network-script network-bridge netdev=eth1) (vif-script vif-nat',
    {
      'xend-config.sxp':
        '; header\n(network-script network-bridge netdev=eth1)\n(vif-script vif-nat)\n(xend-http-server maybe)\n(vif-script vif-bridge # x)\n',
    },
    [
      'xend-config.sxp:1: warning: semicolon-comment',
      'xend-config.sxp:2: warning: unquoted-script-arguments',
      'xend-config.sxp:3: warning: network-mode-mismatch',
      'xend-config.sxp:4: error: bad-xend-boolean',
      'xend-config.sxp:5: warning: duplicate-network-script',
      'xend-config.sxp:5: error: bracket-in-comment',
    ],
  ],
  [
    '(network-script network-bridge) # comment between #(network-script netwo',
    {
      'xend-config.sxp':
        '(network-script network-bridge)\n# comment between\n#(network-script network-nat)\n(network-script network-nat)\n#(vif-script vif-nat)\n(vif-script vif-bridge)\n',
    },
    ['xend-config.sxp:4: warning: duplicate-network-script'],
  ],
  [
    '(network-script network-nat) # NAT #(vif-script vif-nat) (vif-script vif',
    { 'xend-config.sxp': '(network-script network-nat) # NAT\n#(vif-script vif-nat)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:3: warning: network-mode-mismatch'],
  ],
  [
    'xl: name = "a" kernel = "/b" vif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\', ',
    {
      'a.cfg':
        "name = \"a\"\nkernel = \"/b\"\nvif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0', 'bridge=xenbr1', 'mac=00:16:3e:00:00:01,bridge=xenbr2' ]\n",
    },
    ['a.cfg:3: warning: duplicate-mac', 'a.cfg:3: warning: duplicate-mac'],
    'xl',
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'mac=00:16:3e:00:00:01\' ]  + name = "b"',
    {
      'etc/xen/a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'mac=00:16:3e:00:00:01\' ]\n',
      'etc/xen/auto/b': 'name = "b"\nkernel = "/b"\nvif = [ \'mac=00:16:3E:00:00:01\' ]\n',
    },
    ['etc/xen/a.cfg:3: warning: duplicate-mac', 'etc/xen/auto/b:3: warning: duplicate-mac'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'ip=10.0.0.5\' ]  + auto br0 iface br0 i',
    {
      'etc/xen/a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5\' ]\n',
      'etc/network/interfaces': 'auto br0\niface br0 inet static\n address 10.0.0.5/24\n bridge_ports eth0\n',
    },
    ['etc/xen/a.cfg:3: warning: unknown-bridge', 'etc/xen/a.cfg:3: warning: guest-has-dom0-address'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0,ip=10.0.0.5\' ]  + auto br0 ',
    {
      'etc/xen/a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0,ip=10.0.0.5\' ]\n',
      'etc/network/interfaces': 'auto br0\niface br0 inet static\n address 10.0.1.5/24\n bridge_ports eth0\n',
    },
    ['etc/xen/a.cfg:3: warning: vif-ip-outside-subnet'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0,ip=10.0.0.5\' ]  + auto eth0',
    {
      'etc/xen/a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0,ip=10.0.0.5\' ]\n',
      'guests/a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n address 10.0.0.5/24\n gateway 10.0.0.1\n',
    },
    [],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0,ip=10.0.0.5\' ]  + auto eth0 (2)',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0,ip=10.0.0.5\' ]\n',
      'a/etc/network/interfaces':
        'auto eth0\niface eth0 inet static\n address 10.0.0.5\n netmask 255.255.255.0\n gateway 10.0.0.5\n',
    },
    ['a.cfg:3: warning: vif-ip-is-gateway', 'a/etc/network/interfaces:5: warning: gateway-is-own-address'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0\' ]  + auto eth1 iface eth1 ',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0\' ]\n',
      'a/etc/network/interfaces': 'auto eth1\niface eth1 inet dhcp\n',
    },
    ['a/etc/network/interfaces:2: information: guest-device-without-vif'],
  ],
  [
    '(network-script network-nat) (vif-script vif-nat)  + name = "a" kernel =',
    {
      'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=xenbr0\' ]\n',
    },
    ['a.cfg:3: warning: bridge-without-bridge-mode'],
  ],
  [
    '(network-script network-route) (vif-script vif-route)  + name = "a" kern',
    {
      'xend-config.sxp': '(network-script network-route)\n(vif-script vif-route)\n',
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'mac=00:16:3e:00:00:01\' ]\n',
    },
    ['a.cfg:3: warning: routed-vif-without-ip'],
  ],
  [
    'vif.default.script="vif-route"  + name = "a" kernel = "/b" vif = [ \'mac=',
    {
      'xl.conf': 'vif.default.script="vif-route"\n',
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'mac=00:16:3e:00:00:01\' ]\n',
    },
    ['a.cfg:3: warning: routed-vif-without-ip'],
  ],
  [
    'vif.default.script="vif-route" vif.default.gatewaydev="br0"  + name = "a',
    {
      'xl.conf': 'vif.default.script="vif-route"\nvif.default.gatewaydev="br0"\n',
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'mac=00:16:3e:00:00:01,ip=10.0.0.2\' ]\n',
    },
    [],
  ],
  [
    'vif.default.script="vif-nat"  + name = "a" kernel = "/b" vif = [ \'bridge',
    {
      'xl.conf': 'vif.default.script="vif-nat"\n',
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=xenbr0\' ]\n',
    },
    ['a.cfg:3: warning: bridge-without-bridge-mode'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge)  + auto br0 ifac',
    {
      'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
      'etc/network/interfaces': 'auto br0\niface br0 inet dhcp\n bridge_ports eth0\n',
    },
    ['xend-config.sxp:1: information: network-bridge-beside-bridge'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge)  + auto enp3s0 i',
    {
      'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
      'etc/network/interfaces': 'auto enp3s0\niface enp3s0 inet dhcp\n',
    },
    ['xend-config.sxp:1: information: network-bridge-card-name'],
  ],
  [
    'name = "web" kernel = "/b" vif = [ \'\' ]  + name = "web" kernel = "/b" vi',
    {
      'a.cfg': 'name = "web"\nkernel = "/b"\nvif = [ \'\' ]\n',
      'b.cfg': 'name = "web"\nkernel = "/b"\nvif = [ \'\' ]\n',
      'c.cfg': 'name = "web"\nkernel = "/b"\nvif = [ \'\' ]\n',
    },
    [
      'a.cfg:1: warning: duplicate-guest-name',
      'b.cfg:1: warning: duplicate-guest-name',
      'c.cfg:1: warning: duplicate-guest-name',
    ],
  ],
  [
    'xl: kernel = "/b" memory = 5 vif=[\'bridge=x\']',
    { 'a.cfg': 'kernel = "/b"\nmemory = 5\nvif=[\'bridge=x\']\n' },
    ['a.cfg:1: error: missing-name'],
    'xl',
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0\' ]  + name = "b" kernel = "',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/b"\nvif = [ \'bridge=br1\' ]\n',
      interfaces:
        'auto br0 br1\niface br0 inet manual\n bridge_ports eth0\niface br1 inet manual\n bridge_ports eth1\n',
    },
    [],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=virbr0\' ]  + auto br0 iface br0',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=virbr0\' ]\n',
      interfaces: 'auto br0\niface br0 inet manual\n bridge_ports eth0\n',
    },
    [],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br0\' ]  + source /etc/network/i',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br0\' ]\n',
      interfaces: 'source /etc/network/interfaces.d/*\n',
      'interfaces.d/br0': 'auto br0\niface br0 inet manual\n bridge_ports eth0\n',
    },
    [],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'bridge=br9\' ]  + auto eth0 iface eth0 ',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'bridge=br9\' ]\n',
      'etc/network/interfaces': 'auto eth0\niface eth0 inet manual\n up brctl addbr br9\n',
    },
    [],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'ip=2001:db8::5,bridge=br0\' ]  + name =',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'ip=2001:db8::5,bridge=br0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/b"\nvif = [ \'ip=2001:0db8:0:0::5,bridge=br0\' ]\n',
    },
    ['a.cfg:3: warning: duplicate-ip', 'b.cfg:3: warning: duplicate-ip'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'ip=10.0.0.5/24,bridge=br0\' ]  + name =',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5/24,bridge=br0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5/32,bridge=br0\' ]\n',
    },
    ['a.cfg:3: warning: duplicate-ip', 'b.cfg:3: warning: duplicate-ip'],
  ],
  [
    'name = "a" kernel = "/b" vif = [ \'ip=10.0.0.5,bridge=br0\' ]  + name = "b',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5,bridge=br0\' ]\n',
      'b.cfg': 'name = "b"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5,bridge=br1\' ]\n',
    },
    ['a.cfg:3: warning: duplicate-ip', 'b.cfg:3: warning: duplicate-ip'],
  ],
  [
    'xl: name = "a" kernel = "/b" vif = [ \'ip=10.0.0.5 10.0.0.5,bridge=br0\' ]',
    { 'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'ip=10.0.0.5 10.0.0.5,bridge=br0\' ]\n' },
    [],
    'xl',
  ],
  [
    'xl: name = "a" kernel = "/b" vif = [ \'script=vif-route,ip=10.0.0.0/24,gatewa',
    {
      'a.cfg': 'name = "a"\nkernel = "/b"\nvif = [ \'script=vif-route,ip=10.0.0.0/24,gatewaydev=eth0\' ]\n',
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n address 10.0.0.7/24\n',
    },
    [],
    'xl',
  ],
];
