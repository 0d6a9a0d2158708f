/** Files that are right although they look unusual: nothing may be said of them. */
import type { QaCase } from './case.ts';

export const validCases: readonly QaCase[] = [
  [
    '# comment with ( and \' and " (network-script network-bridge) (vif-script',
    { 'xend-config.sxp': '# comment with ( and \' and "\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    "(network-script 'network-bridge  netdev=eth0')(vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge\n netdev=eth0')(vif-script vif-bridge)\n" },
    [],
  ],
  [
    '(vncpasswd "it\'s") (network-script network-bridge) (vif-script vif-bridg',
    { 'xend-config.sxp': '(vncpasswd "it\'s")\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  ['(vncpasswd \'say "hi" # (no)\')', { 'xend-config.sxp': '(vncpasswd \'say "hi" # (no)\')\n' }, []],
  [
    '(network-script (@ (a b)) network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script (@ (a b)) network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script network-bridge)(vif-script vif-bridge)(dom0-min-mem 256)',
    { 'xend-config.sxp': '(network-script network-bridge)(vif-script vif-bridge)(dom0-min-mem 256)' },
    [],
  ],
  ['(empty)', { 'xend-config.sxp': '' }, []],
  ['(empty) (2)', { 'xend-config.sxp': '\n\n' }, []],
  ['#', { 'xend-config.sxp': '#' }, []],
  ['# end', { 'xend-config.sxp': '# end' }, []],
  ['() (network-script network-bridge)', { 'xend-config.sxp': '()\n(network-script network-bridge)\n' }, []],
  [
    '(logfile /var/log/xen/xend.log) (loglevel DEBUG) (xend-unix-server yes) ',
    {
      'xend-config.sxp':
        "(logfile /var/log/xen/xend.log)\n(loglevel DEBUG)\n(xend-unix-server yes)\n(xend-unix-path /var/lib/xend/xend-socket)\n(xend-relocation-hosts-allow '^localhost$ ^localhost\\\\.localdomain$')\n(network-script network-bridge)\n(vif-script vif-bridge)\n(dom0-min-mem 256)\n(enable-dom0-ballooning yes)\n(total_available_memory 0)\n(dom0-cpus 0)\n(vncpasswd '')\n",
    },
    [],
  ],
  [
    '# 3.0 (xend-http-server no) (xend-port 8000) (xend-address localhost) (n',
    {
      'xend-config.sxp':
        '# 3.0\n(xend-http-server no)\n(xend-port 8000)\n(xend-address localhost)\n(network-script    network-bridge)\n(vif-script        vif-bridge)\n(dom0-min-mem 196)\n(dom0-cpus 0)\n',
    },
    [],
  ],
  [
    '(network-script my-bridges) (vif-script /usr/local/etc/xen/vif-mine)',
    { 'xend-config.sxp': '(network-script my-bridges)\n(vif-script /usr/local/etc/xen/vif-mine)\n' },
    [],
  ],
  [
    '(network-script /etc/xen/scripts/multi-network-bridge) (vif-script vif-b',
    { 'xend-config.sxp': '(network-script /etc/xen/scripts/multi-network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    "(network-script 'network-bridge netdev=bond0 bridge=xenbr0 antispoof=yes",
    {
      'xend-config.sxp':
        "(network-script 'network-bridge netdev=bond0 bridge=xenbr0 antispoof=yes vifnum=0')\n(vif-script 'vif-bridge bridge=xenbr0')\n",
    },
    [],
  ],
  [
    '(network-script network-route) (vif-script     vif-route)',
    { 'xend-config.sxp': '(network-script network-route)\n(vif-script     vif-route)\n' },
    [],
  ],
  [
    "(network-script 'network-nat dhcp=yes') (vif-script 'vif-nat dhcp=yes')",
    { 'xend-config.sxp': "(network-script 'network-nat dhcp=yes')\n(vif-script 'vif-nat dhcp=yes')\n" },
    [],
  ],
  [
    '#(network-script network-bridge) #(vif-script vif-bridge) (network-scrip',
    {
      'xend-config.sxp':
        '#(network-script network-bridge)\n#(vif-script vif-bridge)\n(network-script network-nat)\n(vif-script vif-nat)\n',
    },
    [],
  ],
  [
    '(xen-api-server ((unix))) (xend-tcp-xmlrpc-server no) (xend-unix-xmlrpc-',
    { 'xend-config.sxp': '(xen-api-server ((unix)))\n(xend-tcp-xmlrpc-server no)\n(xend-unix-xmlrpc-server yes)\n' },
    [],
  ],
  [
    '(xend-relocation-server yes) (xend-relocation-port 8002) (xend-relocatio',
    {
      'xend-config.sxp':
        "(xend-relocation-server yes)\n(xend-relocation-port 8002)\n(xend-relocation-address '10.0.0.1')\n(xend-relocation-hosts-allow '^10\\\\.0\\\\.0\\\\.[0-9]+$ ^node[12]\\\\.example\\\\.org$')\n",
    },
    [],
  ],
  [
    '(network-script network-virtual) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-virtual)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    "(vnc-listen '127.0.0.1') (keymap 'de')",
    {
      'xend-config.sxp':
        "(vnc-listen '127.0.0.1')\n(keymap 'de')\n(resource-label-change-script '')\n(qemu-dm-logrotate-count 10)\n(device-create-timeout 100)\n(device-destroy-timeout 100)\n(console-limit 1024)\n(xend-domains-path /var/lib/xend/domains)\n(pscsi-device-mask ('*'))\n",
    },
    [],
  ],
  [
    '(network-script network-bridge) # x (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge)\r\n\r\n# x\r\n(vif-script vif-bridge)\r\n' },
    [],
  ],
  [
    "(network-script   'network-bridge netdev=eth0' # the card ) (vif-script ",
    { 'xend-config.sxp': "(network-script\n  'network-bridge netdev=eth0' # the card\n)\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    '(network-script network-dummy) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-dummy)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script network-openvswitch) (vif-script vif-openvswitch)',
    { 'xend-config.sxp': '(network-script network-openvswitch)\n(vif-script vif-openvswitch)\n' },
    [],
  ],
  ['(vif-script vif-bridge)', { 'xend-config.sxp': '(vif-script vif-bridge)\n' }, []],
  ["(vif-script 'vif-bridge bridge=br0')", { 'xend-config.sxp': "(vif-script 'vif-bridge bridge=br0')\n" }, []],
  [
    '(network-script /bin/true) (vif-script vif-route)',
    { 'xend-config.sxp': '(network-script /bin/true)\n(vif-script vif-route)\n' },
    [],
  ],
  ["xl: vif = [ '' ]", { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'\' ]\n' }, [], 'xl'],
  ["xl: vif = [ '', '' , ]", { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'\', \'\' , ]\n' }, [], 'xl'],
  [
    "xl: vif=['mac=00:16:3e:00:00:01,bridge=br0.10,ip=10.0.0.2 10.0.0.3/32 2001:d",
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[\'mac=00:16:3e:00:00:01,bridge=br0.10,ip=10.0.0.2 10.0.0.3/32 2001:db8::1,rate=10Mb/s@20ms,vifname=web0\']\n',
    },
    [],
    'xl',
  ],
  [
    'xl: vif = [ "mac=AA:BB:CC:DD:EE:00, bridge=br-lan, script=/usr/local/bin/my-',
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ "mac=AA:BB:CC:DD:EE:00, bridge=br-lan, script=/usr/local/bin/my-vif" ]\n',
    },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'bridge=ovsbr0.100:200,script=vif-openvswitch' ]",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=ovsbr0.100:200,script=vif-openvswitch\' ]\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ # first 'bridge=xenbr0', # lan 'bridge=xenbr1' , ]",
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [\n\t# first\n\t\'bridge=xenbr0\', # lan\n\n\t\'bridge=xenbr1\' ,\n\t]\n',
    },
    [],
    'xl',
  ],
  [
    'xl: vif=[];disk=[];memory=512;vcpus=2',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif=[];disk=[];memory=512;vcpus=2\n' },
    [],
    'xl',
  ],
  [
    'xl: extra="root=/dev/xvda1 ro quiet # not a comment" extra += " foo=\'bar\'"',
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nextra="root=/dev/xvda1 ro quiet # not a comment"\nextra += " foo=\'bar\'"\n',
    },
    [],
    'xl',
  ],
  [
    "xl: extra='console=hvc0 \"x\" \\'y\\' \\\\'",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nextra=\'console=hvc0 "x" \\\'y\\\' \\\\\'\n' },
    [],
    'xl',
  ],
  [
    "xl: disk = [ 'phy:/dev/vg/a,xvda,w' ] disk += [ 'phy:/dev/vg/b,xvdb,w' ]",
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\ndisk = [ \'phy:/dev/vg/a,xvda,w\' ]\ndisk += [ \'phy:/dev/vg/b,xvdb,w\' ]\n',
    },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'bridge=xenbr0' ] vif += [ 'bridge=xenbr1' ]",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr0\' ]\nvif += [ \'bridge=xenbr1\' ]\n' },
    [],
    'xl',
  ],
  [
    'xl: memory = 0x200 maxmem="1024"',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 0x200\nmaxmem="1024"\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'script=vif-route,ip=192.0.2.10,gatewaydev=eth1' ]",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'script=vif-route,ip=192.0.2.10,gatewaydev=eth1\' ]\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'script=vif-nat,ip=10.0.0.2' ]",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'script=vif-nat,ip=10.0.0.2\' ]\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'type=vif,bridge=xenbr0,backend=netdom' ]",
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'type=vif,bridge=xenbr0,backend=netdom\' ]\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'mac=02:00:00:00:00:01,bridge=xenbr0,devid=3,mtu=9000' ]",
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=02:00:00:00:00:01,bridge=xenbr0,devid=3,mtu=9000\' ]\n',
    },
    [],
    'xl',
  ],
  [
    'xl: on_crash="coredump-restart" # x on_watchdog=\'preserve\'',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_crash="coredump-restart" # x\non_watchdog=\'preserve\'\n' },
    [],
    'xl',
  ],
  ['xl: tsc_mode = "native"', { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ntsc_mode = "native"\n' }, [], 'xl'],
  [
    'xl: memory  =  512  ;    vcpus=2',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n  memory  =  512  ;  \n\t vcpus=2\n' },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'type=ioemu,model=e1000,mac=52:54:00:12:34:56,bridge=xenbr0' ] b",
    {
      'w.cfg':
        'name = "w"\ntype = "hvm"\nvif = [ \'type=ioemu,model=e1000,mac=52:54:00:12:34:56,bridge=xenbr0\' ]\nboot="dc"\nvnc=1\nvnclisten="127.0.0.1"\nvncdisplay=1\nusb=1\nusbdevice=[\'tablet\']\n',
    },
    [],
    'xl',
  ],
  [
    "xl: vif = [ 'model=virtio-net-pci,bridge=xenbr0', 'model=rtl8139,bridge=xenb",
    {
      'w.cfg':
        'name = "w"\ntype = "hvm"\nvif = [ \'model=virtio-net-pci,bridge=xenbr0\', \'model=rtl8139,bridge=xenbr0\' ]\n',
    },
    [],
    'xl',
  ],
  [
    "xl: firmware=\"uefi\" disk=['/srv/a.qcow2,qcow2,hda,w','/srv/x.iso,raw,hdc:cdr",
    {
      'w.cfg':
        'name = "w"\ntype = "hvm"\nfirmware="uefi"\ndisk=[\'/srv/a.qcow2,qcow2,hda,w\',\'/srv/x.iso,raw,hdc:cdrom,r\']\n',
    },
    [],
    'xl',
  ],
  ["xm: vif = [ '' ]", { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'\' ]\n' }, [], 'xm'],
  [
    "xm: vif = [ 'bridge=xenbr0, mac=00:16:3e:00:00:01', ]",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr0, mac=00:16:3e:00:00:01\', ]\n' },
    [],
    'xm',
  ],
  [
    "xm: vif = [ 'bridge = xenbr0 , mac = 00:16:3e:00:00:01' ]",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge = xenbr0 , mac = 00:16:3e:00:00:01\' ]\n' },
    [],
    'xm',
  ],
  [
    'xm: """Doc string: vif = [ \'x """ import os vmid = int(os.environ.get(\'VMID\'',
    {
      a: 'name = "a"\nkernel = "/boot/vmlinuz"\n"""Doc string: vif = [ \'x\n"""\nimport os\nvmid = int(os.environ.get(\'VMID\', \'1\'))\nname = "vm%02d" % vmid\nmemory = 64 * 2 + vmid\nvif = [ \'mac=00:16:3e:00:00:%02x,bridge=xenbr%d\' % (vmid, vmid % 2) ]\ndisk = [ \'phy:/dev/vg/vm%d,sda1,w\' % vmid ]\n',
    },
    [],
    'xm',
  ],
  [
    "xm: vif = [] for i in range(3):     vif.append('bridge=xenbr·d' · i)     vif",
    {
      a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = []\nfor i in range(3):\n    vif.append(\'bridge=xenbr%d\' % i)\n    vif += [ \'bridge=br%d\' % i ]\n',
    },
    [],
    'xm',
  ],
  [
    "xm: bridges = { 'lan': 'xenbr0', 'dmz': 'xenbr1' } vif = [ 'bridge=' + bridg",
    {
      a: "name = \"a\"\nkernel = \"/boot/vmlinuz\"\nbridges = { 'lan': 'xenbr0', 'dmz': 'xenbr1' }\nvif = [ 'bridge=' + bridges['lan'], 'bridge=%(dmz)s' % bridges ]\n",
    },
    [],
    'xm',
  ],
  [
    "xm: vif = [ 'bridge=xenbr·d' · i for i in range(2) ]",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'bridge=xenbr%d\' % i for i in range(2) ]\n' },
    [],
    'xm',
  ],
  [
    "xm: import re arch = os.uname()[4] if re.search('64', arch):     lib = 'lib6",
    {
      a: "name = \"a\"\nkernel = \"/boot/vmlinuz\"\nimport re\narch = os.uname()[4]\nif re.search('64', arch):\n    lib = 'lib64'\nelif arch == 'i686':\n    lib = 'lib'\nelse:\n    lib = 'lib'\ndevice_model = '/usr/' + lib + '/xen/bin/qemu-dm'\n",
    },
    [],
    'xm',
  ],
  [
    'xm: extra = "a" extra += " b" extra = extra + \' c\'',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nextra = "a"\nextra += " b"\nextra = extra + \' c\'\n' },
    [],
    'xm',
  ],
  [
    "xm: disk = [ 'tap:aio:/srv/a.img,xvda,w', 'file:/srv/b.img,xvdb,w!', 'phy:vg",
    {
      a: "name = \"a\"\nkernel = \"/boot/vmlinuz\"\ndisk = [ 'tap:aio:/srv/a.img,xvda,w', 'file:/srv/b.img,xvdb,w!', 'phy:vg/c,hda1,r', 'tap:qcow2:/x.qcow2,xvdc,w' ]\n",
    },
    [],
    'xm',
  ],
  [
    'xm: root = "/dev/sda1 ro"; extra = \'4\'',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nroot = "/dev/sda1 ro"; extra = \'4\'\n' },
    [],
    'xm',
  ],
  [
    'xm: def vmid_check(var, val):     val = int(val)     if val <= 0:         ra',
    {
      a: 'name = "a"\nkernel = "/boot/vmlinuz"\ndef vmid_check(var, val):\n    val = int(val)\n    if val <= 0:\n        raise ValueError\n    return val\n\nxm_vars.var(\'vmid\',\n            use="Virtual machine id. Integer greater than 0.",\n            check=vmid_check)\nxm_vars.check()\nname = "VM%d" % vmid\nmemory = 64\ndisk = [ \'phy:sda%d,sda1,w\' % (7+vmid),\n         \'phy:sda6,sda6,r\' ]\n',
    },
    [],
    'xm',
  ],
  [
    'xm: extra = ("root=/dev/sda1 "          "ro "          "quiet")',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nextra = ("root=/dev/sda1 "\n         "ro "\n         "quiet")\n' },
    [],
    'xm',
  ],
  [
    'xm: try:   import netifaces except ImportError:   netifaces = None',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\ntry:\n  import netifaces\nexcept ImportError:\n  netifaces = None\n' },
    [],
    'xm',
  ],
  [
    "xm: vif = ['bridge=·s' · b for b in ('xenbr0', 'xenbr1')] print name",
    {
      a: "name = \"a\"\nkernel = \"/boot/vmlinuz\"\nvif = ['bridge=%s' % b for b in ('xenbr0', 'xenbr1')]\nprint name\n",
    },
    [],
    'xm',
  ],
  [
    'xm: lambda x: x assert True pass',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nlambda x: x\nassert True\npass\n' },
    [],
    'xm',
  ],
  [
    "xm: vcpus = 2 if os.path.exists('/x') else 1",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 2 if os.path.exists(\'/x\') else 1\n' },
    [],
    'xm',
  ],
  [
    'xm: class C:   x = 1 memory = C.x',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nclass C:\n  x = 1\nmemory = C.x\n' },
    [],
    'xm',
  ],
  [
    'xm: while False:   pass memory = 100',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nwhile False:\n  pass\nmemory = 100\n' },
    [],
    'xm',
  ],
  [
    "xm: a = b = 'x' extra = a + b",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\na = b = \'x\'\nextra = a + b\n' },
    [],
    'xm',
  ],
  [
    'xm: mem, n = 256, 2 memory = mem vcpus = n',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nmem, n = 256, 2\nmemory = mem\nvcpus = n\n' },
    [],
    'xm',
  ],
  [
    'xm: global base base = 1 def f():   return base memory = f()',
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nglobal base\nbase = 1\ndef f():\n  return base\nmemory = f()\n' },
    [],
    'xm',
  ],
  [
    "xm: vif = [ 'mac=00:16:3e:00:00:01' + ',bridge=xenbr0' ] # x",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01\' + \',bridge=xenbr0\' ]\r\n# x\r\n' },
    [],
    'xm',
  ],
  [
    "xm: # -*- coding: utf-8 -*- # ü extra = 'ü'",
    { a: '# -*- coding: utf-8 -*-\n# ü\nname = "a"\nkernel = "/boot/vmlinuz"\nextra = \'ü\'\n' },
    [],
    'xm',
  ],
  [
    'xm: dhcp = "dhcp" ip = "10.0.0.1" netmask = "255.255.255.0" gateway = "10.0.',
    {
      a: 'name = "a"\nkernel = "/boot/vmlinuz"\ndhcp = "dhcp"\nip = "10.0.0.1"\nnetmask = "255.255.255.0"\ngateway = "10.0.0.254"\nhostname = "x"\n',
    },
    [],
    'xm',
  ],
  [
    "xm: vfb = [ 'type=vnc,vncdisplay=1' ]",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ \'type=vnc,vncdisplay=1\' ]\n' },
    [],
    'xm',
  ],
  [
    "xm: vif = [ 'ip=10.0.0.2, script=vif-bridge bridge=br1' ]",
    { a: 'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'ip=10.0.0.2, script=vif-bridge bridge=br1\' ]\n' },
    [],
    'xm',
  ],
  [
    'import os extra = "a" + os.uname()[1]',
    { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nimport os\nextra = "a" + os.uname()[1]\n' },
    [],
  ],
  [
    "vif = [ 'mac=00:16:3e:00:00:01,\\ bridge=xenbr0' ] import os",
    {
      'a.cfg':
        'name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01,\\\nbridge=xenbr0\' ]\nimport os\n',
    },
    [],
  ],
  ['# a vif.default.bridge="br0"', { 'xl.conf': '# a\nvif.default.bridge="br0"\n' }, []],
  [
    'autoballoon="off" vif.default.script="vif-openvswitch"',
    { 'xl.conf': 'autoballoon="off"\nvif.default.script="vif-openvswitch"\n' },
    [],
  ],
  ['(empty) (3)', { 'xl.conf': '' }, []],
  [
    'autoballoon=1;run_hotplug_scripts=1 lockfile="/var/lock/xl" vif.default.',
    { 'xl.conf': 'autoballoon=1;run_hotplug_scripts=1\nlockfile="/var/lock/xl"\nvif.default.gatewaydev=\'eth0\'\n' },
    [],
  ],
  ['#autoballoon="auto"', { 'xl.conf': '#autoballoon="auto"\n' }, []],
  [
    'auto lo iface lo inet loopback allow-hotplug eth0 iface eth0 inet dhcp i',
    {
      'etc/network/interfaces':
        'auto lo\niface lo inet loopback\n\nallow-hotplug eth0\niface eth0 inet dhcp\niface eth0 inet6 auto\n',
    },
    [],
  ],
  [
    'source /etc/network/interfaces.d/* auto lo iface lo inet loopback',
    { 'etc/network/interfaces': 'source /etc/network/interfaces.d/*\nauto lo\niface lo inet loopback\n' },
    [],
  ],
  [
    'auto eth0 iface eth0 inet manual auto xenbr0 iface xenbr0 inet static ad',
    {
      'etc/network/interfaces':
        'auto eth0\niface eth0 inet manual\nauto xenbr0\niface xenbr0 inet static\n\taddress 10.0.0.1/24\n\tgateway 10.0.0.254\n\tbridge_ports eth0\n\tbridge_stp off\n\tbridge_fd 0\n\tbridge_maxwait 0\n',
    },
    [],
  ],
  [
    'auto br0 br1 iface br0 inet dhcp  bridge-ports eth0 eth0.10 iface br1 in',
    {
      'etc/network/interfaces':
        'auto br0 br1\niface br0 inet dhcp\n bridge-ports eth0 eth0.10\niface br1 inet manual\n bridge-ports none\n',
    },
    [],
  ],
  [
    'auto eth0 eth0:1 iface eth0 inet static  address 10.0.0.2  netmask 255.2',
    {
      'etc/network/interfaces':
        'auto eth0 eth0:1\niface eth0 inet static\n address 10.0.0.2\n netmask 255.255.255.0\n gateway 10.0.0.1\niface eth0:1 inet static\n address 10.0.0.3\n netmask 255.255.255.0\n',
    },
    [],
  ],
  [
    'iface eth0 inet static  address 192.0.2.10  netmask 255.255.255.255  poi',
    {
      'etc/network/interfaces':
        'iface eth0 inet static\n address 192.0.2.10\n netmask 255.255.255.255\n pointopoint 192.0.2.1\n gateway 192.0.2.1\n',
    },
    [],
  ],
  [
    'auto bond0 iface bond0 inet manual  slaves eth0 eth1  bond_mode active-b',
    {
      'etc/network/interfaces':
        'auto bond0\niface bond0 inet manual\n slaves eth0 eth1\n bond_mode active-backup\n bond_miimon 100\nauto br0\niface br0 inet static\n address 10.0.0.2\n netmask 24\n bridge_ports bond0\n',
    },
    [],
  ],
  [
    'mapping eth0 script /usr/local/sbin/get-mac.sh map 00:11 home iface home',
    {
      'etc/network/interfaces':
        'mapping eth0\n\tscript /usr/local/sbin/get-mac.sh\n\tmap 00:11 home\niface home inet dhcp\n',
    },
    [],
  ],
  [
    'iface eth0 inet static  address 10.0.0.2 \\    netmask 255.255.255.0',
    { 'etc/network/interfaces': 'iface eth0 inet static\n address 10.0.0.2 \\\n \n netmask 255.255.255.0\n' },
    [],
  ],
  ['# only', { 'etc/network/interfaces': '# only\n' }, []],
  [
    'iface common inet static  netmask 255.255.255.0  mtu 9000 iface eth0 ine',
    {
      'etc/network/interfaces':
        'iface common inet static\n netmask 255.255.255.0\n mtu 9000\niface eth0 inet static inherits common\n address 10.0.0.2\n',
    },
    [],
  ],
  [
    'auto eth0 iface eth0 inet static  address 10.0.0.2/30  gateway 10.0.0.1 ',
    {
      'etc/network/interfaces':
        'auto eth0\niface eth0 inet static\n address 10.0.0.2/30\n gateway 10.0.0.1\n up ip route add 10.1.0.0/16 via 10.0.0.1 || true\n down ip route del 10.1.0.0/16\n',
    },
    [],
  ],
  [
    'auto eth0 iface eth0 inet static  address 10.0.0.2/31  gateway 10.0.0.3',
    { 'etc/network/interfaces': 'auto eth0\niface eth0 inet static\n address 10.0.0.2/31\n gateway 10.0.0.3\n' },
    [],
  ],
];
