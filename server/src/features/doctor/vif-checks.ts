/** What the dom0 side of one vif has to show: its device, address, route, bridge and FORWARD rules. */

import type { ShownDevice, ShownRule } from '../../syntax/dom0/facts.ts';
import { shell } from '../../syntax/shell.ts';
import type { DoctorPlace, DoctorRow } from './config.ts';
import { absent, notShown, ok, type Scene, type Subject, unknown, wrong } from './rows.ts';
import { dom0Address, isRouted, modeOf, outerDevice, routerAddress, type ShownVifOfGuest } from './scene.ts';

type Pair = ShownVifOfGuest & { readonly device: string };

const RESTART = 'Look into /var/log/xen/xen-hotplug.log, then shut the guest down and create it again.';

/** All rows of one vif. */
export function vifRows(scene: Scene, pair: ShownVifOfGuest): DoctorRow[] {
  const { guest, vif, device } = pair;
  const place = { file: guest.file, line: vif.line };
  if (device === undefined) return [withoutDevice(scene, pair, place)];
  const known = { ...pair, device };
  return [
    ...deviceRows(scene, known, place),
    ...(isRouted(vif, scene.config) ? routedRows(scene, known, place) : bridgedRows(scene, known, place)),
    ...forwardRows(scene, known, place),
    ...connectionRows(scene, known, place),
  ];
}

function withoutDevice({ shown }: Scene, { guest, vif }: ShownVifOfGuest, place: DoctorPlace): DoctorRow {
  const subject = { check: `vif ${vif.index} of ${guest.name}`, expected: `a device vifN.${vif.index}`, place };
  if (shown.whole.has('domains'))
    return unknown(subject, `${guest.name} does not run`, 'A guest that does not run has no vif.');
  return notShown(subject, 'xl list (xm list), to see which domain the guest is');
}

function deviceRows(scene: Scene, { guest, vif, device }: Pair, place: DoctorPlace): DoctorRow[] {
  const subject = { check: `${device} of ${guest.name}`, expected: `${device}, up, with MAC fe:ff:ff:ff:ff:ff`, place };
  const there = scene.shown.devices.get(device);
  if (!there) {
    if (scene.bridgeOfPort.has(device))
      return [
        ok({ ...subject, expected: device }, 'a port of a bridge', `${device} exists and belongs to ${guest.name}.`),
      ];
    const meaning = `The dom0 side of the card of ${guest.name} is not there or is down: the guest has no network at all.`;
    return [absent(subject, 'devices', scene, meaning, `Check with ${shell`ip link show ${device}`}. ${RESTART}`)];
  }
  const rows = [stateRow(subject, there, vif.mac)];
  const { rxDropped, txDropped, rxPackets, txPackets } = there.counters;
  if (rxPackets + txPackets + rxDropped + txDropped > 0) rows.push(droppedRow(there, guest.name, place));
  return rows;
}

function stateRow(subject: Subject, device: ShownDevice, guestMac: string | undefined): DoctorRow {
  if (device.up === false) {
    return wrong(
      subject,
      `${device.name}, down`,
      'A device that is down passes nothing on.',
      `${shell`ip link set ${device.name} up`}; ${RESTART}`,
    );
  }
  if (device.mac && guestMac && device.mac === guestMac.toLowerCase()) {
    const meaning =
      'Both ends of the vif have the same MAC address: the bridge delivers the packets of the guest to dom0.';
    return wrong(subject, `MAC ${device.mac}`, meaning, shell`ip link set ${device.name} address fe:ff:ff:ff:ff:ff`);
  }
  const found = device.mac ? `${device.name}, MAC ${device.mac}` : device.name;
  return ok(subject, found, `${subject.check}; fe:ff:ff:ff:ff:ff is the usual address of the dom0 side.`);
}

