/** What an xl host needs for a mode: xl sets nothing up itself, so dom0's interfaces file does, and xl.conf names the script. */

import type { InterfaceDevice } from '../../model/interfaces.ts';
import { COMMAND_OPTIONS } from '../../model/interfaces.ts';
import type { InterfacesFile, XlConfFile } from '../../model/source-file.ts';
import { lineEnd, lineStart } from '../../rules/check.ts';
import { insert, replace } from '../../rules/edits.ts';
import type { TextEdit } from '../../rules/rule.ts';
import { shell } from '../../syntax/shell.ts';
import { netmask, parseSubnet } from '../../xen/addresses.ts';
import { modePairOf } from '../../xen/network-modes.ts';
import { outerDevice } from './defaults.ts';
import { dom0Interfaces, shownPath, uriAt, xenFolder } from './target.ts';
import { type AdviceAnswers, type AdviceTarget, DHCP, type PlannedFile } from './types.ts';

/** dom0's interfaces file and xl.conf, created or changed where they need to be. */
export function xlPlan(answers: AdviceAnswers, target: AdviceTarget): PlannedFile[] {
  return [...interfacesPlan(answers, target), ...xlConfPlan(answers, target)];
}

const WHAT: Readonly<Record<AdviceAnswers['mode'], string>> = {
  bridge: 'Make the bridge that guests join',
  nat: "Forward the guests' packets and translate their addresses",
  route: "Forward the guests' packets and answer for their addresses",
};

function interfacesPlan(answers: AdviceAnswers, target: AdviceTarget): PlannedFile[] {
  const file = target.host.interfaces;
  const what = WHAT[answers.mode];
  if (!file) {
    const path = dom0Interfaces(target);
    const text = newInterfaces(answers);
    return [{ uri: uriAt(target, path), path: shownPath(target, path), what, text, edits: [] }];
  }
  const edits = answers.mode === 'bridge' ? bridgeEdits(file, answers) : forwardEdits(file, answers);
  return edits.length === 0
    ? []
    : [{ uri: file.uri, path: shownPath(target, file.path), what, text: undefined, edits }];
}

function newInterfaces(answers: AdviceAnswers): string {
  const head = `# dom0's own network.
auto lo
iface lo inet loopback
`;
  if (answers.mode === 'bridge')
    return `${head}
# The card has no address any more: it is a port of the bridge, and the bridge has the address.
iface ${answers.card} inet manual

auto ${answers.bridge}
${addressed(answers.bridge, answers)}    bridge_ports ${answers.card}
`;
  return `${head}
auto ${answers.card}
${addressed(answers.card, answers)}${forwarding(answers.card, answers)
  .map((line) => `    ${line}\n`)
  .join('')}`;
}

function addressed(device: string, { lan, gateway, dom0 }: AdviceAnswers): string {
  if (dom0 === DHCP) return `iface ${device} inet dhcp\n`;
  const mask = netmask(parseSubnet(lan)?.prefix ?? 24);
  return `iface ${device} inet static
    address ${dom0}
    netmask ${mask}
    gateway ${gateway}
`;
}

/** The commands that make dom0 forward for its guests as long as the device is up. */
export function forwarding(device: string, { mode, subnet }: AdviceAnswers): string[] {
  const forward = 'post-up sysctl -w net.ipv4.ip_forward=1';
  if (mode === 'route') return [forward, shell`post-up sysctl -w ${`net.ipv4.conf.${sysctlName(device)}.proxy_arp=1`}`];
  const rule = shell`POSTROUTING -s ${subnet} -o ${device} -j MASQUERADE`;
  return [forward, `post-up iptables -t nat -A ${rule}`, `pre-down iptables -t nat -D ${rule}`];
}

/** sysctl takes a dot in a device's name (eth0.100) for a separator unless it is written as a slash (sysctl(8)). */
export function sysctlName(device: string): string {
  return device.replaceAll('.', '/');
}

/**
 * Moves the card's stanza to the bridge: the address stays where it is written, only the device of the stanza changes.
 * Nothing is to do where the file makes the bridge already.
 */
function bridgeEdits(file: InterfacesFile, answers: AdviceAnswers): TextEdit[] {
  const { bridge, card } = answers;
  if (file.facts.bridges.some((one) => one.value === bridge)) return [];
  const { text } = file;
  const eol = lineBreak(text);
  const stanzas = file.facts.devices.filter((device) => device.name.value === card);
  const main = stanzas.find((device) => device.family === 'inet');
  if (!main)
    return [appended(file, [`auto ${bridge}`, ...lines(addressed(bridge, answers)), `    bridge_ports ${card}`])];
  if (main.method === 'manual')
    return [appended(file, [`auto ${bridge}`, ...lines(addressed(bridge, answers)), `    bridge_ports ${card}`])];
  const edits: TextEdit[] = [
    insert(file, lineStart(text, stanzas[0]?.offset ?? 0), `iface ${card} inet manual${eol}${eol}`),
  ];
  edits.push(insert(file, lineEnd(text, main.stanza.end), `${eol}${indentOf(main, text)}bridge_ports ${card}`));
  for (const device of stanzas) edits.push(replace(file, device.name, bridge));
  return [...edits, ...startEdits(file, card, bridge)];
}

