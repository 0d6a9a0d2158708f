import type { NetworkMode } from '../../model/network.ts';
import { parseAddressAndPrefix, parseIprouteIpv4 } from '../../xen/addresses.ts';
import { addressLimits, scriptRows } from '../../xen/hotplug-scripts.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode } from './vifs.ts';

/** Text that is meant as an address and not as a host's name. */
const NUMERIC =
  /^[0-9.]+(?:\/[0-9.]*)?$|^[0-9a-fA-F]*:[0-9a-fA-F:./]*$|^\d{1,3}\.\d{1,3}\.(?:[\w.]*[;|&]|[\dolOIL]+\.[\dolOIL]+$)/;

/** What a template or a script still fills in. */
const TEMPLATE = /[${}<>@%*]/;

/** The address with digits for the letters that look like them, and without what somebody typed too much. */
function meant(text: string): string | undefined {
  const better = text
    .replaceAll(/[oO]/g, '0')
    .replaceAll(/[lI]/g, '1')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/[;|&]\s*/g, ' ')
    .replace(/\.$/, '')
    .replaceAll(/(^|\.)0+(?=\d)/g, '$1')
    .trim();
  return better !== text && better.split(' ').every((one) => parseAddressAndPrefix(one)) ? better : undefined;
}

export default defineRule({
  code: 'malformed-vif-ip',
  area: 'network',
  severity: 'warning',
  title: 'ip= is not an address',
  explanation:
    'Neither xl nor xend looks at the value of `ip=`; it goes to the hotplug script. vif-route and vif-nat hand it to `ip route add` and fail with ' +
    'that: the guest is torn down again. `ip` reads less than four numbers as if zeros followed (`10.0.0` is 10.0.0.0) and a leading 0 as octal ' +
    '(`010` is 8), so that the route leads elsewhere. vif-bridge and vif-openvswitch come up all the same: they use `ip=` only for a firewall ' +
    'rule, and the scripts of Debian not even for that.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.0.256,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.0.25,bridge=xenbr0\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'script=vif-route,ip=web.example.org\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'script=vif-route,ip=192.0.2.25\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      if (vif.ips.length === 0) continue;
      const mode = vifMode(file, vif, workspace);
      const limits = mode && addressLimits(mode.script);
      for (const ip of vif.ips) {
        if (TEMPLATE.test(ip.value)) continue;
        // vif-nat cuts off whatever follows the slash.
        const text = limits?.prefix === 'dropped' ? (ip.value.split('/', 1)[0] ?? '') : ip.value;
        if (parseAddressAndPrefix(text) || !(limits || NUMERIC.test(text))) continue;
        const message = mode && limits ? routedMessage(text, mode.script) : plainMessage(text, mode);
        if (!message) continue;
        yield {
          span: { offset: ip.offset, end: ip.end },
          message,
          fixes: () => {
            const better = meant(ip.value);
            return better === undefined
              ? []
              : [fixBy(`Write ${better}`, replace(file, ip, better), { preferred: true })];
          },
        };
      }
    }
  },
});

/** Of an address that a script makes a route of; undefined where `ip` reads what was meant. */
function routedMessage(text: string, script: string): string | undefined {
  const [host = '', ...rest] = text.split('/');
  const read = rest.length === 0 ? parseIprouteIpv4(host) : undefined;
  if (!read)
    return `"${text}" is not an IPv4 address: ip refuses it, ${script} fails and the guest is torn down again. Write four numbers from 0 to 255.`;
  const plain = host
    .split('.')
    .map((part) => String(Number(part)))
    .join('.');
  return plain === read.text
    ? undefined
    : `ip reads "${text}" as ${read.text}: ${script} makes a route to that address, and the guest is not reached at another one. Write the four numbers in full, without leading zeros.`;
}

function plainMessage(text: string, mode: { readonly mode: NetworkMode; readonly script: string } | undefined): string {
  const advice = 'Write four numbers from 0 to 255, or an IPv6 address.';
  if (mode && scriptRows(mode.script).length > 0)
    return `"${text}" is not an IP address: ${mode.script} comes up all the same, but no firewall rule can be made of it. ${advice}`;
  if (mode) return `"${text}" is not an IP address: ${mode.script} cannot use it as one. ${advice}`;
  return `"${text}" is not an IP address: vif-route and vif-nat fail on it and the guest is torn down again; vif-bridge comes up without a firewall rule for it. ${advice}`;
}
