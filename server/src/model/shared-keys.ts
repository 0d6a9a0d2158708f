/**
 * What a file shares with others, as keys of the workspace's index: two files with a key in common may contradict
 * each other, so when one changes the other is checked again.
 */
import type { CfgTree } from '../syntax/cfg/tree.ts';
import type { Span } from '../syntax/span.ts';
import { parseKernelIp } from '../syntax/spec/kernel-command-line.ts';
import { parseAddress, parseAddressAndPrefix, parseMac } from '../xen/addresses.ts';
import { pciDevicesOf, vncDisplayOf } from './devices.ts';
import { disksOf, writtenPath } from './disks.ts';
import { stringOf } from './guest.ts';
import { dirname, resolvePath, stem } from './paths.ts';
import type { CfgFile, InterfacesFile, SourceFile } from './source-file.ts';

/** `# xen-config: interfaces PATH` in a domU file names the guest's own interfaces file. */
const INTERFACES_COMMENT = /^#\s*xen-config:\s*interfaces\s+(\S+)\s*$/;

/** Keys that make other files worth a second look when this one changes. */
export function sharedKeys(file: SourceFile): ReadonlySet<string> {
  if (file.template) return new Set();
  if (file.language === 'xen-cfg') return guestKeys(file);
  if (file.language === 'xen-interfaces') return interfacesKeys(file);
  return new Set();
}

function guestKeys(file: CfgFile): Set<string> {
  const keys = new Set<string>();
  for (const name of guestNames(file)) keys.add(`guest:${name}`);
  if (file.facts.name) keys.add(`name:${file.facts.name.value}`).add(`serves:${file.facts.name.value}`);
  for (const vif of file.facts.vifs) {
    const mac = vif.mac && parseMac(vif.mac.value);
    // A guest that serves others is one of their number here: what its file says decides whether they work.
    for (const part of vif.spec.parts) if (part.key?.text === 'backend') keys.add(`serves:${part.value.text}`);
    if (mac) keys.add(`mac:${mac}`);
    for (const ip of vif.ips) {
      const parsed = parseAddressAndPrefix(ip.value);
      if (parsed) keys.add(`ip:${parsed.address.text}`);
    }
  }
  const uuid = stringOf(file.facts.variables, 'uuid');
  if (uuid?.value) keys.add(`uuid:${uuid.value.toLowerCase()}`);
  for (const key of deviceKeys(file)) keys.add(key);
  for (const address of ownAddresses(file)) keys.add(`ip:${address}`);
  const named = interfacesComment(file);
  if (named) keys.add(`interfaces:${named}`);
  return keys;
}

/** Host devices that only one guest at a time can have. */
function* deviceKeys(file: CfgFile): Generator<string> {
  const { variables } = file.facts;
  const { toolstack } = file.toolstack;
  for (const disk of disksOf(variables, toolstack).disks) {
    const path = writtenPath(disk, toolstack);
    if (path) yield `disk:${path}`;
  }
  for (const device of pciDevicesOf(variables)) {
    const { address } = device.spec;
    if (address) yield `pci:${address.domain}:${address.bus}:${address.device}`;
  }
  const display = vncDisplayOf(variables);
  if (display) yield `vnc:${display.value}`;
}

/** The addresses that the guest is given on its kernel's command line, or by xm's `ip=` key. */
function* ownAddresses(file: CfgFile): Generator<string> {
  const { variables } = file.facts;
  for (const key of ['extra', 'root', 'cmdline']) {
    const value = variables.get(key)?.value;
    const client = value?.kind === 'string' ? parseKernelIp(value.text)?.client : undefined;
    const address = client && parseAddress(client.text);
    if (address) yield address.text;
  }
  const own = stringOf(variables, 'ip');
  const address = own && parseAddressAndPrefix(own.value)?.address;
  if (address) yield address.text;
}

function interfacesKeys(file: InterfacesFile): Set<string> {
  const keys = new Set<string>([`interfaces:${file.path}`]);
  // Not for NAME.interfaces: of these there may be thousands in one folder, and no source line means them.
  if (!file.path.endsWith('.interfaces')) keys.add(`folder:${dirname(file.path)}`);
  for (const device of file.facts.devices) {
    const address = device.address && parseAddress(device.address.value);
    if (address && device.name.value !== 'lo') keys.add(`ip:${address.text}`);
  }
  for (const segment of guestSegments(file.path)) keys.add(`segment:${segment}`);
  return keys;
}

/** The names under which a guest's interfaces file may be filed: the name it sets, and its file's. */
export function guestNames(file: CfgFile): readonly string[] {
  const names = [stem(file.path)];
  const own = file.facts.name?.value;
  if (own && own !== names[0]) names.unshift(own);
  return names;
}

/** The parts of an interfaces file's path that may be a guest's name, the nearest to the file first. */
export function guestSegments(path: string): readonly string[] {
  if (path.endsWith('.interfaces')) return [stem(path)];
  const parts = dirname(path).split('/').filter(Boolean);
  return parts.reverse().filter((part) => part !== 'etc' && part !== 'network' && part !== 'interfaces.d');
}

/** The absolute path that a domU file's comment names as the guest's interfaces file. */
export function interfacesComment(file: CfgFile): string | undefined {
  const span = interfacesCommentSpan(file);
  return span && resolvePath(dirname(file.path), file.text.slice(span.offset, span.end));
}

const commentSpans = new WeakMap<CfgTree, Span | null>();

/** Where that path is written; looked for once a version, for every vif asks. */
export function interfacesCommentSpan(file: CfgFile): Span | undefined {
  let span = commentSpans.get(file.tree);
  if (span === undefined) {
    span = findInterfacesComment(file);
    commentSpans.set(file.tree, span);
  }
  return span ?? undefined;
}

function findInterfacesComment(file: CfgFile): Span | null {
  for (const comment of file.tree.comments) {
    const text = file.text.slice(comment.offset, Math.min(comment.end, comment.offset + 500));
    const path = INTERFACES_COMMENT.exec(text)?.[1];
    if (path === undefined) continue;
    const end = comment.offset + text.trimEnd().length;
    return { offset: end - path.length, end };
  }
  return null;
}
