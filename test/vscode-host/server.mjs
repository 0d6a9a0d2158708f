// Starts and stops the real VS Code server, for the launcher of the tests and for `npm start`.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { host } from './install.mjs';

/** How long the server may take until it answers, in milliseconds. */
const START_LIMIT = 90_000;

/** What keeps invitations and network traffic out of the window. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A loopback port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The arguments that every use of the server shares; `data` is a folder of ours for its state. */
export function serverArguments(data) {
  return [
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--server-data-dir',
    data,
    '--extensions-dir',
    join(data, 'extensions'),
  ];
}

/**
 * Starts the server on 127.0.0.1 and waits until it answers. `extra` are further arguments, among them one that says how
 * it is protected. Returns its address, its log file and a function that stops it.
 */
export async function startServer(data, port, extra) {
  const machine = join(data, 'data', 'Machine');
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, 'settings.json'), JSON.stringify(quietSettings, null, 2));
  const logFile = join(data, 'server.log');
  const log = openSync(logFile, 'w');
  const args = [host.serverMain, '--host', '127.0.0.1', '--port', String(port), ...serverArguments(data), ...extra];
  const child = spawn(host.node, args, { stdio: ['ignore', log, log], detached: true });
  let ended;
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`));
  });
  exited.then((how) => {
    ended = how;
  });
  const stop = async () => {
    if (ended === undefined) {
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {
        // It has just ended by itself.
      }
    }
    await exited;
  };
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_LIMIT;
  while (!(await answers(address))) {
    if (ended !== undefined) throw new Error(`The VS Code server ended (${ended}); its log is ${logFile}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`The VS Code server did not answer within ${START_LIMIT / 1000} s; its log is ${logFile}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { address, logFile, stop, exited };
}

async function answers(address) {
  try {
    return (await fetch(`${address}/version`)).ok;
  } catch {
    return false;
  }
}