function droppedRow({ name, counters }: ShownDevice, guest: string, place: DoctorPlace): DoctorRow {
  const { rxDropped, txDropped, rxPackets, txPackets } = counters;
  const subject = { check: `dropped packets on ${name}`, expected: 'few or none', place };
  const found = `${txDropped} to and ${rxDropped} from the guest`;
  if (txDropped > txPackets || rxDropped > rxPackets) {
    const meaning = `More packets are dropped than get through (${txPackets} to the guest): ${guest} does not take them, its driver is not there or its card is down.`;
    return wrong(
      subject,
      found,
      meaning,
      'Look on the console of the guest whether its card is there and up; see the state in xl network-list.',
    );
  }
  const total = rxDropped + txDropped;
  return ok(
    subject,
    found,
    total === 0 ? undefined : 'Some loss while a guest starts is normal; look again whether the number grows.',
  );
}

function ipv4(device: ShownDevice | undefined) {
  return device?.addresses.filter((address) => address.family === 4) ?? [];
}

function bridgedRows(scene: Scene, { guest, vif, device }: Pair, place: DoctorPlace): DoctorRow[] {
  if (modeOf(vif, scene.config) !== 'bridge') return [];
  return [noAddressRow(scene, device, place), ...portRows(scene, { guest, vif, device }, place)].filter(
    (row) => row !== undefined,
  );
}

function noAddressRow({ shown }: Scene, device: string, place: DoctorPlace): DoctorRow | undefined {
  const there = shown.devices.get(device);
  if (!there?.addressesShown) return undefined;
  const subject = { check: `address of ${device}`, expected: 'none', place };
  const [address] = ipv4(there);
  if (!address) return ok(subject, 'none');
  const meaning = 'A port of a bridge has no address; this one was set up by vif-route or vif-nat, or by hand.';
  return wrong(subject, address.text, meaning, 'Enable vif-bridge only, restart xend and create the guest again.');
}

/** In which bridge the vif is, and in which it should be. */
function portRows(scene: Scene, { vif, device }: Pair, place: DoctorPlace): DoctorRow[] {
  const { config, shown } = scene;
  const wanted = vif.bridge ?? (config.toolstack === 'xl' ? 'xenbr0' : undefined);
  const subject = { check: `bridge of ${device}`, expected: wanted ?? 'a bridge', place };
  const joined = scene.bridgeOfPort.get(device);
  if (!joined) {
    const meaning = `${device} is in no bridge: the guest reaches nobody.`;
    const action = wanted
      ? `${shell`brctl addif ${wanted} ${device}`}; then look into /var/log/xen/xen-hotplug.log why vif-bridge did not.`
      : RESTART;
    return [absent(subject, 'bridges', scene, meaning, action)];
  }
  if (!wanted || joined.name === wanted || isStandIn(joined.name, wanted, shown.bridges.has(wanted)))
    return [ok(subject, joined.name)];
  const meaning = `${device} is in ${joined.name}: the guest is on another network than its file says.`;
  return [
    wrong(
      subject,
      joined.name,
      meaning,
      `Correct bridge= or move it: ${shell`brctl delif ${joined.name} ${device}; brctl addif ${wanted} ${device}`}.`,
    ),
  ];
}

/** vif-bridge of Xen 3.2 to 4.4 takes ethN when there is no xenbrN. */
function isStandIn(found: string, wanted: string, exists: boolean): boolean {
  return !exists && /^xenbr\d+$/.test(wanted) && found === wanted.replace('xenbr', 'eth');
}

function routedRows(scene: Scene, pair: Pair, place: DoctorPlace): DoctorRow[] {
  return [addressRow(scene, pair, place), ...pair.vif.ips.filter(isIp4).map((ip) => routeRow(scene, pair, ip, place))];
}

function isIp4(ip: string): boolean {
  return !ip.includes(':');
}

