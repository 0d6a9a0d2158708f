// Bundles the extension's client, the language server, the command line and, with --tests, the suite for VS Code.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: production,
  sourcemap: !production,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  // Tables of server/facts go into the bundles as they are.
  loader: { '.tsv': 'text' },
};

/** The layout library is larger than the rest of the server and seldom wanted: it stays in a file of its own, loaded when it is. */
const layoutApart = {
  name: 'layout-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^elkjs\// }, () => ({ path: './layout.js', external: true }));
  },
};

const bundles = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'client/dist/extension.js', external: ['vscode'] },
  {
    entryPoints: ['client/src/network-view/page.ts'],
    outfile: 'client/dist/network-view.js',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
  {
    entryPoints: ['client/src/doctor/page.ts'],
    outfile: 'client/dist/doctor.js',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
  { entryPoints: ['server/src/node.ts'], outfile: 'server/dist/server.js', plugins: [layoutApart] },
  { entryPoints: ['server/src/cli.ts'], outfile: 'server/dist/cli.js', plugins: [layoutApart] },
  { entryPoints: ['elkjs/lib/elk.bundled.js'], outfile: 'server/dist/layout.js' },
];
const suite = {
  entryPoints: ['test/vscode/index.ts'],
  outfile: 'test/vscode/out/index.js',
  external: ['vscode', 'mocha'],
};

/** Names and licences of the packages whose code went into the bundles. */
function notices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const match = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (match) folders.add(match[0]);
  }
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\n${homepage ?? ''}\n\n${text}`;
  });
  return `${parts.join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

try {
  const inputs = [];
  for (const bundle of tests ? [...bundles, suite] : bundles) {
    const options = { ...shared, ...bundle, absWorkingDir: import.meta.dirname };
    if (watch) await (await context(options)).watch();
    else inputs.push(...Object.keys((await build({ ...options, metafile: true })).metafile.inputs));
  }
  if (production) writeFileSync(join(import.meta.dirname, 'server/dist/third-party-notices.txt'), notices(inputs));
} catch {
  // esbuild has printed what is wrong and where.
  process.exitCode = 1;
}
