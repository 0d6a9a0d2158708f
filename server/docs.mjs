// `npm run docs`: writes docs/rules and the schema of the setting xen.rules from the rules; `--check` only says what is stale.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs', 'rules');
const manifestPath = join(root, 'package.json');

/** The rules are TypeScript: they are bundled first, then loaded. */
async function loadPages() {
  const temporary = mkdtempSync(join(tmpdir(), 'xen-docs-'));
  try {
    const outfile = join(temporary, 'pages.cjs');
    await build({
      stdin: {
        contents:
          "export { rules } from './server/src/rules/index.ts'; export { allPages, rulesSchema } from './server/src/rules/pages.ts';",
        resolveDir: root,
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      logLevel: 'warning',
    });
    return (await import(pathToFileURL(outfile).href)).default;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const { rules, allPages, rulesSchema } = await loadPages();
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
Object.assign(manifest.contributes.configuration.properties['xen.rules'], rulesSchema(rules));
const wanted = new Map([...allPages(rules)].map(([name, text]) => [join(folder, name), text]));
wanted.set(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);

const stale = [...wanted].filter(([path, text]) => readOrEmpty(path) !== text).map(([path]) => path);
mkdirSync(folder, { recursive: true });
const gone = readdirSync(folder)
  .map((name) => join(folder, name))
  .filter((path) => !wanted.has(path));

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...gone]) console.error(`${relative(root, path)} is stale: run npm run docs`);
  process.exitCode = stale.length + gone.length > 0 ? 1 : 0;
} else {
  for (const path of stale) writeFileSync(path, wanted.get(path));
  for (const path of gone) rmSync(path);
  console.log(`${stale.length} written, ${gone.length} removed, ${rules.length} rules`);
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
