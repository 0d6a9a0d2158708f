/** Draws a layout as SVG: a bridge as a bus that runs through dom0, NAT as a wall with a one-way door, routing as a router. */

import { factLines, severest, spokenName } from './describe.ts';
import { facesOf } from './faces.ts';
import {
  type AreaLayout,
  type Box,
  CARD,
  type DiagramLayout,
  type Point,
  type RoutedLink,
  WIDE_LABEL,
} from './layout.ts';
import { STYLE } from './style.ts';
import { escapeXml, rect, round, shorten, textAt, wrap } from './svg-text.ts';
import type { GraphElement, GraphGuest, GraphVif, Ground } from './types.ts';
import { MODE_NAMES } from './words.ts';

export interface SvgOptions {
  /** Whether the picture carries its own style sheet; a page that has it already leaves it out. */
  readonly style: boolean;
}

/** The picture as one SVG element, the same for the same layout. */
export function toSvg(layout: DiagramLayout, { style }: SvgOptions): string {
  const { graph } = layout.shown;
  const title = `${graph.host.name}: ${MODE_NAMES[graph.mode]}`;
  const box = `0 0 ${round(layout.width)} ${round(layout.height)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="xen-network" viewBox="${box}" width="${round(layout.width)}" height="${round(layout.height)}" role="group" aria-labelledby="xen-network-title xen-network-desc">`,
    `<title id="xen-network-title">${escapeXml(`Network of ${title}`)}</title>`,
    `<desc id="xen-network-desc">${escapeXml(graph.summary)}</desc>`,
    ...(style ? [`<style>${STYLE}</style>`] : []),
    `<rect class="paper" width="100%" height="100%"/>`,
    heading(layout, title),
    ...new Painter(layout).parts(),
    footing(layout),
    '</svg>',
    '',
  ].join('\n');
}

function heading({ shown, width }: DiagramLayout, title: string): string {
  const lines = wrap(shown.graph.summary, width - 40, 12).slice(0, 2);
  const left =
    shown.areasLeft > 0
      ? textAt(width - 20, 30, 'quiet', `${shown.areasLeft} more networks, see the tree view`, 'end')
      : '';
  return (
    textAt(20, 31, 'title', shorten(title, width - 40, 17)) +
    lines.map((line, index) => textAt(20, 50 + index * 16, 'quiet', line)).join('') +
    left
  );
}

function footing({ shown, height }: DiagramLayout): string {
  const { graph, areas } = shown;
  const parts = [...graph.networks.map((one) => one.element), ...graph.devices, ...graph.attachments];
  const dashed = [...parts, graph.dom0, ...areas.map(({ area }) => area.element)].some((one) => !one.certain);
  return dashed ? textAt(20, height - 12, 'quiet', 'Dashed: not in these files.') : '';
}

/** How an attachment is coloured, by the ground of the areas on it. */
type Grounds = ReadonlyMap<string, Ground>;

class Painter {
  readonly #layout: DiagramLayout;
  readonly #grounds: Grounds;

  constructor(layout: DiagramLayout) {
    this.#layout = layout;
    const { grounds } = layout.shown.graph;
    this.#grounds = new Map([...grounds, ...layout.areas.map(({ area }) => [area.element.id, area.ground] as const)]);
  }

  *parts(): Generator<string> {
    const { graph } = this.#layout.shown;
    for (const network of graph.networks) yield this.#network(network.element, network.gateway);
    yield this.#open(graph.dom0, '', (box) => this.#dom0(graph.dom0, box));
    yield `<g aria-hidden="true">${this.#layout.links.map((link) => this.#link(link)).join('')}</g>`;
    for (const device of graph.devices) yield this.#part(device);
    for (const attachment of graph.attachments) yield this.#part(attachment);
    for (const area of this.#layout.areas) yield this.#area(area);
  }

  #open(one: GraphElement, classes: string, draw: (box: Box) => string): string {
    const box = this.#layout.boxes.get(one.id);
    return box ? this.#named(one, box, classes, draw) : '';
  }

