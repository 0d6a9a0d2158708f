/**
 * Where the guest that xl prints is not the one that the file describes: values that were dropped, cut off or taken for
 * something else without a word. The table says where `xl create --dryrun` prints each option.
 */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';

type Json = Readonly<Record<string, unknown>>;

/** Numbers: where they are printed, and how many of the printed unit make one of the file's. */
const NUMBERS: Readonly<Record<string, readonly [path: string, unit?: number]>> = {
  memory: ['b_info/target_memkb', 1024],
  maxmem: ['b_info/max_memkb', 1024],
  maxvcpus: ['b_info/max_vcpus'],
  shadow_memory: ['b_info/shadow_memkb', 1024],
  stubdomain_memory: ['b_info/stubdomain_memkb', 1024],
  cpu_weight: ['b_info/sched_params/weight'],
  cap: ['b_info/sched_params/cap'],
  period: ['b_info/sched_params/period'],
  max_grant_frames: ['b_info/max_grant_frames'],
  max_maptrack_frames: ['b_info/max_maptrack_frames'],
  max_grant_version: ['b_info/max_grant_version'],
  max_event_channels: ['b_info/event_channels'],
  rtc_timeoffset: ['b_info/rtc_timeoffset'],
  vmtrace_buf_kb: ['b_info/vmtrace_buf_kb'],
  vncdisplay: ['b_info/type.hvm/vnc/display'],
  spiceport: ['b_info/type.hvm/spice/port'],
  spicetls_port: ['b_info/type.hvm/spice/tls_port'],
  usbversion: ['b_info/type.hvm/usbversion'],
  mmio_hole: ['b_info/type.hvm/mmio_hole_memkb', 1024],
};

const SWITCHES: Readonly<Record<string, string>> = {
  acpi: 'b_info/acpi',
  acpi_s3: 'b_info/type.hvm/acpi_s3',
  acpi_s4: 'b_info/type.hvm/acpi_s4',
  pae: 'b_info/type.hvm/pae',
  hpet: 'b_info/type.hvm/hpet',
  hap: 'c_info/hap',
  oos: 'c_info/oos',
  nestedhvm: 'b_info/nested_hvm',
  localtime: 'b_info/localtime',
  nomigrate: 'b_info/disable_migrate',
  driver_domain: 'c_info/driver_domain',
  xen_platform_pci: 'b_info/type.hvm/xen_platform_pci',
  e820_host: 'b_info/type.pv/e820_host',
  vnc: 'b_info/type.hvm/vnc/enable',
  vncunused: 'b_info/type.hvm/vnc/findunused',
  sdl: 'b_info/type.hvm/sdl/enable',
  opengl: 'b_info/type.hvm/sdl/opengl',
  nographic: 'b_info/type.hvm/nographic',
  spice: 'b_info/type.hvm/spice/enable',
  spicedisable_ticketing: 'b_info/type.hvm/spice/disable_ticketing',
  usb: 'b_info/type.hvm/usb',
  dm_restrict: 'b_info/dm_restrict',
};

const TEXTS: Readonly<Record<string, string>> = {
  name: 'c_info/name',
  pool: 'c_info/pool_name',
  kernel: 'b_info/kernel',
  ramdisk: 'b_info/ramdisk',
  cmdline: 'b_info/cmdline',
  bootloader: 'b_info/bootloader',
  boot: 'b_info/type.hvm/boot',
  vnclisten: 'b_info/type.hvm/vnc/listen',
  vncpasswd: 'b_info/type.hvm/vnc/passwd',
  keymap: 'b_info/type.hvm/keymap',
  spicehost: 'b_info/type.hvm/spice/host',
  spicepasswd: 'b_info/type.hvm/spice/passwd',
  soundhw: 'b_info/type.hvm/soundhw',
  device_model_override: 'b_info/device_model',
  device_model_user: 'b_info/device_model_user',
};

/** Lists of devices: as many are printed as the file has. */
const LISTS: Readonly<Record<string, string>> = {
  disk: 'disks',
  vif: 'nics',
  pci: 'pcidevs',
  vtpm: 'vtpms',
  p9: 'p9s',
  pvcalls: 'pvcallsifs',
  channel: 'channels',
  vdispl: 'vdispls',
  vsnd: 'vsnds',
  usbdev: 'usbdevs',
  usbctrl: 'usbctrls',
  ioports: 'b_info/ioports',
  irqs: 'b_info/irqs',
  iomem: 'b_info/iomem',
  bootloader_args: 'b_info/bootloader_args',
  serial: 'b_info/type.hvm/serial_list',
  usbdevice: 'b_info/type.hvm/usbdevice_list',
};

