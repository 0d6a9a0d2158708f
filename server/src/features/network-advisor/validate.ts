/** Says which answer makes no set-up, before anything is written. */
import { fitsVifNat } from '../../model/free-addresses.ts';
import {
  contains,
  formatAddress,
  type IpAddress,
  parseAddress,
  parseSubnet,
  type Subnet,
  subnetsOverlap,
  usableRange,
} from '../../xen/addresses.ts';
import { type AdviceAnswers, type AnswerFault, type AnswerName, DHCP } from './types.ts';

/** What an answer is asked for, in the order of asking. */
export interface AnswerField {
  readonly name: AnswerName;
  readonly prompt: string;
}

const CARD = { name: 'card', prompt: 'The network card of dom0 that leads outside, such as eth0' } as const;
const LAN = { name: 'lan', prompt: 'The existing LAN, as network/bits, such as 192.168.0.0/24' } as const;
const GATEWAY = { name: 'gateway', prompt: 'The gateway of that LAN' } as const;
const DOM0 = { name: 'dom0', prompt: "dom0's own address on the LAN, or dhcp" } as const;
const SUBNET = { name: 'subnet', prompt: "The guests' own subnet, such as 10.0.0.0/24" } as const;
const BEHIND = {
  name: 'guestGateway',
  prompt: 'The gateway that the guests name: any address of their subnet, dom0 answers for it',
} as const;
const GUESTS = { name: 'guests', prompt: 'The guests, as NAME=ADDRESS with commas between them' } as const;

/** The few addresses that a mode needs, and nothing that it does not. */
export function answerFields({ mode, toolstack }: Pick<AdviceAnswers, 'mode' | 'toolstack'>): readonly AnswerField[] {
  const xl = toolstack === 'xl';
  if (mode === 'bridge') {
    const guests = { ...GUESTS, prompt: `${GUESTS.prompt}; dhcp for an address by DHCP` };
    const bridge = { name: 'bridge', prompt: 'The name of the bridge' } as const;
    return xl ? [CARD, bridge, LAN, GATEWAY, DOM0, guests] : [LAN, GATEWAY, guests];
  }
  if (mode === 'nat') return xl ? [CARD, LAN, GATEWAY, DOM0, SUBNET, BEHIND, GUESTS] : [CARD, SUBNET, BEHIND, GUESTS];
  return [CARD, LAN, GATEWAY, { ...DOM0, prompt: "dom0's own address on the LAN" }, SUBNET, BEHIND, GUESTS];
}

/** The first answer at fault among those that the mode needs; undefined when all are in order. */
export function answerFault(answers: AdviceAnswers): AnswerFault | undefined {
  for (const { name } of answerFields(answers)) {
    const message = CHECKS[name](answers);
    if (message !== undefined) return { field: name, message };
  }
  return undefined;
}

const CHECKS: Readonly<Record<AnswerName, (answers: AdviceAnswers) => string | undefined>> = {
  card: ({ card }) => deviceFault(card),
  bridge: ({ bridge, card }) =>
    bridge === card ? 'The bridge needs a name of its own, not that of its card.' : deviceFault(bridge),
  lan: ({ lan }) => subnetFault(lan),
  gateway: ({ lan, gateway }) => hostFault(gateway, parseSubnet(lan)),
  dom0: ({ mode, lan, gateway, dom0 }) => {
    if (dom0 === DHCP)
      return mode === 'route'
        ? "The gateway's route to the guests leads through dom0: give dom0 an address that stays the same."
        : undefined;
    if (dom0 === gateway) return `${dom0} is the gateway's address already.`;
    return hostFault(dom0, parseSubnet(lan));
  },
  subnet: ({ mode, toolstack, lan, subnet }) => {
    const outside = mode === 'route' || toolstack === 'xl' ? parseSubnet(lan) : undefined;
    const own = parseSubnet(subnet);
    if (own && outside && subnetsOverlap(own, outside))
      return `${subnet} and the LAN ${lan} have addresses in common: dom0 could not tell guests and LAN apart.`;
    return subnetFault(subnet);
  },
  guestGateway: ({ subnet, guestGateway }) => hostFault(guestGateway, parseSubnet(subnet)),
  guests: guestsFault,
};

function deviceFault(name: string): string | undefined {
  return /^[A-Za-z][\w.-]{0,14}$/.test(name) ? undefined : `"${name}" is no name of a network device.`;
}

function subnetFault(text: string): string | undefined {
  const subnet = parseSubnet(text);
  if (!subnet) return `"${text}" is no subnet. Write network/bits, such as 192.168.0.0/24.`;
  if (subnet.family === 6) return 'The set-up is written for IPv4. Add IPv6 addresses to it afterwards.';
  return subnet.prefix >= 8 && subnet.prefix <= 30
    ? undefined
    : `A subnet of /${subnet.prefix} cannot hold a network of guests.`;
}

function hostFault(text: string, subnet: Subnet | undefined): string | undefined {
  const address = parseAddress(text);
  if (!address) return `"${text}" is no address.`;
  return subnet && outsideFault(address, subnet);
}

function outsideFault(address: IpAddress, subnet: Subnet): string | undefined {
  const { first, last } = usableRange(subnet);
  if (contains(subnet, address) && address.value >= first && address.value <= last) return undefined;
  return `${address.text} is none of the addresses ${formatAddress(subnet.family, first)} to ${formatAddress(subnet.family, last)}.`;
}

function guestsFault(answers: AdviceAnswers): string | undefined {
  const { mode, guests } = answers;
  const subnet = parseSubnet(mode === 'bridge' ? answers.lan : answers.subnet);
  const seen = new Map([[mode === 'bridge' ? answers.gateway : answers.guestGateway, "the gateway's"]]);
  if (answerFields(answers).some((field) => field.name === 'dom0')) seen.set(answers.dom0, "dom0's");
  const names = new Set<string>();
  if (guests.length === 0) return 'Name at least one guest, such as vm01=10.0.0.1.';
  for (const { name, address } of guests) {
    if (!/^[A-Za-z0-9][\w.+-]*$/.test(name))
      return `"${name}" is no name for a guest. Use letters, digits, and . _ + -.`;
    if (names.has(name)) return `There are two guests called ${name}.`;
    names.add(name);
    if (address === DHCP && mode === 'bridge') continue;
    const fault = hostFault(address, subnet);
    if (fault) return `${name}: ${fault}`;
    const owner = seen.get(address);
    if (owner) return `${name}: ${address} is ${owner} address already.`;
    seen.set(address, `${name}'s`);
    if (mode === 'nat' && !fitsVifNat(address))
      return `${name}: in NAT mode the last number of a guest's address is at most 127, since vif-nat adds 127 for dom0's end of the vif.`;
  }
  return undefined;
}

/** Reads `vm01=10.0.0.1, vm02=10.0.0.2`; what has no `=` is a name without an address. */
export function readGuests(text: string): { name: string; address: string }[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const equals = one.indexOf('=');
      return equals < 0
        ? { name: one, address: '' }
        : { name: one.slice(0, equals).trim(), address: one.slice(equals + 1).trim() };
    });
}
