/** Recognises running guests in full: the JSON of `xl list -l` and the S-expressions of `xm list --long`. */
import { parseSxp } from '../sxp/parser.ts';
import type { SxpItem, SxpList } from '../sxp/tree.ts';
import type { ShownGuest, ShownGuestDisk, ShownGuestVif } from './facts.ts';
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

/** The longest listing that is put together; what is longer is no listing of guests. */
const LONGEST = 4_000_000;

export function longListReader(facts: Collector): Reader {
  let lines: OutputLine[] = [];
  let depth = 0;
  let json = false;
  let length = 0;
  const close = (): void => {
    if (lines.length > 0) take(lines, json, facts);
    lines = [];
    depth = 0;
    length = 0;
  };
  return {
    command: close,
    read: (line) => {
      if (lines.length === 0) {
        const text = line.text.trim();
        json = /^[[{](?: *[[{].*)?$/.test(text) || /^\[? *\{ *"/.test(text);
        if (!json && !/^\((?:domain|vm)(?: |$)/.test(text)) return false;
      }
      lines.push(line);
      length += line.text.length;
      depth += json ? balance(line.text, '[{', ']}') : balance(line.text, '(', ')');
      if (depth <= 0 || length > LONGEST) close();
      return true;
    },
    end: close,
  };
}

/** Opened less closed brackets of a line, those in strings left out. */
function balance(text: string, open: string, shut: string): number {
  let sum = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote !== '') {
      if (letter === '\\') at++;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || (letter === "'" && open === '(')) quote = letter;
    else if (open.includes(letter)) sum++;
    else if (shut.includes(letter)) sum--;
  }
  return sum;
}

function take(lines: readonly OutputLine[], json: boolean, facts: Collector): void {
  const text = lines.map((line) => line.text).join('\n');
  const first = lines[0] as OutputLine;
  const where = place(first);
  if (json && takeDevices(text, first, facts)) return;
  const guests = json ? guestsOfJson(text) : guestsOfSxp(text);
  for (const guest of guests) facts.guests.push({ ...where, ...guest });
  // What is no listing of guests is told as not recognised.
  if (guests.length === 0)
    for (const line of lines)
      facts.texts.push({ ...place(line), text: line.text.trim(), prefixed: false, block: -1, subject: undefined });
}

/** `ip -j addr`, `ip -j link`: an array of devices; false when it is none. */
function takeDevices(text: string, line: OutputLine, facts: Collector): boolean {
  const devices = listOf(parsed(text)).filter((entry) => textOf(entry.ifname) !== undefined);
  for (const entry of devices) {
    const device = facts.device(textOf(entry.ifname) as string, line);
    const flags = Array.isArray(entry.flags) ? entry.flags : undefined;
    if (flags) device.up = flags.includes('UP');
    device.mac ??= textOf(entry.address)?.toLowerCase();
    if (Array.isArray(entry.addr_info)) device.addressesShown = true;
    for (const address of listOf(entry.addr_info)) {
      const local = textOf(address.local);
      if (local === undefined) continue;
      device.addresses.push({ text: local, family: local.includes(':') ? 6 : 4, prefix: numberOf(address.prefixlen) });
    }
    const master = textOf(entry.master);
    if (master !== undefined) facts.addPort(master, device.name, line);
    if (device.name === 'lo') facts.whole.add('devices');
  }
  return devices.length > 0;
}

/** The value of a JSON text; of a piece of one, a list of the objects in it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return objectsIn(text);
  }
}

/** The whole objects of a text whose beginning or end is cut off. */
function objectsIn(text: string): unknown[] {
  const found: unknown[] = [];
  let from = -1;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{') {
      if (depth++ === 0) from = at;
    } else if (letter === '}' && depth > 0 && --depth === 0) {
      try {
        found.push(JSON.parse(text.slice(from, at + 1)));
      } catch {
        // Not an object after all.
      }
    }
  }
  return found;
}

type Guest = Omit<ShownGuest, 'line' | 'offset' | 'end'>;
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Numbers of xl's JSON that are kB. */
const mib = (kb: number | undefined): number | undefined => (kb === undefined ? undefined : Math.round(kb / 1024));

function guestsOfJson(text: string): Guest[] {
  const value = parsed(text);
  return listOf(Array.isArray(value) ? value : [value]).flatMap((entry) => {
    const config = isObject(entry.config) ? entry.config : entry;
    const created = isObject(config.c_info) ? config.c_info : {};
    const built = isObject(config.b_info) ? config.b_info : {};
    const name = textOf(created.name);
    if (name === undefined) return [];
    return [
      {
        name,
        id: numberOf(entry.domid),
        memory: mib(numberOf(built.target_memkb) ?? numberOf(built.max_memkb)),
        vifs: listOf(config.nics).map(
          (nic, index): ShownGuestVif => ({
            index: numberOf(nic.devid) ?? index,
            mac: textOf(nic.mac)?.toLowerCase(),
            bridge: textOf(nic.bridge),
            script: textOf(nic.script),
          }),
        ),
        disks: listOf(config.disks).map(
          (disk): ShownGuestDisk => ({ vdev: textOf(disk.vdev), target: textOf(disk.pdev_path) }),
        ),
      },
    ];
  });
}

function guestsOfSxp(text: string): Guest[] {
  return parseSxp(text).items.flatMap((item) => {
    if (item.kind !== 'list' || !/^(?:domain|vm)$/.test(headOf(item) ?? '')) return [];
    const name = childValue(item, 'name');
    if (name === undefined) return [];
    const devices = childrenOf(item, 'device').flatMap((device) => device.items.filter(isList));
    const memory = childValue(item, 'memory');
    const id = childValue(item, 'domid');
    return [
      {
        name,
        id: id === undefined ? undefined : Number(id),
        memory: memory === undefined ? undefined : Number(memory),
        vifs: devices
          .filter((device) => headOf(device) === 'vif')
          .map((device, index) => ({
            index,
            mac: childValue(device, 'mac')?.toLowerCase(),
            bridge: childValue(device, 'bridge'),
            script: childValue(device, 'script'),
          })),
        disks: devices
          .filter((device) => /^(?:vbd|tap2?)$/.test(headOf(device) ?? ''))
          .map((device) => ({
            vdev: childValue(device, 'dev')?.replace(/:.*$/, ''),
            target: childValue(device, 'uname')?.replace(/^(?:phy|file|tap2?(?::\w+)?):/, ''),
          })),
      },
    ];
  });
}

function isList(item: SxpItem): item is SxpList {
  return item.kind === 'list';
}

function headOf(list: SxpList): string | undefined {
  const [head] = list.items;
  return head && head.kind !== 'list' ? head.value : undefined;
}

function childrenOf(list: SxpList, name: string): SxpList[] {
  return list.items.filter(isList).filter((child) => headOf(child) === name);
}

function childValue(list: SxpList, name: string): string | undefined {
  const value = childrenOf(list, name)[0]?.items[1];
  return value && value.kind !== 'list' ? value.value : undefined;
}
