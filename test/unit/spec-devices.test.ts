import { describe, expect, it } from 'vitest';
import { plainText } from '../../server/src/syntax/span.ts';
import { parseCpuidRegisters, parseCpuidString } from '../../server/src/syntax/spec/cpuid.ts';
import { parseConnectors, parseDevice, parseSound } from '../../server/src/syntax/spec/devices.ts';
import { parseHostAllow } from '../../server/src/syntax/spec/host-allow.ts';
import {
  kernelParameter,
  parseKernelCommandLine,
  parseKernelIp,
} from '../../server/src/syntax/spec/kernel-command-line.ts';
import { parseCpuList, parseIoMemory, parseIoPorts, parseIrq } from '../../server/src/syntax/spec/lists.ts';
import { formatPciAddress, parsePci, parseRdm } from '../../server/src/syntax/spec/pci.ts';
import { parseRate } from '../../server/src/syntax/spec/rate.ts';
import type { SpecTree } from '../../server/src/syntax/spec/tree.ts';
import { parseUsb, parseUsbDevice } from '../../server/src/syntax/spec/usb.ts';

const at = (text: string) => plainText(text, 0);
const codes = (tree: SpecTree) => tree.problems.map((one) => `${one.code}@${one.offset}-${one.end}`);
const words = (tree: SpecTree) =>
  tree.parts.map((part) =>
    part.key ? `${part.key.text}|${part.value.text}` : `${part.role ?? ''}:${part.value.text}`,
  );

describe('parsePci', () => {
  it.each([
    ['01:00.0', '0000:01:00.0'],
    ['0001:02:1f.*@5,permissive=1', '0001:02:1f.*'],
    ['bdf=00:1B.7,seize=0', '0000:00:1b.7'],
  ])('reads %s', (text, address) => {
    const pci = parsePci(at(text));
    expect([pci.accepted, pci.address && formatPciAddress(pci.address)]).toEqual([true, address]);
  });

  it.each([
    ['01:00', ['malformed-pci-address@0-5']],
    ['01.00.0', ['malformed-pci-address@0-7']],
    ['01:20.0', ['malformed-pci-address@0-7']],
    ['01:00.8', ['malformed-pci-address@0-7']],
    ['01:00.0@20', ['malformed-pci-slot@8-10']],
    ['01:00.0,permisive=1', ['unknown-pci-option@8-17']],
    ['01:00.0, seize=1', ['blanks-around-equals@8-9']],
    ['01:00.0,seize', ['option-without-equals@8-13']],
    ['01:00.0,name=x', ['pci-without-address@0-14']],
    ['', ['pci-without-address@0-0']],
  ])('refuses %s', (text, problems) => {
    const pci = parsePci(at(text));
    expect([pci.accepted, codes(pci)]).toEqual([false, problems]);
  });

  it('takes a word for 0 and says so', () => {
    const pci = parsePci(at('01:00.0,permissive=yes'));
    expect([pci.accepted, codes(pci)]).toEqual([true, ['pci-option-not-a-number@19-22']]);
  });
});

describe('parseRdm and parseRate', () => {
  it('know that a valid policy drops everything', () => {
    const dropped = parseRdm(at('strategy=host,policy=relaxed'));
    expect([dropped.accepted, codes(dropped)]).toEqual([false, ['rdm-policy-drops-all@14-28']]);
    expect(parseRdm(at('strategy=host')).accepted).toBe(true);
  });

  it.each([
    ['10Mb/s@20ms', 25_000n, 20_000],
    ['1GB/s', 50_000_000n, 50_000],
    ['010B/s@1s', 8n, 1_000_000],
  ])('count %s', (text, bytes, interval) => {
    const rate = parseRate(at(text));
    expect([rate.bytesPerInterval, rate.interval, codes(rate)]).toEqual([bytes, interval, []]);
  });

  it.each([
    ['10mb/s', ['malformed-rate@0-6']],
    ['0B/s', ['rate-out-of-range@0-4']],
    ['1MB/s@1min', ['malformed-rate-interval@6-10']],
    ['1MB/s@0', ['rate-interval-out-of-range@6-7']],
  ])('refuse %s', (text, problems) => {
    expect(codes(parseRate(at(text)))).toEqual(problems);
  });
});

describe('USB', () => {
  it('reads options and what goes to QEMU', () => {
    expect(words(parseUsb(at('type=hostdev,hostbus=1, hostaddr=3')))).toEqual([
      'type|hostdev',
      'hostbus|1',
      'hostaddr|3',
    ]);
    expect(words(parseUsbDevice(at('host:046d:c05a')))).toEqual(['host:046d:c05a']);
    expect(words(parseUsbDevice(at('tablet')))).toEqual(['device:tablet']);
  });
});