  /** A group that can be pointed at, with its name for those who listen and its facts for those who hover. */
  #named(one: GraphElement, box: Box, classes: string, draw: (box: Box) => string): string {
    const worst = severest(one.findings);
    const all = ['el', one.kind, classes, ...(worst ? ['marked', worst] : [])].filter(Boolean).join(' ');
    return [
      `<g class="${all}" data-id="${escapeXml(one.id)}" tabindex="0" role="img" aria-label="${escapeXml(spokenName(one))}">`,
      `<title>${escapeXml(factLines(one).join('\n'))}</title>`,
      draw(box),
      rect(grow(box, 3), 'halo', 8),
      worst ? badge(box.x + box.width - 2, box.y + 2) : '',
      '</g>',
    ].join('');
  }

  #network(one: GraphElement, gateway: GraphElement | undefined): string {
    const dashed = one.certain ? '' : ' unsure';
    const drawn = this.#open(
      one,
      'lan',
      (box) =>
        rect(box, `ground${dashed}`, 12) +
        `<path class="wire bus" d="M${round(box.x + 14)} ${round(box.y + box.height - 14)}H${round(box.x + box.width - 14)}"/>` +
        textAt(box.x + 18, box.y + 32, 'strong', shorten(one.label, box.width - gatewayWidth(box) - 50, 12.5)) +
        textAt(box.x + 18, box.y + 49, 'quiet', shorten(one.detail, box.width - gatewayWidth(box) - 50, 11)),
    );
    return gateway ? drawn + this.#gateway(one, gateway) : drawn;
  }

  #gateway(network: GraphElement, one: GraphElement): string {
    const box = this.#layout.boxes.get(network.id);
    if (!box) return '';
    const width = gatewayWidth(box);
    const own = { x: box.x + box.width - width - 16, y: box.y + 12, width, height: 46 };
    const wire = `<path class="wire lan" aria-hidden="true" d="M${round(own.x + 24)} ${round(own.y + own.height)}V${round(box.y + box.height - 14)}"/>`;
    return (
      wire +
      this.#named(
        one,
        own,
        'lan',
        () => `${rect(own, `card${one.certain ? '' : ' unsure'}`)}${faceText(one, own, facesOf(one.kind))}`,
      )
    );
  }

  #dom0(one: GraphElement, box: Box): string {
    return (
      rect(box, `dom0box${one.certain ? '' : ' unsure'}`, 10) +
      textAt(box.x + 18, box.y + 27, 'strong', 'dom0') +
      textAt(box.x + 60, box.y + 27, 'quiet', shorten(one.detail, box.width - 80, 11))
    );
  }

  /** A card, a bridge, the wall of NAT, the router. */
  #part(one: GraphElement): string {
    const ground = this.#grounds.get(one.id) ?? 'lan';
    const dashed = one.certain ? '' : ' unsure';
    return this.#open(one, ground, (box) => {
      if (one.kind === 'nat') return wall(one, box);
      if (one.kind === 'router') return router(one, box);
      if (one.kind === 'device') return rect(box, `card${dashed}`) + faceText(one, box, facesOf('device'));
      return rect(box, `bar${dashed}`, 8) + faceText(one, box, facesOf(one.kind));
    });
  }

  #link(link: RoutedLink): string {
    if (link.points.length < 2) return '';
    const ground = this.#groundOfLink(link);
    const bus = ground === 'lan' || ground === 'internal' ? ' bus' : '';
    const dashed = link.certain ? '' : ' unsure';
    const heads = ground === 'private' || ground === 'routed' ? arrowHeads(link) : '';
    return `<g class="${ground}"><path class="wire${bus}${dashed}" d="${pathOf(link.points)}"/>${heads}</g>`;
  }

  /** The colour of the side that a line leads to; a card on the LAN is on the LAN. */
  #groundOfLink(link: RoutedLink): Ground {
    return this.#grounds.get(link.to) ?? this.#grounds.get(link.from) ?? 'lan';
  }

  #areaGround({ area, box }: AreaLayout): string {
    const dashed = area.element.certain ? '' : ' unsure';
    return this.#named(area.element, box, area.ground, () => {
      const { label, detail } = area.element;
      const narrow = box.width < WIDE_LABEL;
      const room = narrow ? box.width - 70 : box.width / 2 - 28;
      return (
        rect(box, `ground${dashed}`, 12) +
        textAt(box.x + 16, box.y + 18, 'strong', shorten(label, room, 12.5)) +
        (narrow ? '' : textAt(box.x + box.width - 16, box.y + 18, 'quiet', shorten(detail, room, 11), 'end'))
      );
    });
  }

  #area(area: AreaLayout): string {
    const wires = area.trunks
      .map(({ attachment, x, top, bottom }) =>
        this.#wire(attachment, 'rail', `M${round(x)} ${round(top)}V${round(bottom)}`),
      )
      .concat(
        area.rails.flatMap((rail) => [
          this.#wire(rail.attachment, 'rail', `M${round(rail.from.x)} ${round(rail.from.y)}H${round(rail.to.x)}`),
          ...rail.drops.map(({ x, bottom }) =>
            this.#wire(rail.attachment, 'drop', `M${round(x)} ${round(rail.from.y)}V${round(bottom)}`),
          ),
        ]),
      );
    const several = area.area.attachments.length > 1;
    return [
      this.#areaGround(area),
      `<g aria-hidden="true">${wires.join('')}</g>`,
      ...area.guests.map((guest) => this.#guest(guest, several)),
      ...(area.fold ? [this.#fold(area.fold)] : []),
    ].join('\n');
  }

  #wire(attachment: string, kind: 'rail' | 'drop', path: string): string {
    const ground = this.#grounds.get(attachment) ?? 'unknown';
    const bus = ground === 'lan' || ground === 'internal';
    return `<path class="wire ${ground} ${bus ? kind : 'drop'}" d="${path}"/>`;
  }

  #guest(guest: GraphGuest, several: boolean): string {
    const box = this.#layout.boxes.get(guest.element.id);
    if (!box) return '';
    const { label, detail } = guest.element;
    const rows = guest.vifs.map((vif, index) => this.#vif(vif, index, box, several)).join('');
    const drawn = this.#open(guest.element, '', () => {
      const name = textAt(box.x + 12, box.y + 19, 'strong', shorten(label, box.width - 24 - detail.length * 7, 12));
      return rect(box, 'card') + name + textAt(box.x + box.width - 10, box.y + 19, 'quiet', detail, 'end');
    });
    return drawn + rows;
  }

  #vif(vif: GraphVif, index: number, card: Box, several: boolean): string {
    const box = { x: card.x, y: card.y + CARD.header + index * CARD.vif, width: card.width, height: CARD.vif };
    const ground = this.#grounds.get(vif.attachment) ?? 'unknown';
    const port = `<circle class="port" cx="${round(card.x + Math.min(24 + index * 16, CARD.width - 12))}" cy="${round(card.y)}" r="3.5"/>`;
    const where = several ? vif.attachment.slice(vif.attachment.indexOf(':') + 1) : '';
    const mac = shorten(vif.mac, box.width - 24 - where.length * 6, 10.5, 'mono');
    return this.#named(
      vif.element,
      { x: box.x + 2, y: box.y, width: box.width - 4, height: box.height - 2 },
      ground,
      () =>
        [
          `<path class="rule" d="M${round(box.x)} ${round(box.y)}h${box.width}"/>`,
          port,
          textAt(box.x + 12, box.y + 15, 'mono address', shorten(vif.address, box.width - 56, 12, 'mono')),
          textAt(box.x + box.width - 10, box.y + 15, 'quiet', vif.element.label, 'end'),
          textAt(box.x + 12, box.y + 29, 'mono quiet', mac),
          textAt(box.x + box.width - 10, box.y + 29, 'quiet', where, 'end'),
        ].join(''),
    );
  }

  #fold(one: GraphElement): string {
    return this.#open(
      one,
      'fold',
      (box) => rect(box, 'card unsure') + faceText(one, box, { icon: '', indent: 12 }) + rangeText(one, box),
    );
  }
}

