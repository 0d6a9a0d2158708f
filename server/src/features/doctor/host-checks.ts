/** What dom0 itself has to show: its card and bridge, its routes, forwarding, proxy ARP and MASQUERADE. */

import type { Listing, ShownDevice, ShownRule } from '../../syntax/dom0/facts.ts';
import { shell } from '../../syntax/shell.ts';
import type { DoctorMode, DoctorRow } from './config.ts';
import { absent, notShown, ok, type Scene, type Subject, unknown, wrong } from './rows.ts';
import { knownOuterDevice, modeOf, outerDevice } from './scene.ts';
import { covers } from './vif-checks.ts';

/** The modes that the host or one of its guests uses. */
function modesOf({ config }: Scene): Set<DoctorMode> {
  const modes = new Set(config.guests.flatMap((guest) => guest.vifs.map((vif) => modeOf(vif, config))));
  if (config.networkScript !== undefined || modes.size === 0) modes.add(config.mode);
  return modes;
}

export function hostRows(scene: Scene): DoctorRow[] {
  const modes = modesOf(scene);
  const rows: DoctorRow[] = [];
  if (modes.has('bridge')) rows.push(...bridgeRows(scene));
  if (['bridge', 'nat', 'route'].some((mode) => modes.has(mode as DoctorMode))) rows.push(...routeRows(scene));
  if (modes.has('nat') || modes.has('route')) {
    rows.push(
      settingRow(
        scene,
        'IP forwarding',
        ['net.ipv4.ip_forward'],
        'dom0 passes no packet on between the guests and the network.',
      ),
    );
  }
  if (modes.has('route')) rows.push(proxyArpRow(scene));
  if (!modes.has('nat') && !modes.has('route')) rows.push(...privateBridgeRows(scene));
  if (modes.has('nat')) rows.push(masqueradeRow(scene));
  else if (modes.has('route')) rows.push(...routedNatRows(scene));
  return rows;
}

/** The bridges that guests ask for by name. */
function askedBridges({ config }: Scene): string[] {
  const vifs = config.guests.flatMap((guest) => guest.vifs).filter((vif) => modeOf(vif, config) === 'bridge');
  return [...new Set(vifs.flatMap((vif) => (vif.bridge ? [vif.bridge] : [])))];
}

/** The first bridge asked for, else the one that dom0's interfaces file makes, else the usual one. */
function bridgeName(scene: Scene): string {
  const { config, shown } = scene;
  const [asked] = askedBridges(scene);
  const made = config.dom0.find((device) => device.ports !== undefined)?.name;
  const name = asked ?? made ?? 'xenbr0';
  if (seen(shown, name)) return name;
  // From Xen 3.2 on network-bridge calls the bridge like the card: eth0, with peth0 as its port.
  const card = name.replace(/^xenbr/, 'eth');
  return /^xenbr\d+$/.test(name) &&
    seen(shown, `p${card}`) &&
    config.networkScript === 'network-bridge' &&
    isBridgeEra(shown, card)
    ? card
    : name;
}

/** vif0.N and vethN are of the old scheme, in which the bridge is called xenbrN. */
function isBridgeEra(shown: Scene['shown'], card: string): boolean {
  return seen(shown, card) && !shown.devices.has('vif0.0') && !shown.devices.has('veth0');
}

function seen(shown: Scene['shown'], device: string): boolean {
  return (
    shown.devices.has(device) ||
    shown.bridges.has(device) ||
    [...shown.bridges.values()].some((bridge) => bridge.ports.includes(device))
  );
}

/** Which listing tells most about a device that should be there. */
function listingOf({ shown }: Scene): Listing {
  return shown.whole.has('devices') || !shown.whole.has('bridges') ? 'devices' : 'bridges';
}