describe('other devices', () => {
  it('lose the rest of a vfb behind a word without =', () => {
    const tree = parseDevice(at('vnc=1,sdl,vncdisplay=3'), 'vfb');
    expect([words(tree), codes(tree)]).toEqual([
      ['vnc|1', ':sdl'],
      ['option-without-equals@6-9', 'words-lost@10-22'],
    ]);
  });

  it('keep the comma in the type of virtio and in the lists of vnuma', () => {
    const tree = parseDevice(at('type=virtio,device22,transport=mmio'), 'virtio');
    expect([words(tree), codes(tree)]).toEqual([['type|virtio,device22', 'transport|mmio'], []]);
    expect(words(parseDevice(at('vdistances = 10,20'), 'vnuma'))).toEqual(['vdistances|10,20']);
  });

  it('strip blanks in channel and p9', () => {
    expect(words(parseDevice(at('connection = pty, name = a'), 'channel'))).toEqual(['connection|pty', 'name|a']);
  });

  it('read connectors and sound items', () => {
    expect(codes(parseConnectors(at('1000:1920x1080;1001')))).toEqual(['malformed-connector@15-19']);
    const sound = parseSound(at('CARD, backend=DomD'));
    expect([words(sound), codes(sound)]).toEqual([['head:CARD', 'backend|DomD'], []]);
    expect(codes(parseSound(at('crad')))).toEqual(['unknown-sound-item@0-4']);
  });
});

describe('lists', () => {
  it.each([
    ['0-3,^1', []],
    ['nodes:0-1,5', []],
    ['all,^3', []],
    ['0-3, 5', []],
    ['3-1', ['reversed-range@0-3']],
    ['0-3, ^1', ['malformed-cpu@4-7']],
    ['^all', ['malformed-cpu@0-4']],
    ['a', ['malformed-cpu@0-1']],
  ])('reads cpus %s', (text, problems) => {
    expect(codes(parseCpuList(at(text)))).toEqual(problems);
  });

  it('reads ports, pages and interrupts', () => {
    expect(codes(parseIoPorts(at('2f8-2ff')))).toEqual([]);
    expect(codes(parseIoPorts(at('2ff-2f8')))).toEqual(['reversed-range@0-7']);
    expect(words(parseIoMemory(at('fd000,1@a0')))).toEqual(['start:fd000', 'count:1', 'gfn:a0']);
    expect(codes(parseIoMemory(at('fd000')))).toEqual(['malformed-range@0-5']);
    expect(codes(parseIrq(at('0x5')))).toEqual(['malformed-range@0-3']);
  });
});

describe('cpuid', () => {
  it('reads both forms', () => {
    expect(codes(parseCpuidString(at('host,tm=0,sse3=0')))).toEqual([]);
    expect(codes(parseCpuidString(at('tm=0')))).toEqual(['cpuid-without-host@0-4']);
    const registers = parseCpuidRegisters(at(`0x1:ecx=${'x'.repeat(32)},edx=${'0'.repeat(31)}`));
    expect([words(registers)[0], codes(registers)]).toEqual(['leaf:0x1', ['malformed-cpuid-bits@41-76']]);
  });
});

describe('kernel command line', () => {
  it('splits at blanks, not within quotes', () => {
    const tree = parseKernelCommandLine(at('root=/dev/xvda1 ro  opt="a b" console=hvc0'));
    expect(words(tree)).toEqual(['root|/dev/xvda1', ':ro', 'opt|"a b"', 'console|hvc0']);
    expect(kernelParameter(tree, 'console')?.value.text).toBe('hvc0');
  });

  it('reads ip=', () => {
    expect(parseKernelIp(at('ro ip=10.0.0.2::10.0.0.1:255.255.255.0:web:eth0:off'))).toEqual({
      text: '10.0.0.2::10.0.0.1:255.255.255.0:web:eth0:off',
      offset: 6,
      end: 51,
      client: { text: '10.0.0.2', offset: 6, end: 14 },
      gateway: { text: '10.0.0.1', offset: 16, end: 24 },
      netmask: { text: '255.255.255.0', offset: 25, end: 38 },
      hostname: { text: 'web', offset: 39, end: 42 },
      device: { text: 'eth0', offset: 43, end: 47 },
      autoconf: { text: 'off', offset: 48, end: 51 },
    });
    expect(parseKernelIp(at('ip=dhcp'))?.client).toBeUndefined();
    expect(parseKernelIp(at('ro'))).toBeUndefined();
  });
});

describe('parseHostAllow', () => {
  it.each([
    ['', []],
    [String.raw`^localhost$ ^.*\.example\.org$`, []],
    ['^a$  ^b$', ['empty-host-pattern@3-5']],
    ['^a$ ', ['empty-host-pattern@3-4']],
    ['*.example.org', ['malformed-host-pattern@0-13']],
    ['^(a|b$', ['malformed-host-pattern@0-6']],
    ['^[ab$', ['malformed-host-pattern@0-5']],
    ['^a)$', ['malformed-host-pattern@0-4']],
  ])('reads %s', (text, problems) => {
    expect(codes(parseHostAllow(at(text)))).toEqual(problems);
  });
});