const ON: ReadonlySet<string> = new Set(['1', 'yes', 'true', 'on']);
const OFF: ReadonlySet<string> = new Set(['0', 'no', 'false', 'off']);

const KNOWN: ReadonlySet<string> = new Set(xlKeys.map((row) => row.name));

/** One line for each value of the file that the guest does not get. */
export function distortions(text: string, config: Json): string[] {
  const found: string[] = [];
  for (const { name, value, assignments } of evaluate(parseCfg(text), 'xl').values()) {
    const at = (path: string) => printed(config, path);
    if (!KNOWN.has(name)) found.push(`${name} is not known`);
    else if (assignments.some((one, index) => index > 0 && one.operator === '=' && differs(text, assignments, index)))
      found.push(`${name} is set twice`);
    else if (isElsewhere(name, config)) continue;
    else if (NUMBERS[name] !== undefined) compare(NUMBERS[name][0], number(value, NUMBERS[name][1] ?? 1), 0);
    else if (SWITCHES[name] !== undefined) compare(SWITCHES[name], onOrOff(value), undefined);
    else if (TEXTS[name] !== undefined) compare(TEXTS[name], written(text, value), undefined);
    else if (LISTS[name] !== undefined && value.kind === 'list') {
      const list = at(LISTS[name]);
      const count = Array.isArray(list) ? list.length : 0;
      if (count !== value.items.length) found.push(`${name} has ${value.items.length}, the guest gets ${count}`);
    } else if (name === 'vcpus') {
      const online = at('b_info/avail_vcpus');
      const wanted = number(value, 1);
      if (wanted !== (Array.isArray(online) ? online.length : 0) && wanted !== 0) found.push(`vcpus = ${wanted}`);
    }
    function compare(path: string, wanted: unknown, missing: unknown): void {
      const got = at(path) ?? missing;
      // Negative offsets are printed as xl keeps them, in 32 bits.
      if (name === 'rtc_timeoffset' && Number(got) - 2 ** 32 === wanted) return;
      if (wanted !== undefined && got !== wanted) found.push(`${name}: ${String(wanted)} became ${String(got)}`);
    }
  }
  if (/^[^#\n]*=\s*["'][^"'\n]*\\[0-7]{3}/m.test(text)) found.push('an octal escape vanishes');
  return found;
}

function differs(
  text: string,
  assignments: readonly { value: { offset: number; end: number } | undefined }[],
  index: number,
): boolean {
  const shown = (one: (typeof assignments)[number] | undefined) =>
    one?.value && text.slice(one.value.offset, one.value.end);
  return shown(assignments[index]) !== shown(assignments[index - 1]);
}

/** Whether the option is printed for another kind of guest only. */
function isElsewhere(name: string, config: Json): boolean {
  const path = NUMBERS[name]?.[0] ?? SWITCHES[name] ?? TEXTS[name] ?? LISTS[name];
  const kind = path?.split('/').find((part) => part.startsWith('type.'));
  return kind !== undefined && !(kind in ((config.b_info as Json | undefined) ?? {}));
}

function printed(config: Json, path: string): unknown {
  let at: unknown = config;
  for (const part of path.split('/')) at = typeof at === 'object' && at !== null ? (at as Json)[part] : undefined;
  return at;
}

/** What somebody who writes this value expects: decimal digits are decimal, whatever C makes of a leading zero. */
function number(value: StaticValue, unit: number): unknown {
  const text = value.kind === 'number' ? value.source : value.kind === 'string' ? value.text.text : undefined;
  if (text === undefined) return value.kind;
  return /^\s*[+-]?(?:\d+|0[xX][0-9a-fA-F]+)\s*$/.test(text) ? Number(text) * unit || 0 : text;
}

function onOrOff(value: StaticValue): unknown {
  const text = value.kind === 'number' ? value.source : value.kind === 'string' ? value.text.text : undefined;
  const word = text?.trim().toLowerCase() ?? value.kind;
  if (ON.has(word)) return 'True';
  if (OFF.has(word)) return 'False';
  return /^[+-]?\d+$/.test(word) ? (Number(word) === 0 ? 'False' : 'True') : word;
}

function written(text: string, value: StaticValue): unknown {
  if (value.kind === 'number') return value.source;
  if (value.kind !== 'string') return value.kind;
  const source = text.slice(value.span.offset + 1, value.span.end - 1);
  return /\\/.test(source) ? undefined : value.text.text;
}
