/** Recognises devices: ifconfig in its old and its new form, `ip addr`, `ip link`, both also with `-br`, `bridge link`, networkctl. */
import type { ShownDevice } from './facts.ts';
import type { OutputLine } from './lines.ts';
import { type Collector, isDeviceName, isIpv4, maskBits, type Reader } from './readers.ts';

export function deviceReader(facts: Collector): Reader {
  let current: ShownDevice | undefined;
  const open: Open = (name, line, mac) => {
    const bare = name.replace(/[:,]+$/, '');
    const at = bare.indexOf('@');
    const plain = at > 0 ? bare.slice(0, at) : bare;
    current = mac === undefined ? facts.device(plain, line) : facts.partFromGuest(plain, mac, line);
    if (current.name === 'lo') facts.whole.add('devices');
    return current;
  };
  return {
    command: () => {
      current = undefined;
    },
    read: (line) => {
      const { text, words } = line;
      if (readHead(line, open, facts)) return true;
      if (readNetworkctl(words, line, open)) return true;
      if (readBrief(words, line, open, facts)) return true;
      if (!current) return false;
      return readDetail(text, words, current, facts);
    },
  };
}

type Open = (name: string, line: OutputLine, mac?: string) => ShownDevice;

function readHead(line: OutputLine, open: Open, facts: Collector): boolean {
  const { text, words } = line;
  const [first = '', second = ''] = words;
  if (second === 'Link' && words[2]?.startsWith('encap:') && isDeviceName(first)) {
    const mac = /HWaddr ([0-9A-Fa-f:]{17})/.exec(text)?.[1]?.toLowerCase();
    const device = open(first, line, mac);
    device.addressesShown = true;
    setMac(device, mac);
    return true;
  }
  if (/^flags=\d*</.test(second) && isDeviceName(first)) {
    const device = open(first, line);
    device.up = /[<,]UP[,>]/.test(second);
    device.addressesShown = true;
    return true;
  }
  // `4: xenbr0: <BROADCAST,UP> mtu 1500 … master xenbr0`, and `bridge link` of old: `7: vif1.0 state UP : <…> master br0`
  const flags = text.indexOf('<');
  if (!/^\d+:$/.test(first) || flags < 0 || !isDeviceName(second.replace(/:$/, ''))) return false;
  const device = open(second, line);
  facts.byIp.add(device.name);
  device.up = /[<,]UP[,>]/.test(text.slice(flags, flags + 200));
  const master = words[words.indexOf('master') + 1];
  if (words.includes('master') && master) facts.addPort(master, device.name, line);
  return true;
}

/** ` 4 xenbr1  ether  routable  configured` */
function readNetworkctl(words: readonly string[], line: OutputLine, open: Open): boolean {
  if (words[0] === 'IDX' && words[1] === 'LINK') return true;
  if (/^\d+ links listed\.$/.test(words.join(' '))) return true;
  const [index = '', name = '', type = '', state = ''] = words;
  if (words.length !== 5 || !/^\d+$/.test(index) || !/^(?:loopback|ether|bridge|wlan|bond|vlan|none)$/.test(type))
    return false;
  if (!isDeviceName(name) || !/^[a-z-]+$/.test(state)) return false;
  open(name, line);
  return true;
}

/** What `ip -br` calls the state of a device. */
const BRIEF_STATE = /^(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT)$/;

