// Bundles a TypeScript script of the tests and runs it in a Node process of its own; what follows its name is passed on.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');

/** Bundles the script (a path in the project) into the folder and gives the bundle's path. */
export async function bundleScript(script, folder) {
  const bundle = join(folder, `${basename(script, '.ts')}.mjs`);
  await build({
    entryPoints: [script],
    outfile: bundle,
    bundle: true,
    loader: { '.tsv': 'text' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
    absWorkingDir: root,
  });
  return bundle;
}

/** Runs the script in the project's root with these arguments; gives its exit status. */
export async function runScript(script, args, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'xen-test-'));
  try {
    const bundle = await bundleScript(script, folder);
    const { status } = spawnSync(process.execPath, ['--enable-source-maps', ...options, bundle, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
