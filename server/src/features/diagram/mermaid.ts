/** The picture as a Mermaid flowchart, for documents and wikis that draw it themselves. */
import { printable } from '../../syntax/printable.ts';
import { severest } from './describe.ts';
import { isMarked, type ShownGraph } from './trim.ts';
import type { ElementKind, GraphElement, GraphGuest, GraphLink } from './types.ts';
import { MODE_NAMES } from './words.ts';

/** How a kind of element is bracketed. */
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  network: ['(["', '"])'],
  gateway: ['["', '"]'],
  device: ['["', '"]'],
  bridge: ['[["', '"]]'],
  nat: ['{{"', '"}}'],
  router: ['{{"', '"}}'],
};
const PLAIN = ['["', '"]'] as const;

/** Mermaid's text for a graph; the same for the same graph. Lines of a label are parted by `<br/>`. */
export function toMermaid({ graph, areas, areasLeft }: ShownGraph): string {
  const names = new Names();
  const node = (one: GraphElement, lines: readonly string[], indent: string): string => {
    const [open, close] = SHAPES[one.kind] ?? PLAIN;
    const mark = severest(one.findings) ? ' ⚠' : '';
    return `${indent}${names.of(one.id)}${open}${lines.filter(Boolean).map(quote).join('<br/>')}${mark}${close}`;
  };
  const own = (one: GraphElement, indent: string): string => node(one, [one.label, one.detail], indent);
  const out = ['flowchart TB', `  %% ${quote(graph.host.name)}: ${MODE_NAMES[graph.mode]}`];
  for (const network of graph.networks) {
    out.push(own(network.element, '  '));
    if (network.gateway) out.push(own(network.gateway, '  '));
  }
  out.push(`  subgraph ${names.of(graph.dom0.id)}["${quote(`dom0 ${graph.dom0.detail}`.trim())}"]`);
  for (const one of [...graph.devices, ...graph.attachments]) out.push(own(one, '    '));
  out.push('  end');
  for (const { area, guests, fold } of areas) {
    out.push(`  subgraph ${names.of(area.element.id)}["${quote(`${area.element.label} · ${area.element.detail}`)}"]`);
    for (const guest of guests) out.push(node(guest.element, guestLines(guest), '    '));
    if (fold) out.push(own(fold, '    '));
    out.push('  end');
  }
  if (areasLeft > 0) out.push(`  %% ${areasLeft} more networks`);
  for (const { element, gateway } of graph.networks)
    if (gateway) out.push(`  ${names.of(gateway.id)} --- ${names.of(element.id)}`);
  const kinds = new Map(graph.attachments.map((one) => [one.id, one.kind]));
  for (const link of graph.links)
    out.push(`  ${names.of(link.from)} ${arrow(link, kinds.get(link.to))} ${names.of(link.to)}`);
  for (const { area, guests, fold } of areas) {
    for (const guest of guests)
      for (const { attachment } of guest.vifs)
        out.push(`  ${names.of(attachment)} ${plug(kinds.get(attachment))} ${names.of(guest.element.id)}`);
    const [first] = area.attachments;
    if (fold && first !== undefined) out.push(`  ${names.of(first)} ${plug(kinds.get(first))} ${names.of(fold.id)}`);
  }
  const marked = areas.flatMap(({ guests }) => guests.filter(isMarked).map((guest) => names.of(guest.element.id)));
  if (marked.length > 0)
    out.push('  classDef finding stroke:#cf222e,stroke-width:2px', `  class ${marked.join(',')} finding`);
  return `${out.join('\n')}\n`;
}

function guestLines({ element, vifs }: GraphGuest): string[] {
  return [element.label, ...vifs.flatMap((vif) => [vif.address, vif.mac])];
}

/** Mermaid draws no arrow against the order of the nodes; the way out of NAT is told by a label. */
const OUT_ONLY = '-. out only .-';

/** The line between what a vif is plugged into and its guest. */
function plug(kind: ElementKind | undefined): string {
  if (kind === 'nat') return OUT_ONLY;
  return kind === 'router' ? '<-->' : '---';
}

function arrow(link: GraphLink, kind: ElementKind | undefined): string {
  if (link.way === 'out') return OUT_ONLY;
  return link.certain ? plug(kind) : '-.-';
}

/** Text inside a quoted label or a comment: Mermaid reads `#name;` entities, HTML, Markdown and `%%{` directives there. */
function quote(text: string): string {
  const escaped = printable(text).replaceAll(/[#"<>&`{}[\]|\\]/g, (sign) => `#${sign.codePointAt(0)};`);
  return escaped.replaceAll(/\s+/g, ' ');
}

/** Short names that are certainly valid, in the order of their first use. */
class Names {
  readonly #names = new Map<string, string>();

  of(id: string): string {
    const known = this.#names.get(id);
    if (known) return known;
    const name = `n${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }
}
