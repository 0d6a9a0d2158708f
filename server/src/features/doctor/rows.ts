/** How rows of the troubleshooter are made: one maker for each verdict. */
import type { Dom0Output, Listing, ShownBridge, ShownRoute, ShownRule, ShownVif } from '../../syntax/dom0/facts.ts';
import type { DoctorConfig, DoctorPlace, DoctorRow } from './config.ts';

/** What is looked at: its name, the expectation, and where the configuration asks for it. */
export interface Subject {
  readonly check: string;
  readonly expected: string;
  readonly place: DoctorPlace | undefined;
}

/** Everything that a check reads, with what is looked up once for each guest indexed. */
export interface Scene {
  readonly config: DoctorConfig;
  readonly shown: Dom0Output;
  readonly defaultRoute: ShownRoute | undefined;
  /** Host routes by their address and by their device. */
  readonly routesTo: ReadonlyMap<string, ShownRoute>;
  readonly routesOn: ReadonlyMap<string, ShownRoute>;
  readonly bridgeOfPort: ReadonlyMap<string, ShownBridge>;
  /** FORWARD rules of the filter table by the device that packets come in on. */
  readonly forwardRules: ReadonlyMap<string, readonly ShownRule[]>;
  readonly connections: ReadonlyMap<string, ShownVif>;
  /** Addresses of dom0's own cards and bridges. */
  readonly dom0Addresses: ReadonlySet<string>;
}

/** Indexes what is shown. */
export function makeScene(config: DoctorConfig, shown: Dom0Output): Scene {
  const hosts = shown.routes.filter((route) => route.prefix === 32 || route.prefix === undefined);
  const bridges = [...shown.bridges.values()];
  const forward = shown.rules.filter((rule) => rule.table === 'filter' && rule.chain === 'FORWARD');
  const own = [...shown.devices.values()].filter((device) => !/^(?:vif|tap|lo)/.test(device.name));
  return {
    config,
    shown,
    defaultRoute: shown.routes.find((route) => route.destination === 'default'),
    routesTo: firstBy(hosts, (route) => route.destination),
    routesOn: firstBy(hosts, (route) => route.device),
    bridgeOfPort: new Map(bridges.flatMap((bridge) => bridge.ports.map((port) => [port, bridge] as const))),
    forwardRules: rulesByDevice(forward),
    connections: firstBy(shown.vifs, (vif) => vif.device),
    dom0Addresses: new Set(own.flatMap((device) => device.addresses.map((address) => address.text))),
  };
}

function rulesByDevice(rules: readonly ShownRule[]): ReadonlyMap<string, readonly ShownRule[]> {
  const found = new Map<string, ShownRule[]>();
  for (const rule of rules) {
    const device = rule.physdevIn ?? rule.inDevice;
    if (device === undefined) continue;
    const there = found.get(device);
    if (there) there.push(rule);
    else found.set(device, [rule]);
  }
  return found;
}

function firstBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined && !found.has(key)) found.set(key, item);
  }
  return found;
}

function row(
  subject: Subject,
  verdict: DoctorRow['verdict'],
  found: string,
  meaning: string,
  action: string,
): DoctorRow {
  const { check, expected, place } = subject;
  return { check, expected, found, verdict, meaning, action, file: place?.file ?? '', line: place?.line ?? 0 };
}

export function ok(subject: Subject, found: string, meaning = 'As it should be.'): DoctorRow {
  return row(subject, 'ok', found, meaning, '');
}

export function wrong(subject: Subject, found: string, meaning: string, action: string): DoctorRow {
  return row(subject, 'wrong', found, meaning, action);
}

export function unknown(subject: Subject, found: string, meaning: string, action = ''): DoctorRow {
  return row(subject, 'unknown', found, meaning, action);
}

/** The command that prints each listing. */
const COMMANDS: Readonly<Record<Listing, string>> = {
  devices: 'ifconfig or ip addr',
  routes: 'route -n or ip route',
  bridges: 'brctl show or bridge link',
  forward: 'iptables -L -n -v',
  nat: 'iptables -t nat -L -n -v',
  domains: 'xl list (xm list)',
  settings: 'sysctl -a',
};

/**
 * The row for something that is not there: `missing` when its listing is shown whole, `not-shown` when it is not.
 */
export function absent(
  subject: Subject,
  listing: Listing,
  { shown }: Scene,
  meaning: string,
  action: string,
): DoctorRow {
  if (shown.whole.has(listing)) return row(subject, 'missing', 'not there', meaning, action);
  return notShown(subject, COMMANDS[listing]);
}

export function notShown(subject: Subject, command: string): DoctorRow {
  return row(subject, 'not-shown', 'not shown', 'The output does not say.', `Add the output of ${command}.`);
}
