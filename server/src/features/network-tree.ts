/** The view "Xen Network": hosts, what their guests are plugged into, guests, vifs; asked for level by level. */
import type { Range } from 'vscode-languageserver-types';
import type { Severity } from '../model/settings.ts';
import type { Workspace } from '../model/workspace.ts';
import { factLines, severest } from './diagram/describe.ts';
import type { FindingsOf } from './diagram/findings.ts';
import { networkGraph } from './diagram/graph.ts';
import { compareNames, hostsOf } from './diagram/hosts.ts';
import type { ElementFinding, ElementKind, GraphElement, GraphGuest, NetworkGraph } from './diagram/types.ts';
import { MODE_NAMES } from './diagram/words.ts';
import { locate } from './network-diagram.ts';

export interface NetworkTreeItem {
  /** What asks for the children; means nothing to the client. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Plain text with line breaks. */
  readonly tooltip: string;
  /** A codicon of VS Code's. */
  readonly icon: string;
  /** The worst finding at it or below it. */
  readonly severity?: Severity;
  readonly expandable: boolean;
  /** Whether its children are shown at first. */
  readonly open: boolean;
  readonly uri?: string;
  readonly range?: Range;
}

/** Where in the tree an item is: the host's root, the id of the attachment (or of an area without one), the guest's id. */
type Path = readonly string[];

/** The length of a guest's path; vifs have nothing below them. */
const DEEPEST = 3;

/** What has more guests than this stays folded at first. */
const MOST_OPEN = 40;

/** The children of an item; the hosts without one, or what the only host has. Empty for an item that is gone. */
export function networkTree(
  parent: string | undefined,
  workspace: Workspace,
  findingsOf: FindingsOf,
): NetworkTreeItem[] {
  const path = parent === undefined ? [] : readPath(parent);
  if (path === undefined || path.length > DEEPEST) return [];
  const hosts = hostsOf(workspace);
  const [root, attachment, guest] = path.length === 0 && hosts.length === 1 ? [hosts[0]?.root] : path;
  if (root === undefined) {
    return hosts.flatMap((host) => {
      const graph = networkGraph(workspace, findingsOf, host.root);
      return graph ? [hostItem(graph, workspace)] : [];
    });
  }
  const graph = hosts.some((host) => host.root === root) ? networkGraph(workspace, findingsOf, root) : undefined;
  if (!graph) return [];
  if (attachment === undefined) return attachmentItems(graph, workspace);
  const guests = guestsOn(graph, attachment);
  if (guest === undefined) return guests.map((one) => guestItem([root, attachment], one, workspace));
  const chosen = guests.find((one) => one.element.id === guest);
  return (chosen?.vifs ?? []).map((vif) => ({
    ...item([root, attachment, guest, vif.element.id], vif.element, vif.element.findings, workspace),
    description: `${vif.address} · ${vif.mac}`,
    expandable: false,
  }));
}

function readPath(id: string): Path | undefined {
  try {
    const path: unknown = JSON.parse(id);
    return Array.isArray(path) && path.every((part) => typeof part === 'string') ? path : undefined;
  } catch {
    return undefined;
  }
}

function guestsOn(graph: NetworkGraph, attachment: string): GraphGuest[] {
  return graph.areas
    .filter((area) => area.element.id === attachment || area.attachments.includes(attachment))
    .flatMap((area) => area.guests)
    .sort((a, b) => compareNames(a.element.label, b.element.label));
}

const ICONS: Readonly<Record<ElementKind, string>> = {
  network: 'globe',
  gateway: 'radio-tower',
  host: 'server',
  device: 'circuit-board',
  bridge: 'type-hierarchy',
  nat: 'shield',
  router: 'arrow-swap',
  script: 'file-code',
  unknown: 'question',
  subnet: 'symbol-namespace',
  guest: 'vm',
  vif: 'plug',
};

function item(
  path: Path,
  one: GraphElement,
  findings: readonly ElementFinding[],
  workspace: Workspace,
): NetworkTreeItem {
  const severity = severest(findings);
  return {
    id: JSON.stringify(path),
    label: one.label,
    description: one.detail,
    tooltip: factLines(one).join('\n'),
    icon: ICONS[one.kind],
    ...(severity ? { severity } : {}),
    expandable: true,
    open: false,
    ...locate(one.place, workspace),
  };
}

const findingsBelow = (guest: GraphGuest): ElementFinding[] => [
  ...guest.element.findings,
  ...guest.vifs.flatMap((vif) => vif.element.findings),
];

function hostItem(graph: NetworkGraph, workspace: Workspace): NetworkTreeItem {
  const { host, dom0, devices, attachments, areas, mode } = graph;
  const findings = [
    ...[dom0, ...devices, ...attachments].flatMap((one) => one.findings),
    ...areas.flatMap((area) => area.guests.flatMap(findingsBelow)),
  ];
  return {
    ...item([host.root], dom0, findings, workspace),
    label: host.name,
    description: MODE_NAMES[mode],
    open: true,
  };
}

function attachmentItems(graph: NetworkGraph, workspace: Workspace): NetworkTreeItem[] {
  const { root } = graph.host;
  const items = graph.attachments.map((one) => {
    const guests = guestsOn(graph, one.id);
    const findings = [...one.findings, ...guests.flatMap(findingsBelow)];
    return {
      ...item([root, one.id], one, findings, workspace),
      expandable: guests.length > 0,
      open: guests.length <= MOST_OPEN,
    };
  });
  // Guests that hang on nothing are listed by their area.
  const loose = graph.areas.filter((area) => area.attachments.length === 0);
  const areas = loose.map(({ element, guests }) =>
    item([root, element.id], element, guests.flatMap(findingsBelow), workspace),
  );
  return [...items, ...areas];
}

function guestItem(path: Path, guest: GraphGuest, workspace: Workspace): NetworkTreeItem {
  const addresses = guest.vifs.map((vif) => vif.address).join(' · ');
  return {
    ...item([...path, guest.element.id], guest.element, findingsBelow(guest), workspace),
    description: addresses,
    expandable: guest.vifs.length > 0,
  };
}