function bridgeRows(scene: Scene): DoctorRow[] {
  const { config, shown } = scene;
  const bridge = bridgeName(scene);
  const configured = config.dom0.find((device) => device.name === bridge);
  const place = configured ?? config.place;
  const script = config.networkScript === 'network-bridge';
  const subject: Subject = { check: `bridge ${bridge}`, expected: bridge, place };
  const fix = script
    ? 'Check that only the pair of network-bridge and vif-bridge is enabled and that bridge-utils is installed; restart dom0 and xend.'
    : `Make the bridge in dom0's interfaces file (bridge_ports) and bring it up with ${shell`ifup ${bridge}`}.`;
  const rows = [
    seen(shown, bridge)
      ? ok(subject, bridge)
      : absent(
          subject,
          listingOf(scene),
          scene,
          'There is no bridge for the guests to join: none of them has a network.',
          fix,
        ),
  ];
  const card = bridge.replace(/^xenbr/, 'eth');
  if (script && (bridge === card || /^xenbr\d+$/.test(bridge))) rows.push(physicalRow(scene, card, bridge, fix));
  const owner = script ? card : bridge;
  rows.push(...addressRows(scene, owner, bridge));
  if (script && bridge !== card && shown.devices.has(`p${card}`)) rows.push(dom0VifRow(scene, card));
  for (const other of askedBridges(scene))
    if (other !== bridge && !isStandIn(bridge, other)) rows.push(otherBridgeRow(scene, other));
  rows.push(...uplinkRows(scene, bridge, script ? [`p${card}`] : (configured?.ports ?? [])));
  return rows;
}

/** Whether `bridge` is eth0, which took the place of the xenbr0 that was asked for. */
function isStandIn(bridge: string, asked: string): boolean {
  return bridge === asked.replace(/^xenbr/, 'eth');
}

function otherBridgeRow(scene: Scene, bridge: string): DoctorRow {
  const configured = scene.config.dom0.find((device) => device.name === bridge);
  const subject = { check: `bridge ${bridge}`, expected: bridge, place: configured ?? scene.config.place };
  if (seen(scene.shown, bridge)) return ok(subject, bridge);
  const fix = `Make it in dom0's interfaces file (bridge_ports), or name another bridge in the vif lines.`;
  return absent(subject, listingOf(scene), scene, 'The guests that ask for this bridge have no network.', fix);
}

/** network-bridge renames the card to peth0; since 4.1 it leaves a bridge of the distribution alone. */
function physicalRow(scene: Scene, card: string, bridge: string, fix: string): DoctorRow {
  const { shown, config } = scene;
  const subject = { check: `physical card p${card}`, expected: `p${card}`, place: config.place };
  if (seen(shown, `p${card}`)) return ok(subject, `p${card}`);
  const ready = shown.bridges.get(bridge)?.ports.find((port) => !/^(?:vif|tap)/.test(port));
  const addressed = bridge !== card && shown.devices.get(bridge)?.addresses.some((address) => address.family === 4);
  if (ready || addressed)
    return ok(
      subject,
      ready ?? `${bridge} with an address`,
      'The bridge is one of the distribution; network-bridge leaves it alone.',
    );
  return absent(
    subject,
    listingOf(scene),
    scene,
    `network-bridge did not rename ${card}: the bridge has no way out.`,
    fix,
  );
}

function addressRows(scene: Scene, owner: string, bridge: string): DoctorRow[] {
  const { shown, config } = scene;
  const configured = config.dom0.find((device) => device.name === owner);
  const names = [owner, bridge];
  const holder = names.map((name) => shown.devices.get(name)).find((device) => ipv4(device) !== undefined);
  const wanted = configured?.address;
  const subject = {
    check: `address of dom0 on ${owner}`,
    expected: wanted ?? 'the address of the host',
    place: configured ?? config.place,
  };
  const address = ipv4(holder);
  if (holder && address) {
    if (!wanted || holder.addresses.some((one) => one.text === wanted))
      return [ok(subject, `${address} on ${holder.name}`)];
    return [
      wrong(
        subject,
        `${address} on ${holder.name}`,
        'dom0 has another address than its interfaces file says.',
        shell`ifdown ${owner}; ifup ${owner}`,
      ),
    ];
  }
  const there = shown.devices.get(owner);
  if (there && !there.addressesShown) return [];
  if (configured && !wanted) return [];
  const elsewhere = otherAddress(scene, names);
  if (elsewhere !== undefined && (config.networkScript !== 'network-bridge' || !configured)) {
    return [
      ok({ ...subject, expected: 'an address on some card' }, elsewhere, 'dom0 is on the network by another card.'),
    ];
  }
  if (there)
    return [
      wrong(
        subject,
        'none',
        `${owner} has no address: dom0 itself is not on the network.`,
        'Restart networking of dom0, and xend where it runs.',
      ),
    ];
  return [
    absent(
      subject,
      'devices',
      scene,
      `${owner} is not there: dom0 itself is not on the network.`,
      'Restart networking of dom0, and xend where it runs.',
    ),
  ];
}

