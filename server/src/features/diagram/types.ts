/** The picture's contents: what is configured on one host's network, each part with its facts, its place and its findings. */
import type { Place } from '../../model/network.ts';
import type { Severity } from '../../model/settings.ts';
import type { NetworkMode } from '../../xen/hotplug-scripts.ts';

export type ElementKind =
  | 'network'
  | 'gateway'
  | 'host'
  | 'device'
  | 'bridge'
  | 'nat'
  | 'router'
  | 'script'
  | 'unknown'
  | 'subnet'
  | 'guest'
  | 'vif';

/** One line of what is known, in words: `MAC`, `00:16:3e:00:00:01`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface ElementFinding extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** Something that can be seen, pointed at and opened. */
export interface GraphElement {
  /** Unique in its graph, and the same after an edit that does not rename it. */
  readonly id: string;
  readonly kind: ElementKind;
  readonly label: string;
  /** The one fact that is worth a second line in the drawing; empty when there is none. */
  readonly detail: string;
  readonly facts: readonly Fact[];
  /** Where it is written; undefined for what no file says. */
  readonly place: Place | undefined;
  readonly findings: readonly ElementFinding[];
  /** False for what no file of the workspace says, and which follows from a default or is not known at all. */
  readonly certain: boolean;
}

/** A connection that leads outwards from `to`: a card, a port, the way through dom0. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
  /** `out`: connections can be opened outwards only. */
  readonly way: 'both' | 'out';
  readonly certain: boolean;
}

/** A network outside the host, with the gateway on it where one is drawn. */
export interface OutsideNetwork {
  readonly element: GraphElement;
  readonly gateway: GraphElement | undefined;
}

export interface GraphVif {
  readonly element: GraphElement;
  /** The id of the bridge, NAT, router, … that the vif is plugged into. */
  readonly attachment: string;
  /** The addresses as drawn; empty when the file names none. */
  readonly address: string;
  readonly mac: string;
}

export interface GraphGuest {
  readonly element: GraphElement;
  readonly vifs: readonly GraphVif[];
}

/** What kind of ground an area is: the colour that it shares with the network it belongs to. */
export type Ground = 'lan' | 'private' | 'routed' | 'internal' | 'unknown';

/** Guests with the same attachments and the same subnet. */
export interface GraphArea {
  readonly element: GraphElement;
  readonly attachments: readonly string[];
  readonly ground: Ground;
  readonly guests: readonly GraphGuest[];
}

export interface HostRef {
  /** The folder that stands for the host; empty for guests whose host is not in the workspace. */
  readonly root: string;
  /** Unique among the hosts of the workspace. */
  readonly name: string;
}

export interface NetworkGraph {
  readonly host: HostRef;
  readonly mode: NetworkMode | 'unknown';
  /** What the mode means, in one sentence; the picture's description. */
  readonly summary: string;
  readonly networks: readonly OutsideNetwork[];
  readonly dom0: GraphElement;
  readonly devices: readonly GraphElement[];
  /** Bridges, NAT, router, scripts of one's own: what vifs are plugged into. */
  readonly attachments: readonly GraphElement[];
  readonly areas: readonly GraphArea[];
  readonly links: readonly GraphLink[];
  /** The ground below each attachment, by its id. */
  readonly grounds: ReadonlyMap<string, Ground>;
}

/** All elements in the order in which one reads the picture: from the outside inwards. */
export function elementsOf(graph: NetworkGraph): GraphElement[] {
  return [
    ...graph.networks.flatMap((network) => (network.gateway ? [network.element, network.gateway] : [network.element])),
    graph.dom0,
    ...graph.devices,
    ...graph.attachments,
    ...graph.areas.flatMap((area) => [
      area.element,
      ...area.guests.flatMap((guest) => [guest.element, ...guest.vifs.map((vif) => vif.element)]),
    ]),
  ];
}

/** An element with nothing but its name; the rest is what is known. */
export function element(id: string, kind: ElementKind, label: string, known: Partial<GraphElement> = {}): GraphElement {
  return { id, kind, label, detail: '', facts: [], place: undefined, findings: [], certain: true, ...known };
}

/** Facts without those that have no value. */
export function factsOf(rows: Readonly<Record<string, string | undefined>>): Fact[] {
  return Object.entries(rows).flatMap(([name, value]) => (value ? [{ name, value }] : []));
}
