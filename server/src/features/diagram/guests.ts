/** Guests as elements, and the areas that they share: those with the same attachments in the same subnet. */
import type { Place } from '../../model/network.ts';
import { basename, stem } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { contains, formatSubnet, type IpAddress, type Subnet } from '../../xen/addresses.ts';
import { type FindingsOf, FindingsOfFile } from './findings.ts';
import { compareNames } from './hosts.ts';
import type { Plug } from './plugs.ts';
import { type ElementFinding, element, factsOf, type GraphGuest, type GraphVif } from './types.ts';

/** A guest with what decides where it is drawn. */
export interface PlacedGuest {
  readonly file: CfgFile;
  readonly plugs: readonly Plug[];
  readonly attachments: readonly string[];
}

/** Guests that are drawn together. */
export interface Population {
  readonly attachments: readonly string[];
  /** Undefined where the guests' addresses belong to no known subnet, or where there are none. */
  readonly subnet: Subnet | undefined;
  readonly addressed: boolean;
  /** False for guests without any card that the file tells of, where a running Python may make some. */
  readonly known: boolean;
  readonly guests: readonly PlacedGuest[];
}

/** Names the attachment of a vif; see `attachmentOf` in graph.ts. */
export type AttachmentOf = (plug: Plug) => string;

/** Sorts guests into areas by their attachments and the subnet of their first vif. */
export function populate(guests: readonly PlacedGuest[]): Population[] {
  const neighbours = knownSubnets(guests);
  const areas = new Map<string, { -readonly [K in keyof Population]: Population[K] } & { guests: PlacedGuest[] }>();
  for (const guest of guests) {
    const { attachments } = guest;
    const subnet = subnetOfGuest(guest, neighbours.get(attachments.join(' ')) ?? []);
    const addressed =
      subnet !== undefined || guest.plugs.some((plug) => plug.vif.ips.length + plug.addresses.length > 0);
    const known = guest.plugs.length > 0 || guest.file.facts.vifsComplete;
    const key = `${attachments.join(' ')}|${subnet ? formatSubnet(subnet) : addressed ? 'stray' : known ? 'none' : 'open'}`;
    const area = areas.get(key) ?? { attachments, subnet, addressed, known, guests: [] };
    area.guests.push(guest);
    areas.set(key, area);
  }
  for (const area of areas.values()) area.guests.sort(compareGuests);
  return [...areas.values()].sort(compareAreas);
}

function knownSubnets(guests: readonly PlacedGuest[]): Map<string, Subnet[]> {
  const known = new Map<string, Map<string, Subnet>>();
  for (const { plugs, attachments } of guests) {
    const there = known.get(attachments.join(' ')) ?? new Map<string, Subnet>();
    const subnet = plugs[0]?.subnet?.subnet;
    if (subnet) there.set(formatSubnet(subnet), subnet);
    known.set(attachments.join(' '), there);
  }
  return new Map([...known].map(([key, subnets]) => [key, [...subnets.values()]]));
}

/** An address decides before the files that should agree with it: dom0 goes by `ip=`. */
function subnetOfGuest({ plugs }: PlacedGuest, neighbours: readonly Subnet[]): Subnet | undefined {
  const [first] = plugs;
  const address = first?.addresses[0];
  const own = first?.subnet?.subnet;
  if (!address) return first && first.vif.ips.length > 0 ? undefined : own;
  if (own && contains(own, address)) return own;
  return neighbours.find((subnet) => contains(subnet, address));
}

