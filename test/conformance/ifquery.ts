/**
 * Holds the interfaces parser against Debian's own `ifquery`: both must refuse the same texts, at the same line.
 * Bundle it with esbuild (`--bundle --platform=node --format=esm`) and run it with `[COUNT [SEED [FILE…]]]`; it only lets
 * ifquery read files (`--list`), which touches no network. The line is compared where no continuation lines stand.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';

const SEEDS = [
  'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    gateway 192.0.2.1\n',
  'auto xenbr0\niface xenbr0 inet dhcp\n\tbridge_ports eth0 \\\n\t\teth1\n\tbridge_stp off # no\n# note \\\n',
  'iface base inet static\n netmask 24\niface eth0 inet inherits base\n address 10.0.0.1\niface eth1 inherits base\n',
  'mapping eth*\n script /usr/local/sbin/choose\n map home eth0-home\nno-auto-down eth0\nallow-hotplug eth0 eth1\n',
  'iface eth0 inet6 auto\n up ip route add a\\\n b\n down x\niface e can static\niface t inet6 v4tunnel\n',
  'rename a=b\nno-scripts a b\nauto a\niface a inet manual\n pre-up x\n post-up y\niface b ipx dynamic\n',
];
const PIECES = [
  'iface', 'auto', 'mapping', 'inherits', 'inet', 'inet6', 'static', 'dhcp', 'manual', 'allow-', 'allow-x', 'no-auto-down', 'template',
  'rename', 'script', 'map', 'up', 'address', 'base', 'eth0', '\\', '\\\n', '\n', '\n\n', ' ', '\t', '#', '# ', '\r\n', '\v', 'loopback', ' \\\n ',
]; // biome-ignore format: a list to draw from

/** Small generator with a seed (mulberry32), so that a finding can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutate(text: string, next: () => number): string {
  let out = text;
  for (let times = 1 + Math.floor(next() * 4); times > 0; times--) {
    const at = Math.floor(next() * (out.length + 1));
    const piece = PIECES[Math.floor(next() * PIECES.length)] as string;
    const cut = next() < 0.5 ? Math.floor(next() * 12) : 0;
    out = out.slice(0, at) + (next() < 0.7 ? piece : '') + out.slice(at + cut);
  }
  return out;
}

/** The line that ifquery refuses, or 0. */
function judge(file: string): number {
  const { stderr, error } = spawnSync('ifquery', ['--list', '-i', file], { encoding: 'utf8' });
  if (error) throw error;
  if (!stderr.includes("couldn't read interfaces file")) return 0;
  const lines = [...stderr.matchAll(/:(\d+): (?!extra parameter)/g)];
  return Number(lines.at(-1)?.[1] ?? -1);
}

/** The last line of the logical line that our first problem stands on: what ifquery counts. */
function ours(text: string): number {
  const problem = parseInterfaces(text).problems[0];
  if (!problem) return 0;
  let end = text.indexOf('\n', problem.offset);
  while (end > 0 && text[end - 1] === '\\') end = text.indexOf('\n', end + 1);
  return text.slice(0, end < 0 ? text.length : end).split('\n').length;
}

const [count = '2000', seed = '1', ...files] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'ifquery-'));
const next = random(Number(seed));
const bases = [...SEEDS, ...files.map((file) => readFileSync(file, 'utf8'))];
let wrong = 0;
let refused = 0;
for (let run = 0; run < bases.length + Number(count); run++) {
  const base = bases[run % bases.length] as string;
  // Other files must not be read: a source line is made an auto line.
  const text = (run < bases.length ? base : mutate(base, next)).replaceAll('source', 'auto').replaceAll('\0', '');
  const file = join(folder, 'interfaces');
  writeFileSync(file, text);
  const theirs = judge(file);
  if (theirs > 0) refused++;
  const mine = ours(text);
  if (theirs === mine || (theirs > 0 && mine > 0 && text.includes('\\'))) continue;
  wrong++;
  console.log(JSON.stringify({ text, ifquery: theirs, parser: mine }));
}
rmSync(folder, { recursive: true });
console.log(`${bases.length + Number(count)} texts, ${refused} refused by ifquery, ${wrong} judged differently`);
process.exitCode = wrong === 0 ? 0 : 1;