/** The bridge comes up at boot: `auto` for it, in place of its card's. */
function startEdits(file: InterfacesFile, card: string, bridge: string): TextEdit[] {
  const autos = file.tree.stanzas.filter((stanza) => stanza.keyword.text === 'auto').flatMap((stanza) => stanza.args);
  if (autos.some((word) => word.text === bridge)) return [];
  const own = autos.find((word) => word.text === card);
  if (own) return [replace(file, own, bridge)];
  const first = file.tree.stanzas.find((stanza) => stanza.args[0]?.text === card);
  return [insert(file, first ? lineStart(file.text, first.offset) : 0, `auto ${bridge}${lineBreak(file.text)}`)];
}

/**
 * Adds the forwarding commands to the stanza of the device that leads outside, those that no stanza has yet. With routing,
 * a rule that translates the guests' addresses is commented out: it would hide what shall be seen.
 */
function forwardEdits(file: InterfacesFile, answers: AdviceAnswers): TextEdit[] {
  const named = file.facts.devices.find((one) => one.name.value === answers.card && one.family === 'inet');
  const device = named ?? outerDevice(file);
  if (!device) return [appended(file, [`auto ${answers.card}`, ...lines(newStanza(answers))])];
  const present = file.facts.devices.flatMap((one) =>
    one.stanza.options.filter((option) => COMMAND_OPTIONS.has(option.name.text)),
  );
  const has = (line: string): boolean =>
    present.some((option) => SIGNS.some((sign) => sign.test(line) && sign.test(option.value)));
  const missing = forwarding(device.name.value, answers).filter((line) => !has(line));
  const edits = answers.mode === 'route' ? present.filter((one) => translates(one.value, answers)) : [];
  const eol = lineBreak(file.text);
  const indent = indentOf(device, file.text);
  const added = missing.map((line) => `${eol}${indent}${line}`).join('');
  return [
    ...edits.map((option) => insert(file, option.offset, '#')),
    ...(missing.length > 0 ? [insert(file, lineEnd(file.text, device.stanza.end), added)] : []),
  ];
}

function translates(command: string, { subnet }: AdviceAnswers): boolean {
  return /\bMASQUERADE\b|\bSNAT\b/.test(command) && command.includes(subnet);
}

/** What a command is recognised by, however it is written. */
const SIGNS = [/ip_forward/, /proxy_arp/, /MASQUERADE/];

function newStanza(answers: AdviceAnswers): string {
  const commands = forwarding(answers.card, answers).map((line) => `    ${line}\n`);
  return `${addressed(answers.card, answers)}${commands.join('')}`;
}

function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}

function appended(file: InterfacesFile, added: readonly string[]): TextEdit {
  const { text } = file;
  const eol = lineBreak(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
  return insert(file, text.length, `${gap}${added.join(eol)}${eol}`);
}

/** The blanks before the first option of the stanza. */
export function indentOf(device: InterfaceDevice, text: string): string {
  const option = device.stanza.options[0];
  if (!option) return '    ';
  const before = text.slice(lineStart(text, option.offset), option.offset);
  return before.trim() === '' ? before : '    ';
}

export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The defaults that a mode wants from xl.conf(5). */
function xlDefaults({ mode, bridge, card }: AdviceAnswers): [string, string][] {
  const script: [string, string] = ['vif.default.script', modePairOf.get(mode)?.vifScript ?? ''];
  if (mode === 'bridge') return [script, ['vif.default.bridge', bridge]];
  return mode === 'route' ? [script, ['vif.default.gatewaydev', card]] : [script];
}

/** Old names of the defaults that xl still reads. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'vif.default.script': 'vifscript',
  'vif.default.bridge': 'defaultbridge',
};

function xlConfPlan(answers: AdviceAnswers, target: AdviceTarget): PlannedFile[] {
  const file = target.host.xlConf;
  const what = 'Tell xl which script and device guests use unless their file says otherwise';
  const wanted = xlDefaults(answers);
  if (!file) {
    const path = `${xenFolder(target)}/xl.conf`;
    const said = wanted.map(([key, value]) => `${key}="${value}"\n`).join('');
    const text = `# What guests get unless their own file says otherwise.\n${said}`;
    return [{ uri: uriAt(target, path), path: shownPath(target, path), what, text, edits: [] }];
  }
  const edits = wanted.flatMap(([key, value]) => setDefault(file, key, value));
  const path = shownPath(target, file.path);
  return edits.length === 0 ? [] : [{ uri: file.uri, path, what, text: undefined, edits }];
}

function setDefault(file: XlConfFile, key: string, value: string): TextEdit[] {
  const { variables } = file.facts;
  const variable = variables.get(key) ?? variables.get(OLD_NAMES[key] ?? '');
  if (variable?.value.kind === 'string') {
    return variable.value.text.text === value ? [] : [replace(file, variable.value.span, `"${value}"`)];
  }
  const { text } = file;
  const eol = lineBreak(text);
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return [insert(file, text.length, `${gap}${key}="${value}"${eol}`)];
}
