/**
 * Gives every part of the picture its place: guests stand in rows on the rails of their area (a grid needs no library), and ELK
 * arranges areas, dom0 and the networks outside and routes the lines between them. Lengths are in CSS pixels.
 */
import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs';
import type { ShownArea, ShownGraph } from './trim.ts';
import type { GraphElement, GraphLink } from './types.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line of an area that vifs hang on, for one attachment in one row. */
export interface Rail {
  readonly attachment: string;
  readonly from: Point;
  readonly to: Point;
  /** Where the vifs of the row leave it, down to the top of their card. */
  readonly drops: readonly { readonly x: number; readonly bottom: number }[];
}

export interface AreaLayout extends ShownArea {
  readonly box: Box;
  readonly rails: readonly Rail[];
  /** The vertical lines that join the rails of several rows, one for each attachment. */
  readonly trunks: readonly {
    readonly attachment: string;
    readonly x: number;
    readonly top: number;
    readonly bottom: number;
  }[];
}

export interface RoutedLink extends GraphLink {
  readonly points: readonly Point[];
}

export interface DiagramLayout {
  readonly shown: ShownGraph;
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly areas: readonly AreaLayout[];
  readonly links: readonly RoutedLink[];
}

export const CARD = { width: 186, header: 28, vif: 36, gap: 16 } as const;
/** Room above and below the drawing: for its title and sentence, and for the note on dashes. */
const HEADING = 62;
const FOOTING = 16;
const MARGIN = 20;
const AREA = { side: 20, label: 40, bottom: 18, rail: 20, railGap: 12, trunk: 12 } as const;
const PART = { width: 190, height: 46 } as const;
const NETWORK = { width: 440, height: 92 } as const;
const WALL = 62;
/** An area narrower than this has room for its label only. */
export const WIDE_LABEL = 300;

/** Lays a graph out; the same graph gives the same layout. */
export async function layoutOf(shown: ShownGraph): Promise<DiagramLayout> {
  const grids = shown.areas.map((area) => gridOf(area, shown.areas.length));
  const elk = await loadElk();
  const root = await elk.layout(toElk(shown, grids));
  return fromElk(root, shown, grids);
}

/** An area with its places counted from its own corner. */
interface Grid extends AreaLayout {
  readonly inner: ReadonlyMap<string, Box>;
}

function columnsFor(count: number, areas: number): number {
  if (count <= 2 || (count === 3 && areas === 1)) return Math.max(1, count);
  if (count > 100) return 10;
  if (areas > 1) return Math.min(5, Math.ceil(Math.sqrt(count)));
  return count <= 12 ? 4 : 5;
}

function gridOf(shown: ShownArea, areas: number): Grid {
  const { attachments } = shown.area;
  const cards = [
    ...shown.guests.map((guest) => ({
      id: guest.element.id,
      height: CARD.header + guest.vifs.length * CARD.vif,
      guest,
    })),
    ...(shown.fold ? [{ id: shown.fold.id, height: CARD.header + CARD.vif, guest: undefined }] : []),
  ];
  const columns = columnsFor(cards.length, areas);
  const inner = new Map<string, Box>();
  const rails: Rail[] = [];
  const left = AREA.side + (cards.length > columns ? attachments.length * AREA.trunk : 0);
  let top = AREA.label;
  for (let start = 0; start < cards.length; start += columns) {
    const row = cards.slice(start, start + columns);
    const cardTop = top + AREA.rail + Math.max(0, attachments.length - 1) * AREA.railGap;
    row.forEach((card, column) => {
      const x = left + column * (CARD.width + CARD.gap);
      inner.set(card.id, { x, y: cardTop, width: CARD.width, height: card.height });
    });
    for (const [index, attachment] of attachments.entries()) {
      const y = top + index * AREA.railGap;
      const drops = row.flatMap((card) => {
        const x = inner.get(card.id)?.x ?? 0;
        if (!card.guest) return index === 0 ? [{ x: x + 24, bottom: cardTop }] : [];
        return card.guest.vifs.flatMap((vif, at) =>
          vif.attachment === attachment ? [{ x: x + Math.min(24 + at * 16, CARD.width - 12), bottom: cardTop }] : [],
        );
      });
      rails.push({
        attachment,
        from: { x: left, y },
        to: { x: Math.max(left, ...drops.map((drop) => drop.x)), y },
        drops,
      });
    }
    top = cardTop + Math.max(...row.map((card) => card.height)) + AREA.bottom;
  }
  const width = Math.max(left + Math.min(columns, cards.length) * (CARD.width + CARD.gap) - CARD.gap + AREA.side, 226);
  return {
    ...shown,
    box: { x: 0, y: 0, width, height: top },
    inner,
    ...joined(rails, attachments, width, cards.length > columns),
  };
}