function addressRow(scene: Scene, { vif, device }: Pair, place: DoctorPlace): DoctorRow {
  const nat = modeOf(vif, scene.config) === 'nat';
  const outer = vif.gatewaydev ?? outerDevice(scene);
  const ip = vif.ips.find(isIp4);
  const wanted = nat ? ip && routerAddress(ip) : dom0Address(scene, outer);
  const why = nat
    ? `the address of ${ip ?? 'the guest'} with 127 added to its last part`
    : `dom0's own address, of ${outer}`;
  const subject = {
    check: nat ? `router address on ${device}` : `address of ${device}`,
    expected: wanted ? `${wanted}, mask 255.255.255.255 (${why})` : `an address, mask 255.255.255.255 (${why})`,
    place,
  };
  const there = scene.shown.devices.get(device);
  const script = nat ? 'vif-nat' : 'vif-route';
  const addresses = ipv4(there);
  const [first] = addresses;
  if (there && !first && !there.addressesShown) return notShown(subject, 'ip addr');
  if (!first) {
    const meaning = `${script} did not give ${device} an address: the guest has no gateway to talk to.`;
    return absent(
      subject,
      'devices',
      scene,
      meaning,
      `Check that ${script} is the only vif-script enabled. ${RESTART}`,
    );
  }
  const right = addresses.find((address) => address.text === wanted || (!nat && scene.dom0Addresses.has(address.text)));
  const found = addresses
    .map((address) => (address.prefix === undefined ? address.text : `${address.text}/${address.prefix}`))
    .join(', ');
  if (wanted === undefined)
    return unknown(subject, found, 'The right address is not known from the files or the output.');
  if (!right) {
    const meaning = nat
      ? `dom0 answers the guest under another address; the address of the guest in its file and in ${device} do not belong together.`
      : `dom0 answers the guest under an address that is not its own on ${outer}.`;
    return wrong(subject, found, meaning, `Check ip= in the guest's file. ${RESTART}`);
  }
  if (right.prefix !== undefined && right.prefix !== 32) {
    const meaning = `With a mask of ${right.prefix} bits dom0 looks for the whole subnet on ${device}, and other guests are cut off.`;
    return wrong(
      subject,
      found,
      meaning,
      shell`ip addr del ${`${right.text}/${right.prefix}`} dev ${device}; ip addr add ${`${right.text}/32`} dev ${device}`,
    );
  }
  return ok(subject, found);
}

function routeRow(scene: Scene, { guest, device }: Pair, ip: string, place: DoctorPlace): DoctorRow {
  const subject = { check: `host route to ${guest.name}`, expected: `${ip} on ${device}`, place };
  const here = scene.routesTo.get(ip);
  const action = `${shell`ip route add ${ip} dev ${device}`}; check ip= in the guest's file.`;
  if (here?.device === device) return ok(subject, `${ip} on ${device}`);
  if (here) {
    const meaning = `Packets for ${ip} go to ${here.device ?? 'no device'}, not to ${guest.name}.`;
    return wrong(
      subject,
      `${ip} on ${here.device ?? 'no device'}`,
      meaning,
      `${here.device === undefined ? shell`ip route del ${ip}` : shell`ip route del ${ip} dev ${here.device}`}; ${action}`,
    );
  }
  const other = scene.routesOn.get(device);
  if (other) {
    const meaning = `dom0 looks for ${other.destination} behind ${device}; nothing leads to ${ip}, so no answer reaches the guest.`;
    return wrong(
      subject,
      `${other.destination} on ${device}`,
      meaning,
      `${shell`ip route del ${other.destination} dev ${device}`}; ${action}`,
    );
  }
  return absent(
    subject,
    'routes',
    scene,
    `dom0 does not know that ${ip} is behind ${device}: no answer reaches the guest.`,
    action,
  );
}

function isDhcp(rule: ShownRule): boolean {
  return rule.protocol === 'udp' && /bootps|dpt:67|dport 67/.test(rule.rest);
}

function forwardRows(scene: Scene, pair: Pair, place: DoctorPlace): DoctorRow[] {
  const { device, vif } = pair;
  const rules = scene.forwardRules.get(device) ?? [];
  const accepting = rules.filter((rule) => rule.target === 'ACCEPT' && !isDhcp(rule));
  const ips = vif.ips.filter(isIp4);
  const rows = (ips.length > 0 ? ips : [undefined]).map((ip) => sourceRow(scene, pair, ip, accepting, place));
  const refusing = rules.find(
    (rule) => /^(?:DROP|REJECT)$/.test(rule.target) && !accepting.some((rule2) => rule2.line < rule.line),
  );
  if (refusing) {
    const subject = { check: `FORWARD rules that refuse ${device}`, expected: 'none', place };
    rows.push(
      wrong(
        subject,
        `${refusing.target} from ${refusing.source}`,
        'Packets of the guest are thrown away in dom0.',
        'Find out who set the rule and remove it with iptables -D FORWARD.',
      ),
    );
  }
  if (ips.length > 0) rows.push(dhcpRow(scene, device, rules, place));
  return rows;
}

