import { soundParameters } from '../../xen/xl-specs/device-strings.ts';
import { fixBy, replace } from '../edits.ts';
import { placeIn } from '../entries.ts';
import { orList, whereCertain } from '../keys/settings-of.ts';
import { defineRule, type Finding } from '../rule.ts';
import { suggest } from '../suggest.ts';
import { type DeviceString, deviceStrings, soundItems, soundKeys } from './words.ts';

function shown(word: string): string {
  return `"${word.trim().slice(0, 40)}"`;
}

function blankReason(word: string, known: Iterable<string>): string | undefined {
  const bare = word.trim();
  return bare !== word && [...known].includes(bare)
    ? `takes the blank beside ${bare} as a part of the word`
    : undefined;
}

export default defineRule({
  code: 'unknown-device-option',
  area: 'devices',
  severity: 'error',
  title: 'Word that xl does not know in the string of a device',
  explanation:
    'The strings of `vkb`, `vdispl`, `vsnd`, `vtpm`, `p9`, `pvcalls` and `channel` are made of `key=value` words between commas, and each ' +
    'option knows a few keys only. At any other word xl stops and creates no guest; only in a `channel` an unknown key costs no more than ' +
    'a message. Blanks beside `=` or before a comma make another word of it in most of them.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend_type=qemu" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend-type=qemu" ]\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvkb = [ "backend-type=qemu" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card", "pcm", "stream,id=1,type=p" ] ]\n' },
      good: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvsnd = [ [ "card", "pcm", "stream,unique-id=1,type=p" ] ]\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvtpm = [ "backend=vtpm0,ident=1" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvtpm = [ "backend=vtpm0" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }): Iterable<Finding> {
    const error = whereCertain(file, 'error');
    for (const string of deviceStrings(file, settings.version)) {
      // usbdev and usbctrl have a rule of their own.
      if (string.device.ownRule) continue;
      yield* unknownKeys(string);
      yield* bareWords(string);
    }
    for (const { entry, head, headFrom, headTo, words } of soundItems(file)) {
      if (head === undefined) {
        const word = entry.text.text.slice(headFrom, headTo);
        const meant = suggest(word.trim(), Object.keys(soundParameters));
        yield {
          span: placeIn(entry, headFrom, headTo),
          severity: error,
          message: `xl does not create the guest: an item of a sound card begins with card, pcm or stream and a comma, not with ${shown(word)}.`,
          fixes: () =>
            meant
              ? [fixBy(`Write ${meant}`, replace(file, placeIn(entry, headFrom, headTo), meant), { preferred: true })]
              : [],
        };
        continue;
      }
      const known = soundKeys(head);
      for (const { from, to, word } of words) {
        if (word && known.includes(word.key)) continue;
        const key = word?.key ?? entry.text.text.slice(from, to);
        yield {
          span: placeIn(entry, from, word ? word.keyTo : to),
          severity: error,
          message: `xl does not create the guest: a ${head} of vsnd has no parameter ${shown(key)}. It takes ${orList(known)}, without blanks beside the = sign.`,
        };
      }
    }

    function* unknownKeys({ option, entry, rows, words, device }: DeviceString): Iterable<Finding> {
      for (const word of words) {
        if (rows.has(word.key)) continue;
        const span = placeIn(entry, word.from, word.keyTo);
        const meant = suggest(word.key.trim(), rows.keys());
        const because = blankReason(word.key, rows.keys()) ?? `does not know ${shown(word.key)} in ${option}`;
        const outcome = device.lenient ? 'passes over it with a message' : 'does not create the guest';
        yield {
          span,
          severity: device.lenient ? 'warning' : error,
          message: `xl ${because} and ${outcome}. ${meant ? `Write ${meant}=…, without a blank.` : `It takes ${orList([...rows.keys()])}.`}`,
          fixes: () =>
            meant ? [fixBy(`Write ${meant}`, replace(file, span, meant), { preferred: true, safe: true })] : [],
        };
      }
    }

    function* bareWords({ option, entry, rows, bare, device, isEmpty }: DeviceString): Iterable<Finding> {
      if (!bare || device.style === 'pairs' || isEmpty) return;
      const word = entry.text.text.slice(bare.from, bare.to);
      yield {
        span: placeIn(entry, bare.from, bare.to),
        severity: error,
        message: word.trim()
          ? `xl does not create the guest: ${shown(word)} in ${option} has no key, no = sign or no value. Write it as ${[...rows.keys()][0]}=VALUE, or take it out.`
          : `xl does not create the guest: there is nothing but a blank between two commas of ${option}. Take one comma out.`,
      };
    }
  },
});
