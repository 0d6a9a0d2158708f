import type { CfgFile } from '../../model/source-file.ts';
import { textOf } from '../entries.ts';
import { defineRule } from '../rule.ts';
import { numberSetting } from './numbers.ts';
import { isRead, whereCertain, type XlSetting, xlSettings } from './settings-of.ts';

/** The smallest video memory of each card in MiB (`libxl_dm.c` of the device model that is left). */
const VIDEO_MEMORY: Readonly<Record<string, number>> = { cirrus: 8, stdvga: 16, qxl: 128 };

function isOn(file: CfgFile, name: string): boolean {
  return (numberSetting(file.facts.variables, name)?.value ?? 0) !== 0;
}

function wordOf(file: CfgFile, name: string): string | undefined {
  return textOf(file.facts.variables.get(name)?.value)?.text.toLowerCase();
}

function isListed(file: CfgFile, name: string): boolean {
  const value = file.facts.variables.get(name)?.value;
  return value?.kind === 'list' ? value.items.length > 0 : !!textOf(value)?.text;
}

/** What libxl objects to when it builds the guest, long after xl has read the file: why, and what to do. */
const OBJECTIONS: Readonly<Record<string, (file: CfgFile, text: string, setting: XlSetting) => string | undefined>> = {
  bios: (_, text) =>
    text.toLowerCase() === 'rombios' ? 'rombios needs a device model that Xen no longer has. Write seabios' : undefined,
  tsc_mode: (_, text) =>
    text.toLowerCase() === 'native_paravirt' || text === '3'
      ? 'current releases of Xen do not take native_paravirt. Write native'
      : undefined,
  nestedhvm: (file) =>
    isOn(file, 'nestedhvm') && !['disabled', '0', undefined].includes(wordOf(file, 'altp2m'))
      ? 'nestedhvm and altp2m exclude each other. Remove one of them'
      : undefined,
  usbversion: (file) =>
    isOn(file, 'usbversion') && (isOn(file, 'usb') || isListed(file, 'usbdevice'))
      ? 'usbversion excludes usb and usbdevice. Keep one kind of USB bus'
      : undefined,
  spiceusbredirection: (file) =>
    isOn(file, 'spiceusbredirection') && isOn(file, 'spice') && (isOn(file, 'usb') || isListed(file, 'usbdevice'))
      ? 'spiceusbredirection excludes usb and usbdevice. Keep one of them'
      : undefined,
  videoram: (file, text) => {
    const card = wordOf(file, 'vga') ?? (isOn(file, 'stdvga') ? 'stdvga' : 'cirrus');
    const least = VIDEO_MEMORY[card];
    const size = numberSetting(file.facts.variables, 'videoram')?.value;
    return least !== undefined && size !== undefined && size >= 0 && size < least
      ? `${text} MiB are too few for ${card}. Write ${least} or more`
      : undefined;
  },
};

export default defineRule({
  code: 'refused-at-creation',
  area: 'keys',
  severity: 'warning',
  title: 'Setting that fails when the guest is built',
  explanation:
    'xl reads some settings without objection, and libxl refuses them when it builds the guest, often with no more than "invalid argument": ' +
    '`bios = "rombios"`, `tsc_mode = "native_paravirt"`, `nestedhvm` with `altp2m`, `usbversion` with `usb` or `usbdevice`, USB ' +
    'redirection of SPICE with an emulated bus, and less video memory than the card needs.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvga = "stdvga"\nvideoram = 8\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvga = "stdvga"\nvideoram = 16\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nusb = 1\nusbversion = 2\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nusbversion = 2\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const setting of xlSettings(file)) {
      const text = textOf(setting.value)?.text;
      const objection = text === undefined ? undefined : OBJECTIONS[setting.name]?.(file, text, setting);
      if (!objection || !isRead(file, setting.row)) continue;
      yield {
        span: setting.value.span,
        severity: whereCertain(file, 'warning'),
        message: `Creating the guest fails: ${objection}.`,
      };
    }
  },
});
