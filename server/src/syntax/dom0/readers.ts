/** What the recognisers share: the facts so far, and a few words about names and masks. */
import type {
  Listing,
  Shown,
  ShownBridge,
  ShownCapture,
  ShownChain,
  ShownDevice,
  ShownDomain,
  ShownGuest,
  ShownLoop,
  ShownMount,
  ShownOffload,
  ShownRoute,
  ShownRule,
  ShownSetting,
  ShownText,
  ShownVif,
  ShownVlan,
} from './facts.ts';
import type { OutputLine } from './lines.ts';

/** The facts while they are collected. */
export class Collector {
  readonly devices = new Map<string, ShownDevice>();
  readonly guestDevices: ShownDevice[] = [];
  readonly routes: ShownRoute[] = [];
  readonly bridges = new Map<string, ShownBridge>();
  readonly chains: ShownChain[] = [];
  readonly rules: ShownRule[] = [];
  readonly settings: ShownSetting[] = [];
  readonly domains: ShownDomain[] = [];
  readonly vifs: ShownVif[] = [];
  readonly texts: ShownText[] = [];
  readonly guests: ShownGuest[] = [];
  readonly info: ShownSetting[] = [];
  nft = false;
  readonly openVSwitch = new Set<string>();
  readonly vlans: ShownVlan[] = [];
  readonly loops: ShownLoop[] = [];
  readonly mounts: ShownMount[] = [];
  readonly modules = new Set<string>();
  wholeModules = false;
  readonly captures: ShownCapture[] = [];
  readonly offloads: ShownOffload[] = [];
  readonly whole = new Set<Listing>();
  /** Whether some device was shown with addresses in the form of `ip addr`. */
  listsAddresses = false;
  /** Devices of `ip`, which shows addresses only when asked for. */
  readonly byIp = new Set<string>();
  /** Devices with an address that somebody made unreadable. */
  readonly unreadable = new Set<string>();

  device(name: string, line: OutputLine): ShownDevice {
    const known = this.devices.get(name);
    if (known) return known;
    const device: ShownDevice = {
      ...place(line),
      name,
      mac: undefined,
      addresses: [],
      addressesShown: false,
      counters: { rxPackets: 0, rxDropped: 0, txPackets: 0, txDropped: 0 },
      up: undefined,
    };
    this.devices.set(name, device);
    return device;
  }

  /** Puts the device of this name aside when a second one with another MAC turns up, and one of the two is a guest's. */
  partFromGuest(name: string, mac: string, line: OutputLine): ShownDevice {
    const known = this.device(name, line);
    if (!known.mac || known.mac === mac || known.mac.startsWith(XEN_MAC) === mac.startsWith(XEN_MAC)) return known;
    this.devices.delete(name);
    const fresh = this.device(name, line);
    if (known.mac.startsWith(XEN_MAC)) this.guestDevices.push(known);
    else {
      this.devices.set(name, known);
      this.guestDevices.push(fresh);
    }
    return fresh;
  }

  bridge(name: string, line: OutputLine): ShownBridge {
    const known = this.bridges.get(name);
    if (known) return known;
    const bridge = { ...place(line), name, ports: [] };
    this.bridges.set(name, bridge);
    return bridge;
  }

  addPort(bridge: string, port: string, line: OutputLine): void {
    const { ports } = this.bridge(bridge, line);
    if (!ports.includes(port)) ports.push(port);
  }
}

/** The first half of MAC addresses that Xen makes up for guests. */
export const XEN_MAC = '00:16:3e:';

/** A recogniser of one kind of output. */
export interface Reader {
  /** A prompt was seen: forget where the last block was. */
  command(words: readonly string[], line: OutputLine): void;
  /** Takes the line and says true, or leaves it to the others. */
  read(line: OutputLine): boolean;
  /** Gets each line that no reader took. */
  rest?(line: OutputLine): void;
  /** The text is over. */
  end?(): void;
}

export function place({ line, offset, end }: Shown): Shown {
  return { line, offset, end };
}

/** Names that a network device may have (at most 15 characters, no blanks or slashes). */
export function isDeviceName(word: string): boolean {
  return /^[A-Za-z][\w.:@+-]{0,30}$/.test(word);
}

/** Bits of a dotted mask; undefined when it is none. */
export function maskBits(mask: string | undefined): number | undefined {
  const parts = mask?.split('.').map(Number);
  if (parts?.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  const bits = parts.map((part) => part.toString(2).padStart(8, '0')).join('');
  const zero = bits.indexOf('0');
  if (zero < 0) return 32;
  return bits.includes('1', zero) ? undefined : zero;
}

/** Whether a word looks like an IPv4 address, hidden digits (`xxx.32.92.xx`) excluded. */
export function isIpv4(word: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(word);
}
