// Installs the real VS Code server (npm package code-server) and the Node it needs into this folder, once.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const here = import.meta.dirname;
const marker = join(here, 'node_modules', '.complete');
const lock = join(here, 'package-lock.json');
const nodeFolder = join(here, 'node_modules', `node-linux-${process.arch}`);

/** Where the parts of the host lie, whether installed or not. */
export const host = {
  serverMain: join(here, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  node: join(nodeFolder, 'bin', 'node'),
  launcher: join(here, 'launch.mjs'),
};

const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Debian packages that the host needs; `present` tells without apt whether the machine has what the package brings. */
const systemPackages = [
  { name: 'chromium', present: () => existsSync(chromiumPath()) },
  { name: 'libkrb5-dev', present: () => existsSync('/usr/include/gssapi/gssapi.h') || onPath('krb5-config') },
  { name: 'g++', present: () => onPath('g++') },
  { name: 'make', present: () => onPath('make') },
  { name: 'python3', present: () => onPath('python3') },
];

/** The Chromium to use: the one that CHROMIUM names, else the system's. */
export function chromiumPath() {
  return (
    process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync) ?? '/usr/bin/chromium'
  );
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error || status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ` with exit code ${status}`}`);
  }
}

/**
 * Installs the missing Debian packages through apt. Throws with the command to type where this process may not.
 * `needed` names a subset of the packages above.
 */
export function ensureSystemPackages(needed = systemPackages.map(({ name }) => name)) {
  const missing = systemPackages
    .filter(({ name, present }) => needed.includes(name) && !present())
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(
      `These system packages are missing: ${missing.join(', ')}. Install them (sudo ${install.join(' ')}) and try again.`,
    );
  }
  console.log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env });
  run(install[0], install.slice(1), { env });
}

/** Installs the VS Code server unless the version that the lock file names is complete; throws with what is missing. */
export function ensureHost() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      'The VS Code server of this folder runs on Linux (x64, arm64) only: install desktop VS Code instead.',
    );
  }
  const wanted = readFileSync(lock, 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  ensureSystemPackages(['libkrb5-dev', 'g++', 'make', 'python3']);
  console.log('Installing the VS Code server into test/vscode-host (about 600 MB, a minute or two) …');
  rmSync(join(here, 'node_modules'), { recursive: true, force: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  // code-server builds its native modules for the Node that runs npm, and refuses any other than its own.
  const env = { ...process.env, PATH: join(nodeFolder, 'bin') + delimiter + process.env.PATH };
  if (existsSync(join(nodeFolder, 'include', 'node', 'node.h'))) env.npm_config_nodedir = nodeFolder;
  for (const name of Object.keys(env))
    if (/^npm_(package|lifecycle|command|execpath|node_execpath|config_user_agent)/.test(name)) delete env[name];
  run(npm, ['rebuild', 'code-server'], { env });
  const missing = ['@vscode/spdlog', 'node-pty'].filter((name) => !hasNativeModule(name));
  if (!existsSync(host.serverMain) || missing.length > 0) {
    throw new Error(
      `The VS Code server did not install completely (${missing.join(', ') || 'server-main.js'} is missing).`,
    );
  }
  writeFileSync(marker, wanted);
}

/** Whether a native module of the server was built or came prebuilt. */
function hasNativeModule(name) {
  const folder = join(here, 'node_modules', 'code-server', 'lib', 'vscode', 'node_modules', name);
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.node'));
}

if (process.argv[1] === import.meta.filename) ensureHost();
