/** The troubleshooter on the newer kinds of output: nftables, full listings of guests, states, Xen's command line. */
import { describe, expect, test } from 'vitest';
import { diagnose, doctorConfig } from '../../server/src/features/doctor.ts';
import { workspaceOf } from '../support/check.ts';

const FILES = {
  'etc/xen/xl.conf': 'autoballoon="off"\n',
  'etc/network/interfaces':
    'auto xenbr0\niface xenbr0 inet static\n  address 192.0.2.4/24\n  gateway 192.0.2.1\n  bridge_ports enp4s0\niface enp4s0 inet manual\n',
  'etc/xen/vm.cfg':
    'name = "vm"\ntype = "hvm"\nmemory = 2048\nvif = [ "mac=00:16:3e:00:00:08,bridge=xenbr0" ]\ndisk = [ "phy:/dev/vg/vm,xvda,w" ]\n',
};
const SHOWN =
  '# brctl show\nbridge name\tbridge id\t\tSTP enabled\tinterfaces\nxenbr0\t\t8000.feffffffffff\tno\t\tenp4s0\n\t\t\t\t\t\t\tvif1.0\n# xl list\nName                                        ID   Mem VCPUs\tState\tTime(s)\nDomain-0                                     0  4096     4     r-----     100.0\nvm                                           1  2048     1     -b----      20.0\n';

/** `verdict check: found` of the rows that are neither as expected nor not shown. */
function told(text: string, files: Readonly<Record<string, string>> = FILES): string[] {
  const config = doctorConfig(workspaceOf(files), (uri) => uri.slice('file:///example/'.length));
  return diagnose(config, [{ name: 'paste', text }])
    .rows.filter((row) => row.verdict !== 'ok' && row.verdict !== 'not-shown')
    .map((row) => `${row.verdict} ${row.check}: ${row.found}`);
}

function forward(rules: string, more = ''): string[] {
  const table = `# nft list ruleset\ntable ip filter {\n\tset known {\n\t\telements = { 10.0.0.1 }\n\t}\n\tchain FORWARD {\n\t\ttype filter hook forward priority filter; ${rules}\n\t}\n}\n`;
  return told(`${table}${SHOWN}${more}`);
}

describe('nftables', () => {
  test('whose forward hook accepts do no harm', () => {
    expect(forward('policy accept;')).toEqual([]);
  });

  test('whose forward hook drops cut a bridged guest off', () => {
    expect(forward('policy drop;')).toEqual(['missing FORWARD rule for vm: not there']);
  });

  test.each([
    'policy drop;\n\t\tiifname "xenbr0" oifname "xenbr0" accept',
    'policy drop;\n\t\tcounter packets 12 bytes 800 accept',
    'policy drop;\n\t\tiifname "vif1.0" accept',
  ])('with a rule that lets the guest through do no harm: %s', (rules) => {
    expect(forward(rules)).toEqual([]);
  });

  test('with a rule for other packets only cut it off', () => {
    expect(forward('policy drop;\n\t\tct state established,related accept\n\t\ttcp dport 22 accept')).toEqual([
      'missing FORWARD rule for vm: not there',
    ]);
  });

  test('that jump elsewhere are not judged', () => {
    expect(forward('policy drop;\n\t\tjump DOCKER-USER')).toEqual(['unknown FORWARD rule for vm: policy DROP']);
  });

  test('do not count where bridged packets do not pass them', () => {
    expect(forward('policy drop;', '# sysctl net.bridge\nnet.bridge.bridge-nf-call-iptables = 0\n')).toEqual([]);
  });
});

