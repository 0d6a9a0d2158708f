/**
 * Measures a folder of 10,000 guests: how long it takes to load and to check, how long after a key the findings of one
 * guest are there, how long completion and hover take, and the memory. What a key costs must not grow with the fleet.
 */
import { performance } from 'node:perf_hooks';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { defaultSettings } from '../../server/src/model/settings.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { fill, markdownTable } from '../conformance/write-docs.mjs';

const HOST = 'file:///fleet/host1/etc';
const two = (value: number): string => value.toString(16).padStart(2, '0');

function guestText(index: number, copied: boolean): string {
  const mac = `00:16:3e:${two(index >> 16)}:${two((index >> 8) & 255)}:${two(index & 255)}`;
  const lines = [
    `name = "guest${index}"`,
    'kernel = "/boot/vmlinuz-xen"',
    'memory = 512',
    'vcpus = 2',
    `vif = [ "mac=${copied ? '00:16:3e:00:00:00' : mac},bridge=xenbr0,ip=10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}" ]`,
    'disk = [',
    `  "phy:/dev/vg/guest${copied ? 0 : index}-root,xvda,w",`,
    `  "phy:/dev/vg/guest${index}-swap,xvdb,w",`,
    ']',
    'on_crash = "restart"  # comment',
    '',
  ];
  return lines.join('\n');
}

function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

interface Figures {
  readonly [name: string]: string;
}

function recheck(workspace: Workspace, uris: Iterable<string>): number {
  let count = 0;
  for (const uri of uris) {
    const file = workspace.files.get(uri);
    if (file) count += check(file, contextFor(file, workspace)).length;
  }
  return count;
}

function measure(guests: number, copied: boolean): Figures {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const settings = { ...defaultSettings, toolstack: 'xm' } as const;
  const workspace = new Workspace(() => settings);
  const uriOf = (index: number): string => `${HOST}/xen/guest${index}.cfg`;
  let begin = performance.now();
  workspace.set(
    `${HOST}/xen/xend-config.sxp`,
    'xend-sxp',
    '(network-script network-bridge)\n(vif-script vif-bridge)\n',
    0,
  );
  workspace.set(
    `${HOST}/network/interfaces`,
    'xen-interfaces',
    'auto xenbr0\niface xenbr0 inet static\n  address 10.0.0.1/8\n',
    0,
  );
  for (let index = 0; index < guests; index++) workspace.set(uriOf(index), 'xen-cfg', guestText(index, copied), 0);
  const load = performance.now() - begin;
  begin = performance.now();
  recheck(workspace, workspace.files.keys());
  const checked = performance.now() - begin;
  globalThis.gc?.();
  const memory = (process.memoryUsage().heapUsed - before) / 2 ** 20;

  const uri = uriOf(guests >> 1);
  const text = guestText(guests >> 1, copied);
  const keys: number[] = [];
  const own: number[] = [];
  let touched = 0;
  for (let turn = 0; turn < 41; turn++) {
    const changed = text.replace('memory = 512', `memory = 51${turn % 10}`);
    begin = performance.now();
    const affected = workspace.set(uri, 'xen-cfg', changed, turn + 2);
    recheck(workspace, [uri]);
    own.push(performance.now() - begin);
    touched = affected.size;
    if (!copied || turn < 3) recheck(workspace, affected);
    keys.push(performance.now() - begin);
  }
  const file = workspace.files.get(uri) as SourceFile;
  const at = documentOf(file).positionAt(text.indexOf('bridge=') + 7);
  const ask = (use: () => unknown): number =>
    median(Array.from({ length: 21 }, () => { const from = performance.now(); use(); return performance.now() - from; })); // biome-ignore format: one measurement
  const completion = ask(() => complete(file, at, workspace));
  const hovering = ask(() => hover(file, at, workspace));
  const macAt = documentOf(file).positionAt(text.indexOf('mac=') + 4);
  const addressAt = documentOf(file).positionAt(text.indexOf(',ip=') + 4);
  const fresh = ask(() => complete(file, macAt, workspace));
  const free = ask(() => complete(file, addressAt, workspace));
  begin = performance.now();
  const all = workspace.set(
    `${HOST}/xen/xend-config.sxp`,
    'xend-sxp',
    '(network-script network-nat)\n(vif-script vif-nat)\n',
    9,
  );
  const host = performance.now() - begin;
  const ms = (value: number): string => value.toFixed(1);
  return {
    guests: `${guests}${copied ? ', all copies' : ''}`,
    'load (ms)': load.toFixed(0),
    'check all (ms)': checked.toFixed(0),
    'heap (MiB)': memory.toFixed(0),
    'key to own findings (ms)': ms(median(own)),
    'and to those of the others (ms)': ms(median(keys)),
    'other files': String(touched - 1),
    'completion (ms)': ms(completion),
    'of a MAC (ms)': ms(fresh),
    'of an address (ms)': ms(free),
    'hover (ms)': ms(hovering),
    'key in the host’s file (ms)': `${ms(host)} for ${all.size} files`,
  };
}

measure(200, false); // warms the compiler up
const rows: Figures[] = [];
for (const [guests, copied] of [
  [100, false],
  [1000, false],
  [10_000, false],
  [2000, true],
] as const) {
  rows.push(measure(guests, copied));
  console.log(JSON.stringify(rows.at(-1)));
}
if (process.argv.includes('--write-docs')) {
  const columns = Object.keys(rows[0] ?? {});
  const turned = columns
    .slice(1)
    .map((column) => Object.fromEntries([['guests', column], ...rows.map((row) => [row.guests, row[column]])]));
  fill('fleet', `${markdownTable(turned)}\n\nNode ${process.version}.`);
}
