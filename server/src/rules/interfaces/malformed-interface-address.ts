import type { InterfaceDevice } from '../../model/interfaces.ts';
import { optionOf } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import type { InterfacesOption } from '../../syntax/interfaces/tree.ts';
import type { Span } from '../../syntax/span.ts';
import { formatAddress, netmask as maskOf, parseAddress, parsePrefix } from '../../xen/addresses.ts';
import { fixBy, remove, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { DOM0_FILE, isPlaceholder, isStatic, span } from './devices.ts';

export default defineRule({
  code: 'malformed-interface-address',
  area: 'interfaces',
  severity: 'error',
  title: 'Malformed address, mask or gateway',
  explanation:
    'ifup hands `address`, `netmask` and `gateway` to `ip addr add` and `ip route add`, which refuse what is no address: the interface ' +
    'stays down, or comes up without its route. IPv4 addresses have four parts of 0 to 255; a mask is a number of bits, or dotted with all ' +
    'ones in front. Values that a template fills in are left alone.',
  examples: [
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.300/24\n' },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.30/24\n' },
    },
    {
      bad: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.3\n    netmask 255.0.255.0\n' },
      good: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.3\n    netmask 255.255.255.0\n' },
      fixed: { [DOM0_FILE]: 'auto eth0\niface eth0 inet static\n    address 192.0.2.3\n    netmask 255.255.255.0\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file) {
    const seen = new Set<InterfacesOption>();
    for (const device of file.facts.devices) {
      if (!isStatic(device)) continue;
      const family = device.family === 'inet' ? 4 : 6;
      for (const name of ['address', 'gateway', 'netmask'] as const) {
        const option = optionOf(device, name);
        const word = option?.words[0];
        const isHexMask = name === 'netmask' && /^0x[\da-f]+$/i.test(word?.text ?? '');
        if (!option || !word || seen.has(option) || (isPlaceholder(option.value) && !isHexMask)) continue;
        seen.add(option);
        const fault =
          name === 'netmask'
            ? maskFault(word.text, family)
            : addressFault(name, textOf(word.text, name, device, family), family);
        if (!fault) continue;
        // An IPv4 route through an IPv6 neighbour exists; it is hardly ever meant.
        const isTaken =
          option.words.length === 1 && name === 'gateway' && family === 4 && parseAddress(word.text)?.family === 6;
        yield {
          span: span(word) satisfies Span,
          message: isTaken
            ? `${word.text} is an IPv6 address: the default route of IPv4 goes through an IPv6 neighbour. Use iface … inet6 if the gateway of IPv6 is meant.`
            : fault,
          ...(isTaken ? { severity: 'information' as const } : {}),
          fixes: () => repairs(file, device, option, family),
        };
      }
    }
  },
});

function addressFault(name: 'address' | 'gateway', value: string, family: 4 | 6): string | undefined {
  const slash = value.indexOf('/');
  const text = slash < 0 ? value : value.slice(0, slash);
  const outcome = name === 'address' ? 'the interface gets no address' : 'the default route is not set';
  if (name === 'gateway' && slash >= 0)
    return `${value} has a prefix length, a gateway is an address alone: ${outcome}. Write ${text}.`;
  const address = parseAddress(text);
  // Gateways by keyword or zone (fe80::1%eth0) are for the programs behind ifup to judge.
  if (name === 'gateway' && !address && /^[a-z]+$|^fe80:/i.test(text)) return undefined;
  if (value === '=') return `${name} is written without =: ${outcome}. Remove the =.`;
  if (!address && name === 'gateway' && /^\d+(?:\.\d+){1,2}$/.test(text))
    return `${text} is short for an address that ends in zeros: ${outcome}, or goes where no router is. Write all four numbers.`;
  if (!address) return `${text} is no IPv${family} address: ${outcome}. Correct it.`;
  if (address.family !== family) {
    const right = family === 4 ? 'inet6' : 'inet';
    return `${text} is an IPv${address.family} address in a stanza of IPv${family}: ${outcome}. Use iface … ${right}.`;
  }
  // Of the length behind an IPv4 address ifup reads the digits in front.
  const length = family === 4 ? value.slice(slash + 1).replace(/^(\d{1,2})(?![\d.]).*$/, '$1') : value.slice(slash + 1);
  return slash < 0 ? undefined : maskFault(length, family);
}

function maskFault(value: string, family: 4 | 6): string | undefined {
  if ((isPlaceholder(value) && !/^0x[\da-f]+$/i.test(value)) || parsePrefix(value, family) !== undefined)
    return undefined;
  if (value === '=') return 'netmask is written without =: the interface gets no address. Remove the =.';
  const range = family === 4 ? 'bits from 0 to 32 or a dotted mask such as 255.255.255.0' : 'bits from 0 to 128';
  return `${value === '' ? 'Nothing after the /' : value} is not a mask of IPv${family}: the interface comes up with another subnet or not at all. Give ${range}.`;
}

/** What the value was meant to be, where it tells. */
function repairs(file: InterfacesFile, device: InterfaceDevice, option: InterfacesOption, family: 4 | 6): Fix[] {
  const [word, next] = option.words;
  if (!word) return [];
  if (word.text === '=')
    return next
      ? [fixBy('Remove the =', remove(file, { offset: word.offset, end: next.offset }), { preferred: true })]
      : [];
  const isMask = option.name.text === 'netmask';
  const slash = isMask ? -1 : word.text.indexOf('/');
  const [head, tail] = slash < 0 ? [word.text, undefined] : [word.text.slice(0, slash), word.text.slice(slash + 1)];
  const address = isMask ? undefined : parseAddress(head);
  if (address && address.family !== family) {
    const kind = device.stanza.args[1];
    const right = address.family === 4 ? 'inet' : 'inet6';
    return kind
      ? [fixBy(`Use iface ${device.name.value} ${right}`, replace(file, kind, right), { preferred: true })]
      : [];
  }
  const newHead = isMask ? meantMask(head, family) : address ? head : meantAddress(head, family);
  const newTail = option.name.text === 'gateway' || tail === undefined ? undefined : meantMask(tail, family);
  if (newHead === undefined || (tail !== undefined && newTail === undefined && option.name.text !== 'gateway'))
    return [];
  const written = newTail === undefined ? newHead : `${newHead}/${newTail}`;
  return [fixBy(`Write ${written}`, replace(file, word, written))];
}

/** Slips of the keyboard in an address: commas for dots, dots twice, letters that look like digits. */
function meantAddress(text: string, family: 4 | 6): string | undefined {
  if (family !== 4) return undefined;
  const plain = text
    .replaceAll(/[oO]/g, '0')
    .replaceAll(/[lI]/g, '1')
    .replaceAll(/[.,;:]+/g, '.')
    .replaceAll(/^\.|\.$/g, '');
  return parseAddress(plain)?.family === 4 ? plain : undefined;
}

/** A mask with the holes between its ones filled, or turned round where it is a wildcard such as 0.0.0.255. */
function meantMask(text: string, family: 4 | 6): string | undefined {
  if (parsePrefix(text, family) !== undefined) return text;
  const plain = meantAddress(text, family);
  const value = plain === undefined ? undefined : parseAddress(plain)?.value;
  if (value === undefined || value === 0n) return undefined;
  const turned = parsePrefix(formatAddress(4, value ^ 0xffffffffn));
  if (turned !== undefined && turned > 0) return maskOf(turned);
  let prefix = 32;
  while (((value >> BigInt(32 - prefix)) & 1n) === 0n) prefix--;
  return prefix <= 30 ? maskOf(prefix) : undefined;
}

/** What counts of the value: where a mask is given, ifup drops a length behind an IPv6 address. */
function textOf(value: string, name: string, device: InterfaceDevice, family: 4 | 6): string {
  const slash = value.indexOf('/');
  return slash > 0 && name === 'address' && family === 6 && optionOf(device, 'netmask') ? value.slice(0, slash) : value;
}
