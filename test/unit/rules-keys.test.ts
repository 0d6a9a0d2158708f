/** Kinds of mistakes in options, beyond the example of each rule: what is found, and what must be left in peace. */
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../server/src/model/settings.ts';
import { rules } from '../../server/src/rules/index.ts';
import { applyFix, findings } from '../support/check.ts';

const AREAS = new Set(['keys', 'cpu', 'boot', 'migration']);
const ALSO = new Set(['ballooned-passthrough']);
/** These speak of what a short example lacks. */
const APART = new Set(['no-disk-to-boot-from']);
const codes = new Set(
  rules
    .filter((rule) => (AREAS.has(rule.area) || ALSO.has(rule.code)) && !APART.has(rule.code))
    .map((rule) => rule.code),
);

/** `line severity code` of what the option rules say of one guest file. */
function said(text: string, settings: Partial<Settings> = { toolstack: 'xl' }, name = 'guest.cfg'): string[] {
  return findings({ [name]: text }, settings)
    .filter((one) => codes.has(one.code))
    .map((one) => `${one.line} ${one.severity} ${one.code}`);
}

/** What the first fix of the only finding makes of the text. */
function fixed(text: string, name = 'guest.cfg'): string | undefined {
  const [one, ...more] = findings({ [name]: text }, { toolstack: 'xl' }).filter((found) => codes.has(found.code));
  if (more.length > 0) throw new Error(`more than one finding: ${more.map((found) => found.code).join(', ')}`);
  const fix = one?.fixes?.()[0];
  return fix && applyFix({ [name]: text }, fix)[name];
}

const PV = 'name = "a"\nkernel = "/boot/vmlinuz"\n';
const HVM = 'name = "w"\ntype = "hvm"\n';

describe('names', () => {
  it.each([
    'disks = [ "/dev/vg/a,raw,xvda,rw" ]',
    'vcpu = 2',
    'maxcpus = 4',
    'memmory = 512',
    'mem = 512',
    'boot_loader = "x"',
  ])('takes %s for a slip', (line) => {
    expect(said(`name = "a"\ntype = "hvm"\n${line}\n`)).toEqual(['3 warning unknown-option']);
  });

  it.each(['owner = "ops"', 'ticket = 4711', 'ostype = "linux"', 'arch = "x86_64"', 'memory2 = 512\nmemory = 512'])(
    'takes %s for a note',
    (line) => {
      expect(said(`${PV}${line}\n`, {})).toEqual(['3 hint unknown-option']);
      expect(said(`${PV}${line}\n`)).toEqual(['3 warning unknown-option']);
    },
  );

  it('says where an option of another file belongs', () => {
    expect(said(`${PV}autoballoon = "off"\n`)).toEqual(['3 warning unknown-option']);
    expect(said('gfx_passthru=1\nnote="x"\n', {}, 'xl.conf')).toEqual([
      '1 warning unknown-option',
      '2 hint unknown-option',
    ]);
  });

  it('leaves the helper variables of an xm file in peace', () => {
    expect(said(`import os\nmem = 512\nmemory = mem * 2\n${PV}`, { toolstack: 'xm' })).toEqual([]);
  });

  it('knows what only xm read, and is careful where the toolstack is not known', () => {
    const text = `${PV}cpu_cap = 50\n`;
    expect(said(text)).toEqual(['3 warning xm-only-option']);
    expect(said(text, { toolstack: 'xm' })).toEqual([]);
    expect(said(text, {})).toEqual(['3 information xm-only-option']);
    expect(fixed(text)).toBe(`${PV}cap = 50\n`);
    expect(fixed(`${PV}nics = 2\n`)).toBe(`${PV}vif = [ '', '' ]\n`);
    expect(said(`${PV}parallel = "none"\n`)).toEqual(['3 information xm-only-option']);
  });

  it('knows the release of the host', () => {
    const text = `${PV}pvcalls = [ "backend=0" ]\n`;
    expect(said(text, { toolstack: 'xl', version: '4.9' })).toEqual(['3 warning option-too-new']);
    expect(said(text, { toolstack: 'xl', version: '4.11' })).toEqual([]);
    expect(said('name = "w"\nbuilder = "hvm"\n', { toolstack: 'xl', version: '4.9' })).toEqual([]);
    expect(said('name = "w"\nbuilder = "hvm"\n')).toEqual(['2 information obsolete-option']);
  });
});

