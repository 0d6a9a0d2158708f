/** How xl takes the string of a device apart, and what it complains about: one reading for all rules of this folder. */
import type { CfgFile } from '../../model/source-file.ts';
import { BLANKS, pieces, skip, skipBack } from '../../syntax/spec/key-values.ts';
import { compareReleases, isReadBy } from '../../xen/releases.ts';
import { type DeviceReading, deviceReadings, soundParameters } from '../../xen/xl-specs/device-strings.ts';
import { type SpecRow, xlSpecs } from '../../xen/xl-specs/index.ts';
import { type Entry, entriesOf, listsOf } from '../entries.ts';
import { isRead, xlRows } from '../keys/settings-of.ts';

/** The device as the release at hand reads it. */
type Device = DeviceReading;

export interface DeviceWord {
  readonly from: number;
  readonly to: number;
  readonly key: string;
  /** Where the key ends and where the value begins and ends. */
  readonly keyTo: number;
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly value: string;
}

/** One string of a device as xl reads it. */
export interface DeviceString {
  readonly option: string;
  readonly entry: Entry;
  readonly device: Device;
  /** The keys that it knows. */
  readonly rows: ReadonlyMap<string, SpecRow>;
  readonly words: readonly DeviceWord[];
  /** The word that is no `key=value`; with the style `pairs` nothing behind it is read. */
  readonly bare: { readonly from: number; readonly to: number } | undefined;
  /** True where xl's C code breaks down: there is nothing between the commas. */
  readonly isEmpty: boolean;
}

/** All strings of devices in a file for xl that the release reads. */
export function* deviceStrings(file: CfgFile, version: string): Generator<DeviceString> {
  const splitsOnce = compareReleases(version, '4.18') >= 0;
  for (const [option, device] of Object.entries(deviceReadings)) {
    const row = xlRows.get(option);
    if (!row || !isRead(file, row) || !isReadBy(row, version)) continue;
    const rows = new Map(
      (xlSpecs.get(option) ?? [])
        .filter((one) => one.place === 'key' && isReadBy(one, version))
        .map((one) => [one.name, one]),
    );
    const isFree = device.freeSince !== undefined && compareReleases(version, device.freeSince) >= 0;
    const isStrict = device.strictSince !== undefined && compareReleases(version, device.strictSince) >= 0;
    const now: Device = {
      ...device,
      ...(isFree && { required: [], requiredWith: undefined }),
      ...(isStrict && { style: 'split' as const }),
    };
    for (const entry of entriesOf(file, option))
      yield read(option, now, rows, entry, now.style === 'split', splitsOnce);
  }
}

/** `type=virtio` alone is half a type: `type=virtio,device22`. */
const joinsNext = (text: string, { key, value }: NonNullable<Device['joins']>): boolean =>
  text.trimStart() === `${key}=${value}`;

function read(
  option: string,
  device: Device,
  rows: ReadonlyMap<string, SpecRow>,
  entry: Entry,
  trims: boolean,
  splitsOnce: boolean,
): DeviceString {
  const { text } = entry.text;
  const words: DeviceWord[] = [];
  let bare: DeviceString['bare'];
  let isEmpty = true;
  const found = [...pieces(text, ',')].filter(({ from, to }) => from < to);
  while (found.length > 0) {
    const piece = found.shift();
    if (!piece) break;
    const { from } = piece;
    let { to } = piece;
    isEmpty = false;
    if (device.joins && joinsNext(text.slice(from, to), device.joins)) to = found.shift()?.to ?? to;
    const word = device.style === 'split' ? pairAt(text, from, to, splitsOnce) : wordAt(text, from, to, trims);
    if (word) words.push(word);
    else {
      bare ??= { from, to };
      if (device.style !== 'options') break;
    }
  }
  return { option, entry, device, rows, words, bare, isEmpty };
}

/** `key=value` between two commas; undefined where there is no `=`. */
export function wordAt(text: string, from: number, to: number, trims: boolean): DeviceWord | undefined {
  const blanks = trims ? ' \t' : ' ';
  const start = skip(text, blanks, from, to);
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= to) return undefined;
  const keyTo = trims ? skipBack(text, blanks, start, equals) : equals;
  const valueFrom = trims ? skip(text, blanks, equals + 1, to) : equals + 1;
  const valueTo = trims ? Math.max(valueFrom, skipBack(text, blanks, valueFrom, to)) : to;
  return {
    from: start,
    to,
    key: text.slice(start, keyTo),
    keyTo,
    valueFrom,
    valueTo,
    value: text.slice(valueFrom, valueTo),
  };
}

/**
 * Key and value as `split_string_into_pair` of xl cuts them. Since 4.18 at the first `=`, and only a value without a character is none;
 * before, as C's strtok does: what stands before and behind `=` signs, none of them empty. Blanks are stripped.
 */
function pairAt(text: string, from: number, to: number, splitsOnce: boolean): DeviceWord | undefined {
  const equals = text.indexOf('=', from);
  if (splitsOnce)
    return equals < from || equals + 1 >= to ? undefined : stripped(text, [from, equals], [equals + 1, to], to);
  const [key, value] = [...pieces(text.slice(from, to), '=')].filter((piece) => piece.from < piece.to);
  if (!key || !value) return undefined;
  return stripped(text, [from + key.from, from + key.to], [from + value.from, from + value.to], to);
}

type Range = readonly [from: number, to: number];

function stripped(text: string, key: Range, value: Range, to: number): DeviceWord {
  const from = skip(text, BLANKS, ...key);
  const keyTo = Math.max(from, skipBack(text, BLANKS, from, key[1]));
  const valueFrom = skip(text, BLANKS, ...value);
  const valueTo = Math.max(valueFrom, skipBack(text, BLANKS, valueFrom, value[1]));
  return {
    from,
    to,
    key: text.slice(from, keyTo),
    keyTo,
    valueFrom,
    valueTo,
    value: text.slice(valueFrom, valueTo),
  };
}

/** One item of a card in `vsnd`. */
export interface SoundItem {
  readonly entry: Entry;
  /** `card`, `pcm` or `stream`; undefined where xl knows none, or the item is empty. */
  readonly head: string | undefined;
  readonly headFrom: number;
  readonly headTo: number;
  readonly words: readonly { readonly from: number; readonly to: number; readonly word: DeviceWord | undefined }[];
}

/** The items of all sound cards: a head, then `key=value` words (`parse_vsnd_item` in xl_parse.c). */
export function* soundItems(file: CfgFile): Generator<SoundItem> {
  for (const card of listsOf(file, 'vsnd')) {
    for (const entry of card) {
      const { text } = entry.text;
      const found = [...pieces(text, ',')].filter(({ from, to }) => from < to);
      const [first, ...rest] = found;
      if (!first) continue;
      const from = skip(text, ' ', first.from, first.to);
      const head = text.slice(from, first.to).toLowerCase();
      yield {
        entry,
        head: Object.hasOwn(soundParameters, head) ? head : undefined,
        headFrom: from,
        headTo: first.to,
        words: rest.map((piece) => {
          const start = skip(text, ' ', piece.from, piece.to);
          return { from: start, to: piece.to, word: wordAt(text, piece.from, piece.to, false) };
        }),
      };
    }
  }
}

/** What an item of this head takes. */
export function soundKeys(head: string): readonly string[] {
  return soundParameters[head] ?? [];
}
