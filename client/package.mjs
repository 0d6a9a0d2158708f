// `npm run package`: makes the VSIX, and says what is in it and how large it is.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

function run(args) {
  const { status } = spawnSync(process.execPath, [vsce, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`vsce ${args[0]} failed`);
}

/** Builds for production (vsce calls vscode:prepublish) and packs; everything is bundled, so no dependency goes along. */
export function packExtension(file) {
  run(['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file]);
  return file;
}

if (process.argv[1] === import.meta.filename) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = packExtension(join(root, `${name}-${version}.vsix`));
  console.log(`${relative(root, file)}: ${Math.round(statSync(file).size / 1024)} kB`);
}
