/** What a guest needs for a mode: the vif of its domU file, and the stanza of its own interfaces file. */

import { freeAddresses, newMac } from '../../model/free-addresses.ts';
import type { Vif } from '../../model/guest.ts';
import type { InterfaceDevice } from '../../model/interfaces.ts';
import { guestDevice } from '../../model/network.ts';
import { stem } from '../../model/paths.ts';
import type { CfgFile, InterfacesFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { lineEnd } from '../../rules/check.ts';
import { insert, remove, replace } from '../../rules/edits.ts';
import type { TextEdit } from '../../rules/rule.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import { formatAddress, lastAddress, netmask, parseSubnet, type Subnet } from '../../xen/addresses.ts';
import { modeOfScript } from '../../xen/hotplug-scripts.ts';
import { modePairOf } from '../../xen/network-modes.ts';
import { guestInterfaces, shownPath, uriAt, xenFolder } from './target.ts';
import { type AdviceAnswers, type AdviceTarget, DHCP, type PlannedFile, type PlannedGuest } from './types.ts';
import { indentOf, lineBreak } from './xl-plan.ts';

export interface GuestPlans {
  readonly files: readonly PlannedFile[];
  readonly notes: readonly string[];
}

/** What the guests' subnet is written from. */
interface Net {
  readonly subnet: Subnet;
  readonly mask: string;
  readonly gateway: string;
}

/** The files of every guest, created or changed in place, and what could not be changed. */
export function guestPlans(answers: AdviceAnswers, target: AdviceTarget, workspace: Workspace): GuestPlans {
  const subnet = parseSubnet(answers.mode === 'bridge' ? answers.lan : answers.subnet);
  if (!subnet) return { files: [], notes: [] };
  const gateway = answers.mode === 'bridge' ? answers.gateway : answers.guestGateway;
  const net = { subnet, mask: netmask(subnet.prefix), gateway };
  const taken = new Set([
    answers.gateway,
    answers.dom0,
    answers.guestGateway,
    ...answers.guests.map((one) => one.address),
  ]);
  const free = freeAddresses(subnet, workspace, taken);
  const there = new Map(target.guests.map((file) => [file.facts.name?.value ?? stem(file.path), file]));
  const files: PlannedFile[] = [];
  const notes: string[] = [];
  const macs = new Set<string>();
  for (const guest of answers.guests) {
    const known = there.get(guest.name);
    if (known) {
      const planned = knownGuest(known, guest, { answers, target, workspace, net, free });
      files.push(...planned.files);
      notes.push(...planned.notes);
      continue;
    }
    const mac = newMac(guest.name, 0, workspace, macs);
    macs.add(mac);
    const cfg = newCfg(guest, mac, answers, target);
    if (workspace.files.has(cfg.uri))
      notes.push(`${guest.name}: ${cfg.path} exists and describes another guest; it is left as it is.`);
    else files.push(cfg, ...ownInterfaces(guest, net, target, workspace));
  }
  return { files, notes };
}

function newCfg(guest: PlannedGuest, mac: string, answers: AdviceAnswers, target: AdviceTarget): PlannedFile {
  const { name } = guest;
  const path = `${xenFolder(target)}/${name}.cfg`;
  const what = `Describe the guest ${name}`;
  const text = cfgText(guest, mac, answers);
  return { uri: uriAt(target, path), path: shownPath(target, path), what, text, edits: [] };
}

function cfgText({ name, address }: PlannedGuest, mac: string, answers: AdviceAnswers): string {
  const xl = answers.toolstack === 'xl';
  const join = xl && answers.mode === 'bridge' ? `,bridge=${answers.bridge}` : '';
  const ip = address === DHCP ? '' : `,ip=${address}`;
  const meaning =
    address === DHCP
      ? 'The guest asks the DHCP server of the LAN for its address.'
      : 'The address that dom0 expects the guest to use; the guest sets the same one itself.';
  return `# ${name}: change memory and disk to what the guest needs.
name = "${name}"
${xl ? 'type = "pv"\n' : ''}memory = 512
vcpus = 1

# The guest boots the kernel on its own disk, so it updates it by itself.
bootloader = "${xl ? 'pygrub' : '/usr/bin/pygrub'}"

# What dom0 gives, the name in the guest, and whether it may write.
disk = [ '${xl ? `/dev/vg0/${name},raw,xvda,rw` : `phy:/dev/vg0/${name},xvda,w`}' ]

# ${meaning}
# The MAC is fixed, so that the card keeps its name in the guest.
vif = [ 'mac=${mac}${join}${ip}' ]

on_poweroff = "destroy"
on_reboot = "restart"
on_crash = "restart"
`;
}

function newGuestInterfaces(
  { name }: PlannedGuest,
  addresses: readonly string[],
  net: Net,
  target: AdviceTarget,
): PlannedFile {
  const path = guestInterfaces(target, name);
  const stanzas = addresses.map((address, index) => stanza(`eth${index}`, address, net, index === 0).join('\n'));
  const text = `# The network of ${name}: this file belongs into the guest's own disk.\nauto lo\niface lo inet loopback\n\n${stanzas.join('\n\n')}\n`;
  const what = `Set the address in the guest ${name} itself`;
  return { uri: uriAt(target, path), path: shownPath(target, path), what, text, edits: [] };
}

/** The interfaces file of a new guest; one that lies ready at its place is changed. */
function ownInterfaces(guest: PlannedGuest, net: Net, target: AdviceTarget, workspace: Workspace): PlannedFile[] {
  const planned = newGuestInterfaces(guest, [guest.address], net, target);
  const there = workspace.files.get(planned.uri);
  if (there?.language !== 'xen-interfaces') return [planned];
  const device = there.facts.devices.find((one) => one.family === 'inet' && one.name.value === 'eth0');
  const edits = deviceEdits(there, device, 0, guest.address, net);
  return edits.length === 0 ? [] : [{ ...planned, text: undefined, edits }];
}

function stanza(device: string, address: string, net: Net, withGateway: boolean): string[] {
  if (address === DHCP) return [`auto ${device}`, `iface ${device} inet dhcp`];
  return [
    `auto ${device}`,
    `iface ${device} inet static`,
    `    address ${address}`,
    `    netmask ${net.mask}`,
    ...(withGateway ? [`    gateway ${net.gateway}`] : []),
  ];
}

interface Scene {
  readonly answers: AdviceAnswers;
  readonly target: AdviceTarget;
  readonly workspace: Workspace;
  readonly net: Net;
  /** Addresses for further vifs. */
  readonly free: Iterator<string, undefined>;
}

function knownGuest(file: CfgFile, guest: PlannedGuest, scene: Scene): GuestPlans {
  const { answers, target } = scene;
  const { vifs, vifsComplete } = file.facts;
  if (!vifsComplete || vifs.some((vif) => !isPlain(file, vif)))
    return {
      files: [],
      notes: [
        `${guest.name}: its vif list is put together by Python or a variable. Write ip=${guest.address} into it yourself.`,
      ],
    };
  const addresses = vifs.length === 0 ? [guest.address] : vifs.map((vif) => addressOf(vif, guest, scene));
  const notes: string[] = [];
  const edits = vifs.length === 0 ? addVif(file, guest, answers, scene.workspace) : [];
  for (const [index, vif] of vifs.entries()) {
    if (index > 0 && ownScript(vif) !== undefined) {
      notes.push(
        `${guest.name}: vif ${index + 1} names its script itself (${vif.script?.value}) and is left as it is.`,
      );
      continue;
    }
    edits.push(...vifEdits(file, vif, addresses[index] ?? DHCP, answers));
  }
  const what = `Give ${guest.name} a vif for ${modePairOf.get(answers.mode)?.title ?? answers.mode}`;
  const files: PlannedFile[] =
    edits.length === 0 ? [] : [{ uri: file.uri, path: shownPath(target, file.path), what, text: undefined, edits }];
  const own = scene.workspace.interfacesOf(file);
  if (!own) return { files: [...files, newGuestInterfaces(guest, addresses, scene.net, target)], notes };
  const changes = vifs.length === 0 ? deviceEdits(own, undefined, 0, guest.address, scene.net) : [];
  for (const [index, vif] of vifs.entries()) {
    if (index > 0 && ownScript(vif) !== undefined) continue;
    changes.push(...deviceEdits(own, guestDevice(own, file, vif), index, addresses[index] ?? DHCP, scene.net));
  }
  if (changes.length > 0)
    files.push({
      uri: own.uri,
      path: shownPath(target, own.path),
      what: `Set the address in the guest ${guest.name} itself`,
      text: undefined,
      edits: changes,
    });
  return { files, notes };
}

/** The first vif gets the address of the answers, each further one the next free address. */
function addressOf(vif: Vif, guest: PlannedGuest, { free }: Scene): string {
  if (vif.index === 0 || guest.address === DHCP) return guest.address;
  return free.next().value ?? guest.address;
}

function ownScript(vif: Vif): string | undefined {
  return vif.script?.value || undefined;
}

/** Whether the vif stands in the file as its toolstack reads it, so that a change of the text is a change of the vif. */
function isPlain(file: CfgFile, vif: Vif): boolean {
  return vif.spec.parts.every(
    (part) => file.text.slice(part.value.offset, part.value.end) === part.value.text && part.offset >= vif.offset,
  );
}

/** Adds a `vif` to a guest that has none, or a first entry to a list that is empty. */
function addVif(file: CfgFile, guest: PlannedGuest, answers: AdviceAnswers, workspace: Workspace): TextEdit[] {
  const words = [`mac=${newMac(guest.name, 0, workspace)}`];
  if (answers.toolstack === 'xl' && answers.mode === 'bridge') words.push(`bridge=${answers.bridge}`);
  if (guest.address !== DHCP) words.push(`ip=${guest.address}`);
  const list = `[ '${words.join(',')}' ]`;
  const value = file.facts.variables.get('vif')?.value;
  if (value) return [replace(file, value.span, list)];
  const eol = lineBreak(file.text);
  const gap = file.text === '' || file.text.endsWith('\n') ? '' : eol;
  return [insert(file, file.text.length, `${gap}vif = ${list}${eol}`)];
}

/** Makes a vif fit the mode: its `ip=`, and `bridge=` and `script=` where they speak for another mode. */
function vifEdits(file: CfgFile, vif: Vif, address: string, answers: AdviceAnswers): TextEdit[] {
  const { mode, toolstack } = answers;
  const edits: TextEdit[] = [];
  const added: string[] = [];
  const removed = new Set<string>();
  const emulated = toolstack === 'xm' && file.facts.kind !== 'pv';
  if (mode !== 'bridge' && vif.bridge && !emulated) removed.add('bridge');
  if (mode === 'bridge' && toolstack === 'xl' && vif.bridge?.value !== answers.bridge) {
    if (vif.bridge) edits.push(replace(file, vif.bridge, answers.bridge));
    else added.push(`bridge=${answers.bridge}`);
  }
  const script = modePairOf.get(mode)?.vifScript ?? '';
  if (vif.script && modeOfScript(vif.script.value.split(' ', 1)[0] ?? '') !== mode)
    edits.push(replace(file, vif.script, script));
  const [first] = vif.ips;
  const last = vif.ips.at(-1);
  if (address === DHCP && first) removed.add('ip');
  else if (first && last && !vif.ips.some((ip) => ip.value === address))
    edits.push(replace(file, { offset: first.offset, end: last.end }, address));
  else if (!first && address !== DHCP) added.push(`ip=${address}`);
  return [...edits, ...keyEdits(file, vif, removed, added)];
}

/** Takes `key=value` words out of a vif, with the comma that goes with each, and adds others at its end. */
function keyEdits(file: CfgFile, vif: Vif, removed: ReadonlySet<string>, added: readonly string[]): TextEdit[] {
  const { parts } = vif.spec;
  const goes = (part: SpecPart): boolean => removed.has(part.key?.text.trim() ?? '');
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return added.length > 0 ? [insert(file, vif.offset, added.join(','))] : [];
  if (parts.every(goes)) return [replace(file, { offset: first.offset, end: last.end }, added.join(','))];
  const kept = parts.findIndex((part) => !goes(part));
  const edits = parts.flatMap((part, index) => {
    if (!goes(part)) return [];
    // What stands before the first word that stays goes with the comma behind it, the rest with the comma before it.
    const span =
      index < kept
        ? { offset: part.offset, end: parts[index + 1]?.offset ?? part.end }
        : { offset: parts[index - 1]?.end ?? part.offset, end: part.end };
    return [remove(file, span)];
  });
  return added.length > 0 ? [...edits, insert(file, last.end, `,${added.join(',')}`)] : edits;
}

/** Makes the device of a guest's interfaces file have the address; options that are right, or about other things, stay. */
function deviceEdits(
  file: InterfacesFile,
  device: InterfaceDevice | undefined,
  index: number,
  address: string,
  net: Net,
): TextEdit[] {
  const { text } = file;
  const eol = lineBreak(text);
  if (!device) {
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
    return [insert(file, text.length, `${gap}${stanza(`eth${index}`, address, net, index === 0).join(eol)}${eol}`)];
  }
  const method = device.stanza.args[2];
  if (address === DHCP || !method) return [];
  const edits: TextEdit[] = [];
  if (device.method !== 'static') edits.push(replace(file, method, 'static'));
  const missing: string[] = [];
  const set = (
    name: string,
    there: { value: string; offset: number; end: number } | undefined,
    value: string,
  ): void => {
    if (!there) missing.push(`${name} ${value}`);
    else if (there.value !== value) edits.push(replace(file, there, value));
  };
  const dotted = device.netmask === undefined || device.netmask.value.includes('.');
  set('address', device.address, address);
  set('netmask', device.netmask, dotted ? net.mask : String(net.subnet.prefix));
  if (index === 0) set('gateway', device.gateway, net.gateway);
  for (const option of device.stanza.options) {
    const [word] = option.words;
    if (word && option.name.text === 'network') set('network', { ...word, value: word.text }, networkText(net));
    if (word && option.name.text === 'broadcast') set('broadcast', { ...word, value: word.text }, broadcastText(net));
  }
  if (missing.length > 0) {
    const indent = indentOf(device, text);
    const at = lineEnd(text, device.stanza.end);
    edits.push(insert(file, at, missing.map((line) => `${eol}${indent}${line}`).join('')));
  }
  return edits;
}

function networkText({ subnet }: Net): string {
  return formatAddress(4, subnet.network);
}

function broadcastText({ subnet }: Net): string {
  return formatAddress(4, lastAddress(subnet));
}
