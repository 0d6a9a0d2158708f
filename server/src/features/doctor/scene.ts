/** Finds out which vifN.M of the output belongs to which vif of which guest, and which device leads outside. */
import type { DoctorConfig, DoctorGuest, DoctorVif } from './config.ts';
import type { Scene } from './rows.ts';

/** A vif of a guest together with its device in dom0; the device is undefined when the output does not tell. */
export interface ShownVifOfGuest {
  readonly guest: DoctorGuest;
  readonly vif: DoctorVif;
  readonly device: string | undefined;
}

const VIF = /^vif(\d+)\.(\d+)$/;

/** Pairs every vif of the configuration with its device. */
export function vifsOfGuests(scene: Scene): ShownVifOfGuest[] {
  const ids = domainIds(scene);
  return scene.config.guests.flatMap((guest) =>
    guest.vifs.map((vif) => {
      const id = ids.get(guest);
      return { guest, vif, device: vif.device ?? (id === undefined ? undefined : `vif${id}.${vif.index}`) };
    }),
  );
}

/** The domain of each guest, from what tells most surely to what tells least. */
function domainIds({ config, shown }: Scene): Map<DoctorGuest, number> {
  const ids = new Map<DoctorGuest, number>();
  const byName = new Map(shown.domains.map((domain) => [domain.name, domain.id]));
  const byMac = new Map(shown.vifs.map((vif) => [vif.mac, idOf(vif.device)]));
  const byAddress = domainsByAddress(shown);
  for (const guest of config.guests) {
    const mac = guest.vifs
      .map((vif) => vif.mac && byMac.get(vif.mac.toLowerCase()))
      .find((id) => typeof id === 'number');
    const address = guest.vifs
      .flatMap((vif) => vif.ips)
      .map((ip) => byAddress.get(ip))
      .find((id) => id !== undefined);
    const id = byName.get(guest.name) ?? (typeof mac === 'number' ? mac : undefined) ?? address;
    if (id !== undefined) ids.set(guest, id);
  }
  if (shown.whole.has('domains')) return ids;
  // One guest left and one domain left: they belong together.
  const left = config.guests.filter((guest) => guest.vifs.length > 0 && !ids.has(guest));
  const taken = new Set(ids.values());
  const free = [...shownDomains(shown)].filter((id) => !taken.has(id));
  const [guest] = left;
  const [id] = free;
  if (left.length === 1 && free.length === 1 && guest && id !== undefined) ids.set(guest, id);
  return ids;
}

function idOf(device: string | undefined): number | undefined {
  const match = device === undefined ? undefined : VIF.exec(device);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Domains whose addresses rules and routes name; an address with two domains tells nothing. */
function domainsByAddress(shown: Scene['shown']): Map<string, number> {
  const found = new Map<string, number>();
  const doubtful = new Set<string>();
  const note = (address: string, device: string | undefined): void => {
    const id = idOf(device);
    if (id === undefined || id === 0) return;
    if (found.has(address) && found.get(address) !== id) doubtful.add(address);
    found.set(address, id);
  };
  for (const rule of shown.rules) if (rule.chain === 'FORWARD') note(rule.source, rule.physdevIn ?? rule.inDevice);
  for (const route of shown.routes) if (route.prefix === 32) note(route.destination, route.device);
  for (const address of doubtful) found.delete(address);
  return found;
}

/** Numbers of the domains (other than dom0) whose vifs are to be seen anywhere. */
function shownDomains(shown: Scene['shown']): Set<number> {
  const names = [
    ...shown.devices.keys(),
    ...[...shown.bridges.values()].flatMap((bridge) => bridge.ports),
    ...shown.rules.map((rule) => rule.physdevIn ?? rule.inDevice),
    ...shown.routes.map((route) => route.device),
  ];
  const ids = new Set<number>();
  for (const name of names) {
    const id = idOf(name);
    if (id !== undefined && id > 0) ids.add(id);
  }
  return ids;
}

/** The device that leads outside: of the script, of the default route, or of dom0's interfaces file; undefined when none tells. */
export function knownOuterDevice({ config, defaultRoute }: Scene): string | undefined {
  return config.netdev ?? defaultRoute?.device ?? config.dom0.find((device) => device.address !== undefined)?.name;
}

/** The device that leads outside; eth0, as the scripts take it, when nothing tells. */
export function outerDevice(scene: Scene): string {
  return knownOuterDevice(scene) ?? 'eth0';
}

/** dom0's IPv4 address on a device, as shown or else as configured. */
export function dom0Address({ config, shown }: Scene, device: string): string | undefined {
  const there = shown.devices.get(device)?.addresses.find((address) => address.family === 4);
  return there?.text ?? config.dom0.find((one) => one.name === device)?.address;
}

/** The last address that vif-nat gives the dom0 side: the guest's with 127 added to its last part; none above 255. */
export function routerAddress(guest: string): string | undefined {
  const parts = guest.split('.');
  const last = Number(parts[3]) + 127;
  return parts.length === 4 && last <= 255 ? [...parts.slice(0, 3), last].join('.') : undefined;
}

/** Whether the vif's mode is one in which dom0 routes to the guest. */
export function isRouted(vif: DoctorVif, config: DoctorConfig): boolean {
  return modeOf(vif, config) === 'nat' || modeOf(vif, config) === 'route';
}

export function modeOf(vif: DoctorVif, config: DoctorConfig): DoctorVif['mode'] {
  return vif.mode === 'unknown' ? config.mode : vif.mode;
}