/** First and last address of what a fold hides. */
function rangeText(one: GraphElement, box: Box): string {
  const ends = one.facts.filter((fact) => fact.name.endsWith('address')).map((fact) => fact.value);
  return textAt(box.x + 12, box.y + 54, 'mono quiet', shorten(ends.join(' – '), box.width - 20, 10.5, 'mono'));
}

function gatewayWidth(box: Box): number {
  return Math.min(290, box.width * 0.56);
}

function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

function badge(x: number, y: number): string {
  return `<circle class="badge" cx="${round(x)}" cy="${round(y)}" r="8"/><text class="badge-sign" x="${round(x)}" y="${round(y + 4)}">!</text>`;
}

function faceText(one: GraphElement, box: Box, face: { icon: string; indent: number }): string {
  const room = box.width - face.indent - 12;
  return (
    (face.icon &&
      `<path class="symbol" transform="translate(${round(box.x + 12)} ${round(box.y + box.height / 2 - 10)})" d="${face.icon}"/>`) +
    textAt(box.x + face.indent, box.y + 20, 'strong', shorten(one.label, room, 12)) +
    textAt(box.x + face.indent, box.y + 35, 'quiet', shorten(one.detail, room, 11))
  );
}

/** A brick wall with a door that opens outwards, and a stop sign for what comes from outside. */
function wall(one: GraphElement, box: Box): string {
  const rows = 3;
  const height = box.height / rows;
  const brick = box.width / Math.max(1, Math.round(box.width / 34));
  let bricks = '';
  for (let row = 0; row < rows; row++) {
    for (let x = row % 2 === 0 ? 0 : -brick / 2; x < box.width; x += brick) {
      const from = Math.max(0, x);
      const to = Math.min(box.width, x + brick);
      bricks += `M${round(box.x + from)} ${round(box.y + row * height)}h${round(to - from)}v${round(height)}h${round(from - to)}z`;
    }
  }
  const plate = { x: box.x + 36, y: box.y + 8, width: box.width - 72, height: box.height - 16 };
  const stop = { x: box.x + 24, y: box.y - 9 };
  return (
    `<path class="brick" d="${bricks}"/>${rect(plate, 'plate', 5)}${faceText(one, plate, facesOf('nat'))}` +
    `<path class="blocked" d="M${stop.x} ${round(stop.y - 22)}v18M${stop.x - 6} ${round(stop.y - 6)}l12 12M${stop.x + 6} ${round(stop.y - 6)}l-12 12"/>` +
    textAt(stop.x + 12, stop.y - 8, 'quiet', 'from outside')
  );
}

function router(one: GraphElement, box: Box): string {
  return (
    rect(box, 'bar', box.height / 2) + faceText(one, { ...box, x: box.x + 8, width: box.width - 16 }, facesOf('router'))
  );
}

function pathOf(points: readonly Point[]): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join('');
}

/** Heads at the outer end, and at the inner end too where both sides may begin. */
function arrowHeads({ points, way }: RoutedLink): string {
  const [first, second] = points;
  const last = points.at(-1);
  const before = points.at(-2);
  if (!first || !second || !last || !before) return '';
  return arrowHead(second, first) + (way === 'both' ? arrowHead(before, last) : '');
}

function arrowHead(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  const base = { x: to.x - dx * 11, y: to.y - dy * 11 };
  const corner = (side: number): string => `${round(base.x - dy * 5.5 * side)} ${round(base.y + dx * 5.5 * side)}`;
  return `<path class="head" d="M${round(to.x)} ${round(to.y)}L${corner(1)}L${corner(-1)}z"/>`;
}