/** Leads each attachment from the middle of the area's top edge to its rails, down the side where there are several rows. */
function joined(
  rails: readonly Rail[],
  attachments: readonly string[],
  width: number,
  severalRows: boolean,
): Pick<AreaLayout, 'rails' | 'trunks'> {
  const trunks: { attachment: string; x: number; top: number; bottom: number }[] = [];
  const stretched = rails.map((rail, index) => {
    const at = attachments.indexOf(rail.attachment);
    const entry = entryOf(width, at, attachments.length);
    const side = AREA.side - 6 + at * AREA.trunk;
    const xs = [
      ...rail.drops.map((drop) => drop.x),
      ...(index < attachments.length ? [entry] : []),
      ...(severalRows ? [side] : []),
    ];
    return { ...rail, from: { x: Math.min(...xs), y: rail.from.y }, to: { x: Math.max(...xs), y: rail.to.y } };
  });
  for (const [at, attachment] of attachments.entries()) {
    const own = stretched.filter((rail) => rail.attachment === attachment);
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last) continue;
    trunks.push({ attachment, x: entryOf(width, at, attachments.length), top: 0, bottom: first.from.y });
    if (severalRows)
      trunks.push({ attachment, x: AREA.side - 6 + at * AREA.trunk, top: first.from.y, bottom: last.from.y });
  }
  return { rails: stretched, trunks };
}

/** Where on its top edge an attachment enters an area: in the middle, and beside the label where that is narrow. */
function entryOf(width: number, index: number, count: number): number {
  const middle = width < WIDE_LABEL ? width - 30 : width / 2;
  return Math.round(middle + (index - (count - 1) / 2) * 18);
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.padding': `[top=${HEADING + MARGIN},left=${MARGIN},bottom=${MARGIN + FOOTING},right=${MARGIN}]`,
};

function toElk({ graph }: ShownGraph, grids: readonly Grid[]): ElkNode {
  const part = (one: GraphElement): ElkNode => ({
    id: one.id,
    width: partWidth(one, grids, graph.attachments.length === 1),
    height: one.kind === 'nat' ? WALL : PART.height,
  });
  const edges: ElkExtendedEdge[] = graph.links.map((link, index) => ({
    id: `link ${index}`,
    sources: [link.from],
    targets: [link.to],
  }));
  for (const { area } of grids) {
    for (const attachment of area.attachments)
      edges.push({
        id: `area ${area.element.id} ${attachment}`,
        sources: [attachment],
        targets: [portOf(area.element.id, attachment)],
      });
    // Without a connection an area would come to stand at the top.
    if (area.attachments.length === 0)
      edges.push({ id: `below ${area.element.id}`, sources: ['dom0'], targets: [area.element.id] });
  }
  const inside = [...graph.devices, ...graph.attachments].map(part);
  return {
    id: 'root',
    layoutOptions: OPTIONS,
    children: [
      ...graph.networks.map(({ element: { id } }) => ({ id, width: NETWORK.width, height: NETWORK.height })),
      {
        id: 'dom0',
        ...(inside.length > 0 ? { children: inside } : { width: 240, height: 56 }),
        layoutOptions: {
          'elk.padding': '[top=50,left=22,bottom=22,right=22]',
          'elk.layered.spacing.nodeNodeBetweenLayers': '34',
        },
      },
      ...grids.map(areaNode),
    ],
    edges,
  };
}

/** Bridges, walls and routers are as wide as what hangs below them allows, so that they read as what they are. */
function partWidth(one: GraphElement, grids: readonly Grid[], alone: boolean): number {
  if (one.kind === 'device') return PART.width;
  const below = grids.filter(({ area }) => area.attachments.includes(one.id)).map(({ box }) => box.width);
  return Math.min(Math.max(alone ? 320 : one.kind === 'nat' ? 310 : 250, ...below.map((width) => width * 0.8)), 560);
}