function policy(scene: Scene): string | undefined {
  return scene.shown.chains.find((chain) => chain.table === 'filter' && chain.name === 'FORWARD')?.policy;
}

function sourceRow(
  scene: Scene,
  { guest, vif, device }: Pair,
  ip: string | undefined,
  accepting: readonly ShownRule[],
  place: DoctorPlace,
): DoctorRow {
  const subject = {
    check: `FORWARD rule for ${guest.name}`,
    expected: `ACCEPT from ${ip ?? 'anywhere'}, physdev-in ${device}`,
    place,
  };
  const right = accepting.find((rule) => rule.source === ip || rule.source === 'anywhere');
  const [other] = accepting;
  if (right) return ok(subject, `ACCEPT from ${right.source} on ${device}`);
  if (!other) return withoutRule(scene, vif, device, subject);
  if (!ip)
    return ok(subject, `ACCEPT from ${other.source} on ${device}`, 'The script limits the guest to this address.');
  if (!/^[\d.]+(?:\/[\d.]+)?$/.test(other.source)) {
    return unknown(
      subject,
      `ACCEPT from ${other.source}`,
      'iptables shows a host name in place of the address.',
      'Use iptables -L -n to see addresses.',
    );
  }
  if (covers(other.source, ip)) return ok(subject, `ACCEPT from ${other.source} on ${device}`);
  const meaning = `Only packets from ${other.source} are let through, those of ${guest.name} (${ip}) are not covered by the rule.`;
  return wrong(
    subject,
    `ACCEPT from ${other.source} on ${device}`,
    meaning,
    `Make ip= in the guest's file and the address in the guest the same. ${RESTART}`,
  );
}

/** A vif that no rule names: what lets its packets through all the same, or that nothing does. */
function withoutRule(scene: Scene, vif: Pair['vif'], device: string, subject: Subject): DoctorRow {
  const bridged = modeOf(vif, scene.config) === 'bridge';
  const bridge = scene.bridgeOfPort.get(device)?.name ?? vif.bridge;
  const rules = scene.shown.rules.filter((rule) => rule.table === 'filter' && rule.chain === 'FORWARD');
  const general = rules.find((rule) => rule.target === 'ACCEPT' && isForAll(rule, bridged ? bridge : undefined));
  if (general) return ok(subject, `ACCEPT ${general.inDevice ? `on ${general.inDevice}` : 'from anywhere'}`);
  const filtered = scene.shown.settings.find((setting) => setting.key === 'net.bridge.bridge-nf-call-iptables');
  if (bridged && filtered?.value === '0') {
    return ok(subject, 'no rule', 'Bridged packets do not pass the rules: net.bridge.bridge-nf-call-iptables is 0.');
  }
  const open = policy(scene) === 'ACCEPT';
  if (open && (scene.config.toolstack !== 'xm' || scene.shown.nft)) return ok(subject, 'policy ACCEPT');
  if (open) {
    const meaning = `No rule lets packets of ${device} through; the policy still does, but as soon as it is DROP the guest is cut off. The vif script did not run to its end.`;
    return absent(subject, 'forward', scene, meaning, `Check that iptables is installed. ${RESTART}`);
  }
  const jump = rules.find((rule) => !/^(?:ACCEPT|DROP|REJECT|)$/.test(rule.target));
  const closed = `FORWARD's policy is ${policy(scene) ?? 'DROP'} and no rule lets packets of ${device} through: the guest is cut off.`;
  if (!bridged)
    return absent(
      subject,
      'forward',
      scene,
      closed,
      shell`iptables -I FORWARD -i ${device} -j ACCEPT; iptables -I FORWARD -o ${device} -j ACCEPT`,
    );
  const why = `${closed} Docker and firewalls set this policy; bridged packets pass it while br_netfilter is loaded and net.bridge.bridge-nf-call-iptables is 1.`;
  const action = bridge
    ? `sysctl -w net.bridge.bridge-nf-call-iptables=0 (and in /etc/sysctl.d), or let the bridge through: ${shell`iptables -I FORWARD -i ${bridge} -o ${bridge} -j ACCEPT`}`
    : 'sysctl -w net.bridge.bridge-nf-call-iptables=0 (and in /etc/sysctl.d)';
  if (jump && filtered === undefined && scene.shown.whole.has('forward')) {
    return unknown(
      subject,
      `policy ${policy(scene) ?? 'DROP'}`,
      `${why} The chain ${jump.target} may let them through; it was not followed.`,
      action,
    );
  }
  return absent(subject, 'forward', scene, why, action);
}

