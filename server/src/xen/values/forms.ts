/** The words that belong to a form: what completion offers inside a value that a row calls `keymap` or `boot-order`. */

import { xlSpecs } from '../xl-specs/index.ts';
import { bootLetters } from './enum-words.ts';
import { nicModels, serialTargets, usbDevices } from './hardware.ts';
import { keymaps } from './keymaps.ts';
import type { Word } from './word.ts';

/** The words that a table of strings has, where each is written by itself. */
function fromSpec(spec: string): readonly Word[] {
  const rows = xlSpecs.get(spec) ?? [];
  return rows
    .filter((row) => (row.place === 'key' || row.place === 'word') && /^[a-z]/.test(row.name))
    .map(({ name, summary, since, until }) => ({
      word: name,
      summary,
      ...(since && { since }),
      ...(until && { until }),
    }));
}

const BY_FORM: ReadonlyMap<string, readonly Word[]> = new Map([
  ['boot-order', bootLetters],
  ['cpuid-spec', fromSpec('cpuid')],
  ['keymap', keymaps],
  ['qemu-chardev', serialTargets],
  ['qemu-nic-model', nicModels],
  ['qemu-usbdevice', usbDevices],
  ['viridian-group', fromSpec('viridian')],
]);

/** The words that a row's `form` is made of; empty for a form that is free text, a path or an address. */
export function wordsOfForm(form: string): readonly Word[] {
  return BY_FORM.get(form) ?? [];
}
