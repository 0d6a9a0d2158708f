/**
 * Whole files in the styles in which people write them, to be typed key by key. They are short, since each key takes its
 * time, and each is there for a habit: lists over several lines, trailing commas, aligned columns, Python, stanzas.
 */

export interface TypedText {
  /** The habit that the text stands for. */
  readonly habit: string;
  /** The file's name below a folder that looks like /etc. */
  readonly path: string;
  readonly language: 'xend-sxp' | 'xen-cfg' | 'xl-conf' | 'xl-cpupool' | 'xen-interfaces';
  readonly text: string;
  /** Milliseconds a key beside 20, at which the text is typed too. */
  readonly slower?: 90 | 250;
}

/** Files that lie beside the typed ones: names that begin with each other, so that a list has a longer one ready. */
export const NEIGHBOURS: Readonly<Record<string, string>> = {
  'network/interfaces.d/lan': `auto eth0 eth0.10 eth1
iface eth0 inet manual
iface eth0.10 inet manual
iface eth1 inet manual
auto xenbr1 xenbr10
iface xenbr1 inet static
    bridge_ports eth0
    address 10.0.0.20
    netmask 255.255.255.0
    gateway 10.0.0.254
iface xenbr10 inet manual
    bridge_ports eth0.10
`,
  'xen/other.cfg': `name = "other"
memory = 512
kernel = "/boot/vmlinuz"
vif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr10,ip=10.0.0.10' ]
`,
  'xen/cpupool-rt': 'name = "rt"\ncpus = ["2"]\n',
};

