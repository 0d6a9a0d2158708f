/** Builds the picture's contents for one host out of its files; what no file says is marked as such, never invented. */
import { dom0Files } from '../../model/dom0-files.ts';
import type { Place } from '../../model/network.ts';
import { basename } from '../../model/paths.ts';
import type { Workspace } from '../../model/workspace.ts';
import { formatSubnet, type Subnet } from '../../xen/addresses.ts';
import type { NetworkMode } from '../../xen/hotplug-scripts.ts';
import { type Device, type Dom0, dom0Of, hiddenBridges } from './dom0.ts';
import { type FindingsOf, FindingsOfFile } from './findings.ts';
import { drawGuest, type PlacedGuest, type Population, populate } from './guests.ts';
import { compareNames, type HostFiles, hostsOf } from './hosts.ts';
import { type KnownOutside, outsideOf } from './outside.ts';
import { type Plug, plugsOf } from './plugs.ts';
import { type HostSetup, setupOf } from './setup.ts';
import {
  element,
  type Fact,
  factsOf,
  type GraphArea,
  type GraphElement,
  type GraphLink,
  type Ground,
  type NetworkGraph,
} from './types.ts';
import { GROUND_NAMES, MODE_NAMES, SUMMARIES } from './words.ts';

/**
 * The network of the host with this root; of the first one when it is left out or gone. Undefined when the workspace
 * describes no host and holds no guest.
 */
export function networkGraph(
  workspace: Workspace,
  findingsOf: FindingsOf,
  hostRoot?: string,
): NetworkGraph | undefined {
  const hosts = hostsOf(workspace);
  const chosen = hosts.find((one) => one.root === hostRoot) ?? hosts[0];
  return chosen && new Builder(workspace, findingsOf, chosen).build();
}

/** What is known while one graph is built. */
class Builder {
  readonly #workspace: Workspace;
  readonly #findingsOf: FindingsOf;
  readonly #files: HostFiles;
  readonly #setup: HostSetup;
  readonly #guests: readonly PlacedGuest[];
  readonly #dom0: Dom0;
  readonly #populations: readonly Population[];
  readonly #ofScript: FindingsOfFile;
  /** For each of dom0's interfaces files, by its URI. */
  readonly #ofInterfaces: ReadonlyMap<string, FindingsOfFile>;
  readonly #ofXlConf: FindingsOfFile;

  constructor(workspace: Workspace, findingsOf: FindingsOf, files: HostFiles) {
    this.#workspace = workspace;
    this.#findingsOf = findingsOf;
    this.#files = files;
    const { host, guests } = files;
    const file = host.xend ?? host.xlConf ?? host.interfaces ?? guests[0];
    this.#setup = setupOf(host, file ? workspace.settings(file.uri).version : 'newest');
    const plugged = guests.map((guest) => ({ file: guest, plugs: plugsOf(guest, workspace) }));
    const modes = plugged.flatMap(({ plugs }) => plugs.map((plug) => plug.mode?.mode));
    const { networkScript, vifScript } = this.#setup;
    const anyRouted = [networkScript?.mode, vifScript?.mode, ...modes].some(
      (mode) => mode === 'nat' || mode === 'route',
    );
    this.#dom0 = dom0Of(dom0Files(host, workspace), this.#setup, guests, anyRouted);
    this.#guests = plugged.map((guest) => ({
      ...guest,
      attachments: [...new Set(guest.plugs.map(this.#attachmentOf))].sort(compareNames),
    }));
    this.#populations = populate(this.#guests);
    this.#ofScript = new FindingsOfFile(host.xend, findingsOf);
    this.#ofInterfaces = new Map(this.#dom0.files.map((one) => [one.uri, new FindingsOfFile(one, findingsOf)]));
    this.#ofXlConf = new FindingsOfFile(host.xlConf, findingsOf);
  }

