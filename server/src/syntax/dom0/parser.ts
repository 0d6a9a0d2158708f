/** Reads pasted output of dom0's tools, in any mix, into facts. */
import { bridgeReader } from './bridges.ts';
import { deviceReader } from './devices.ts';
import { domainReader } from './domains.ts';
import type { Dom0Output, ShownBridge, ShownDevice } from './facts.ts';
import { iptablesReader } from './iptables.ts';
import { outputLines } from './lines.ts';
import { messageReader } from './messages.ts';
import { Collector, XEN_MAC } from './readers.ts';
import { routeReader } from './routes.ts';
import { settingReader } from './settings.ts';

/**
 * Recognises each line by its own form, whatever stands around it: blocks may be mixed, headers lost, columns squeezed,
 * tables drawn with bars. Never throws; time is linear in the length of the text.
 */
export function parseDom0Output(text: string): Dom0Output {
  const facts = new Collector();
  const readers = [
    messageReader(facts),
    domainReader(facts),
    iptablesReader(facts),
    routeReader(facts),
    settingReader(facts),
    deviceReader(facts),
    bridgeReader(facts),
  ];
  for (const line of outputLines(text)) {
    const { command } = line;
    if (command) for (const reader of readers) reader.command(command, line);
    else readers.some((reader) => reader.read(line));
  }
  for (const device of facts.devices.values()) {
    device.addressesShown ||= facts.listsAddresses && facts.byIp.has(device.name);
    if (facts.unreadable.has(device.name)) device.addressesShown = false;
  }
  const { devices, routes, bridges, chains, rules, settings, domains, vifs, messages, whole } = facts;
  if (!isOfGuest(facts)) {
    const { guestDevices } = facts;
    return { guestDevices, devices, routes, bridges, chains, rules, settings, domains, vifs, messages, whole };
  }
  // A guest's own devices, routes and rules say nothing of dom0.
  const guestDevices = [...devices.values()].filter((device) => device.name !== 'lo');
  const nothing = { routes: [], chains: [], rules: [], settings: [], whole: new Set<never>() };
  return { guestDevices, devices: new Map(), bridges, domains, vifs, messages, ...nothing };
}

/** Whether a text is the output of a guest: a card with a MAC of Xen's, and nothing that only dom0 has. */
function isOfGuest({ devices, bridges, domains }: Collector): boolean {
  const all = [...devices.values()];
  if (bridges.size > 0 || domains.length > 0 || all.some((device) => /^(?:vif|peth|tap|xenbr)/.test(device.name)))
    return false;
  return all.some((device) => device.mac?.startsWith(XEN_MAC) === true);
}

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
    messages: outputs.flatMap((output) => output.messages),
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
