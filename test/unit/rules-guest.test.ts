/** Kinds of mistakes in devices, CPUs, boot and host resources: what xl 4.17 was seen to refuse, to distort, and to take. */
import { describe, expect, it } from 'vitest';
import { findings } from '../support/check.ts';

const BASES = {
  pv: 'name = "t"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  pvh: 'name = "t"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  hvm: 'name = "t"\ntype = "hvm"\nmemory = 128\n',
} as const;

/** The worst that is said of a guest with these lines, by rule. */
function said(kind: keyof typeof BASES, lines: string): string[] {
  const found = findings({ 'guest.cfg': BASES[kind] + lines }, { toolstack: 'xl', version: '4.17' });
  const worst = found.filter((one) => one.severity === 'error' || one.severity === 'warning');
  return [...new Set(worst.map((one) => `${one.severity} ${one.code}`))];
}

describe('strings of devices', () => {
  it.each([
    ['vkb = [ "backend-type=qemu ,width=1" ]', ['error unknown-device-word']],
    ['vkb = [ "backend-type=qemu,width =1" ]', ['error unknown-device-option']],
    ['vkb = [ "width=1" ]', ['error missing-device-option']],
    ['vkb = [ "backend-type=linux,width=wide" ]', ['warning device-number']],
    ['vtpm = [ "backend=0,uuid=x" ]', ['error malformed-uuid']],
    ['vtpm = [ "backend=0,rest" ]', ['warning device-words-lost']],
    ['channel = [ "" ]', ['error missing-device-option']],
    ['channel = [ "connection=pty,name=a,foo=1" ]', ['warning lost-at-creation', 'warning unknown-device-option']],
    ['vdispl = [ "connectors=a;b:1x1" ]', ['error malformed-connector']],
    ['vdispl = [ "connectors=a:1x1z" ]', ['warning malformed-connector']],
    ['vsnd = [ [ "card ,backend=0" ] ]', ['error unknown-device-option']],
    ['vsnd = [ [ "card,sample-formats=" ] ]', ['error empty-sound-list']],
    ['vif = [ "devid=x" ]', ['error vif-number']],
    ['vif = [ "mtu=1500x" ]', ['warning vif-number']],
    ['vif = [ "devid=1", "" ]', ['error duplicate-devid']],
  ])('%s', (line, expected) => {
    expect(said('hvm', `${line}\n`)).toEqual(expected);
  });

  it.each([
    'vkb = [ "backend-type=QEMU,,unique-id=a=b" ]',
    'vsnd = [ [ " CARD, backend=0,short-name=x", "pcm", "stream,type=P" ] ]',
    'vdispl = [ "connectors=left:800x600;right:800x600;" ]',
    'p9 = [ "tag=a,path=/x=y,security_model=none" ]',
    'vif = [ "devid=08", "devid=1" ]',
  ])('takes %s', (line) => {
    expect(said('hvm', `${line}\n`)).toEqual([]);
  });
});

describe('processors and memory', () => {
  it.each([
    ['vcpus = 2\ncpus = "0, ^1"', ['error malformed-cpu-list']],
    ['vcpus = 2\ncpus = ""', ['error malformed-cpu-list']],
    ['vcpus = 1\ncpus = [ "0", "x" ]', []],
    ['vcpus = 2\ncpus = [ "0", [ "0" ] ]', ['error list-in-list']],
    ['cpus = "1"', ['warning pinning-without-vcpus']],
    ['vcpus = "-1"', ['error vcpus-out-of-range']],
    ['maxvcpus = 4294967298', ['warning vcpus-out-of-range']],
    ['memory = "-1"', ['warning repeated-option', 'warning number-out-of-range']],
    ['vnuma = [ [ "pnode=0", "size=-1", "vcpus=0", "vdistances=10" ] ]', ['error malformed-vnuma']],
    ['vnuma = [ "pnode=0" ]', ['error text-for-inner-list']],
    ['viridian = [ "!all" ]', ['error unknown-enlightenment']],
    ['viridian = [ "BASE", "!time_ref_count" ]', []],
    ['cpuid = "host, tm=0"', ['warning malformed-cpuid']],
    ['cpuid = "host,,tm=x"', []],
  ])('%s', (lines, expected) => {
    expect(said('hvm', `${lines}\n`)).toEqual(expected);
  });
});

describe('boot and host resources', () => {
  it.each([
    ['pv', 'timer_mode = 1', ['error timer-mode-in-pv']],
    ['pvh', 'timer_mode = 1', ['warning number-for-word']],
    ['pv', 'firmware = "pvgrub64"', ['error kernel-beside-firmware']],
    ['pv', 'bootloader_args = " "', ['error bootloader-args-text']],
    ['hvm', 'firmware = "uefi"', []],
    ['pv', 'mmio_hole = 4', []],
    ['pv', 'ioports = [ "60-61 " ]', ['error malformed-host-range']],
    ['pv', 'ioports = [ "60 " ]', ['warning malformed-host-range']],
    ['pv', 'ioports = [ "0x60- 61", 70 ]', []],
    ['pv', 'irqs = [ "0x5" ]', ['error malformed-host-range']],
    ['pv', 'iomem = [ " a0,2@ b0" ]', []],
    ['hvm', 'kernel = "/k"\nextra = "a\\101b"', ['warning vanishing-escape']],
    ['hvm', 'vnclisten = "127.0.0.1:1"\nvncdisplay = 1', ['error vnc-display-in-two-options']],
  ] as const)('%s: %s', (kind, lines, expected) => {
    expect(said(kind, `${lines}\n`)).toEqual(expected);
  });
});
