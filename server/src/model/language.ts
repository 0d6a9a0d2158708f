/** Which of the product's languages a file is in, judged by its path and its content. */
import { networkKind } from './host-network/kinds.ts';
import { basename } from './paths.ts';
import type { FileKind, Language } from './source-file.ts';
import { templateName } from './template-name.ts';

/** How much of a file is looked at (UTF-16 units); Xen's own examples set their first keys well before. */
const SAMPLE = 65536;

/** Suffixes that domU files come with; a file with any other (.sh, .py, .txt, .bak, …) is left alone. */
const GUEST_SUFFIXES = new Set([
  'cfg',
  'xm',
  'xl',
  'hvm',
  'pv',
  'pvh',
  'conf',
  'domu',
  'xen',
  'pvlinux',
  'vti',
  'vmx',
  'nbd',
  'config',
]);

/** Keys of domU files that hardly any other program's file assigns in this form. */
const OWN_KEYS =
  'vif|disk|kernel|ramdisk|builder|bootloader|memory|maxmem|vcpus|maxvcpus|extra|root|type|vfb|pci|usb|usbdevice|boot|sdl|vnc|vnclisten|vncpasswd|' +
  'on_poweroff|on_reboot|on_crash|device_model|device_model_version|cpus|cpu_weight|pae|acpi|apic|serial|localtime|uuid|firmware|bios|' +
  'disk_controller|stdvga|vga|spice|soundhw|cmdline|nographic';