/** An address of dom0 on a card or bridge other than these; guests' cards and networks of programs left out. */
function otherAddress({ shown }: Scene, names: readonly string[]): string | undefined {
  for (const device of shown.devices.values()) {
    if (names.includes(device.name) || /^(?:lo|vif|tap|virbr|docker|veth|dummy)/.test(device.name)) continue;
    const address = ipv4(device);
    if (address !== undefined && !address.startsWith('169.254.')) return `${address} on ${device.name}`;
  }
  return undefined;
}

function ipv4(device: ShownDevice | undefined): string | undefined {
  return device?.addresses.find((address) => address.family === 4)?.text;
}

/** In the scheme with xenbr0, dom0's own eth0 is joined to the bridge by vif0.0. */
function dom0VifRow(scene: Scene, card: string): DoctorRow {
  const device = `vif0.${/\d+$/.exec(card)?.[0] ?? 0}`;
  const subject = { check: `vif of dom0 ${device}`, expected: device, place: scene.config.place };
  if (seen(scene.shown, device)) return ok(subject, device);
  return absent(
    subject,
    listingOf(scene),
    scene,
    `${card} of dom0 is not joined to the bridge: dom0 itself is cut off.`,
    'Restart xend; load netloop when it is a module.',
  );
}

function uplinkRows(scene: Scene, bridge: string, wanted: readonly string[]): DoctorRow[] {
  const there = scene.shown.bridges.get(bridge);
  if (!there || !scene.shown.whole.has('bridges')) return [];
  const place = scene.config.dom0.find((device) => device.name === bridge) ?? scene.config.place;
  const cards = there.ports.filter((port) => !/^(?:vif|tap|vnet)/.test(port));
  return wanted.map((port) => {
    const subject = { check: `way out of ${bridge}`, expected: port, place };
    if (there.ports.includes(port) || cards.length > 0) return ok(subject, cards.join(' ') || port);
    const meaning = `${bridge} has no card: guests reach each other and nobody outside.`;
    return absent(
      subject,
      'bridges',
      scene,
      meaning,
      `${shell`brctl addif ${bridge} ${port}`}; check the link and restart networking.`,
    );
  });
}

function routeRows(scene: Scene): DoctorRow[] {
  return [defaultRouteRow(scene), lanRouteRow(scene)];
}

/** The route out: through the gateway that a file names, where one does. */
function defaultRouteRow(scene: Scene): DoctorRow {
  const { config, defaultRoute: way } = scene;
  const named = config.dom0.find((device) => device.gateway !== undefined);
  const place = named ?? config.dom0.find((device) => device.address !== undefined) ?? config.place;
  const subject = { check: 'default route', expected: `default via ${named?.gateway ?? "the LAN's gateway"}`, place };
  const outer = outerDevice(scene);
  const via = named?.gateway ?? 'GATEWAY';
  if (!way) {
    const meaning = 'dom0 reaches nothing beyond its LAN, and guests that it routes for do not either.';
    const action = `${shell`ip route add default via ${via} dev ${outer}`}; set gateway in the interfaces file.`;
    return absent(subject, 'routes', scene, meaning, action);
  }
  const found = `default via ${way.gateway ?? way.device} on ${way.device}`;
  if (named?.gateway !== undefined && way.gateway !== undefined && way.gateway !== named.gateway) {
    const meaning = `dom0 leaves through ${way.gateway}, and its file names ${named.gateway}: the file was changed and not applied, or something else (DHCP, another interface) set the route.`;
    return wrong(subject, found, meaning, shell`ip route replace default via ${named.gateway} dev ${named.name}`);
  }
  const near = way.gateway === undefined || isReachable(scene, way.gateway);
  if (near === false) {
    const meaning = `${way.gateway} lies in no network that dom0 is connected to, so nothing gets there.`;
    return unknown(subject, found, meaning, `Check the address and the mask of ${way.device}.`);
  }
  return ok(subject, found);
}

/** Whether a shown route leads to the gateway; true as well where the routes are not shown whole. */
function isReachable({ shown }: Scene, gateway: string): boolean {
  if (!shown.whole.has('routes') || !isIp4(gateway)) return true;
  const networks = shown.routes.filter((route) => route.destination !== 'default' && isSubnet(route.prefix));
  // Without any route to a network the row about the LAN says it.
  if (networks.length === 0) return true;
  return shown.routes.some(
    (route) =>
      route.destination !== 'default' &&
      isIp4(route.destination) &&
      covers(`${route.destination}/${route.prefix ?? 32}`, gateway),
  );
}

