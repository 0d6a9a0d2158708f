/** Makes whole guests from the product's own tables: keys with likely and unlikely values, strings of small languages, and mutants. */
import type { GuestKind, Row } from '../../server/src/xen/row.ts';
import { xlDiskKeys } from '../../server/src/xen/xl-disk-keys.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';
import { type SpecRow, xlSpecs } from '../../server/src/xen/xl-specs/index.ts';
import { xlVifKeys } from '../../server/src/xen/xl-vif-keys.ts';
import { pick } from './judges.ts';

type Chance = () => number;

/** What a guest needs at the least. */
const BASES: Readonly<Record<GuestKind, string>> = {
  pv: 'name = "t"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  pvh: 'name = "t"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  hvm: 'name = "t"\ntype = "hvm"\nmemory = 128\n',
};

const ODD_NUMBERS = [
  '-1', '0', '1', '2', '3', '5', '08', '010', '0x10', '0x1F', 'x', '', ' 7', '7 ', '+4', '512M', '4294967296', '4294967297', '2147483648', '-2147483649',
  '99999999999999999999', '70000', '1.5', 'yes', '0x',
]; // biome-ignore format: a list to draw from
const ODD_SWITCHES = ['0', '1', '2', '-1', 'yes', 'no', 'on', 'off', 'true', '', '01', ' 1', '1 '];
const ODD_TEXTS = [
  '',
  ' ',
  'x',
  '/a/b',
  '5',
  'a b',
  'ä',
  '\\n',
  '\\101',
  '0.0.0.0:1',
  '127.0.0.1',
  'hvmloader',
  'a=b',
  'host',
  'c,d',
  '"',
  '%s',
];

