/** From the files of a workspace and pasted output to rows. */
import { describe, expect, test } from 'vitest';
import { doctor, doctorConfig, renderJson, renderMarkdown, renderText } from '../../server/src/features/doctor.ts';
import { workspaceOf } from '../support/check.ts';

const GUEST = "name = 'mail'\nkernel = '/boot/vmlinuz'\nmemory = 256\n\nvif = [ 'ip=10.7.0.4' ]\n";

function configOf(files: Readonly<Record<string, string>>) {
  return doctorConfig(workspaceOf(files), (uri) => uri.slice('file:///example/'.length));
}

describe('the configuration', () => {
  test('of a host with xend', () => {
    expect(
      configOf({
        'xend-config.sxp':
          "(dom0-min-mem 196)\n#(network-script network-bridge)\n(network-script 'network-nat netdev=eth1')\n(vif-script vif-nat)\n",
        'mail.cfg': GUEST,
      }),
    ).toEqual({
      toolstack: 'xm',
      mode: 'nat',
      place: { file: 'xend-config.sxp', line: 3 },
      networkScript: 'network-nat',
      netdev: 'eth1',
      dom0MinMem: { file: 'xend-config.sxp', line: 1 },
      guests: [
        {
          name: 'mail',
          file: 'mail.cfg',
          lines: { name: 1, kernel: 2, memory: 3, vif: 5 },
          disks: [],
          pci: [],
          vifs: [{ line: 5, index: 0, mac: undefined, ips: ['10.7.0.4'], bridge: undefined, mode: 'nat' }],
        },
      ],
      dom0: [],
    });
  });

  test('of a host whose distribution makes the bridge', () => {
    expect(
      configOf({
        'xl.conf': 'vif.default.bridge="br0"\n',
        'etc/network/interfaces': 'auto br0\niface br0 inet static\n  address 172.20.5.9/24\n  bridge_ports enp3s0\n',
        'web.cfg': 'name = "web"\nmemory = 512\nvif = [ "mac=00:16:3e:00:00:05,bridge=br0" ]\n',
      }),
    ).toMatchObject({
      toolstack: 'xl',
      mode: 'bridge',
      place: { file: 'etc/network/interfaces', line: 2 },
      networkScript: undefined,
      guests: [{ name: 'web', vifs: [{ line: 3, mac: '00:16:3e:00:00:05', bridge: 'br0', mode: 'bridge' }] }],
      dom0: [{ name: 'br0', address: '172.20.5.9', ports: ['enp3s0'], file: 'etc/network/interfaces', line: 2 }],
    });
  });

  test('of an empty workspace', () => {
    expect(configOf({})).toEqual({
      toolstack: 'unknown',
      mode: 'unknown',
      place: undefined,
      networkScript: undefined,
      guests: [],
      dom0: [],
    });
  });
});

test('a vif of the output is named with its guest and line', () => {
  const config = configOf({
    'web.cfg': 'name = "web"\nmemory = 512\n\nvif = [ "mac=00:16:3e:00:00:05,bridge=xenbr0" ]\n',
  });
  const list =
    '# xl list\nName   ID   Mem VCPUs\tState\tTime(s)\nDomain-0   0  1024   2   r-----   4.2\nweb   5   512   1   -b----   1.9\n';
  const ifconfig =
    '# ifconfig vif5.0\nvif5.0    Link encap:Ethernet  HWaddr fe:ff:ff:ff:ff:ff\n          UP BROADCAST RUNNING NOARP  MTU:1500  Metric:1\n';
  const rows = doctor(config, [
    { name: 'list', text: list },
    { name: 'ifconfig', text: ifconfig },
  ]);
  expect(rows.find((row) => row.check === 'vif5.0 of web')).toMatchObject({ verdict: 'ok', file: 'web.cfg', line: 4 });
  expect(rows.filter((row) => row.verdict === 'wrong' || row.verdict === 'missing')).toEqual([]);
});

describe('the table', () => {
  const rows = doctor(
    configOf({ 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n', 'mail.cfg': GUEST }),
    [
      {
        name: 'paste',
        text: '# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n10.7.0.4 dev vif2.0 scope link src 10.7.0.131\n',
      },
    ],
  );

  test('as JSON has one object a row', () => {
    const parsed = JSON.parse(renderJson(rows)) as Record<string, unknown>[];
    expect(parsed).toHaveLength(rows.length);
    expect(Object.keys(parsed[0] ?? {})).toEqual([
      'check',
      'expected',
      'found',
      'verdict',
      'meaning',
      'action',
      'file',
      'line',
    ]);
  });

  test('as text begins with what is to be repaired', () => {
    const text = renderText(rows).split('\n');
    expect(text[0]).toBe('wrong      IP forwarding: net.ipv4.ip_forward = 0 (xend-config.sxp:1)');
    expect(text.at(-2)).toBe('9 checks: 1 to repair, 7 not shown.');
  });

  test('as Markdown keeps pasted text in its cell', () => {
    const [row] = rows;
    const table = renderMarkdown([
      { ...(row as (typeof rows)[number]), verdict: 'wrong', found: 'a | b\n<img src=x> `c`' },
    ]).split('\n');
    expect(table).toHaveLength(4);
    expect(table[2]).toContain('a \\| b \\<img src=x\\> \\`c\\`');
  });
});