describe('values', () => {
  it.each([
    ['disk = "/dev/vg/a,raw,xvda,rw"', 'warning wrong-value-type', 'disk = [ "/dev/vg/a,raw,xvda,rw" ]'],
    ["pci = '01:00.0'", 'warning wrong-value-type', "pci = [ '01:00.0' ]"],
    ['irqs = 5', 'warning wrong-value-type', 'irqs = [ 5 ]'],
    ['memory = [ 512 ]', 'warning wrong-value-type', 'memory = 512'],
    ['memory = "2G"', 'warning not-a-number', 'memory = "2048"'],
    ['memory = "512 MB"', 'warning not-a-number', 'memory = "512"'],
    ['memory = "512 "', 'warning not-a-number', 'memory = "512"'],
    ['vcpus = "two"', 'warning not-a-number', undefined],
    ['max_grant_frames = "lots"', 'error not-a-number', undefined],
    ['memory = 01024', 'warning octal-number', 'memory = 1024'],
    ['memory = 02048', 'warning not-a-number', 'memory = 2048'],
    ['vcpus = 010', 'warning octal-number', 'vcpus = 10'],
    ['acpi = "off"', 'warning word-for-switch', 'acpi = "0"'],
    ["localtime = 'Yes'", 'warning word-for-switch', "localtime = '1'"],
    ['nomigrate = ""', 'warning word-for-switch', undefined],
    ['on_crash = "reboot"', 'error unknown-word', undefined],
    ["on_reboot = 'Restart'", 'error unknown-word', "on_reboot = 'restart'"],
    ['cpu_weight = 0', 'warning number-out-of-range', undefined],
    ['max_grant_frames = "-1"', 'error number-out-of-range', undefined],
  ])('%s', (line, finding, better) => {
    expect(said(`${PV}${line}\n`).filter((one) => !one.includes('other-guest'))).toEqual([`3 ${finding}`]);
    if (better) expect(fixed(`${PV}${line}\n`)).toBe(`${PV}${better}\n`);
  });

  it.each([
    'memory = "512"',
    'memory = 0x200',
    'memory = "0x1F"',
    'vcpus = 1\nvcpus += 1',
    'localtime = "1"',
    'localtime = 2',
    'rtc_timeoffset = "-3600"',
    'tsc_mode = "native"',
    'type = "pv"',
    'type = "p"',
    'builder = ""',
    'cpus = [ "0" ]',
    'vif = [ ]',
    'boot = "xyz"',
  ])('is at ease with %s', (line) => {
    const quiet = said(`${PV}${line}\n`).filter((one) => !/information|hint/.test(one));
    expect(quiet).toEqual([]);
  });

  it.each([
    ['boot = "ndc"', []],
    ['boot = "c,menu=on"', []],
    ['boot = "C"', ['3 warning boot-letter']],
    ['boot = "cc"', ['3 warning boot-letter']],
    ['viridian = 1', []],
    ['viridian = [ "base" ]', []],
    ['viridian = "all"', ['3 warning word-for-switch']],
    ['usbversion = 0', []],
    ['usbversion = 4', ['3 warning number-out-of-range', '3 error refused-at-creation']],
    ['firmware = "/usr/share/ovmf/OVMF.fd"', []],
    ['firmware = "Uefi"', ['3 warning unknown-word']],
    ['gfx_passthru = 1', ['3 error refused-at-creation']],
    ['gfx_passthru = "yes"', ['3 error unknown-word']],
    ['soundhw = "ich9"', ['3 error refused-at-creation']],
    ['keymap = "dvorak"', []],
    ['nx = 1', []],
    ['nx = 0', ['3 warning obsolete-option']],
    ['device_model_version = "qemu-xen-traditional"', ['3 warning unknown-word']],
    ['hap = 0', []],
    ['bootloader = "pygrub"', ['3 information option-for-other-guest']],
    ['device_model_args = "-foo"', ['3 error wrong-value-type']],
  ])('of an HVM guest: %s', (line, expected) => {
    expect(said(`${HVM}${line}\n`)).toEqual(expected);
  });
});

describe('contradictions', () => {
  it.each([
    [`${PV}vcpus = 2\nmaxvcpus = 4\n`, []],
    [`${PV}memory = 512\nmaxmem = "512M"\n`, ['4 warning not-a-number']],
    [`${PV}maxvcpus = 2\ncpus = [ "0", "1" ]\n`, []],
    [`${PV}cpus = [ "0", "1" ]\n`, ['3 information more-cpu-entries-than-vcpus']],
    [`${HVM}memory = 1024\nmaxmem = 2048\n`, ['4 information lost-at-creation']],
    [`${HVM}memory = 1024\nmaxmem = 2048\npci = []\n`, ['4 information lost-at-creation']],
    [
      'name = "a"\ntype = "pvh"\nbuilder = "generic"\nkernel = "/k"\n',
      ['3 information obsolete-option', '3 error builder-contradicts-type'],
    ],
    ['name = "a"\ntype = "pvh"\n', ['2 error nothing-to-boot']],
    ['name = "a"\ntype = "pvh"\nfirmware = "pvgrub64"\n', []],
    ['kernel = "/k"\n', ['1 error missing-name']],
    ['vif = [ "bridge=xenbr0" ]\n', ['1 error missing-name']],
    [`${PV}cmdline = "root=/dev/xvda1"\nextra = ""\n`, ['4 warning overridden-command-line']],
    [`${PV}ramdisk = "$HOME/initrd.img"\n`, ['3 warning shell-in-path']],
    [`${PV}ramdisk = "/srv/a~b/in$1.img"\n`, []],
    [`${PV}vif = [ "" ]\nvif += [ "" ]\n`, []],
    [`${PV}vif = [ "" ]\nvif = [ "" ]\n`, ['3 information repeated-option']],
  ])('%j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe('xl.conf and cpupools', () => {
  it.each([
    ['xl.conf', 'claim_mode="yes"\n', ['1 warning word-for-switch']],
    ['xl.conf', 'autoballoon=0\n', []],
    ['xl.conf', 'autoballoon="none"\n', ['1 warning unknown-word']],
    ['xl.conf', 'vm.cpumask=["0-3"]\n', ['1 warning wrong-value-type']],
    ['xl.conf', 'max_grant_frames="many"\n', ['1 error not-a-number']],
    ['xl.conf', 'vif.default.brigde="br0"\n', ['1 warning unknown-option']],
    ['xl.conf', 'defaultbridge="br0"\n', ['1 warning obsolete-option']],
  ])('%s: %s', (name, text, expected) => {
    expect(said(text, {}, name)).toEqual(expected);
  });
});