/** Whole values for the strings that are no `key=value` words. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  cpus: ['0', '0-3', '3-0', '^1', '0-3,^1', 'all', '^all', 'node:0', 'nodes:0-1', 'node:9', 'nodes:all', '100', 'a', '', '0,', ',0', '0,,1', ' 1', '0, 1', '0, ^1', '0 ,1', '-1', '1-', '0x1', '01', 'all,^0', 'ALL', '^node:1', 'node:^1', '0-3-4', '70'],
  ioports: ['2f8', '2f8-2ff', '0x60', '2ff-2f8', '10q', 'zz', '', '-', '60-', '-1', '10-20-30', ' 60', '60 ', 'fffffffff', 'ffffffff', '3F8-3FF', '60- 61', '1-2q'],
  iomem: ['1,1', 'a0,2', '0xa0,0x2', 'a0,2@b0', 'a0', 'a0,', ',1', 'x', '', 'a0,2@', 'a0,2@x', ' a0,1', 'a0, 1', 'a0 ,1', '-1,1', 'a0,2,3', 'a0,2x', 'a0,0', 'fffffffffffffffff,1'],
  irqs: ['5', '0', '0x5', 'x', '', '-1', '5 ', ' 5', '4294967295', '4294967296', '05', '5x'],
  viridian: ['base', 'defaults', 'all', '!base', 'stimer', 'foo', 'BASE', '', ' base', '!', '!all', '1', 'no_vp_limit', '!defaults', 'DEFAULTS'],
  mca_caps: ['lmce', 'LMCE', 'default', 'foo', '', '1'],
  cpuid: ['host', 'host,tm=0', 'host,sse3=x,tm=1', 'tm=0', 'host,foo=1', 'host,tm', 'host,tm=2', '', 'host,', 'HOST,tm=0', 'host, tm=0', 'host,tm = 0', 'host,family=6', 'host,family=x', 'host,stepping=99', 'host,tm=k', 'host,tm=', 'host,TM=0', 'host,maxleaf=0xd', 'host,x2apic=s', 'host,vendor=GenuineIntel', 'host tm=0', 'host,procpkg=3', 'host,localapicid=-1', 'host,model=0x1F', 'host,=0'],
  'cpuid-list': ['0x1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '1:edx=0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '0x1:ecx=xx', '0x1', '', 'x:ecx=1', '0x7,0:ebx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1', '0x1:exx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '0x1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,edx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxk', '0x1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx2', '0x1: ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '0x1:ecx', 'host,tm=0', '0x1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,'],
  serial: ['pty', '/dev/ttyS0', '', 'null'],
  usbdevice: ['tablet', 'mouse', 'host:1.2', 'host:046d:c05a', '', 'foo', 'keyboard'],
  args: ['-x', 'a b', '', '5'],
  dtdev: ['/soc/a', ''],
  rdm: ['strategy=host', 'strategy=ignore', 'strategy=host,policy=relaxed', 'policy=strict', 'strategy=foo', 'strategy=host,policy=foo', '', 'host', 'foo=1', 'strategy', 'strategy=', 'policy=', 'strategy=host,', 'Strategy=host', 'strategy = host', ',', 'strategy=host, policy=strict', 'strategy=host,strategy=host'],
  pci: ['01:00.0', '0000:01:00.0', '01:00.*', '01:00.9', 'zz', '', '01:00.0,permissive=1', '01:00.0,foo=1', '01:00.0@5', '01:00.0@20', '01:00.0, seize=1', '01:00.0,seize', '01:00.0,seize=yes', '01:00.0,rdm_policy=relaxed', '01:00.0,rdm_policy=foo', '01:20.0', '1:0.0', '01:00.0,', 'bdf=01:00.0', 'bdf=01:00.0,vslot=5', 'name=nic', 'name=nic,bdf=01:00.0', ' 01:00.0', '01:00.0 ', '01:00.0,msitranslate=', '0000:01:00.0,power_mgmt=1', '01:00.0=1', '01-00.0', '01:00.0,,seize=1', 'seize=1', '10000:01:00.0'],
  bootloader_args: ['-q', '--entry=1', '', 'a b'],
  xenstore_quota: ['nodes=100', 'nodes', 'nodes=x'],
  llc_colors: ['1', '1-2', '2-1', 'x'],
  arm_sci: ['type=none', 'type=scmi_smc', 'type=foo', '', 'none', 'foo=1'],
}; // biome-ignore format: lists to draw from

const RATES = [
  '10Mb/s',
  '10MB/s',
  '1GB/s@20ms',
  '10',
  '10mb/s',
  '10Mb',
  '9999999999Gb/s',
  '1Kb/s@1s',
  '1Mb/s@',
  '1Mb/s@5',
  '0Mb/s',
  '1Mb/s@99999999s',
  ' 10Mb/s',
  '10 Mb/s',
  '1.5Mb/s',
  '-1Mb/s',
  'Mb/s',
  '1B/s',
];
const MACS = [
  '00:16:3e:00:00:01',
  '00:16:3e:aa:bb',
  'zz:16:3e:00:00:00',
  '00-16-3e-00-00-01',
  '0:16:3e:0:0:1',
  '00:16:3E:00:00:FF',
  '100:16:3e:00:00:00',
  '',
  '00163e000001',
  '00:16:3e:00:00:00:11',
  'ff:ff:ff:ff:ff:ff',
  '00:16:3e:00:00:01 ',
];
const UUIDS = [
  '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  '6ba7b8109dad11d180b400c04fd430c8',
  'not-a-uuid',
  '',
  '6BA7B810-9DAD-11D1-80B4-00C04FD430C8',
  '6ba7b810-9dad-11d1-80b4-00c04fd430c',
  '{6ba7b810-9dad-11d1-80b4-00c04fd430c8}',
  '6ba7b810-9dad-11d1-80b4-00c04fd430c8x',
  '1',
];
const SIZES = [
  'a:800x600',
  'a:800x600;b:1x1',
  'a',
  'a:800',
  'a:x',
  '',
  'a:800x',
  ':1x1',
  'a:800x600;',
  'a:800X600',
  'a:-1x1',
  'a:1x1,b:2x2',
];
const DISKS = [
  '/dev/vg/x,raw,xvda,rw',
  'phy:/dev/vg/x,xvda,w',
  'file:/a.img,xvda,w',
  ',,hdc,cdrom',
  '/a.iso,,hdc,cdrom',
  'format=raw,vdev=xvda,access=rw,target=/dev/x',
  'vdev=hdc,devtype=cdrom,format=empty',
  '/dev/x,raw,xvda',
  '/dev/x',
  'tap:aio:/x,xvda,w',
  '/a b.img,qcow2,hda',
  '/x,raw,sda,w!',
  '',
];

function numbers(row: Row): string[] {
  const bounds = [row.min, row.max].flatMap((bound) =>
    bound === undefined ? [] : [String(bound), String(bound + 1), String(bound - 1)],
  );
  const first = /^[0-9]+$/.exec(row.default ?? '')?.[0];
  return [...bounds, ...(first === undefined ? [] : [first]), '1', '2', '4', '128', '256'];
}

function spoil(word: string, next: Chance): string {
  const at = Math.floor(next() * (word.length + 1));
  return pick(
    [word.toUpperCase(), word.slice(0, -1), `${word}x`, ` ${word}`, `${word} `, word.slice(0, at) + word.slice(at + 1)],
    next,
  );
}

/** The text of one single value for an option or a key of a string. */
function single(row: Row, next: Chance): string {
  const likely = next() < 0.6;
  if (row.name === 'uuid') return pick(likely ? UUIDS.slice(0, 2) : UUIDS, next);
  if (row.name === 'mac') return pick(MACS, next);
  if (row.name === 'rate') return pick(RATES, next);
  if (row.name === 'connectors') return pick(SIZES, next);
  if (row.name === 'bdf') return pick(FORMS.pci ?? [], next);
  if (row.name === 'rdm') return pick(FORMS.rdm ?? [], next);
  if (row.name === 'vdev')
    return pick(['xvda', 'xvdb', 'hda', 'hdc', 'sda', 'xvda1', 'foo', '51712', '', 'd1p1'], next);
  if (row.name === 'target') return pick(['/dev/x', '/a.img', '', '/a,b', 'a'], next);
  if (row.name === 'boot') return pick(['c', 'dc', 'cdx', 'n', '', 'C', 'cdn'], next);
  if (row.values)
    return likely ? pick(row.values, next) : pick([spoil(pick(row.values, next), next), ...ODD_SWITCHES, 'foo'], next);
  if (row.type === 'int' || row.type === 'number') return pick(likely ? numbers(row) : ODD_NUMBERS, next);
  if (row.type === 'bool' || row.type === 'defbool') return pick(likely ? ['0', '1'] : ODD_SWITCHES, next);
  const example = /=\s*(?:\[\s*)?["']?([^"'\]]*)/.exec(row.example ?? '')?.[1];
  return likely && example ? example : pick(ODD_TEXTS, next);
}

function words(rows: readonly (SpecRow | Row)[], next: Chance, most = 4): string {
  const keys = rows.filter((row) => !('place' in row) || row.place === 'key');
  const chosen = Array.from({ length: 1 + Math.floor(next() * most) }, () => pick(keys, next));
  const needed = keys.filter((row) => row.default === 'required' && next() < 0.8 && !chosen.includes(row));
  const parts = [...needed, ...chosen].map((row) => {
    if (row.type === 'flag') return row.name;
    const value = single(row, next);
    return pick(
      [
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name}=${value}`,
        `${row.name} = ${value}`,
        row.name,
        `${spoil(row.name, next)}=${value}`,
        `${row.name}=`,
        `=${value}`,
      ],
      next,
    );
  });
  if (next() < 0.06) parts.push(pick(['foo=1', 'foo', '', ' ', '=', 'a==b'], next));
  return parts.join(pick([',', ',', ',', ',', ', ', ' ,', ',,', ';'], next));
}

function diskString(next: Chance): string {
  if (next() < 0.3) return pick(DISKS, next);
  const named = xlDiskKeys.filter((row) => row.kind === 'named' && row.name !== 'target');
  const flags = xlDiskKeys.filter((row) => row.kind === 'flag');
  const parts = [words([...named, ...flags], next, 2)];
  if (next() < 0.7 && !parts[0]?.includes('vdev')) parts.push(`vdev=${pick(['xvda', 'xvdb', 'hda', 'hdc'], next)}`);
  if (next() < 0.8) parts.push(`target=${pick(['/dev/x', '/a.img', '/a,b', ''], next)}`);
  return parts.join(',');
}

function sound(next: Chance): string {
  const rows = xlSpecs.get('vsnd') ?? [];
  const head = pick(['card', 'pcm', 'stream', 'CARD', 'Pcm', 'foo', 'card ', ''], next);
  const fitting: Readonly<Record<string, readonly string[]>> = {
    card: ['backend', 'short-name', 'long-name', 'sample-rates', 'sample-formats', 'buffer-size'],
    pcm: ['name', 'channels-min', 'channels-max'],
    stream: ['unique-id', 'type', 'sample-rates'],
  };
  const keys = fitting[head.trim().toLowerCase()];
  const chosen = next() < 0.8 && keys ? rows.filter((row) => keys.includes(row.name)) : rows;
  const values: Readonly<Record<string, readonly string[]>> = {
    'sample-rates': ['8000', '8000;16000', 'x', '', '8000;', '-1'],
    'sample-formats': ['s16_le', 'u8;s16_le', 'foo', 'S8', ''],
    type: ['p', 'c', 'x', 'P', ''],
  };
  const parts = Array.from({ length: Math.floor(next() * 3) }, () => {
    const row = pick(
      chosen.filter((one) => one.place === 'key'),
      next,
    );
    return `${row.name}=${values[row.name] ? pick(values[row.name] ?? [], next) : single(row, next)}`;
  });
  return [head, ...parts].join(pick([',', ',', ', ', ' ,'], next));
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

/** A text or a number, with or without quotes. */
function literal(text: string, next: Chance): string {
  return /^[0-9][0-9a-fx]*$/.test(text) && next() < 0.7 ? text : quoted(text);
}

function list(items: readonly string[], next: Chance): string {
  const all = next() < 0.04 ? [...items.slice(0, 1), `[ ${items[0] ?? '1'} ]`, ...items.slice(1)] : items;
  return `[ ${all.join(', ')} ]`;
}

function nested(key: string, next: Chance): string {
  const inner = Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
    if (key === 'vsnd')
      return `[ ${Array.from({ length: 1 + Math.floor(next() * 3) }, () => quoted(sound(next))).join(', ')} ]`;
    const parts = ['pnode=0', 'size=64', 'vcpus=0', 'vdistances=10,20'].filter(() => next() < 0.93);
    const changed = parts.map((part) =>
      next() < 0.12
        ? pick(
            [
              'pnode=9',
              'pnode=x',
              'size=x',
              'size=0',
              'size=-1',
              'vcpus=1',
              'vcpus=0-1',
              'vcpus=a',
              'vdistances=10',
              'vdistances=',
              'vdistances=x,10',
              'foo=1',
              'foo',
              '',
              'vdistance=10',
              'pnode = 0',
              'vcpus=1-0',
              'vcpus=0,0',
              'vdistances=10,20,30',
              'vcpus=500',
            ],
            next,
          )
        : part,
    );
    return next() < 0.04 ? '"x"' : `[ ${changed.map(quoted).join(', ')} ]`;
  });
  return `[ ${inner.join(', ')} ]`;
}

function entry(key: string, next: Chance): string {
  if (key === 'disk') return diskString(next);
  if (key === 'vif')
    return next() < 0.05
      ? ''
      : words(
          xlVifKeys.filter((row) => !row.name.startsWith('colo') || next() < 0.05),
          next,
        );
  const rows = xlSpecs.get(key) ?? [];
  if (key === 'smbios' && next() < 0.5) return `${pick(rows, next).name}=x`;
  if (key.startsWith('device_model_args')) return pick(FORMS.args ?? [], next);
  const forms = FORMS[key === 'cpuid' ? 'cpuid-list' : key.replace('_soft', '')];
  if (forms) return pick(forms, next);
  return rows.some((row) => row.place === 'key') ? words(rows, next) : pick(ODD_TEXTS, next);
}

/** One setting for an option. */
export function setting(row: Row, next: Chance): string {
  const { name } = row;
  const value = (): string => {
    if (name === 'vnuma' || name === 'vsnd') return next() < 0.95 ? nested(name, next) : '[ "x" ]';
    const listed =
      row.type === 'list' || row.type === 'list-of-string' || (row.type === 'string-or-list' && next() < 0.5);
    if (listed === next() > 0.04)
      return list(
        Array.from({ length: Math.floor(next() * 3.2) }, () => literal(entry(name, next), next)),
        next,
      );
    if (name === 'cpuid') return quoted(pick(FORMS.cpuid ?? [], next));
    if (row.type === 'string-or-list' || listed) return literal(entry(name, next), next);
    return literal(single(row, next), next);
  };
  if (next() < 0.02) return `${name} = ${value()}\n${name} += ${value()}\n`;
  if (next() < 0.02) return `${name} = ${value()}\n${name} = ${value()}\n`;
  return `${name} ${next() < 0.02 ? '+=' : '='} ${value()}\n`;
}

/** Options that go together, so that their contradictions come up. */
const GROUPS: readonly (readonly string[])[] = [
  ['vcpus', 'maxvcpus', 'cpus', 'cpus_soft', 'vnuma'],
  ['memory', 'maxmem', 'vnuma', 'maxvcpus', 'shadow_memory'],
  ['kernel', 'ramdisk', 'bootloader', 'bootloader_args', 'firmware', 'firmware_override', 'bios', 'bios_path_override', 'builder', 'type', 'pvshim'],
  ['vnc', 'vnclisten', 'vncdisplay', 'vncunused', 'vncpasswd', 'vfb', 'sdl', 'nographic'],
  ['spice', 'spiceport', 'spicetls_port', 'spicedisable_ticketing', 'spicepasswd', 'spiceusbredirection', 'usb', 'usbversion'],
  ['usb', 'usbdevice', 'usbversion', 'usbctrl', 'usbdev'],
  ['vga', 'stdvga', 'videoram', 'gfx_passthru', 'pci', 'rdm'],
  ['extra', 'root', 'cmdline'],
  ['tsc_mode', 'timer_mode', 'viridian', 'altp2m', 'altp2mhvm', 'nestedhvm', 'hap'],
  ['device_model_version', 'device_model_override', 'device_model_args', 'device_model_stubdomain_override', 'device_model_user'],
  ['passthrough', 'pci', 'e820_host', 'pci_permissive', 'dtdev'],
  ['acpi', 'apic', 'nx', 'pae', 'hpet', 'acpi_s3', 'acpi_s4'],
]; // biome-ignore format: a list to draw from

const ROWS = new Map(xlKeys.map((row) => [row.name, row]));
const SPECS = xlKeys.filter(
  (row) => row.type === 'list' || row.type === 'list-of-string' || row.type === 'string-or-list',
);

/** A guest of a few settings beside what it needs. */
export function freshGuest(next: Chance): string {
  let base = BASES[pick(['pv', 'pvh', 'hvm', 'hvm'] as const, next)];
  if (next() < 0.06) {
    const lines = base.split('\n').filter(Boolean);
    lines.splice(Math.floor(next() * lines.length), 1);
    base = lines.map((line) => `${line}\n`).join('');
  }
  const group = next() < 0.35 ? pick(GROUPS, next) : undefined;
  const count = 1 + Math.floor(next() * 3);
  const chosen = Array.from({ length: count }, () => {
    const name = group && pick(group, next);
    return (name && ROWS.get(name)) || pick(next() < 0.4 ? SPECS : xlKeys, next);
  });
  const distinct = [...new Set(chosen)];
  const kept = base
    .split('\n')
    .filter((line) => !distinct.some((row) => line.startsWith(`${row.name} =`)))
    .join('\n');
  return kept + distinct.map((row) => setting(row, next)).join('');
}

const PIECES = [
  ' ',
  ',',
  ';',
  '=',
  '-',
  ':',
  '.',
  '^',
  '0',
  '1',
  '9',
  'x',
  'a',
  '@',
  '/',
  '!',
  '*',
  '[',
  ']',
  '"',
  "'",
  '\n',
  '+',
  '\\',
  '#',
  '_',
  '\t',
];

/** A guest with one to three characters changed, most often inside a string. */
export function mutant(text: string, next: Chance): string {
  let out = text;
  for (let times = Math.floor(next() * 3); times >= 0; times--) {
    const places = [...out.matchAll(/["'][^"'\n]*["']/g)];
    const inside = next() < 0.8 && places.length > 0 ? pick(places, next) : undefined;
    const at = inside
      ? inside.index + 1 + Math.floor(next() * Math.max(1, inside[0].length - 1))
      : Math.floor(next() * (out.length + 1));
    const cut = next() < 0.5 ? 1 : 0;
    out = out.slice(0, at) + (next() < 0.7 ? pick(PIECES, next) : '') + out.slice(at + cut);
  }
  return out;
}
