/** Reads pasted output of dom0's tools, in any mix, into facts. */
import { bridgeReader } from './bridges.ts';
import { captureReader } from './capture.ts';
import { deviceReader } from './devices.ts';
import { domainReader } from './domains.ts';
import type { Dom0Output, ShownBridge, ShownDevice } from './facts.ts';
import { infoReader } from './info.ts';
import { iptablesReader } from './iptables.ts';
import { outputLines } from './lines.ts';
import { logReader } from './logs.ts';
import { longListReader } from './long-list.ts';
import { messageReader } from './messages.ts';
import { nftReader } from './nft.ts';
import { Collector, type Reader, XEN_MAC } from './readers.ts';
import { routeReader } from './routes.ts';
import { settingReader } from './settings.ts';
import { storageReader } from './storage.ts';
import { ovsReader, vlanReader } from './switches.ts';

/**
 * Recognises each line by its own form, whatever stands around it: blocks may be mixed, headers lost, columns squeezed,
 * tables drawn with bars. Never throws; time is linear in the length of the text.
 */
export function parseDom0Output(text: string): Dom0Output {
  const facts = new Collector();
  const readers: readonly Reader[] = [
    longListReader(facts),
    logReader(facts),
    captureReader(facts),
    messageReader(facts),
    ovsReader(facts),
    vlanReader(facts),
    storageReader(facts),
    nftReader(facts),
    infoReader(facts),
    domainReader(facts),
    iptablesReader(facts),
    routeReader(facts),
    settingReader(facts),
    deviceReader(facts),
    bridgeReader(facts),
  ];
  let recognised = 0;
  for (const line of outputLines(text)) {
    const { command } = line;
    const before = facts.texts.length;
    if (command) for (const reader of readers) reader.command(command, line);
    else if (!readers.some((reader) => reader.read(line))) for (const reader of readers) reader.rest?.(line);
    if (line.words.length > 0 && facts.texts.length === before) recognised++;
  }
  for (const reader of readers) reader.end?.();
  for (const device of facts.devices.values()) {
    device.addressesShown ||= facts.listsAddresses && facts.byIp.has(device.name);
    if (facts.unreadable.has(device.name)) device.addressesShown = false;
  }
  const { devices, routes, bridges, chains, rules, settings, domains, vifs, texts, guests, info, nft, whole } = facts;
  const { openVSwitch, vlans, loops, mounts, modules, wholeModules, captures, offloads } = facts;
  const host = { openVSwitch, vlans, loops, mounts, modules, wholeModules, captures, offloads };
  const said = { texts, guests, info, recognised, ...host };
  if (!isOfGuest(facts)) {
    const { guestDevices } = facts;
    return { guestDevices, devices, routes, bridges, chains, rules, settings, domains, vifs, nft, whole, ...said };
  }
  // A guest's own devices, routes and rules say nothing of dom0.
  const guestDevices = [...devices.values()].filter((device) => device.name !== 'lo');
  const nothing = { routes: [], chains: [], rules: [], settings: [], nft: false, whole: new Set<never>() };
  return { guestDevices, devices: new Map(), bridges, domains, vifs, ...nothing, ...said };
}

/** Whether a text is the output of a guest: a card with a MAC of Xen's, and nothing that only dom0 has. */
function isOfGuest({ devices, bridges, domains }: Collector): boolean {
  const all = [...devices.values()];
  if (bridges.size > 0 || domains.length > 0 || all.some((device) => /^(?:vif|peth|tap|xenbr)/.test(device.name)))
    return false;
  return all.some((device) => device.mac?.startsWith(XEN_MAC) === true);
}

/** More commands than one text holds, so that blocks of different texts keep different numbers. */
const BLOCKS = 1_000_000;

/** The facts of several texts as one: addresses and ports of the same device or bridge are put together. */
export function mergeDom0Outputs(outputs: readonly Dom0Output[]): Dom0Output {
  const devices = new Map<string, ShownDevice>();
  const bridges = new Map<string, ShownBridge>();
  for (const output of outputs) {
    for (const device of output.devices.values())
      devices.set(device.name, joinDevices(devices.get(device.name), device));
    for (const bridge of output.bridges.values()) {
      const ports = new Set([...(bridges.get(bridge.name)?.ports ?? []), ...bridge.ports]);
      bridges.set(bridge.name, { ...bridge, ports: [...ports] });
    }
  }
  return {
    devices,
    bridges,
    guestDevices: outputs.flatMap((output) => output.guestDevices),
    routes: outputs.flatMap((output) => output.routes),
    chains: outputs.flatMap((output) => output.chains),
    rules: outputs.flatMap((output) => output.rules),
    settings: outputs.flatMap((output) => output.settings),
    domains: outputs.flatMap((output) => output.domains),
    vifs: outputs.flatMap((output) => output.vifs),
    texts: outputs.flatMap((output, at) => output.texts.map((one) => ({ ...one, block: at * BLOCKS + one.block }))),
    guests: outputs.flatMap((output) => output.guests),
    info: outputs.flatMap((output) => output.info),
    nft: outputs.some((output) => output.nft),
    openVSwitch: new Set(outputs.flatMap((output) => [...output.openVSwitch])),
    vlans: outputs.flatMap((output) => output.vlans),
    loops: outputs.flatMap((output) => output.loops),
    mounts: outputs.flatMap((output) => output.mounts),
    modules: new Set(outputs.flatMap((output) => [...output.modules])),
    wholeModules: outputs.some((output) => output.wholeModules),
    captures: outputs.flatMap((output) => output.captures),
    offloads: outputs.flatMap((output) => output.offloads),
    recognised: outputs.reduce((sum, output) => sum + output.recognised, 0),
    whole: new Set(outputs.flatMap((output) => [...output.whole])),
  };
}

function joinDevices(a: ShownDevice | undefined, b: ShownDevice): ShownDevice {
  if (!a) return b;
  const more = b.addresses.filter(
    (one) => !a.addresses.some((other) => other.text === one.text && other.prefix === one.prefix),
  );
  const counters =
    a.counters.rxPackets + a.counters.txPackets > b.counters.rxPackets + b.counters.txPackets ? a.counters : b.counters;
  return {
    ...a,
    mac: a.mac ?? b.mac,
    up: b.up ?? a.up,
    addresses: [...a.addresses, ...more],
    addressesShown: a.addressesShown || b.addressesShown,
    counters,
  };
}
