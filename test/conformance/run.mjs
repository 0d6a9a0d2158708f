// `npm run conformance`: holds the product against the real programs and prints one table of it all.
//
//   node test/conformance/run.mjs [COMPARISON…] [--count N] [--seed S] [--size quick|normal|full] [--require-all]
//                                 [--write-docs] [--json FILE]
//
// COMPARISON is a name of the table below, all of them when none is given. The exit status is 1 when the product and a
// program disagree in a way that known-differences.json does not list with its reason. A judge that is not installed is
// said to be missing; with --require-all, or with CI=true in the environment, that fails too.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleScript } from '../support/run-script.mjs';
import { writeDocs } from './write-docs.mjs';

const root = resolve(import.meta.dirname, '..', '..');
const here = import.meta.dirname;

/** Each comparison and how many inputs it makes at each size. */
const COMPARISONS = {
  'xl-syntax': { quick: 2000, normal: 20_000, full: 100_000 },
  'spec-strings': { quick: 2000, normal: 10_000, full: 100_000 },
  'xl-meaning': { quick: 200, normal: 2000, full: 20_000 },
  'xl-create': { quick: 200, normal: 2000, full: 20_000 },
  releases: { quick: 100, normal: 300, full: 5000 },
  xm: { quick: 1000, normal: 5000, full: 100_000 },
  sxp: { quick: 0, normal: 0, full: 0 },
  'xm-vectors': { quick: 0, normal: 0, full: 0 },
  hotplug: { quick: 40, normal: 150, full: 2000 },
  fixes: { quick: 300, normal: 2000, full: 50_000 },
  ifup: { quick: 20, normal: 100, full: 2000 },
  interfaces: { quick: 200, normal: 1000, full: 10_000 },
};

/** Bundles one comparison and runs it; gives what it leaves (judges.ts) and what it prints. */
async function compare(name, count, seed, folder) {
  const bundle = await bundleScript(`test/conformance/${name}.ts`, folder);
  const tallies = join(folder, `${name}.json`);
  const begin = Date.now();
  const { code, output } = await run(process.execPath, [bundle, String(count), String(seed)], tallies);
  const seconds = Math.round((Date.now() - begin) / 1000);
  const result = existsSync(tallies) ? JSON.parse(readFileSync(tallies, 'utf8')) : undefined;
  return { name, seconds, code, output, result };
}

function run(program, args, tallies) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, XEN_TALLIES: tallies },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** What is printed beside the table that each comparison prints for itself. */
function withoutTable(output) {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[┌├│└]/.test(line))
    .join('\n');
}

/** The versions of the judges, as their own programs tell. */
export function versions() {
  const ask = (program, ...args) => {
    const { stdout, status } = spawnSync(program, args, { encoding: 'utf8' });
    return status === 0 ? stdout.trim().split('\n')[0] : undefined;
  };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that dpkg-query wants
  const debian = (name) => ask('dpkg-query', '-W', '-f', '${Version}', name);
  return {
    'libxlutil and xl': debian('xen-utils-4.17'),
    python3: ask('python3', '--version')?.replace('Python ', ''),
    'ifquery and ifup (ifupdown)': debian('ifupdown'),
    'xend’s reader': 'recorded vectors of the last tree that had xend (as in Xen 4.4)',
  };
}

function print(rows) {
  const columns = ['judge', 'inputs', 'agreements', 'listed differences', 'false alarms', 'misses', 'wrong values'];
  const table = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
  const widths = columns.map((_, index) => Math.max(...table.map((cells) => cells[index].length)));
  for (const cells of table)
    console.log(
      cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]))).join('  '),
    );
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      seed: { type: 'string', default: '1' },
      size: { type: 'string', default: 'normal' },
      'require-all': { type: 'boolean', default: process.env.CI === 'true' },
      'write-docs': { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const known = Object.keys(COMPARISONS).filter((name) => existsSync(join(here, `${name}.ts`)));
  const wrong = positionals.find((name) => !known.includes(name));
  if (wrong) throw new Error(`There is no comparison ${wrong}; there are ${known.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'xen-conformance-'));
  const rows = [];
  const problems = [];
  const missing = [];
  try {
    for (const name of positionals.length > 0 ? positionals : known) {
      const count = values.count ?? COMPARISONS[name][values.size];
      if (count === undefined) throw new Error('--size is quick, normal or full');
      const { seconds, code, output, result } = await compare(name, count, values.seed, folder);
      const said = withoutTable(output);
      if (said) console.log(said);
      console.log(`${name}: ${seconds} s`);
      if (result?.missing) missing.push(result.missing);
      else if (!result) problems.push(`${name} came to no end (exit status ${code})`);
      for (const one of result?.tallies ?? []) {
        rows.push({
          judge: one.judge,
          inputs: one.inputs,
          agreements: one.agree,
          'listed differences': one.listed,
          'false alarms': one.falseAlarms,
          misses: one.misses,
          'wrong values': one.wrongValues,
        });
        if (one.falseAlarms + one.misses + one.wrongValues > 0) problems.push(`${one.judge} disagrees`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log('');
  print(rows);
  console.log('');
  for (const [judge, version] of Object.entries(versions())) console.log(`${judge}: ${version ?? 'not installed'}`);
  for (const { judge, why, install } of missing) console.log(`missing: ${judge} (${why}); it comes with: ${install}`);
  if (missing.length > 0 && values['require-all']) problems.push('a judge is missing');
  for (const problem of problems) console.log(`conformance: ${problem}`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ rows, problems, missing }));
  if (values['write-docs']) writeDocs(rows, versions(), values.seed);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
