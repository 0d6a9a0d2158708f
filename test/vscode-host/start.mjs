// `npm start [FOLDER]`: installs, builds and opens the extension on a folder in VS Code, whichever kind can be had.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
// npm runs scripts in the project's root; INIT_CWD is where the user typed the command.
const folder = process.argv[2]
  ? resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2])
  : join(root, 'examples');

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
}

/** The desktop VS Code on PATH. A VS Code server's own `code` opens files in a window that is there already: not that. */
function desktopCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((path) => names.map((name) => join(path, name)))
    .find((path) => existsSync(path));
}

/** Packs the extension, installs it into a VS Code server of its own, and prints the address until the user ends it. */
async function serveVsCode() {
  const { ensureHost, host } = await import('./install.mjs');
  const { freePort, serverArguments, startServer } = await import('./server.mjs');
  const { packExtension } = await import('../../client/package.mjs');
  const { randomBytes } = await import('node:crypto');
  ensureHost();
  const data = join(root, 'test', 'vscode-host', '.cache');
  mkdirSync(data, { recursive: true });
  const vsix = packExtension(join(data, 'xen-config.vsix'));
  run(host.node, [host.serverMain, ...serverArguments(data), '--install-extension', vsix, '--force']);
  // Whoever reaches the server may run programs as this user, so even on the loopback address it wants a token.
  const token = randomBytes(16).toString('hex');
  const port = process.env.PORT ? Number(process.env.PORT) : await freePort();
  const server = await startServer(data, port, ['--connection-token', token]);
  // The server keeps the token in a cookie and sends the browser on to the same address without it: the folder stays.
  const query = new URLSearchParams({ tkn: token, folder });
  console.log(
    `\nVS Code with the extension is open on ${folder} at\n\n  ${server.address}/?${query}\n\nCtrl+C ends it.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => server.stop());
  await server.exited;
}

async function main() {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) run('npm', ['ci', '--no-audit', '--no-fund']);
  run(process.execPath, ['esbuild.mjs']);
  const code = desktopCode();
  if (!code) return serveVsCode();
  console.log(`Opening ${folder} in ${code}`);
  spawn(code, [`--extensionDevelopmentPath=${root}`, folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