function isIp4(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text);
}

/** The route to dom0's own subnet: the one of the address that a file gives, where one does. */
function lanRouteRow(scene: Scene): DoctorRow {
  const { shown, config } = scene;
  const outer = outerDevice(scene);
  const named =
    config.dom0.find((device) => device.gateway !== undefined && device.address !== undefined) ??
    config.dom0.find((device) => device.address !== undefined);
  const subnets = shown.routes.filter(
    (route) =>
      isSubnet(route.prefix) &&
      route.destination !== 'default' &&
      !/^(?:127|169\.254)\./.test(route.destination) &&
      !/^(?:lo|vif|virbr|docker|veth)/.test(route.device ?? ''),
  );
  const subject = { check: 'route to the LAN', expected: `the LAN on ${outer}`, place: named ?? config.place };
  const { address, prefix } = named ?? {};
  const lan =
    address === undefined || prefix === undefined || prefix >= 31
      ? (subnets.find((route) => route.device === outer) ?? subnets[0])
      : subnets.find((route) => covers(`${route.destination}/${route.prefix}`, address));
  const action = `Check the address and the mask of ${named?.name ?? outer}.`;
  if (!lan) return absent(subject, 'routes', scene, 'dom0 does not reach the machines of its own LAN.', action);
  const found = `${lan.destination}/${lan.prefix} on ${lan.device}`;
  if (prefix !== undefined && prefix < 31 && lan.prefix !== prefix) {
    const meaning = `The file gives a mask of ${prefix} bits, and dom0 has a route of ${lan.prefix}: it takes other machines for its neighbours than the file says.`;
    return wrong({ ...subject, expected: `a route of ${prefix} bits` }, found, meaning, action);
  }
  return ok(subject, found);
}

function isSubnet(prefix: number | undefined): boolean {
  return prefix !== undefined && prefix > 0 && prefix < 32;
}

function settingRow({ shown, config }: Scene, check: string, keys: readonly string[], meaning: string): DoctorRow {
  const subject = { check, expected: `${keys[0]} = 1`, place: config.place };
  const values = shown.settings.filter((setting) => keys.includes(setting.key));
  const [first] = values;
  if (!first) return notShown(subject, `sysctl ${keys.join(' ')}`);
  const on = values.find((setting) => setting.value !== '0');
  if (on) return ok(subject, `${on.key} = ${on.value}`);
  return wrong(
    subject,
    `${first.key} = 0`,
    meaning,
    `sysctl -w ${keys[0]}=1, and set it in /etc/sysctl.conf so that it stays.`,
  );
}

function proxyArpRow(scene: Scene): DoctorRow {
  const keys = ['net.ipv4.conf.all.proxy_arp', `net.ipv4.conf.${outerDevice(scene)}.proxy_arp`];
  return settingRow(
    scene,
    'proxy ARP',
    keys,
    'dom0 does not answer for the guests on the LAN: nobody there finds them.',
  );
}

function natRules({ shown }: Scene): ShownRule[] {
  return shown.rules.filter(
    (rule) => rule.table === 'nat' && rule.chain === 'POSTROUTING' && /^(?:MASQUERADE|SNAT)$/.test(rule.target),
  );
}

function guestAddresses({ config }: Scene, mode: DoctorMode): string[] {
  const vifs = config.guests.flatMap((guest) => guest.vifs).filter((vif) => modeOf(vif, config) === mode);
  return vifs.flatMap((vif) => vif.ips).filter((ip) => !ip.includes(':'));
}

/** A source that was meant to be a subnet: no prefix, and the last part is 0. */
function isBareNetwork(source: string): boolean {
  return /^\d+\.\d+\.\d+\.0$/.test(source);
}

function described(rule: ShownRule): string {
  return `${rule.target} from ${rule.source}${rule.outDevice ? ` out of ${rule.outDevice}` : ''}`;
}