export const TEXTS: readonly TypedText[] = [
  {
    habit: 'a disk list that opens with a line break',
    path: 'xen/disk.cfg',
    language: 'xen-cfg',
    slower: 90,
    text: `disk = [
    '/dev/vg0/a,raw,xvda,rw',
    'phy:/dev/vg0/b,xvdb,w'
]
`,
  },
  {
    habit: 'a vif list with a trailing comma',
    path: 'xen/vif.cfg',
    language: 'xen-cfg',
    slower: 90,
    text: `vif = [
  'mac=00:16:3e:01:02:03,bridge=xenbr1',
  'bridge=xenbr10, ip=10.0.0.1',
]
`,
  },
  {
    habit: 'PCI devices, one a line',
    path: 'xen/pci.cfg',
    language: 'xen-cfg',
    slower: 250,
    text: `pci = [
'01:00.0',
'01:00.1',
]
`,
  },
  {
    habit: 'what xen-tools writes: aligned columns and comments between',
    path: 'xen/tools.cfg',
    language: 'xen-cfg',
    text: `#
#  Kernel + memory size
#
kernel      = '/boot/vmlinuz-2.6'
memory      = '128'

#
#  Disk device(s).
#
root        = '/dev/xvda2 ro'
disk        = [
                  'phy:/dev/vg/vm-disk,xvda2,w',
                  'phy:/dev/vg/vm-swap,xvda1,w',
              ]

name        = 'vm'
dhcp        = 'dhcp'
vif         = [ 'mac=00:16:3E:AA:BB:CC' ]

on_poweroff = 'destroy'
on_reboot   = 'restart'
`,
  },
  {
    habit: 'a guest for xl on one screen',
    path: 'xen/pv.cfg',
    language: 'xen-cfg',
    slower: 90,
    text: `name = "web"
type = "pv"
bootloader = "pygrub"
memory = 512
vcpus = 1
disk = [ "/srv/web.img,raw,xvda,rw" ]
vif = [ "bridge=xenbr1" ]
on_crash = "restart"
`,
  },
  {
    habit: 'comments after values',
    path: 'xen/comments.cfg',
    language: 'xen-cfg',
    text: `memory = 512 # MiB
acpi = 1	# xen
vnc=1 # on
vnclisten="127.0.0.1" # the
pae = 1 #x
`,
  },
  {
    habit: 'values without blanks or quotes around them',
    path: 'xen/dense.cfg',
    language: 'xen-cfg',
    text: `builder="hvm"
vcpus=2
acpi=0
apic=1
boot="dc"
stdvga=0
serial='pty'
usb=1
usbdevice='tablet'
`,
  },
  {
    habit: 'keyed disks over several lines',
    path: 'xen/keyed.cfg',
    language: 'xen-cfg',
    text: `disk = [
    "format=raw, vdev=hda, access=rw, target=/srv/a.img",
    "format=raw,vdev=hdc,devtype=cdrom,target=/srv/c.iso"
]
`,
  },
  {
    habit: 'Python that imports and branches',
    path: 'xen/branch.cfg',
    language: 'xen-cfg',
    text: `import os, re
arch = os.uname()[4]
if re.search('64', arch):
    arch_libdir = 'lib64'
else:
    arch_libdir = 'lib'
for i in range(2):
    pass
name = "vm%d" % i
`,
  },
  {
    habit: 'Python that tries and defines',
    path: 'xen/tries.cfg',
    language: 'xen-cfg',
    text: `def vmid():
    return
try:
    b = 1
    bo = 2
    memory = b
except:
    pass
`,
  },
  {
    habit: 'variables that begin with each other',
    path: 'xen/names.cfg',
    language: 'xen-cfg',
    slower: 90,
    text: `vm = 1
vm_name = 'a'
vm_name2 = 'b'
name = vm_name
vcpus = vm
memory = m
`,
  },
  {
    habit: 'a value continued on the next line',
    path: 'xen/continued.cfg',
    language: 'xen-cfg',
    text: `extra = 'root=/dev/xvda1 ' \\
        'ro ' + \\
        'quiet'
vif = \\
  ['bridge=xenbr1']
`,
  },
  {
    habit: 'a string over several lines',
    path: 'xen/triple.cfg',
    language: 'xen-cfg',
    text: `extra = """root=/dev/xvda1
ro
console=hvc0 
quiet"""
`,
  },
  {
    habit: 'lists whose entries are separated by lines that begin with a comma',
    path: 'xen/leading.cfg',
    language: 'xen-cfg',
    text: `vif = [ 'bridge=xenbr1'
      , 'bridge=xenbr10'
      ]
cpus = ["2"
, "3"]
`,
  },
  {
    habit: 'an empty list, and blanks at the ends of lines',
    path: 'xen/blanks.cfg',
    language: 'xen-cfg',
    text: `disk = [ 
'/srv/a.img,raw,xvda,w' , 
]
vif = [ '' ]
vfb = [ 'vnc=1' ] 
sdl = 0 
`,
  },
  {
    habit: 'lists of names',
    path: 'xen/joined.cfg',
    language: 'xen-cfg',
    text: `d = 'phy:/dev/vg0/a,xvda,w'
disk = [
  d,
]
disk += [ d
]
`,
  },
  {
    habit: 'quotes in quotes, and a list that grows',
    path: 'xen/quotes.cfg',
    language: 'xen-cfg',
    text: `extra = "console='hvc0' " + 'init="/bin/sh"'
vfb = [ 'type=vnc,vncpasswd="s3"' ]
disk += [ 'file:/srv/d.iso,hdc:cdrom,r', ]
for n in range(2):
    if n == 1:
        on_crash = 'restart'
    else:
        on_crash = "destroy"
`,
  },
  {
    habit: 'host settings with blanks around the equals sign',
    path: 'xen/xl.conf',
    language: 'xl-conf',
    slower: 90,
    text: `claim_mode = 1
autoballoon = "off"
output_format = "json"
vif.default.bridge = "xenbr1"
run_hotplug_scripts = 0
`,
  },
  {
    habit: 'host settings without blanks, after comments',
    path: 'etc2/xen/xl.conf',
    language: 'xl-conf',
    text: `# Default vif
vif.default.script="vif-bridge"
lockfile="/run/lock/xl"
claim_mode=0
max_grant_frames=64
`,
  },
  {
    habit: 'a pool whose processors stand in a list',
    path: 'xen/cpupool-a',
    language: 'xl-cpupool',
    slower: 250,
    text: `name = "a"
sched = "credit"
cpus = [
  "2",
  "3",
]
`,
  },
  {
    habit: 'a pool of nodes',
    path: 'xen/cpupool-b',
    language: 'xl-cpupool',
    text: `name="b"
sched="rtds" # real
nodes=["1"]
`,
  },
  {
    habit: 'a bridge of dom0',
    path: 'network/interfaces',
    language: 'xen-interfaces',
    slower: 90,
    text: `auto lo
iface lo inet loopback

auto xenbr0
iface xenbr0 inet manual
bridge_ports none
bridge_stp off
bridge_fd 0
`,
  },
  {
    habit: 'an address of its own, indented',
    path: 'network/interfaces.d/br',
    language: 'xen-interfaces',
    text: `auto xenbr1
iface xenbr1 inet static
    address 10.0.0.2
    netmask 255.255.255.0
    gateway 10.0.0.25
    bridge_ports eth0
    bridge-stp on
iface xenbr1 inet6 auto
`,
  },
  {
    habit: 'continued lines',
    path: 'network/interfaces.d/more',
    language: 'xen-interfaces',
    text: `auto eth0 \\
  eth
iface eth inet dhcp
  up ip route add \\
    10.1.0.0/16 dev \\
    eth0
allow-hotplug eth1
source /etc/network/interfaces.d/*
`,
  },
  {
    habit: 'hooks, and blanks at the ends of lines',
    path: 'network/interfaces.d/hooks',
    language: 'xen-interfaces',
    text: `iface eth0 inet manual 
iface vlan10 inet static 
	address 10.0.0.3/24 
	vlan-raw-device eth0 
	post-up sysctl -w net.ipv4.ip_forward=1
	down true
mapping eth0
	script /sbin/x
	map a
`,
  },
  {
    habit: 'commands of ifup, and a method that is a word of its own',
    path: 'network/interfaces.d/commands',
    language: 'xen-interfaces',
    text: `auto eth1
iface eth1 inet manual
    up ip link set dev $IFACE up
    down ip link set dev $IFACE down || true
    bridge_stp off
    bridge_fd 0
    post-up iptables -t nat -A POSTROUTING \\
        ! -d 10.0.0.0/24 -j MASQUERADE
iface wlan0 inet6 auto
`,
  },
  {
    habit: 'the network pair of xend',
    path: 'xen/xend-config.sxp',
    language: 'xend-sxp',
    slower: 90,
    text: `(network-script network-bridge)
#(network-script network-nat)
(vif-script vif-bridge)
(dom0-min-mem 196)
(dom0-cpus 0)
`,
  },
  {
    habit: 'quoted scripts and patterns',
    path: 'etc2/xen/xend-config.sxp',
    language: 'xend-sxp',
    text: `(network-script 'network-bridge netdev=eth0 bridge=xenbr1')
(xend-relocation-hosts-allow '^localhost$ ^localhost\\\\.localdomain$')
(vncpasswd '')
`,
  },
  {
    habit: 'forms over several lines',
    path: 'etc3/xen/xend-config.sxp',
    language: 'xend-sxp',
    text: `(xend-http-server
    no
)
(loglevel
    DEBUG)
( vif-script
  vif-nat
)
(xend-api-server ((9363 pam '^localhost$')
                  (unix none)))
`,
  },
  {
    habit: 'brackets in brackets over several lines, and both quotes',
    path: 'etc5/xen/xend-config.sxp',
    language: 'xend-sxp',
    text: `(xen-api-server ((9363 pam '^localhost$'
                  /etc/xen/server.key)
                 (unix none)))
(vncpasswd 'it is "quoted"')
`,
  },
  {
    habit: 'words at the top level',
    path: 'etc4/xen/xend-config.sxp',
    language: 'xend-sxp',
    text: `# a
(logfile /var/log/xend.log)
network-script
(keymap de)
`,
  },
];