const portOf = (area: string, attachment: string): string => `port ${area} ${attachment}`;

function areaNode({ area, box }: Grid): ElkNode {
  const { attachments } = area;
  return {
    id: area.element.id,
    width: box.width,
    height: box.height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: attachments.map((attachment, index) => ({
      id: portOf(area.element.id, attachment),
      x: entryOf(box.width, index, attachments.length),
      y: 0,
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': 'NORTH' },
    })),
  };
}

const boxOf = (node: ElkNode): Box => ({
  x: node.x ?? 0,
  y: node.y ?? 0,
  width: node.width ?? 0,
  height: node.height ?? 0,
});

function fromElk(root: ElkNode, shown: ShownGraph, grids: readonly Grid[]): DiagramLayout {
  const boxes = new Map<string, Box>();
  for (const node of root.children ?? []) {
    boxes.set(node.id, boxOf(node));
    for (const child of node.children ?? []) boxes.set(child.id, boxOf(child));
  }
  const width = Math.max(root.width ?? 0, 480);
  stretchNetwork(boxes, shown, width);
  const areas = grids.map((grid) => moveGrid(grid, boxes));
  for (const grid of grids) {
    const at = boxes.get(grid.area.element.id);
    for (const [id, box] of grid.inner) boxes.set(id, { ...box, x: box.x + (at?.x ?? 0), y: box.y + (at?.y ?? 0) });
  }
  const points = new Map((root.edges ?? []).map((edge) => [edge.id, pointsOf(edge)]));
  const links: RoutedLink[] = shown.graph.links.map((link, index) => ({
    ...link,
    points: points.get(`link ${index}`) ?? [],
  }));
  for (const { area } of grids) {
    for (const from of area.attachments) {
      const kind = shown.graph.attachments.find((one) => one.id === from);
      links.push({
        from,
        to: area.element.id,
        way: shown.graph.grounds.get(from) === 'private' ? 'out' : 'both',
        certain: kind?.certain ?? false,
        points: points.get(`area ${area.element.id} ${from}`) ?? [],
      });
    }
  }
  return { shown, width, height: root.height ?? 0, boxes, areas, links };
}

/** A lone network spans the picture, as a LAN goes on beyond the host. */
function stretchNetwork(boxes: Map<string, Box>, { graph }: ShownGraph, width: number): void {
  const [only, ...others] = graph.networks;
  const box = only && boxes.get(only.element.id);
  if (only && box && others.length === 0) boxes.set(only.element.id, { ...box, x: MARGIN, width: width - 2 * MARGIN });
}

function moveGrid(grid: Grid, boxes: ReadonlyMap<string, Box>): AreaLayout {
  const box = boxes.get(grid.area.element.id) ?? grid.box;
  const move = (point: Point): Point => ({ x: point.x + box.x, y: point.y + box.y });
  return {
    ...grid,
    box,
    rails: grid.rails.map((rail) => ({
      ...rail,
      from: move(rail.from),
      to: move(rail.to),
      drops: rail.drops.map((drop) => ({ x: drop.x + box.x, bottom: drop.bottom + box.y })),
    })),
    trunks: grid.trunks.map((trunk) => ({
      ...trunk,
      x: trunk.x + box.x,
      top: trunk.top + box.y,
      bottom: trunk.bottom + box.y,
    })),
  };
}

function pointsOf(edge: ElkExtendedEdge): Point[] {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [
    startPoint,
    ...(bendPoints ?? []),
    endPoint,
  ]);
  const [from, to] = points;
  // ELK takes ends that differ by a pixel for straight ones.
  return points.length === 2 && from && to ? [{ x: to.x, y: from.y }, to] : points;
}

let loading: Promise<ELK> | undefined;

/** Loaded when the first picture is wanted: the library is large. It runs in this thread, for no worker is named. */
function loadElk(): Promise<ELK> {
  loading ??= importElk();
  return loading;
}

/**
 * Where there is a `self` and no `document`, the library believes that it was started as a worker of its own and takes over
 * the messages of the thread, which belong to the language server.
 */
async function importElk(): Promise<ELK> {
  const scope = globalThis as { self?: unknown; document?: unknown };
  const disguised = scope.self !== undefined && scope.document === undefined;
  if (disguised) scope.document = {};
  try {
    const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
    return new Elk();
  } finally {
    if (disguised) delete scope.document;
  }
}