/** NAT: packets of guests have to leave with dom0's address. */
function masqueradeRow(scene: Scene): DoctorRow {
  const known = knownOuterDevice(scene);
  const outer = outerDevice(scene);
  const subject = {
    check: 'MASQUERADE',
    expected: `POSTROUTING MASQUERADE out of ${outer}`,
    place: scene.config.place,
  };
  const rules = natRules(scene);
  const add = shell`iptables -t nat -A POSTROUTING -o ${outer} -j MASQUERADE`;
  const guests = guestAddresses(scene, 'nat');
  const right = rules.find(
    (rule) =>
      (!rule.outDevice || !known || rule.outDevice === known) &&
      (rule.source === 'anywhere' || (guests.length > 0 && guests.every((ip) => covers(rule.source, ip)))),
  );
  if (right) return ok(subject, described(right));
  const [other] = rules;
  if (!other) {
    return absent(
      subject,
      'nat',
      scene,
      'Packets of the guests leave with their private addresses, and no answer comes back.',
      `${add}; check that iptables is installed and that network-nat ran.`,
    );
  }
  if (other.source !== 'anywhere' && !/^[\d./]+$/.test(other.source)) {
    return unknown(
      subject,
      described(other),
      'iptables shows a host name in place of the source.',
      'Use iptables -t nat -L -n -v.',
    );
  }
  const meaning = isBareNetwork(other.source)
    ? oneAddress(other.source)
    : other.outDevice && known && other.outDevice !== known
      ? `Packets that leave by ${outer} are not translated.`
      : 'The rule does not cover the addresses of the guests: no answer reaches them.';
  return wrong(subject, described(other), meaning, `iptables -t nat -D POSTROUTING for this rule, then ${add}`);
}

function oneAddress(source: string): string {
  return `The source ${source} without a prefix length matches this one address only, which no guest has: the rule does nothing.`;
}

/** A bridge without ports that has a private address: its guests reach others only through dom0's NAT. */
function privateBridgeRows(scene: Scene): DoctorRow[] {
  const { config } = scene;
  const asked = askedBridges(scene);
  const bridge = config.dom0.find(
    (device) => device.ports?.length === 0 && device.address !== undefined && asked.includes(device.name),
  );
  if (!bridge?.address || !isPrivate(bridge.address)) return [];
  const forwarding = settingRow(
    { ...scene, config: { ...config, place: bridge } },
    'IP forwarding',
    ['net.ipv4.ip_forward'],
    `${bridge.name} has no port, so its guests reach others only through dom0, which passes no packet on.`,
  );
  const subnet = `${bridge.address}/${bridge.prefix ?? 24}`;
  const outer = scene.defaultRoute?.device ?? 'DEVICE';
  const subject = { check: 'MASQUERADE', expected: `POSTROUTING MASQUERADE for ${subnet}`, place: bridge };
  const rules = natRules(scene);
  const right = rules.find(
    (rule) =>
      rule.source === 'anywhere' ||
      !isIp4(rule.source.split('/')[0] ?? '') ||
      covers(rule.source, bridge.address as string),
  );
  if (right) return [forwarding, ok(subject, described(right))];
  const meaning = `${bridge.name} has no port and a private subnet: packets of its guests leave with private addresses, and no answer comes back. A bridge that is meant to be closed needs no rule.`;
  const action = shell`iptables -t nat -A POSTROUTING -s ${subnet} -o ${outer} -j MASQUERADE`;
  return [forwarding, absent(subject, 'nat', scene, meaning, action)];
}

function isPrivate(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);
}

/** Two-way routed: guests are seen with their own addresses, so nothing may be translated. */
function routedNatRows(scene: Scene): DoctorRow[] {
  const guests = guestAddresses(scene, 'route');
  const subject = {
    check: 'no MASQUERADE',
    expected: 'nothing: guests keep their own addresses',
    place: scene.config.place,
  };
  const rows: DoctorRow[] = [];
  for (const rule of natRules(scene)) {
    const remove = 'Remove it with iptables -t nat -D POSTROUTING; two-way routing needs no translation.';
    if (isBareNetwork(rule.source)) {
      rows.push(
        wrong(
          subject,
          described(rule),
          `${oneAddress(rule.source)} With /24 it would hide the guests behind dom0's address.`,
          remove,
        ),
      );
    } else if (
      rule.source === 'anywhere' ||
      guests.some((ip) => /^[\d./]+$/.test(rule.source) && covers(rule.source, ip))
    ) {
      rows.push(
        wrong(
          subject,
          described(rule),
          "Guests appear with dom0's address and cannot be told apart or reached by their own.",
          remove,
        ),
      );
    }
  }
  if (rows.length > 0) return rows;
  return scene.shown.whole.has('nat') ? [ok(subject, 'nothing')] : [notShown(subject, 'iptables -t nat -L -n -v')];
}