/** Whether a rule lets everything through, or everything that comes in on this bridge. */
function isForAll(rule: ShownRule, bridge: string | undefined): boolean {
  if (rule.protocol !== 'all' || rule.source !== 'anywhere' || rule.destination !== 'anywhere') return false;
  if (rule.physdevIn !== undefined || rule.physdevOut !== undefined) return false;
  if (/\b(?:state|ctstate|ct state|established|RELATED|dport|sport|mark|limit)\b/i.test(rule.rest)) return false;
  const on = (device: string | undefined): boolean => device === undefined || device === bridge;
  return on(rule.inDevice) && on(rule.outDevice);
}

/** Whether `SOURCE/BITS` holds the IPv4 address; a source without a prefix is one address. */
export function covers(source: string, ip: string): boolean {
  const [network = '', bits = '32'] = source.split('/', 2);
  const length = bits.includes('.')
    ? bits.split('.').reduce((sum, part) => sum + Number(part).toString(2).replaceAll('0', '').length, 0)
    : Number(bits);
  const value = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  return Math.floor(value(network) / size) === Math.floor(value(ip) / size);
}

function dhcpRow(scene: Scene, device: string, rules: readonly ShownRule[], place: DoctorPlace): DoctorRow {
  const subject = {
    check: `DHCP rule for ${device}`,
    expected: `ACCEPT udp bootpc to bootps, physdev-in ${device}`,
    place,
  };
  if (rules.some((rule) => rule.target === 'ACCEPT' && isDhcp(rule))) return ok(subject, `ACCEPT udp on ${device}`);
  const free = rules.find((rule) => rule.target === 'ACCEPT' && rule.source === 'anywhere' && rule.protocol === 'all');
  if (free) return ok(subject, `ACCEPT from anywhere on ${device}`);
  return absent(
    subject,
    'forward',
    scene,
    'A guest that asks for its address by DHCP gets no answer once the policy is DROP.',
    RESTART,
  );
}

/** The frontend's state in `xl network-list`, and the MAC that the guest really has. */
function connectionRows({ connections }: Scene, { guest, vif, device }: Pair, place: DoctorPlace): DoctorRow[] {
  const connection = connections.get(device);
  if (!connection) return [];
  const rows: DoctorRow[] = [];
  const wanted = vif.mac?.toLowerCase();
  if (wanted && connection.mac !== wanted && /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(wanted)) {
    const subject = { check: `MAC of ${guest.name} behind ${device}`, expected: wanted, place };
    const meaning = `${guest.name} runs with another MAC than its file says: it was created before the file was changed, or from another file.`;
    rows.push(wrong(subject, connection.mac, meaning, 'Correct mac= or shut the guest down and create it again.'));
  }
  const subject = { check: `connection of ${device}`, expected: 'state 4 (connected)', place };
  if (connection.state === 4) return [...rows, ok(subject, 'state 4')];
  const meaning = `The driver in ${guest.name} and dom0 have not come together: the guest has no network yet.`;
  const action = 'Look on the console of the guest whether it has the network frontend (xen-netfront).';
  return [...rows, wrong(subject, `state ${connection.state}`, meaning, action)];
}
