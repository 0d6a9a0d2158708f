#!/usr/bin/env node
// Takes the place of the desktop executable for @vscode/test-electron: runs the suite in the real VS Code server, with its
// workbench in headless Chromium, and exits with the suite's own exit code.
//
// The suite marks what it prints with `@suite `: all else is the workbench's own talk and shown with VSCODE_HOST_LOG=1 only.
// It asks for a picture of the window by printing `@screenshot NAME`; that lands in the folder XEN_SCREENSHOTS. It has keys
// typed into the window by printing `@keys FILE`; FILE.done appears when they are.
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumPath } from './install.mjs';
import { freePort, startServer } from './server.mjs';

/** How long the suite may take, in milliseconds. */
const SUITE_LIMIT = Number(process.env.VSCODE_HOST_TIMEOUT_S ?? 1500) * 1000;
const WINDOW = { width: 1280, height: 800 };
const VERBOSE = Boolean(process.env.VSCODE_HOST_LOG);

const optionsNamed = (name) =>
  process.argv
    .filter((argument) => argument.startsWith(`--${name}=`))
    .map((argument) => argument.slice(name.length + 3));

/** The workbench's address with what it shall develop and test. */
function workbenchAddress(address, folder) {
  const remote = (path) => `vscode-remote://${new URL(address).host}${path}`;
  const payload = [
    ...optionsNamed('extensionDevelopmentPath').map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...optionsNamed('extensionTestsPath').map((path) => ['extensionTestsPath', remote(path)]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder) query.set('folder', folder);
  return `${address}/?${query}`;
}

/** Saves a picture under its final name only once it is complete, because the suite waits for that name. */
async function takeScreenshot(page, name) {
  const folder = process.env.XEN_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `.${name}.png`);
  await page.screenshot({ path: unfinished });
  renameSync(unfinished, join(folder, `${name}.png`));
}

/** Types what a file says: `{ delay, keys }` with keys as test/vscode/keyboard.ts has them. */
async function playKeys(page, file) {
  const { delay, keys } = JSON.parse(readFileSync(file, 'utf8'));
  for (const key of keys) {
    if ('rest' in key) await page.waitForTimeout(key.rest);
    else if ('press' in key) await page.keyboard.press(key.press, { delay });
    else await page.keyboard.type(key.text, { delay });
  }
  writeFileSync(`${file}.done`, '');
}

async function runSuite(page, address, folder) {
  const print = (text) => {
    const request = /^@screenshot ([\w-]+)$/.exec(text);
    const keys = /^@keys (\S+)$/.exec(text)?.[1];
    if (keys) playKeys(page, keys).catch((error) => console.error(`keys ${keys}:`, error));
    else if (request)
      takeScreenshot(page, request[1]).catch((error) => console.error(`screenshot ${request[1]}:`, error));
    else if (text.startsWith('@suite ')) console.log(text.slice('@suite '.length));
    else if (VERBOSE) console.log(text);
  };
  await page.exposeFunction('codeAutomationLog', (_type, values) => print(format(...values)));
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  const crashed = new Promise((_, reject) =>
    page.once('crash', () => reject(new Error('The page of the workbench crashed'))),
  );
  await page.goto(workbenchAddress(address, folder));
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The suite did not end within ${SUITE_LIMIT / 1000} s`)), SUITE_LIMIT);
  });
  try {
    return Number(await Promise.race([ended, crashed, late]));
  } finally {
    clearTimeout(timer);
  }
}

async function main() {
  const home = mkdtempSync(join(tmpdir(), 'xen-vscode-'));
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  let server;
  let browser;
  const cleanUp = async () => {
    await browser?.close().catch(() => undefined);
    await server?.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => cleanUp().finally(() => process.exit(1)));
  try {
    // Without the smoke test driver a built workbench takes no payload; the address lives only as long as this run.
    const guard = ['--without-connection-token', '--enable-smoke-test-driver', '--disable-workspace-trust'];
    server = await startServer(home, await freePort(), guard);
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light' });
    return await runSuite(page, server.address, folder);
  } finally {
    await cleanUp();
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
