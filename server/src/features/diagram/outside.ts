/** What lies outside the host: the network on each card, and the gateway on it, as far as files tell. */
import { formatSubnet, type Subnet } from '../../xen/addresses.ts';
import type { Device, Dom0, KnownGateway } from './dom0.ts';
import type { Population } from './guests.ts';
import { element, factsOf, type GraphElement, type OutsideNetwork } from './types.ts';

export interface KnownOutside {
  readonly network: OutsideNetwork;
  /** The card that leads there; undefined where none is known. */
  readonly card: string | undefined;
  readonly certain: boolean;
}

/**
 * One network for each card; a single unknown one where bridges may lead out over cards that no file names. `hasScript`: xend
 * sets the network up, so that what it does not make is not there.
 */
export function outsideOf(dom0: Dom0, populations: readonly Population[], hasScript: boolean): KnownOutside[] {
  const cards = dom0.cards.filter((card) => card.name !== '');
  const anyGateway = cards.some((card) => gatewayOf(card, dom0, populations) !== undefined);
  const outside = cards.map((card, index) => {
    const gateway = gatewayOf(card, dom0, populations);
    return {
      network: {
        element: networkElement(card.name, subnetsOf(card, dom0, populations)),
        gateway:
          gateway || (!anyGateway && index === 0) ? gatewayElement(card.name, gateway, dom0, populations) : undefined,
      },
      card: card.name,
      certain: card.place !== undefined,
    };
  });
  if (outside.length > 0 || dom0.complete || hasScript) return outside;
  const bridged = populations.some((one) => one.attachments.some((id) => id.startsWith('bridge:')));
  if (!bridged) return [];
  return [{ network: { element: networkElement('', []), gateway: undefined }, card: undefined, certain: false }];
}

/** The card and everything above it: VLAN devices, bonds, bridges. */
function stackOf(card: Device, dom0: Dom0): Device[] {
  const stack = [card];
  for (const device of stack) {
    for (const upper of dom0.devices.values())
      if (upper.lower.includes(device.name) && !stack.includes(upper)) stack.push(upper);
  }
  return stack;
}

/** Subnets and gateways that guests on the bridges over a card name. */
function guestsAbove(card: Device, dom0: Dom0, populations: readonly Population[]): Population[] {
  const bridges = new Set(
    stackOf(card, dom0)
      .filter((device) => device.bridge)
      .map((device) => `bridge:${device.name}`),
  );
  return populations.filter(({ attachments }) => attachments.length === 1 && bridges.has(attachments[0] ?? ''));
}

function subnetsOf(card: Device, dom0: Dom0, populations: readonly Population[]): Subnet[] {
  const own = stackOf(card, dom0).flatMap((device) => device.subnets);
  const all = own.length > 0 ? own : guestsAbove(card, dom0, populations).flatMap((one) => one.subnet ?? []);
  return [...new Map(all.map((subnet) => [formatSubnet(subnet), subnet])).values()];
}

function gatewayOf(card: Device, dom0: Dom0, populations: readonly Population[]): KnownGateway | undefined {
  const own = stackOf(card, dom0).find((device) => device.gateway)?.gateway;
  if (own) return own;
  for (const { guests } of guestsAbove(card, dom0, populations)) {
    for (const { plugs } of guests) {
      const gateway = plugs[0]?.subnet?.gateway;
      if (gateway?.uri)
        return {
          address: gateway.value,
          place: { uri: gateway.uri, span: { offset: gateway.offset, end: gateway.end } },
        };
    }
  }
  return undefined;
}

function networkElement(card: string, subnets: readonly Subnet[]): GraphElement {
  const label = subnets.map(formatSubnet).join(', ');
  return element(`network:${card}`, 'network', label ? `LAN ${label}` : 'Outside network', {
    detail: label ? '' : 'addresses not known',
    certain: subnets.length > 0,
    facts: factsOf({ Subnet: label || undefined, 'Reached over': card || undefined }),
  });
}

function gatewayElement(
  card: string,
  gateway: KnownGateway | undefined,
  dom0: Dom0,
  populations: readonly Population[],
): GraphElement {
  const routed = populations.filter((one) => one.attachments.includes('route')).flatMap((one) => one.subnet ?? []);
  const own = dom0.outer?.addresses[0]?.split('/', 1)[0];
  const via = own && own !== 'by DHCP' ? own : 'dom0';
  const routes = routed.map((subnet) => `${formatSubnet(subnet)} via ${via}`);
  return element(`gateway:${card}`, 'gateway', gateway ? gateway.address.text : 'Gateway', {
    detail: routes[0] ? `needs a route: ${routes[0]}` : gateway ? 'gateway' : 'not in these files',
    certain: gateway !== undefined,
    place: gateway?.place,
    facts: factsOf({
      Address: gateway ? gateway.address.text : 'not in these files',
      'Needs a route': routes.join(', ') || undefined,
    }),
  });
}
