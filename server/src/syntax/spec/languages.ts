/** Which small language the string of a key is written in, and the one door to all their readers. */
import type { MappedText } from '../span.ts';
import { parseCpuidRegisters, parseCpuidString } from './cpuid.ts';
import { parseDevice, parseSound, parseWords } from './devices.ts';
import { parseXlDisk } from './disk.ts';
import { parseKernelCommandLine } from './kernel-command-line.ts';
import { parseKeyValues, TRIMMED_OPTIONS, XL_OPTIONS } from './key-values.ts';
import { parseCpuList, parseIoMemory, parseIoPorts, parseIrq } from './lists.ts';
import { parsePci, parseRdm } from './pci.ts';
import type { SpecPart, SpecTree } from './tree.ts';
import { parseUsb, parseUsbDevice } from './usb.ts';
import { parseVif } from './vif.ts';
import { parseXmDisk } from './xm-disk.ts';

interface Language {
  read(text: MappedText, toolstack: 'xl' | 'xm'): SpecTree;
  /** What a bare word is that the reader gives no role to; left out where it may be the beginning of a key. */
  readonly bare?: string;
}

const options: Language = { read: (text) => parseKeyValues(text, XL_OPTIONS) };
const device = (name: Parameters<typeof parseDevice>[1]): Language => ({ read: (text) => parseDevice(text, name) });

const LANGUAGES = {
  vif: { read: parseVif },
  vif2: { read: (text) => parseKeyValues(text, TRIMMED_OPTIONS) },
  disk: { read: (text, toolstack) => (toolstack === 'xl' ? parseXlDisk(text) : parseXmDisk(text)) },
  pci: { read: parsePci },
  rdm: { read: parseRdm },
  usbdev: { read: parseUsb },
  usbctrl: { read: parseUsb },
  usbdevice: { read: parseUsbDevice },
  vfb: device('vfb'),
  vtpm: device('vtpm'),
  p9: device('p9'),
  pvcalls: device('pvcalls'),
  channel: device('channel'),
  vkb: device('vkb'),
  vdispl: device('vdispl'),
  virtio: device('virtio'),
  vnuma: device('vnuma'),
  vsnd: { read: parseSound },
  arm_sci: options,
  smbios: options,
  cpuid: { read: parseCpuidString },
  'cpuid-registers': { read: parseCpuidRegisters },
  cpus: { read: parseCpuList, bare: 'cpu' },
  'pool-cpus': { read: parseCpuList, bare: 'cpu' },
  'pool-cpu': { read: parseIrq, bare: 'cpu' },
  ioports: { read: parseIoPorts, bare: 'ports' },
  iomem: { read: parseIoMemory },
  irqs: { read: parseIrq, bare: 'irq' },
  viridian: { read: (text) => parseWords(text, '\0') },
  mca_caps: { read: (text) => parseWords(text, '\0') },
  kernel: { read: parseKernelCommandLine },
} satisfies Readonly<Record<string, Language>>;

export type SpecName = keyof typeof LANGUAGES;

/** Keys whose strings are in the language of another. */
const ALIASES: Readonly<Record<string, SpecName>> = {
  cpus_soft: 'cpus',
  extra: 'kernel',
  cmdline: 'kernel',
  root: 'kernel',
  stubdomain_cmdline: 'kernel',
};

/** The keys of the file that configures a host. */
const CONF_KEYS: Readonly<Record<string, SpecName>> = {
  'vm.cpumask': 'cpus',
  'vm.hvm.cpumask': 'cpus',
  'vm.pv.cpumask': 'cpus',
};

/**
 * The language of a key's strings; undefined when they are plain text. `listed` says that the string stands in a list:
 * `cpuid` and a pool's `cpus` have one language for the lone string and another for the entries of a list. `language` is that of the file.
 */
export function specNameOf(language: string, key: string, listed: boolean): SpecName | undefined {
  // A string of a CPU pool names several processors, an entry of its list one (xl_cpupool.c).
  if (language === 'xl-cpupool') return key !== 'cpus' ? undefined : listed ? 'pool-cpu' : 'pool-cpus';
  if (language !== 'xen-cfg') return CONF_KEYS[key];
  if (key === 'cpuid') return listed ? 'cpuid-registers' : 'cpuid';
  if (key === 'kernel') return undefined;
  return ALIASES[key] ?? (Object.hasOwn(LANGUAGES, key) ? (key as SpecName) : undefined);
}

/** The parts of a string, each at its place in the document. */
export function specParts(spec: SpecName, text: MappedText, toolstack: 'xl' | 'xm'): readonly SpecPart[] {
  const language: Language = LANGUAGES[spec];
  const { parts } = language.read(text, toolstack);
  const { bare } = language;
  if (bare === undefined) return parts;
  return parts.map((part) => (part.key === undefined && part.role === undefined ? { ...part, role: bare } : part));
}
