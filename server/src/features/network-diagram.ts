/** "Show Network": the picture of one host's network with what can be said of its parts; a door to features/diagram. */
import type { Range } from 'vscode-languageserver-types';
import { rangeOf } from '../model/lines.ts';
import type { Place } from '../model/network.ts';
import type { Severity } from '../model/settings.ts';
import type { Workspace } from '../model/workspace.ts';
import { kindName, severest, spokenName } from './diagram/describe.ts';
import type { FindingsOf } from './diagram/findings.ts';
import { networkGraph } from './diagram/graph.ts';
import { hostsOf } from './diagram/hosts.ts';
import { layoutOf } from './diagram/layout.ts';
import { toMermaid } from './diagram/mermaid.ts';
import { STYLE, THEME_VARIABLES } from './diagram/style.ts';
import { toSvg } from './diagram/svg.ts';
import { type ShownGraph, trim } from './diagram/trim.ts';
import type { Fact, GraphElement, HostRef, NetworkGraph } from './diagram/types.ts';

export interface DiagramParams {
  /** The document that the user looks at: its host is drawn when no host is named. */
  readonly uri?: string;
  /** The root of the host to draw. */
  readonly host?: string;
  /** Areas that the user opened. */
  readonly expanded?: readonly string[];
  /** Whether the picture shall carry its own style sheet. */
  readonly standalone?: boolean;
}

export interface DiagramElement {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  /** The name for a screen reader. */
  readonly spoken: string;
  readonly facts: readonly Fact[];
  readonly findings: readonly { readonly severity: Severity; readonly message: string }[];
  readonly severity?: Severity;
  /** Where it is written; left out for what no file says. */
  readonly uri?: string;
  readonly range?: Range;
  /** The area that selecting it opens or folds. */
  readonly toggles?: string;
}

export interface DiagramAnswer {
  readonly hosts: readonly HostRef[];
  /** The root of the host that is drawn. */
  readonly host: string;
  readonly title: string;
  readonly svg: string;
  readonly style: string;
  /** Custom properties of the theme that the style sheet reads. */
  readonly themeVariables: readonly string[];
  readonly elements: readonly DiagramElement[];
}

/** Draws the host that is named, or that the document belongs to; null when the workspace holds no host and no guest. */
export async function networkDiagram(
  params: DiagramParams,
  workspace: Workspace,
  findingsOf: FindingsOf,
): Promise<DiagramAnswer | null> {
  const hosts = hostsOf(workspace).map(({ root, name }) => ({ root, name }));
  const graph = networkGraph(workspace, findingsOf, params.host ?? rootOf(params.uri, workspace));
  if (!graph) return null;
  const shown = trim(graph, new Set(params.expanded));
  // The places are looked up before the layout takes its time, while the files are those that the graph was made of.
  const elements = shownElements(shown).map((one) => describe(one, workspace));
  const layout = await layoutOf(shown);
  return {
    hosts,
    host: graph.host.root,
    title: graph.host.name,
    svg: toSvg(layout, { style: params.standalone ?? false }),
    style: STYLE,
    themeVariables: THEME_VARIABLES,
    elements,
  };
}

/** One host's picture as text for a file: SVG with its own style, or Mermaid. Undefined when there is no such host. */
export async function diagramText(
  workspace: Workspace,
  findingsOf: FindingsOf,
  format: 'svg' | 'mermaid',
  hostRoot?: string,
): Promise<string | undefined> {
  const graph = networkGraph(workspace, findingsOf, hostRoot);
  if (!graph) return undefined;
  const shown = trim(graph, new Set());
  return format === 'mermaid' ? toMermaid(shown) : toSvg(await layoutOf(shown), { style: true });
}

function rootOf(uri: string | undefined, workspace: Workspace): string | undefined {
  const file = uri === undefined ? undefined : workspace.files.get(uri);
  return file && workspace.hostOf(file).root;
}

/** The elements that are drawn, in reading order. */
function shownElements({ graph, areas }: ShownGraph): GraphElement[] {
  const { networks, dom0, devices, attachments }: NetworkGraph = graph;
  return [
    ...networks.flatMap((one) => (one.gateway ? [one.element, one.gateway] : [one.element])),
    dom0,
    ...devices,
    ...attachments,
    ...areas.flatMap(({ area, guests, fold }) => [
      area.element,
      ...guests.flatMap((guest) => [guest.element, ...guest.vifs.map((vif) => vif.element)]),
      ...(fold ? [fold] : []),
    ]),
  ];
}

function describe(one: GraphElement, workspace: Workspace): DiagramElement {
  const severity = severest(one.findings);
  return {
    id: one.id,
    kind: kindName(one),
    label: one.label,
    spoken: spokenName(one),
    facts: one.facts,
    findings: one.findings.map(({ severity: each, message }) => ({ severity: each, message })),
    ...(severity ? { severity } : {}),
    ...locate(one.place, workspace),
    ...(one.id.startsWith('fold:') ? { toggles: one.id.slice('fold:'.length) } : {}),
  };
}

/** A place as the protocol names it; nothing when its file has gone. */
export function locate(place: Place | undefined, workspace: Workspace): { uri?: string; range?: Range } {
  const file = place && workspace.files.get(place.uri);
  return file && place ? { uri: file.uri, range: rangeOf(file, place.span) } : {};
}
