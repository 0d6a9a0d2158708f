/** A guest as xm hands it to xend, and where the product holds another value. */

import type { CfgFile } from '../../server/src/model/source-file.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { xmKeys } from '../../server/src/xen/xm-keys.ts';

export type Sxp = string | number | null | readonly Sxp[];

export interface XmGuest {
  /** `linux` or `hvm`: the head of the image. */
  readonly builder: string;
  /** The plain entries of the guest and of its image. */
  readonly plain: ReadonlyMap<string, Sxp>;
  readonly devices: readonly { readonly kind: string; readonly words: ReadonlyMap<string, Sxp> }[];
}

const isList = (one: Sxp | undefined): one is readonly Sxp[] => Array.isArray(one);
const entries = (list: readonly Sxp[]): [string, Sxp][] =>
  list.filter(isList).flatMap(([key, ...rest]) => (typeof key === 'string' ? [[key, rest.length === 1 ? (rest[0] ?? null) : rest] as [string, Sxp]] : [])); // biome-ignore format: one expression

/** Reads the `(vm …)` that xm prints. */
export function readGuest(sxp: Sxp): XmGuest {
  const all = isList(sxp) ? entries(sxp.slice(1)) : [];
  const image = all.find(([key]) => key === 'image')?.[1];
  const devices = all.flatMap(([key, value]) =>
    key === 'device' && isList(value) ? [{ kind: String(value[0]), words: new Map(entries(value.slice(1))) }] : [],
  );
  const plain = all.filter(([key]) => key !== 'image' && key !== 'device');
  return {
    builder: isList(image) ? String(image[0]) : '',
    plain: new Map([...(isList(image) ? entries(image.slice(1)) : []), ...plain]),
    devices,
  };
}

/** The keys that stand in the guest under their own name and value. */
const NAMES = new Set(xmKeys.map((row) => row.name));

/** Keys that xm turns into something else before it sends them. */
/** Paths become absolute, `root=` is cut off, addresses become the kernel's ip=, and xend counts vcpus by maxvcpus. */
const CHANGED = new Set([
  'name',
  'kernel',
  'ramdisk',
  'ip',
  'bootloader',
  'root',
  'vcpus',
  'acpi',
  'cpus',
  'cpu',
  'pci',
  'vnclisten',
  'vncdisplay',
  'vncconsole',
  'cpuid',
  'cpuid_check',
]);

const shown = (value: StaticValue): string | undefined =>
  value.kind === 'string' ? value.text.text : value.kind === 'number' ? String(value.value) : undefined;

/** Python's texts are bytes: `\\xc3\\xa9` is the é that xend gets; what was no UTF-8 is not compared. */
function same(ours: string, theirs: Sxp | undefined): boolean {
  if (ours.includes('\ufffd') || isList(theirs)) return true;
  return ours === String(theirs) || Buffer.from(ours, 'latin1').toString('utf8') === String(theirs);
}

/** Each value of the product that xend would get otherwise: [key, ours, theirs]. */
export function disagreements(file: CfgFile, guest: XmGuest): unknown[] {
  const wrong: unknown[] = [];
  const { variables, kind, name, vifs, vifsComplete } = file.facts;
  const hvm = guest.builder === 'hvm' || guest.builder === 'vmx';
  if (kind !== undefined && (kind === 'hvm') !== hvm) wrong.push(['kind', kind, guest.builder]);
  if (name && !same(name.value, guest.plain.get('name'))) wrong.push(['name', name.value, guest.plain.get('name')]);
  for (const [key, theirs] of guest.plain) {
    const variable = variables.get(key);
    if (!NAMES.has(key) || CHANGED.has(key) || !variable || isList(theirs)) continue;
    const ours = shown(variable.value);
    if (ours !== undefined && !same(ours, theirs)) wrong.push([key, ours, theirs]);
  }
  const sent = guest.devices.filter((device) => device.kind === 'vif');
  if (vifsComplete && vifs.length !== sent.length) wrong.push(['vifs', vifs.length, sent.length]);
  if (vifsComplete && vifs.length === sent.length)
    for (const [index, vif] of vifs.entries())
      for (const key of ['mac', 'bridge', 'script', 'ip'] as const) {
        const word = vif.spec.parts.findLast((part) => part.key?.text === key)?.value.text;
        const theirs = sent[index]?.words.get(key);
        if ((word ?? undefined) !== (theirs ?? undefined)) wrong.push([`vif ${index} ${key}`, word, theirs]);
      }
  return wrong;
}