describe('guests as they run', () => {
  const json = (mac: string, bridge: string, disk: string): string =>
    `# xl list -l vm\n[\n    {\n        "domid": 1,\n        "config": {\n            "c_info": { "type": "hvm", "name": "vm" },\n            "b_info": { "target_memkb": 2097152 },\n            "disks": [ { "pdev_path": "${disk}", "vdev": "xvda" } ],\n            "nics": [ { "devid": 0, "mac": "${mac}", "bridge": "${bridge}" } ]\n        }\n    }\n]\n`;

  test('in JSON agree with their files', () => {
    expect(told(json('00:16:3e:00:00:08', 'xenbr0', '/dev/vg/vm'))).toEqual([]);
  });

  test('in JSON differ from their files', () => {
    expect(told(json('00:16:3e:00:00:09', 'xenbr1', '/dev/vg/old'))).toEqual([
      'wrong MAC address of vif 0 of vm: 00:16:3e:00:00:09',
      'wrong bridge of vif 0 of vm: xenbr1',
      'wrong disk xvda of vm: /dev/vg/old',
    ]);
  });

  test('in S-expressions', () => {
    const sxp = (mac: string): string =>
      `# xm list -l vm\n(domain\n    (domid 7)\n    (name vm)\n    (memory 2048)\n    (image (linux (args 'ro root=/dev/xvda1 (x)')))\n    (device (vif (bridge xenbr0) (mac ${mac}) (backend 0)))\n    (device (vbd (uname phy:vg/vm) (dev xvda:disk) (mode w)))\n)\n`;
    expect(told(sxp('00:16:3e:00:00:08'))).toEqual([]);
    expect(told(sxp('00:16:3e:00:00:0a'))).toEqual(['wrong MAC address of vif 0 of vm: 00:16:3e:00:00:0a']);
  });

  test.each([
    ['--p---', 'wrong state of vm: state --p---'],
    ['----c-', 'wrong state of vm: state ----c-'],
    ['-----d', 'wrong state of vm: state -----d'],
    ['---s--', 'unknown state of vm: state ---s--'],
  ])('in state %s are told first', (state, expected) => {
    expect(told(SHOWN.replace('-b----', state))[0]).toBe(expected);
  });
});

describe('the memory of dom0', () => {
  const info = (options: string): string[] =>
    told(`# xl info\nhost : xen1\nxen_commandline        : console=vga ${options}\n`);

  test.each([
    ['dom0_mem=1024M,max:1024M', []],
    ['dom0_mem=max:2G', []],
    ['', []],
    ['dom0_mem=1024M,max=1024M', ['wrong memory of dom0: dom0_mem=1024M,max=1024M']],
    ['dom0_mem=1024MB', ['wrong memory of dom0: dom0_mem=1024MB']],
    ['dom0_mem=1024', ['wrong memory of dom0: dom0_mem=1024']],
    ['dom0_mem=2G', ['unknown memory of dom0: dom0_mem=2G']],
  ])('%s', (options, expected) => {
    expect(info(options)).toEqual(expected);
  });
});

describe('routes of dom0', () => {
  const LAN = '192.0.2.0/24 dev xenbr0 proto kernel scope link src 192.0.2.4\n';
  test('go through the gateway that the file names', () => {
    expect(told(`# ip route\ndefault via 192.0.2.1 dev xenbr0\n${LAN}${SHOWN}`)).toEqual([]);
  });

  test('that go through another one are wrong', () => {
    expect(told(`# ip route\ndefault via 198.51.100.1 dev wlan0\n${LAN}${SHOWN}`)).toEqual([
      'wrong default route: default via 198.51.100.1 on wlan0',
    ]);
  });

  test('of another mask than the file gives are wrong', () => {
    expect(told(`# ip route\ndefault via 192.0.2.1 dev xenbr0\n${LAN.replace('/24', '/26')}${SHOWN}`)).toEqual([
      'wrong route to the LAN: 192.0.2.0/26 on xenbr0',
    ]);
  });

  test('to the networks of other programs are not the LAN', () => {
    expect(
      told(`# ip route\ndefault via 192.0.2.1 dev xenbr0\n192.168.122.0/24 dev virbr0 scope link\n${SHOWN}`),
    ).toContain('missing route to the LAN: not there');
  });
});