/** `xenbr0  UP  192.0.2.2/24 fe80::1/64` of `ip -br addr`; `xenbr0  UP  52:54:00:00:00:01 <BROADCAST,UP>` of `ip -br link` */
function readBrief(words: readonly string[], line: OutputLine, open: Open, facts: Collector): boolean {
  const [name = '', state = '', ...rest] = words;
  if (!BRIEF_STATE.test(state) || !isDeviceName(name)) return false;
  const mac = /^[0-9A-Fa-f:]{17}$/.test(rest[0] ?? '') ? rest[0]?.toLowerCase() : undefined;
  const flags = rest.find((word) => word.startsWith('<'));
  const addresses = rest.filter((word) => /^[0-9A-Fa-f.:]+\/\d{1,3}$/.test(word));
  if (!mac && !flags && addresses.length === 0 && rest.length > 0) return false;
  const device = open(name, line);
  facts.byIp.add(device.name);
  setMac(device, mac);
  if (flags) device.up = /[<,]UP[,>]/.test(flags);
  else if (state === 'UP' || state === 'DOWN') device.up ??= state === 'UP';
  if (mac || flags) return true;
  facts.listsAddresses ||= addresses.length > 0;
  for (const word of addresses) {
    const [text = '', bits] = word.split('/', 2);
    const family = text.includes(':') ? 6 : 4;
    const prefix = Number(bits);
    if (!device.addresses.some((known) => known.text === text && known.prefix === prefix)) {
      device.addresses.push({ text, family, prefix });
    }
  }
  return true;
}

function readDetail(text: string, words: readonly string[], current: ShownDevice, facts: Collector): boolean {
  const [first = '', second = ''] = words;
  if (first === 'inet' || first === 'inet6' || /^inet6?addr:/.test(first)) {
    readAddress(text, words, current, facts);
    return true;
  }
  if (first === 'link/ether' || first === 'ether') {
    setMac(current, second);
    return true;
  }
  if (first === 'RX' || first === 'TX') {
    count(current, first, 'Packets', /packets[: ]+(\d+)/.exec(text)?.[1]);
    count(current, first, 'Dropped', /dropped[: ]+(\d+)/.exec(text)?.[1]);
    return true;
  }
  if (/MTU:\d+/.test(text)) {
    current.up = words.includes('UP');
    return true;
  }
  return /^(?:collisions:|valid_lft|altname|RX:|TX:|Interrupt:|Base|link\/|unspec|loop|device)/.test(first);
}

/** `inet addr:A Bcast:B Mask:M`, `inet A netmask M`, `inet A/P … LABEL`, `inet6 addr: A/P Scope:…`, `inet6 A prefixlen P` */
function readAddress(text: string, words: readonly string[], current: ShownDevice, facts: Collector): void {
  const family = words[0]?.startsWith('inet6') ? 6 : 4;
  const bare = text.trimStart().replace(/^inet6? ?(?:addr: ?)?/, '');
  const [address = '', bits] = (bare.split(' ', 1)[0] ?? '').split('/', 2);
  if (family === 4 ? !isIpv4(address) : !/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address)) {
    facts.unreadable.add(current.name);
    return;
  }
  if (bits !== undefined && family === 4) facts.listsAddresses = true;
  const mask = /(?:Mask:|netmask )([\d.]+)/.exec(text)?.[1] ?? undefined;
  const length = bits ?? /prefixlen (\d+)/.exec(text)?.[1];
  // In `ip addr` an IPv4 line ends with the label of the device, which holds when blocks got mixed up.
  const label = bits !== undefined && family === 4 && words.includes('scope') ? words.at(-1) : undefined;
  const owner = label && facts.devices.has(label) ? (facts.devices.get(label) as ShownDevice) : current;
  const prefix = length === undefined ? maskBits(mask) : Number(length);
  if (!owner.addresses.some((known) => known.text === address && known.prefix === prefix)) {
    owner.addresses.push({ text: address, family, prefix });
  }
}

function count(device: ShownDevice, way: 'RX' | 'TX', what: 'Packets' | 'Dropped', number: string | undefined): void {
  const key = `${way === 'RX' ? 'rx' : 'tx'}${what}` as const;
  device.counters[key] = Math.max(device.counters[key], Number(number ?? 0));
}

function setMac(device: ShownDevice, mac: string | undefined): void {
  if (mac && /^[0-9A-Fa-f:]{17}$/.test(mac)) device.mac = mac.toLowerCase();
}