  build(): NetworkGraph {
    const mode = this.#mode();
    const outside = outsideOf(this.#dom0, this.#populations, this.#setup.networkScript !== undefined);
    const attachments = this.#attachments();
    const devices = [...this.#dom0.devices.values()].filter((device) => !device.bridge).map((one) => this.#device(one));
    const links = this.#links(attachments, outside);
    const grounds = new Map(attachments.map((one) => [one.id, groundOf(one, links, this.#dom0.devices)]));
    const areas = this.#populations.map((population) => this.#area(population, grounds));
    return {
      host: { root: this.#files.root, name: this.#files.name },
      mode,
      summary: summaryOf(mode, links, areas),
      networks: outside.map(({ network }) => network),
      dom0: this.#host(mode),
      devices,
      attachments,
      areas,
      links,
      grounds,
    };
  }

  /** Where a vif is plugged in: `bridge:NAME`, `nat`, `route`, `script:NAME` or `unknown`. */
  readonly #attachmentOf = (plug: Plug): string => {
    const { mode, bridge, guest } = plug;
    if (mode?.mode === 'nat' || mode?.mode === 'route') return mode.mode;
    if (mode?.mode === 'other') return `script:${mode.script}`;
    if (bridge !== undefined) return `bridge:${bridge}`;
    if (mode === undefined || guest.toolstack.toolstack !== 'xm') return 'unknown';
    return `bridge:${this.#dom0.defaultBridge ?? ''}`;
  };

  #mode(): NetworkMode | 'unknown' {
    const { networkScript, vifScript } = this.#setup;
    const modes = new Set(this.#guests.flatMap((guest) => guest.plugs.map((plug) => plug.mode?.mode ?? 'unknown')));
    const hidden = new Set(hiddenBridges(this.#dom0).map(idOf));
    const used = this.#populations.flatMap((one) => one.attachments);
    const [only] = modes;
    const agreed = modes.size === 1 ? only : undefined;
    if (networkScript) return networkScript.mode;
    if (vifScript) return vifScript.mode;
    if (hidden.size > 0 && used.every((id) => hidden.has(id))) return 'nat';
    if (agreed && agreed !== 'unknown') return agreed;
    const bridged = this.#populations.some((one) => one.attachments.some((id) => id.startsWith('bridge:')));
    return bridged || [...this.#dom0.devices.values()].some((device) => device.bridge) ? 'bridge' : 'unknown';
  }

  #host(mode: NetworkMode | 'unknown'): GraphElement {
    const { host, root } = this.#files;
    const { networkScript, vifScript } = this.#setup;
    const file = host.xend ?? host.interfaces ?? host.xlConf;
    const addresses = [...this.#dom0.devices.values()].flatMap((device) =>
      device.addresses.map((address) => `${address} on ${device.name || 'the bridge'}`),
    );
    return element('dom0', 'host', 'dom0', {
      detail: root === '' ? 'the host is not in these files' : this.#files.name,
      certain: root !== '',
      place: networkScript?.place ?? (file && { uri: file.uri, span: { offset: 0, end: 0 } }),
      facts: factsOf({
        Mode: MODE_NAMES[mode],
        'network-script': networkScript?.name,
        [host.xlConf && !host.xend ? 'vif.default.script' : 'vif-script']: vifScript?.name,
        Addresses: addresses.join(', ') || undefined,
        Guests: String(this.#guests.length),
        Files: [host.xend, host.xlConf, ...this.#dom0.files]
          .flatMap((one) => (one ? basename(one.path) : []))
          .join(', '),
      }),
      findings: [
        ...this.#ofScript.rest(),
        ...[...this.#ofInterfaces.values()].flatMap((one) => one.rest()),
        ...this.#ofXlConf.rest(),
      ],
    });
  }

  #device(device: Device): GraphElement {
    return element(`device:${device.name}`, 'device', device.name, {
      detail: device.addresses.join(', ') || device.note,
      ...this.#known(device),
    });
  }

  #known(device: Device): Pick<GraphElement, 'place' | 'certain' | 'facts' | 'findings'> {
    const findings = this.#dom0.files.flatMap((file) =>
      file.facts.devices
        .filter((stanza) => stanza.name.value.split(':', 1)[0] === device.name)
        .flatMap((stanza) => this.#ofInterfaces.get(file.uri)?.take(stanza) ?? []),
    );
    return {
      place: device.place,
      certain: device.certain,
      facts: factsOf({
        Address: device.addresses.join(', ') || undefined,
        Gateway: device.gateway?.address.text,
        [device.bridge ? 'Ports' : 'Below']: device.lower.join(', ') || undefined,
        Origin: device.note || undefined,
        Certainty: device.certain ? undefined : 'no file of the workspace says so',
      }),
      findings,
    };
  }

  /** Everything that vifs are plugged into, and the bridges and ways out that stand ready without a guest. */
  #attachments(): GraphElement[] {
    const ids = new Set<string>();
    const { networkScript } = this.#setup;
    if (networkScript?.mode === 'nat' || networkScript?.mode === 'route') ids.add(networkScript.mode);
    if (hiddenBridges(this.#dom0).length > 0) ids.add('nat');
    for (const device of this.#dom0.devices.values()) if (device.bridge) ids.add(`bridge:${device.name}`);
    for (const { attachments } of this.#populations) for (const id of attachments) ids.add(id);
    return [...ids].map((id) => this.#attachment(id));
  }

  #attachment(id: string): GraphElement {
    const plugs = this.#guests.flatMap((guest) => guest.plugs.filter((plug) => this.#attachmentOf(plug) === id));
    const vifs: Fact[] = [{ name: 'vifs', value: String(plugs.length) }];
    if (id.startsWith('bridge:')) return this.#bridge(id, plugs, vifs);
    const script = this.#scriptOf(id);
    const place = script ?? plugs[0]?.mode?.place ?? (id === 'nat' ? this.#dom0.translates : undefined);
    const findings = [...this.#ofScript.takeAt(script), ...this.#ofScript.takeAt(this.#setup.vifScript?.place)];
    if (id === 'nat' || id === 'route') {
      const way = WAYS[id];
      return element(id, way.kind, way.label, { detail: way.detail, place, findings, facts: [...way.facts, ...vifs] });
    }
    if (id === 'unknown') {
      const detail = 'no file says what it is plugged into';
      return element(id, 'unknown', 'Not known', { detail, certain: false, facts: vifs });
    }
    const label = id.slice('script:'.length);
    return element(id, 'script', label, { detail: 'a script of your own', place, findings, facts: vifs });
  }

  #scriptOf(id: string): Place | undefined {
    const { networkScript, vifScript } = this.#setup;
    if (networkScript?.mode === id) return networkScript.place;
    return vifScript?.mode === id ? vifScript.place : undefined;
  }

  #bridge(id: string, plugs: readonly Plug[], vifs: readonly Fact[]): GraphElement {
    const name = id.slice('bridge:'.length);
    const device = this.#dom0.devices.get(name);
    const openvswitch = plugs.some((plug) => plug.mode?.mode === 'openvswitch');
    const kind = openvswitch ? 'Open vSwitch bridge' : 'bridge';
    const named = plugs.find((plug) => plug.bridgePlace)?.bridgePlace;
    const vlans = [...new Set(plugs.flatMap((plug) => plug.vlan ?? []))];
    const facts = [...factsOf({ Kind: openvswitch ? 'Open vSwitch' : undefined, VLANs: vlans.join('; ') }), ...vifs];
    if (!device) {
      const detail =
        name === '' ? 'no file says which' : this.#dom0.files.length > 0 ? `${kind}, made by no file here` : kind;
      return element(id, 'bridge', name || 'a bridge', { detail, facts, place: named, certain: false });
    }
    const known = this.#known(device);
    const { networkScript, vifScript } = this.#setup;
    const ofScripts =
      networkScript?.mode === 'bridge'
        ? [...this.#ofScript.takeAt(networkScript.place), ...this.#ofScript.takeAt(vifScript?.place)]
        : [];
    return element(id, 'bridge', name || 'the bridge', {
      ...known,
      detail: device.addresses[0]
        ? `${kind} · dom0 is ${device.addresses[0]}`
        : name === ''
          ? 'xenbr0 or eth0, as the release of Xen names it'
          : kind,
      facts: [...known.facts, ...facts],
      findings: [...known.findings, ...ofScripts],
    });
  }

  /** From the outside inwards: network - card - (VLAN, bond) - bridge or way through dom0. */
  #links(attachments: readonly GraphElement[], outside: readonly KnownOutside[]): GraphLink[] {
    const links: GraphLink[] = [];
    for (const { network, card, certain } of outside) {
      if (card !== undefined) links.push({ from: network.element.id, to: `device:${card}`, way: 'both', certain });
    }
    for (const device of this.#dom0.devices.values()) {
      const to = idOf(device);
      for (const name of device.lower) {
        const lower = this.#dom0.devices.get(name);
        if (lower) links.push({ from: idOf(lower), to, way: 'both', certain: true });
      }
    }
    for (const attachment of attachments) links.push(...this.#wayOut(attachment, outside, links));
    return links;
  }

  /** How an attachment that has nothing below it leads outside. */
  #wayOut({ id, kind }: GraphElement, outside: readonly KnownOutside[], links: readonly GraphLink[]): GraphLink[] {
    if (links.some((link) => link.to === id)) return [];
    if (kind === 'nat' || kind === 'router') {
      const outer = this.#dom0.outer;
      const from = outer && idOf(outer);
      const certain = outer?.place !== undefined;
      return from ? [{ from, to: id, way: kind === 'nat' ? 'out' : 'both', certain }] : [];
    }
    if (kind !== 'bridge') return [];
    const device = this.#dom0.devices.get(id.slice('bridge:'.length));
    if (device && hiddenBridges(this.#dom0).includes(device))
      return [{ from: 'nat', to: id, way: 'out', certain: true }];
    if (device?.lowerKnown || this.#dom0.complete || this.#setup.networkScript) return [];
    const [first] = outside;
    return first ? [{ from: first.network.element.id, to: id, way: 'both', certain: false }] : [];
  }

  #area(population: Population, grounds: ReadonlyMap<string, Ground>): GraphArea {
    const { attachments, subnet, guests } = population;
    const source = guests.map((guest) => guest.plugs[0]?.subnet).find((one) => one && isSame(one.subnet, subnet));
    const gateway = source?.gateway;
    const ground = grounds.get(attachments[0] ?? '') ?? 'unknown';
    const label = subnet ? formatSubnet(subnet) : labelWithoutSubnet(population);
    const id = `area:${attachments.join('+')}|${label}`;
    return {
      element: element(id, 'subnet', label, {
        detail: [guests.length > 1 ? `${guests.length} guests` : '', attachments.length > 0 ? GROUND_NAMES[ground] : '']
          .filter(Boolean)
          .join(' · '),
        place: source?.place,
        certain: subnet !== undefined,
        facts: factsOf({
          Network: GROUND_NAMES[ground],
          Gateway: gateway && `${gateway.value.text}${ground === 'lan' ? '' : ', answered by dom0'}`,
          'Known from': source?.source,
          Guests: String(guests.length),
        }),
      }),
      attachments,
      ground,
      guests: guests.map((guest) => drawGuest(guest, this.#workspace, this.#attachmentOf, this.#findingsOf)),
    };
  }
}

const idOf = (device: Device): string => `${device.bridge ? 'bridge' : 'device'}:${device.name}`;

function labelWithoutSubnet({ addressed, attachments, known }: Population): string {
  if (addressed) return 'No known subnet';
  if (attachments.length > 0) return 'No fixed address';
  return known ? 'No network card' : 'Cards not known';
}

function isSame(a: Subnet, b: Subnet | undefined): boolean {
  return b !== undefined && a.network === b.network && a.prefix === b.prefix && a.family === b.family;
}

/** One sentence on the picture; the mode's own only where the guests are connected as the mode means it. */
function summaryOf(mode: NetworkMode | 'unknown', links: readonly GraphLink[], areas: readonly GraphArea[]): string {
  const used = new Set(areas.flatMap((area) => area.attachments));
  const reaches = (id: string): boolean => id === mode || links.some((link) => link.from === mode && link.to === id);
  if ((mode === 'nat' || mode === 'route') && used.size > 0 && ![...used].some(reaches))
    return `dom0 is set up for ${mode === 'nat' ? 'NAT' : 'routing'}, but no guest is connected that way.`;
  if (mode === 'bridge' && used.size > 0 && !links.some((link) => link.certain && used.has(link.to)))
    return 'The guests are plugged into a bridge of dom0; no file here makes a card of the host a port of it.';
  return SUMMARIES[mode];
}

/** The colour of what hangs on an attachment: that of the way by which it leads outside. */
function groundOf(
  { id, kind }: GraphElement,
  links: readonly GraphLink[],
  devices: ReadonlyMap<string, Device>,
): Ground {
  if (kind === 'nat') return 'private';
  if (kind === 'router') return 'routed';
  if (kind !== 'bridge') return 'unknown';
  const up = links.filter((link) => link.to === id);
  // Only a bridge that a file makes without a card is known to have none.
  if (up.length === 0) return devices.get(id.slice('bridge:'.length))?.lowerKnown ? 'internal' : 'unknown';
  return up.some((link) => link.way === 'out') ? 'private' : 'lan';
}

const WAYS = {
  nat: {
    kind: 'nat',
    label: 'NAT',
    detail: 'out as dom0, nobody comes in',
    facts: factsOf({
      'From inside': "reaches the outside with dom0's address (MASQUERADE)",
      'From outside': 'does not reach the guests',
    }),
  },
  route: {
    kind: 'router',
    label: 'Routing',
    detail: 'both ways, each guest with its own address',
    facts: factsOf({
      'From inside': "reaches the outside with the guest's own address",
      'From outside': 'reaches the guests, once the gateway has a route via dom0',
      'On dom0': 'ip_forward and proxy_arp on',
    }),
  },
} as const;
