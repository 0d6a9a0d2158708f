/** The nodes of `vnuma` as xl reads them: every item is a pair around `=`, stripped of blanks. */
import type { CfgFile } from '../../model/source-file.ts';
import type { NodeView } from '../../xen/refusals/refusal.ts';
import { type Entry, listsOf } from '../entries.ts';

export interface NodeItem {
  readonly entry: Entry;
  /** Undefined where xl finds no key or no value. */
  readonly key: string | undefined;
  readonly value: string;
}

/** Splits as C's strtok does: the text before the first `=`, and that up to the next one. */
function pairOf(entry: Entry): NodeItem {
  const [key, value] = entry.text.text.split('=').filter(Boolean);
  return value === undefined
    ? { entry, key: undefined, value: '' }
    : { entry, key: key?.trim() ?? '', value: value.trim() };
}

export function vnumaNodes(file: CfgFile): readonly (readonly NodeItem[])[] {
  return listsOf(file, 'vnuma').map((node) => node.map(pairOf));
}

/** `parse_ulong` of xl: decimal digits at the start, whatever follows; undefined where it finds none, or too many. */
export function leadingNumber(text: string): number | undefined {
  const match = /^\s*([+-]?)(\d+)/.exec(text);
  if (!match) return undefined;
  // A negative number wraps around, and -1 becomes what stands for a failure.
  const number = match[1] === '-' && Number(match[2]) > 0 ? 2n ** 64n - BigInt(match[2] ?? 0) : BigInt(match[2] ?? 0);
  return number < 0n || number >= 2n ** 64n - 1n ? undefined : Number(number);
}

/** The nodes with what they hold; undefined where a value cannot be counted. The last word of a name counts. */
export function countedNodes(file: CfgFile): readonly NodeView[] | undefined {
  const nodes: NodeView[] = [];
  for (const items of vnumaNodes(file)) {
    const node: { size?: number; vcpus: number[]; distances?: number[] } = { vcpus: [] };
    for (const { key, value } of items) {
      if (key === 'size') node.size = leadingNumber(value) ?? Number.NaN;
      else if (key === 'vdistances') node.distances = value.split(',').map((one) => leadingNumber(one) ?? Number.NaN);
      else if (key === 'vcpus') {
        // Each further list of the same node adds to it.
        const vcpus = cpusOf(value);
        if (!vcpus) return undefined;
        node.vcpus.push(...vcpus);
      } else if (key === undefined) return undefined;
    }
    if ([node.size ?? 0, ...(node.distances ?? [])].some(Number.isNaN)) return undefined;
    nodes.push({ size: node.size, vcpus: node.vcpus, distances: node.distances });
  }
  return nodes;
}

/** The numbers that a list such as `0-1,3` names; undefined where xl would read something else. */
function cpusOf(list: string): number[] | undefined {
  const cpus: number[] = [];
  for (const part of list.split(',')) {
    const match = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part);
    if (!match) return undefined;
    for (let cpu = Number(match[1]); cpu <= Number(match[2] ?? match[1]); cpu++) cpus.push(cpu);
  }
  return cpus;
}

/** How many vCPUs a list such as `0-1,3` names; undefined where xl would read something else. */
export function countCpus(list: string): number | undefined {
  let count = 0;
  for (const part of list.split(',')) {
    const match = /^\s*(\d{1,6})(?:-(\d{1,6}))?\s*$/.exec(part);
    if (!match) return undefined;
    const size = Number(match[2] ?? match[1]) - Number(match[1]) + 1;
    count += Math.max(size, 0);
  }
  return count;
}

/** The sum over all nodes; undefined where some value cannot be counted. */
export function total(
  nodes: readonly (readonly NodeItem[])[],
  key: string,
  count: (value: string) => number | undefined,
): number | undefined {
  let sum = 0;
  for (const item of nodes.flat()) {
    if (item.key !== key) continue;
    const size = count(item.value);
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}
