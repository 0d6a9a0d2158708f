import { pieces } from '../../syntax/spec/key-values.ts';
import { soundDirections } from '../../xen/xl-specs/device-strings.ts';
import { xlSpecRow } from '../../xen/xl-specs/index.ts';
import { fixBy, replace } from '../edits.ts';
import { type Entry, placeIn } from '../entries.ts';
import { orList, whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { deviceStrings, soundItems } from './words.ts';

export default defineRule({
  code: 'unknown-device-word',
  area: 'devices',
  severity: 'error',
  title: 'Value that a device cannot have',
  explanation:
    'Some keys in the strings of devices take one of a few words: `backend-type` of `vkb`, `connection` of `channel` (lower case only, ' +
    'whatever the manual prints), `type` of `usbctrl` and `usbdev`, and the formats and directions of `vsnd`. xl creates no guest with another word; a ' +
    'blank before or behind the word makes another word of it.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=PTY" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=pty" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nchannel = [ "name=agent,connection=pty" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nusbctrl = [ "type=xhci" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nusbctrl = [ "type=devicemodel" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    for (const { option, entry, device, rows, words } of deviceStrings(file, settings.version)) {
      for (const { key, value, valueFrom, valueTo } of words) {
        const { joins } = device;
        if (joins?.key === key && value === joins.value)
          yield {
            span: placeIn(entry, valueFrom, valueTo),
            severity: whereCertain(file, 'error'),
            message: `xl crashes at ${key}=${value} alone, and no guest is created. Write ${key}=${value},device22 with the number of the device.`,
          };
        else if (joins?.key === key && value.startsWith(`${joins.value},`) && value.includes('='))
          yield {
            span: placeIn(entry, valueFrom, valueTo),
            severity: whereCertain(file, 'warning'),
            message: `xl takes all of "${value.slice(0, 40)}" for the ${key}, and nothing of it as an option. Write ${key}=${joins.value},device22 first.`,
          };
        const known = rows.get(key)?.values;
        if (!known || !device.checked.includes(key)) continue;
        if (known.includes(device.caseless.includes(key) ? value.toLowerCase() : value)) continue;
        yield finding(entry, valueFrom, valueTo, `${key} of ${option}`, known);
      }
    }
    const formats = xlSpecRow('vsnd', 'sample-formats')?.values ?? [];
    for (const { entry, words } of soundItems(file)) {
      for (const { word } of words) {
        if (word?.key === 'type' && !soundDirections.includes(word.value.toLowerCase()))
          yield finding(entry, word.valueFrom, word.valueTo, 'type of a stream in vsnd', soundDirections);
        if (word?.key !== 'sample-formats' || formats.length === 0) continue;
        for (const { from, to } of pieces(word.value, ';')) {
          const format = word.value.slice(from, to);
          if (from === to || formats.includes(format.toLowerCase())) continue;
          yield finding(
            entry,
            word.valueFrom + from,
            word.valueFrom + to,
            'a sample format of vsnd',
            formats.slice(0, 6),
          );
        }
      }
    }

    function finding(entry: Entry, from: number, to: number, what: string, known: readonly string[]): Finding {
      const span = placeIn(entry, from, to);
      const word = entry.text.text.slice(from, to);
      const meant = known.find((one) => one === word.trim().toLowerCase()) ?? suggest(word.trim(), known);
      return {
        span,
        severity: whereCertain(file, 'error'),
        message: `xl does not create the guest: "${word.slice(0, 40)}" is no word for ${what}. Write ${orList(known)}.`,
        fixes: () =>
          meant && to > from
            ? [fixBy(`Write ${meant}`, replace(file, span, meant), { preferred: true, safe: true })]
            : [],
      };
    }
  },
});
