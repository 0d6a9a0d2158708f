/** Keeps the picture small enough to be read and drawn at once: large groups become a box with a count. */
import { element, factsOf, type GraphArea, type GraphElement, type GraphGuest, type NetworkGraph } from './types.ts';

/** An area shows this many guests before the rest is counted only. */
export const MOST_GUESTS = 60;
/** Guests with findings that a collapsed area still shows. */
const MOST_MARKED = 12;
/** The layout's time grows faster than the number of these; the tree view lists them all. */
const MOST_AREAS = 60;
const MOST_PARTS = 80;

export interface ShownArea {
  readonly area: GraphArea;
  readonly guests: readonly GraphGuest[];
  /** The box that stands for the guests that are not shown, or that folds a shown crowd again. */
  readonly fold: GraphElement | undefined;
}

export interface ShownGraph {
  readonly graph: NetworkGraph;
  readonly areas: readonly ShownArea[];
  /** How many areas are left out. */
  readonly areasLeft: number;
}

/** What is drawn of a graph when the areas with the ids in `expanded` are opened. */
export function trim(graph: NetworkGraph, expanded: ReadonlySet<string>): ShownGraph {
  const areas = graph.areas.slice(0, MOST_AREAS).map((area) => showArea(area, expanded.has(area.element.id)));
  const used = new Set(areas.flatMap(({ area }) => area.attachments));
  const attachments = graph.attachments.filter((one, index) => used.has(one.id) || index < MOST_PARTS);
  const wanted = new Set(attachments.map((one) => one.id));
  for (const link of [...graph.links].reverse()) if (wanted.has(link.to)) wanted.add(link.from);
  const devices = graph.devices.filter((one, index) => index < MOST_PARTS || wanted.has(one.id));
  const networks = graph.networks.filter(({ element: { id } }, index) => index < MOST_PARTS || wanted.has(id));
  const kept = new Set([
    ...networks.map((one) => one.element.id),
    ...[...devices, ...attachments].map((one) => one.id),
  ]);
  const links = graph.links.filter((link) => kept.has(link.from) && kept.has(link.to));
  return {
    graph: { ...graph, networks, devices, attachments, links },
    areas,
    areasLeft: graph.areas.length - areas.length,
  };
}

function showArea(area: GraphArea, expanded: boolean): ShownArea {
  const { guests } = area;
  if (guests.length <= MOST_GUESTS) return { area, guests, fold: undefined };
  const id = `fold:${area.element.id}`;
  if (expanded)
    return { area, guests, fold: element(id, 'guest', 'Show fewer', { detail: `of ${guests.length} guests` }) };
  const marked = guests.filter(isMarked);
  const shown = marked.slice(0, MOST_MARKED);
  const rest = guests.filter((guest) => !shown.includes(guest));
  const fold = element(id, 'guest', `${rest.length} ${shown.length > 0 ? 'more ' : ''}guests`, {
    detail: 'select to show all',
    facts: factsOf({
      'First address': rest[0]?.vifs[0]?.address,
      'Last address': rest.at(-1)?.vifs[0]?.address,
      'With findings': marked.length > 0 ? String(marked.length) : undefined,
    }),
  });
  return { area, guests: shown, fold };
}

/** Whether something was found at the guest or at one of its vifs. */
export function isMarked(guest: GraphGuest): boolean {
  return guest.element.findings.length > 0 || guest.vifs.some((vif) => vif.element.findings.length > 0);
}
