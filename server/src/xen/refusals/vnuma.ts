/** Refusals about the nodes of `vnuma`; from libxl of 4.14 to 4.20, run. */
import type { GuestView, NodeView, Objection, Refusal } from './refusal.ts';

/** What xl takes where a node names no distances. */
const LOCAL = 10;
const REMOTE = 20;

/** The first card's memory has to lie in the first node, in MiB. */
const VIDEO_MEMORY: Readonly<Record<string, number>> = { cirrus: 8, stdvga: 16, qxl: 128, none: 0 };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The nodes of a guest that has some; undefined where nothing can be said of them. */
function nodesOf(guest: GuestView): readonly NodeView[] | undefined {
  return guest.nodes && guest.nodes.length > 0 ? guest.nodes : undefined;
}

function distance(nodes: readonly NodeView[], from: number, to: number): number {
  const named = nodes[from]?.distances;
  if (named) return named[to] ?? 0;
  return from === to ? LOCAL : REMOTE;
}

/** How many numbers of 32 bits fit into the piece of memory that C's malloc gives for `count` of them on 64-bit Linux. */
const room = (count: number): number => Math.max(24, Math.ceil((4 * count + 8) / 16) * 16 - 8) / 4;

function tooLong(guest: GuestView, isFatal: boolean): Objection | undefined {
  const nodes = nodesOf(guest) ?? [];
  for (const [index, { distances = [] }] of nodes.entries()) {
    if (distances.length <= nodes.length || distances.length > room(nodes.length) !== isFatal) continue;
    const found = `vdistances has ${distances.length} numbers for ${nodes.length === 1 ? 'one node' : `${nodes.length} nodes`}`;
    return {
      index,
      reason: isFatal
        ? `${found}, and xl itself crashes. Write one number for each node`
        : `${found}: xl writes the others over memory that is not its own. Write one number for each node`,
    };
  }
  return undefined;
}

export const vnumaRefusals: readonly Refusal[] = [
  {
    rule: 'vnuma-sum',
    guests: ['hvm', 'pvh'],
    options: ['vnuma'],
    objection: (guest) => {
      const nodes = nodesOf(guest);
      if (!nodes) return undefined;
      const without = nodes.findIndex((node) => node.size === undefined);
      if (without >= 0)
        return { index: without, reason: 'the node has no size. Add "size=512", or as many MiB as it has' };
      const start = guest.number('memory');
      const most = sum(nodes.map((node) => node.size ?? 0));
      return start !== undefined && start < most
        ? `the nodes have ${most} MiB together, and memory is ${start}. Make the two the same`
        : undefined;
    },
    source:
      'libxl_create.c: "Cannot enable PoD and vNUMA at the same time"; libxl_vnuma.c: "Amount of memory mismatch"',
  },
  {
    rule: 'vnuma-sum',
    guests: ['hvm'],
    options: ['vnuma'],
    objection: (guest) => {
      const first = nodesOf(guest)?.[0];
      const size =
        guest.number('videoram') ?? VIDEO_MEMORY[guest.text('vga') ?? (guest.isOn('stdvga') ? 'stdvga' : 'cirrus')];
      return first?.size !== undefined && size !== undefined && first.size < size
        ? {
            index: 0,
            reason: `the first node holds the video memory, ${size} MiB, and has ${first.size} MiB. Give it more`,
          }
        : undefined;
    },
    source: 'libxl_vnuma.c: "vnode .. too small to contain video ram"',
  },
  {
    rule: 'vnuma-sum',
    guests: ['hvm', 'pvh'],
    options: ['vnuma'],
    objection: (guest) => {
      const nodes = nodesOf(guest);
      if (!nodes) return undefined;
      const all = nodes.flatMap((node) => node.vcpus);
      const seen = new Map<number, number>();
      for (const [index, node] of nodes.entries()) {
        for (const vcpu of new Set(node.vcpus)) {
          if (seen.has(vcpu)) return { index, reason: `vCPU ${vcpu} is in two nodes. Name each vCPU once` };
          seen.set(vcpu, index);
        }
      }
      const count = all.length || guest.number('maxvcpus') || guest.number('vcpus') || 1;
      let lost = 0;
      while (seen.has(lost)) lost++;
      return lost < count ? `vCPU ${lost} is in no node. Name the vCPUs 0 to ${count - 1}, each once` : undefined;
    },
    source: 'libxl_vnuma.c: "Vcpu .. assigned more than once", "Vcpu .. is not assigned to any vnode"',
  },
  {
    rule: 'vnuma-sum',
    guests: ['hvm', 'pvh'],
    options: ['vnuma'],
    objection: (guest) => {
      const nodes = nodesOf(guest) ?? [];
      for (const from of nodes.keys()) {
        for (const to of nodes.keys()) {
          if (from === to || distance(nodes, from, to) >= distance(nodes, from, from)) continue;
          return {
            index: from,
            reason: `node ${from} is nearer to node ${to} than to itself. Write the smallest of its vdistances for the node itself, and one for each other`,
          };
        }
      }
      return undefined;
    },
    source: 'libxl_vnuma.c: "Distance from .. to .. smaller than .. local distance"',
  },
  {
    rule: 'vnuma-sum',
    options: ['vnuma'],
    objection: (guest) => tooLong(guest, true),
    source: 'xl 4.17: SIGSEGV or SIGABRT in parse_vnuma_config',
  },
  {
    rule: 'vnuma-sum',
    severity: 'warning',
    options: ['vnuma'],
    objection: (guest) => tooLong(guest, false),
    source: 'xl_parse.c: parse_vnuma_config',
  },
];
