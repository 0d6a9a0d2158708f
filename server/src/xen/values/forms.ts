/** The words that belong to a form: what completion offers inside a value that a row calls `keymap` or `boot-order`. */

import { cpuidNames } from './cpuid-names.ts';
import { bootLetters } from './enum-words.ts';
import { nicModels, serialTargets, usbDevices } from './hardware.ts';
import { keymaps } from './keymaps.ts';
import { viridianGroups } from './viridian-groups.ts';
import type { Word } from './word.ts';

const cpuidWords: readonly Word[] = [
  { word: 'host', summary: "Starts from the host's own features; must come first." },
  ...cpuidNames.map(({ name, kind, register, bits: [low, high] }) => ({
    word: name,
    summary:
      kind === 'number'
        ? `Bits ${low} to ${high} of ${register}, as a number.`
        : `Bit ${low} of ${register}: 0 hides it.`,
  })),
];

const BY_FORM: ReadonlyMap<string, readonly Word[]> = new Map([
  ['boot-order', bootLetters],
  ['cpuid-spec', cpuidWords],
  ['keymap', keymaps],
  ['qemu-chardev', serialTargets],
  ['qemu-nic-model', nicModels],
  ['qemu-usbdevice', usbDevices],
  ['viridian-group', viridianGroups],
]);

/** The words that a row's `form` is made of; empty for a form that is free text, a path or an address. */
export function wordsOfForm(form: string): readonly Word[] {
  return BY_FORM.get(form) ?? [];
}