function compareAddresses(a: IpAddress | undefined, b: IpAddress | undefined): number {
  if (!a || !b) return Number(a === undefined) - Number(b === undefined);
  if (a.family !== b.family) return a.family - b.family;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function compareGuests(a: PlacedGuest, b: PlacedGuest): number {
  return (
    compareAddresses(a.plugs[0]?.addresses[0], b.plugs[0]?.addresses[0]) ||
    compareNames(guestName(a.file), guestName(b.file)) ||
    compareNames(a.file.path, b.file.path)
  );
}

function compareAreas(a: Population, b: Population): number {
  return (
    Number(a.attachments.length === 0) - Number(b.attachments.length === 0) ||
    compareNames(a.attachments.join(' '), b.attachments.join(' ')) ||
    Number(a.subnet === undefined) - Number(b.subnet === undefined) ||
    Number(b.addressed) - Number(a.addressed) ||
    compareNames(a.subnet ? formatSubnet(a.subnet) : '', b.subnet ? formatSubnet(b.subnet) : '')
  );
}

/** How a guest is called: its name, else its file's. */
export function guestName(file: CfgFile): string {
  return file.facts.name?.value || stem(file.path);
}

const KINDS = { pv: 'PV', pvh: 'PVH', hvm: 'HVM' } as const;

/** The elements of a guest and its vifs. */
export function drawGuest(
  { file, plugs }: PlacedGuest,
  workspace: Workspace,
  attachmentOf: AttachmentOf,
  findingsOf: FindingsOf,
): GraphGuest {
  const own = workspace.interfacesOf(file);
  const cfg = new FindingsOfFile(file, findingsOf);
  const inside = new FindingsOfFile(own, findingsOf);
  const id = `guest:${file.uri}`;
  const vifs = plugs.map((plug) => {
    const found = [...cfg.take(plug.vif), ...(plug.stanza ? inside.take(plug.stanza) : [])];
    return drawVif(plug, `${id}#${plug.vif.index}`, attachmentOf(plug), found, workspace);
  });
  const name = file.facts.name;
  return {
    element: element(id, 'guest', guestName(file), {
      detail: file.facts.kind ? KINDS[file.facts.kind] : '',
      place: { uri: file.uri, span: name ? { offset: name.offset, end: name.end } : { offset: 0, end: 0 } },
      facts: factsOf({
        File: basename(file.path),
        Kind: file.facts.kind && KINDS[file.facts.kind],
        Toolstack: file.toolstack.toolstack,
        'Own interfaces file': own && (own.path.split('/').slice(-4).join('/') || own.path),
        'Network cards': plugs.length === 0 && file.facts.vifsComplete ? 'none' : undefined,
        'Further network cards': file.facts.vifsComplete
          ? undefined
          : 'made by Python when the file runs; not known here',
      }),
      findings: [...cfg.rest(), ...inside.rest()],
    }),
    vifs,
  };
}

function drawVif(
  plug: Plug,
  id: string,
  attachment: string,
  findings: readonly ElementFinding[],
  workspace: Workspace,
): GraphVif {
  const { vif, subnet, mode, guest } = plug;
  const written = vif.ips.map((ip) => ip.value).join(', ');
  const address = written || ownAddress(plug);
  const origin = mode && !plug.defaulted ? placeWords(mode.place, guest, workspace) : ', the default';

  return {
    element: element(id, 'vif', `vif ${vif.index}`, {
      detail: address || 'no ip=',
      place: { uri: guest.uri, span: { offset: vif.offset, end: vif.end } },
      facts: factsOf({
        Address: written || undefined,
        'Address in the guest': written ? undefined : ownAddress(plug) || 'not in these files',
        MAC: vif.mac?.value ?? 'not set: the toolstack makes one up',
        Bridge: plug.bridge,
        VLAN: plug.vlan,
        Script: mode && `${mode.script}${origin}`,
        Subnet: subnet && `${formatSubnet(subnet.subnet)}, from ${subnet.source}`,
        Gateway: subnet?.gateway?.value.text,
      }),
      findings,
    }),
    attachment,
    address: address || 'no ip=',
    mac: vif.mac?.value ?? 'no mac=',
  };
}

/** What the guest's own interfaces file gives the card. */
function ownAddress({ vif, stanza, addresses }: Plug): string {
  if (vif.ips.length > 0) return '';
  return addresses[0]?.text ?? (stanza?.method === 'dhcp' ? 'by DHCP' : '');
}

function placeWords(place: Place, guest: CfgFile, workspace: Workspace): string {
  if (place.uri === guest.uri) return ', named by the vif';
  const file = workspace.files.get(place.uri);
  return file ? `, from ${basename(file.path)}` : '';
}