const ASSIGNMENT = new RegExp(`^[ \\t]*(${OWN_KEYS})[ \\t]*\\+?=[ \\t]*(?:$|#|['"“‘\\[(0-9/a-zA-Z{<$@-])`);
const NAME = /^[ \t]*name[ \t]*=[ \t]*(["'“‘]?)/;

/**
 * Keys that the files of boot loaders, other hypervisors and scripts assign as well: outside of Xen's folders they make
 * a guest only where texts are quoted, and where more settings are of this kind than of others.
 */
const GENERIC: ReadonlySet<string> = new Set(
  'memory root boot serial uuid extra usb vga vcpus cpus type kernel ramdisk cmdline vnc localtime firmware bios acpi spice'.split(
    ' ',
  ),
);

/** Keys that files of other programs have as well; beside `name` alone one of them is no guest. */
const COMMON: ReadonlySet<string> = new Set([
  'memory',
  'root',
  'boot',
  'serial',
  'uuid',
  'extra',
  'usb',
  'disk',
  'vga',
]);
const INI_SECTION = /^\[[A-Za-z][\w .:-]*\][ \t]*$/m;

/** Lines of shell scripts, of programs and of files with blocks: where one stands, an indented line belongs to it. */
const BLOCKS =
  /^#!|^[ \t]*(?:fi|done|esac|then|do|end|endif|function|class|def|if|for|while|else|elif|try|with|define|return|export|local)\b|\{[ \t]*$|^[ \t]*\}|^[ \t]+\[[A-Za-z][\w .:-]*\][ \t]*$/m;

/**
 * Whether the content is a domU file's: two or more different assignments of Xen's own keys at the start of a line
 * (`name` counts once another one is there). Blanks before the key count as nothing, as in libxlutil, unless the file
 * has blocks that they could belong to. An INI section before them makes it somebody else's file: the EFI boot
 * loader's xen.cfg has `kernel=` and `ramdisk=` below `[sections]`. With `least` 1 a single key is enough; `inXen` says
 * that the file lies in a folder of Xen's, where general keys need no further proof.
 */
export function looksLikeGuest(text: string, least = 2, inXen = least < 2): boolean {
  // Without the NULs of UTF-16: a guest that was saved so is one, and the toolstack refuses it.
  const sample = text.slice(0, SAMPLE).replaceAll('\0', '');
  if (INI_SECTION.test(sample)) return false;
  const found = new Set<string>();
  let named = false;
  let quoted = false;
  let special = false;
  let foreign = 0;
  let blocks: boolean | undefined;
  for (const line of sample.split(SETTINGS)) {
    if (/^[ \t]/.test(line)) {
      blocks ??= BLOCKS.test(sample);
      if (blocks) continue;
    }
    const start = line.slice(0, 200);
    const match = ASSIGNMENT.exec(start);
    const key = match?.[1];
    const name = NAME.exec(start);
    if (match && ((key && LISTS.has(key) && SIZE.test(start)) || OTHERS_VALUE.test(start))) {
      // A list of devices is never a bare number or size: `disk = 20` is another program's.
      foreign = Number.POSITIVE_INFINITY;
    } else if (key && match) {
      const quotes = /['"“‘[(]$/.test(match[0]);
      found.add(key);
      quoted ||= quotes;
      special ||= !GENERIC.has(key) && (quotes || !LISTS.has(key));
    } else if (!name && SETTING.test(start)) {
      foreign++;
    }
    named ||= name !== null;
    quoted ||= Boolean(name?.[1]);
    if ((special || inXen) && isEnough(found, named, quoted, least)) return true;
  }
  // A name with a kernel or boot loader of Xen's kind speaks for itself, whatever else the file sets or computes.
  const boots = found.has('kernel') || found.has('bootloader');
  if (named && quoted && boots && found.size >= 2 && Number.isFinite(foreign)) return true;
  // Texts without quotes are a mistake of their own: a name and a kernel have to speak for the file, and nothing against it.
  const bare = foreign === 0 && named && found.has('kernel') && found.size >= 2;
  return (quoted || bare) && foreign < found.size && isEnough(found, named, quoted, least);
}

/** A word where a guest has a type of Xen's or a number of MiB, or a text for a disk that names no place. */
const OTHERS_VALUE =
  /^[ \t]*(?:type[ \t]*=[ \t]*["'](?!p?vh?|p?vm|hvm|p?hv)[a-z]+["']|memory[ \t]*=[ \t]*["'][a-z]|(?:disk|vif)[ \t]*=[ \t]*["'][A-Za-z ]+["'])/i;

/** Between two settings: a line end, or a semicolon after a value. */
const SETTINGS = /\r\n?|\n|(?<=["'\]0-9][ \t]*);[ \t]*(?=[a-z_]+[ \t]*\+?=)/;

/** A number or a size as the whole value: `= 20`, `= "20G"`. */
const SIZE = /^[^=]*=[ \t]*(?:[0-9]|["'][0-9]+[ \t]*[kmgt]?i?b?["'])/i;

const LISTS: ReadonlySet<string> = new Set(['disk', 'vif', 'vfb', 'pci']);

/** Texts in quotes and lists in brackets are what other programs' files seldom have; without any it takes more keys. */
function isEnough(found: ReadonlySet<string>, named: boolean, quoted: boolean, least: number): boolean {
  if (found.size === 0) return false;
  const helps = named && (least < 2 || [...found].some((key) => !COMMON.has(key)));
  return found.size + (helps ? 1 : 0) >= least + (quoted || least < 2 ? 0 : 1);
}

/** A stanza of interfaces(5), for files that were given another name. */
const IFACE = /^[ \t]*iface[ \t]+[\w.:@-]+[ \t]+inet6?[ \t]+[a-z0-9]/m;

const XL_CONF_KEY =
  /^[ \t]*(?:autoballoon|vif\.default\.\w+|run_hotplug_scripts|claim_mode|defaultbridge|vifscript|blkdev_start|vm\.(?:hvm\.|pv\.)?cpumask)[ \t]*=/m;

/** What each file of ifupdown's has at least one of: a stanza, or the start of a template's construct. */
const INTERFACES_WORD =
  /^[ \t]*(?:iface|auto|allow-\S+|mapping|source|source-directory|no-auto-down|no-scripts|rename)[ \t]|^[ \t]*\S+[ \t]+\S+[ \t]+inet6?(?:[ \t]|$)|\{\{|\{%|<%/m;
const ANY_TEXT = /^[ \t]*[^\s#]/m;

const INTERFACES_PATH = /\/network\/interfaces$|\/network\/interfaces\.d\/[\w.-]+$|\.interfaces$/;
const POOL_PATH = /^cpupool(?:[-_][\w-]*|[0-9]+)?(?:\.(?:cfg|conf))?$|\.cpupool$/;

/** An S-expression that a file of another suffix begins with: an option of xend's, or a domain as xend writes it down. */
const SXP_START =
  /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\((?:vm|domain|xend-[\w-]+|xen-[\w-]+|network-script|vif-script|dom0-[\w-]+|logfile|loglevel|console-limit|vnc-[\w-]+)[ \t\r\n(]/;

/**
 * The language of a file of the workspace, or the program that a file of the host's network belongs to; undefined when
 * it is none of ours. `besideHost` says that the folder holds a host's own files: a file with a guest's name and a
 * single key of a guest is one there. A template is taken for what it makes.
 */
export function languageOf(path: string, text: string, besideHost = false): FileKind | undefined {
  const made = templateName(path).path;
  const name = basename(made);
  if (name.endsWith('.sxp')) return 'xend-sxp';
  const sample = text.slice(0, SAMPLE);
  const inXen = path.includes('/xen/');
  if (name === 'xl.conf') return isOthersXlConf(sample) && !inXen ? undefined : 'xl-conf';
  if (INTERFACES_PATH.test(made) || name === 'interfaces') {
    const others = !made.includes('/network/') && ANY_TEXT.test(sample) && !INTERFACES_WORD.test(sample);
    return others ? undefined : 'xen-interfaces';
  }
  if (!name.includes('.') && IFACE.test(sample)) return 'xen-interfaces';
  if (networkKind(path)) return IFACE.test(sample) ? 'xen-interfaces' : 'host-network';
  if (POOL_PATH.test(name)) return 'xl-cpupool';
  if (!isGuestPath(made)) return undefined;
  const guest = looksLikeGuest(text, besideHost ? 1 : 2, inXen || besideHost);
  if (XL_CONF_KEY.test(sample) && !guest && /\.conf$|^xl[._-]?(?:conf|cfg|config)$/.test(name)) return 'xl-conf';
  if (looksLikePool(sample, name, inXen || besideHost)) return 'xl-cpupool';
  return guest ? 'xen-cfg' : undefined;
}

/** Whether an `xl.conf` is another program's: sections, and no key of xl's. */
function isOthersXlConf(sample: string): boolean {
  return INI_SECTION.test(sample) && !XL_CONF_KEY.test(sample) && !looksLikeGuest(sample.replaceAll(/^\[.*$/gm, ''));
}

/** The language of a text that has no name yet, such as VS Code's untitled documents; undefined when it is none of ours. */
export function languageOfText(text: string): Language | undefined {
  const sample = text.slice(0, SAMPLE);
  if (SXP_START.test(sample)) return 'xend-sxp';
  if (IFACE.test(sample)) return 'xen-interfaces';
  if (looksLikePool(sample, '')) return 'xl-cpupool';
  if (looksLikeGuest(sample)) return 'xen-cfg';
  return XL_CONF_KEY.test(sample) ? 'xl-conf' : undefined;
}

/**
 * Whether a file of this path can be one of ours, by its name alone: cheap, and asked before a file is opened. A file
 * for which this is false is none, whatever is in it. Paths have `/` between their parts.
 */
export function mayBeOurs(path: string): boolean {
  const made = templateName(path).path;
  const name = basename(made);
  return (
    name.endsWith('.sxp') ||
    name === 'interfaces' ||
    INTERFACES_PATH.test(made) ||
    networkKind(path) !== undefined ||
    POOL_PATH.test(name) ||
    isGuestPath(made)
  );
}

/** What `xl cpupool-create` reads (xl_cpupool.c): a name, a scheduler, and the CPUs or nodes. */
const POOL_KEYS: ReadonlySet<string> = new Set(['name', 'sched', 'cpus', 'nodes']);

/** Keys that only a guest has: with one of them the file is none of a pool's. */
const GUEST_KEYS =
  /^[ \t]*(?:memory|maxmem|disk|vif|kernel|ramdisk|bootloader|builder|type|vcpus|firmware|loader)[ \t]*\+?=/m;
const SETTING = /^[ \t]*([A-Za-z_][\w.-]*)[ \t]*\+?=[ \t]*(.?)/;

/** A scheduler that is none of Xen's, nor a slip in the name of one. */
const OTHERS_SCHEDULER = /^[ \t]*sched[ \t]*=[ \t]*["'](?!c|rt|n|a|s?edf|["'])[a-z]/im;

/**
 * Whether the content is that of a cpupool's file: a scheduler or nodes, as xl writes them, and no key of a guest; a
 * file whose name speaks of a pool needs one of its keys only.
 */
function looksLikePool(sample: string, name: string, inXen = false): boolean {
  if (INI_SECTION.test(sample) || GUEST_KEYS.test(sample)) return false;
  const found = new Set<string>();
  let foreign = false;
  if (!inXen && OTHERS_SCHEDULER.test(sample)) return false;
  for (const line of sample.split(/\r\n?|\n/)) {
    const match = SETTING.exec(line);
    if (!match?.[1]) continue;
    if (POOL_KEYS.has(match[1]) && /^["'[]?$|[0-9]/.test(match[2] ?? '')) found.add(match[1]);
    else foreign = true;
  }
  if (/pool/i.test(name) && (inXen || !foreign || found.has('sched')))
    return found.has('sched') || found.has('cpus') || found.has('nodes');
  return !foreign && (found.has('sched') || (found.has('nodes') && found.has('name')));
}

/** Suffixes that mark copies, programs and documents, even in a folder of Xen's. */
const OTHER_SUFFIXES = new Set(
  'sh py pl rb c h js ts txt md rst html xml json yml yaml log gz xz bz2 zip tar img iso qcow qcow2 vhd raw bak orig old save tmp swp rpmnew rpmsave'.split(
    ' ',
  ),
);

/** Files that assign some of the same words and are other programs'; xen-tools.conf holds what xen-create-image reads, libxl.conf what libvirt does. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  'xen-tools.conf',
  'libxl.conf',
  'lilo.conf',
  'Makefile',
  'Dockerfile',
  'Vagrantfile',
]);

/** Documents, which show how a guest is written. */
const DOCUMENT = /^(?:README|LICEN[CS]E|COPYING|CHANGELOG|HOWTO|NOTES|TODO)(?:$|[._-])/;

/**
 * Whether a domU file may have this name: no suffix, one that Xen files are given, or, in a folder of Xen's
 * (`/etc/xen/vm01.example.org`), any that does not mark a copy, a program or a document.
 */
export function isGuestPath(path: string): boolean {
  const name = basename(path);
  if (name.startsWith('.') || name.endsWith('~') || OTHER_NAMES.has(name) || DOCUMENT.test(name)) return false;
  const dot = name.lastIndexOf('.');
  if (dot < 0 || /^x[ml]example/.test(name)) return true;
  const suffix = name.slice(dot + 1).toLowerCase();
  return (
    GUEST_SUFFIXES.has(suffix) || (path.includes('/xen/') && !OTHER_SUFFIXES.has(suffix) && !suffix.startsWith('dpkg'))
  );
}

/** The names of the files that only the folder of a host's configuration holds. */
export const HOST_FILES: readonly string[] = ['xend-config.sxp', 'xl.conf'];

/**
 * The language of a file that somebody named: what it is taken for in a folder, else what its content looks like, else
 * a domU file. A name that ends in `.cfg` says that a domU file is meant, whatever is in it.
 */
export function languageOfNamed(path: string, text: string): FileKind {
  const known = languageOf(path, text, true);
  if (known) return known;
  if (templateName(path).path.endsWith('.cfg')) return 'xen-cfg';
  const sample = text.slice(0, SAMPLE);
  if (IFACE.test(sample)) return 'xen-interfaces';
  return /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\(/.test(sample) ? 'xend-sxp' : 'xen-cfg';
}

/** Lines that the EFI boot loader reads in its `xen.cfg`: sections and these keys (docs/misc/efi.pandoc of Xen). */
const EFI_LINE = /^(?:\[[^\]]+\]|(?:default|options|kernel|ramdisk|video|ucode|xsm|dtb|chain)[ \t]*=.*|[#;].*)?$/;

/** Whether the content is that of an EFI boot file `xen.cfg`: right where it is, and nothing of ours even when it is named. */
export function isEfiBootFile(text: string): boolean {
  const lines = text.slice(0, SAMPLE).split(/\r\n?|\n/);
  return lines.some((line) => /^\[[^\]]+\]/.test(line)) && lines.every((line) => EFI_LINE.test(line.trim()));
}
