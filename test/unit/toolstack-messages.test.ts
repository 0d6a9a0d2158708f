/** Every message of the table is recognised in its own example, and the most telling row wins. */
import { describe, expect, test } from 'vitest';
import { diskName, diskNumber } from '../../server/src/xen/device-numbers.ts';
import { libxlError, matchMessage, messageTable } from '../../server/src/xen/toolstack-messages.ts';

describe('the table of messages', () => {
  test.each(messageTable().map((row) => [row.id, row.example] as const))('%s: %s', (id, example) => {
    expect(matchMessage(example).map(({ row }) => row.id)).toContain(id);
  });

  test('has roles and subjects of the known kinds only', () => {
    const roles = new Set(messageTable().map((row) => row.role));
    expect([...roles].sort()).toEqual(['consequence', 'info', 'root', 'symptom', 'warning']);
    const subjects = new Set(messageTable().flatMap((row) => row.leadsTo));
    expect([...subjects].sort()).toEqual([
      'bootloader', 'console', 'disk', 'host boot', 'host network', 'kernel', 'memory', 'none', 'pci', 'pool', 'usb', 'vif', 'vnc',
    ]); // biome-ignore format: a list
    expect(new Set(messageTable().map((row) => row.id)).size).toBe(messageTable().length);
  });

  test('lets the row win that says most', () => {
    const first = (text: string, toolstack?: 'xl' | 'xm'): string | undefined =>
      matchMessage(text, toolstack)[0]?.row.id;
    expect(
      first(
        'libxl: error: libxl_device.c:1:device_hotplug_child_death_cb: script: Could not find bridge device xenbr0',
      ),
    ).not.toBe('hotplug-script-message');
    expect(first('Parsing config from /etc/xen/web.cfg')).toBe('parsing-config');
    expect(first('nothing that a toolstack says')).toBeUndefined();
  });
});

test('numbers of libxl have names', () => {
  expect(libxlError(-3)?.name).toBe('FAIL');
  expect(libxlError(-9)?.name).toBe('TIMEDOUT');
  expect(libxlError(-9999)).toBeUndefined();
});

/** Each answered by xl and libxl 4.17: the number in the path that the block script gets. */
describe('numbers of disks', () => {
  test.each([
    ['xvda', 51712],
    ['xvda1', 51713],
    ['xvda15', 51727],
    ['xvda16', 268435472],
    ['xvdb', 51728],
    ['xvdp', 51952],
    ['xvdq', 268439552],
    ['xvdaa', 268442112],
    ['xvdzz', 268614912],
    ['hda', 768],
    ['hda63', 831],
    ['hdb', 832],
    ['hdc', 5632],
    ['hdd', 5696],
    ['sda', 2048],
    ['sda15', 2063],
    ['sdp', 2288],
  ])('%s is %i', (name, number) => {
    expect(diskNumber(name)).toBe(number);
    expect(diskName(number)).toBe(name);
  });

  test('have other spellings', () => {
    expect(['d0p0', 'd1p3', 'd16p1', 'd1048575p0', '51712', '0xca00'].map(diskNumber)).toEqual([
      51712, 51731, 268439553, 536870656, 51712, 51712,
    ]);
  });

  test.each(['hdt', 'hda64', 'sda16', 'sdq', 'd0', 'vda', '/dev/xvda', 'xvda01', ''])('%j is none', (name) => {
    expect(diskNumber(name)).toBeUndefined();
  });

  test.each([0, 51711 - 40000, -1, 1.5])('%d is no disk', (number) => {
    expect(diskName(number)).toBeUndefined();
  });
});