describe('what tcpdump saw', () => {
  const packet = (text: string): string => `10:00:00.000001 ${text}\n`;
  const asked = packet('IP 192.0.2.9 > 198.51.100.7: ICMP echo request, id 1, seq 1, length 64');
  const answered = packet('IP 198.51.100.7 > 192.0.2.9: ICMP echo reply, id 1, seq 1, length 64');
  const head = '# tcpdump -n -i xenbr0 icmp\nlistening on xenbr0, link-type EN10MB (Ethernet)\n';

  test('with answers is fine', () => expect(told(`${head}${asked}${answered}`)).toEqual([]));

  test('without answers tells that the way back is missing', () =>
    expect(told(`${head}${asked}${asked}`)).toEqual(['wrong packets on xenbr0: 2 echo requests, no reply']));

  test('with ARP that nobody answers', () =>
    expect(told(`${head}${packet('ARP, Request who-has 192.0.2.1 tell 192.0.2.9, length 28')}`)).toEqual([
      'unknown packets on xenbr0: 1 ARP requests, no reply',
    ]));

  test('when nothing came', () =>
    expect(told(`${head}0 packets captured\n0 packets received by filter\n`)).toEqual([
      'unknown packets on xenbr0: 0 packets',
    ]));
});

describe('what dom0 has attached and loaded', () => {
  const disk = { ...FILES, 'etc/xen/vm.cfg': FILES['etc/xen/vm.cfg'].replace('phy:/dev/vg/vm', 'file:/srv/a.img') };
  const loop = '# losetup -a\n/dev/loop0: [0801]:12 (/srv/a.img)\n';

  test('an image that is mounted', () => {
    expect(told(`${loop}# mount\n/dev/loop0 on /mnt type ext4 (rw,relatime)\n`, disk)).toEqual([
      'wrong disk xvda of vm: /dev/loop0 on /mnt',
    ]);
    expect(told(loop, disk)).toEqual([]);
  });

  test('a driver that is not loaded', () => {
    const modules = '# lsmod\nModule                  Size  Used by\nxen_blkback            49152  0\n';
    expect(told(modules)).toEqual(['unknown driver xen_netback: not in lsmod']);
    expect(told(`${modules}xen_netback            65536  1\n`)).toEqual([]);
  });

  test('what a script left in xenstore', () => {
    const store =
      '# xenstore-ls /local/domain/0/backend/vif/1\n0 = ""\n bridge = "xenbr7"\n hotplug-error = "Could not find bridge device xenbr7"\n';
    expect(told(store)).toEqual(['wrong vif of vm: script: Could not find bridge device xenbr7']);
  });
});

test('ports of Open vSwitch are ports of its bridges', () => {
  const ovs =
    '# ovs-vsctl show\n0b21ab2c-4f4c-4b0e-8a4f-cccccccccccc\n    Bridge xenbr0\n        Port "vif1.0"\n            tag: 10\n            Interface "vif1.0"\n        Port xenbr0\n            Interface xenbr0\n                type: internal\n    ovs_version: "2.17.0"\n# xl list\nvm 1 512 1 -b---- 1.0\n';
  expect(told(ovs)).toEqual([]);
  expect(told(ovs.replace('Bridge xenbr0', 'Bridge other'))).toContain('wrong bridge of vif1.0: other');
});

test('lines of normal operation say nothing', () => {
  expect(
    told(
      'Apr 05 20:46:17 Dom0 kernel: vif vif-18-0 vif18.0: Guest Rx ready\n(XEN) Bootloader: GRUB 2.02\n(XEN) Command line: dom0_mem=2G,max:2G\n[{"ifname":"xenbr0","flags":["UP"],"addr_info":[{"local":"192.0.2.4","prefixlen":24}]}]\nwlan0 is not there\n',
    ),
  ).toEqual(['unknown lines that were not recognised: line 5: wlan0 is not there']);
});

describe('what is not understood', () => {
  test('is named, and nothing is concluded', () => {
    const config = doctorConfig(workspaceOf(FILES), (uri) => uri);
    const { rows, understood } = diagnose(config, [{ name: 'paste', text: 'xl uptime\nfoo bar\n\nbaz\n' }]);
    expect(understood).toBe(true);
    expect(rows.map((row) => `${row.verdict} ${row.check}: ${row.found}`)).toEqual([
      'unknown lines that were not recognised: lines 2, 4: foo bar',
    ]);
    expect(diagnose(config, [{ name: 'paste', text: 'foo bar\n' }]).understood).toBe(false);
  });
});
