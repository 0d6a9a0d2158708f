import type { Located, Vif } from '../../model/guest.ts';
import type { VifMode } from '../../model/network.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { formatSubnet, type IpAddress, parseAddressAndPrefix, subnetOf } from '../../xen/addresses.ts';
import { type AddressLimits, addressLimits } from '../../xen/hotplug-scripts.ts';
import { fixBy, remove, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'vif-ip-for-script',
  area: 'network',
  severity: 'warning',
  title: 'ip= that the hotplug script of the vif cannot use',
  explanation:
    'vif-route and vif-nat make a route to the guest of each `ip=`, and a command that fails ends the script: the guest is torn down again. ' +
    'vif-route gives the route the IPv4 address of dom0 as its source, so an IPv6 address fails; a network (`192.0.2.16/29`) is a route of its own ' +
    'and must have no host bits; the same address twice fails with "File exists". vif-nat takes one IPv4 address. It gives dom0 the address with ' +
    '127 added to the last number, so that number may be 128 at most: 10.0.0.200 would make it 10.0.0.327. vif-bridge and vif-openvswitch make no ' +
    'routes and take any addresses.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-nat,ip=10.0.0.200\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-nat,ip=10.0.0.100\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10 2001:db8::10\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.10\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.18/29\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.16/29\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.16/29\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const mode = vif.ips.length > 0 ? vifMode(file, vif, workspace) : undefined;
      const limits = mode && addressLimits(mode.script);
      if (!mode || !limits) continue;
      const chosen = mode.place.uri === file.uri ? [] : [{ ...mode.place, message: `${mode.script} is chosen here` }];
      const seen = new Set<string>();
      for (const [index, ip] of vif.ips.entries()) {
        const problem = problemOf(ip, index, seen, limits, mode, file, vif);
        if (!problem) continue;
        yield {
          span: { offset: ip.offset, end: ip.end },
          message: problem.message,
          related: chosen,
          fixes: () => problem.fixes ?? [],
        };
      }
    }
  },
});

interface Problem {
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

const TORN = 'fails and the guest is torn down again';

/** What the script cannot do with one address; undefined where it comes up, or where the text is no address at all. */
function problemOf(
  ip: Located<string>,
  index: number,
  seen: Set<string>,
  limits: AddressLimits,
  { script }: VifMode,
  file: CfgFile,
  vif: Vif,
): Problem | undefined {
  const text = limits.prefix === 'dropped' ? (ip.value.split('/', 1)[0] ?? '') : ip.value;
  if (limits.most !== undefined && index >= limits.most)
    return {
      message: vif.ips[0]?.value.includes('/')
        ? `${script} takes one address only and cuts off everything after the first slash: no route leads to ${ip.value}. Leave one address, or give the guest a second vif.`
        : `${script} takes one address only: with ${ip.value} as a second one ip route add is refused, the script ${TORN}. Leave one address, or give the guest a second vif.`,
      fixes: removal(file, vif, index),
    };
  const parsed = parseAddressAndPrefix(text);
  if (!parsed) return undefined;
  const { address, prefix } = parsed;
  if (!limits.families.includes(address.family))
    return {
      message: `${script} is for IPv4 only: it makes the route to ${ip.value} with an IPv4 address of dom0 as source, ${TORN}. Remove it, and route IPv6 by a script of your own.`,
      fixes: vif.ips.length > 1 ? removal(file, vif, index) : [],
    };
  const last = Number(address.value & 0xffn);
  if (limits.lastNumber !== undefined && last > limits.lastNumber)
    return {
      message: `${script} gives dom0 the address of the guest with 127 added to its last number: ${address.text.replace(/\d+$/, String(last + 127))} is not an address, the script ${TORN}. Use an address whose last number is at most ${limits.lastNumber}.`,
    };
  if (limits.prefix !== 'network') return undefined;
  const route = prefix === undefined ? address.text : `${address.text}/${prefix}`;
  const network = prefix === undefined ? undefined : subnetOf(address, prefix);
  if (network && network.network !== address.value)
    return {
      message: `${ip.value} is an address with host bits, and ip takes a route only to a network: ${script} ${TORN}. Write ${formatSubnet(network)} for the network, or ${address.text} for the guest alone.`,
      fixes: networkFixes(file, ip, formatSubnet(network), address),
    };
  if (seen.has(route))
    return {
      message: `${ip.value} stands twice in this ip=: the second route to it is refused ("File exists"), ${script} ${TORN}. Remove one.`,
      fixes: removal(file, vif, index),
    };
  seen.add(route);
  return undefined;
}

function networkFixes(file: CfgFile, ip: Located<string>, network: string, address: IpAddress): Fix[] {
  if (ip.end - ip.offset !== ip.value.length) return [];
  return [
    fixBy(`Route the network ${network}`, replace(file, ip, network), { preferred: true }),
    fixBy(`Route ${address.text} alone`, replace(file, ip, address.text)),
  ];
}

/** Takes one address of several away, with the blanks beside it. */
function removal(file: CfgFile, vif: Vif, index: number): Fix[] {
  const ip = vif.ips[index];
  const before = vif.ips[index - 1];
  const after = vif.ips[index + 1];
  if (!ip || ip.end - ip.offset !== ip.value.length) return [];
  const span = before ? { offset: before.end, end: ip.end } : { offset: ip.offset, end: after ? after.offset : ip.end };
  return [fixBy(`Remove ${ip.value}`, remove(file, span), { preferred: true })];
}
