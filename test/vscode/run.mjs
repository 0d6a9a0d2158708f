// Runs the suite of this folder inside a real VS Code: a desktop one where it can be had, else the VS Code server in Chromium.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
/** How long a download may stand still, in milliseconds. */
const DOWNLOAD_LIMIT = 20_000;

/** What makes VS Code the same for everybody who runs the suite. */
const folderSettings = {
  'editor.minimap.enabled': false,
  'explorer.autoReveal': true,
  'files.autoSave': 'off',
  'workbench.colorTheme': 'Light Modern',
  'workbench.editor.enablePreview': false,
};

/**
 * Runs the suite that esbuild bundled and gives its counts. With `screenshots` the pictures land in docs/images. Throws
 * when neither kind of VS Code is to be had, with what to install.
 */
export async function testInVsCode({ screenshots }) {
  const { runTests } = await import('@vscode/test-electron');
  const executable = await findVsCode();
  const home = mkdtempSync(join(tmpdir(), 'xen-suite-'));
  const pictures = screenshots ? join(root, 'docs', 'images') : join(root, 'test', 'vscode', 'out', 'screenshots');
  const total = { passed: 0, failed: 0 };
  try {
    for (const [suite, fill] of Object.entries(folders)) {
      const folder = join(home, suite);
      const results = join(home, `${suite}.json`);
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(folderSettings, null, 2));
      fill(folder);
      try {
        await runTests({
          vscodeExecutablePath: executable,
          extensionDevelopmentPath: root,
          extensionTestsPath: join(root, 'test', 'vscode', 'out', 'index.js'),
          launchArgs: [folder, '--disable-extensions'],
          extensionTestsEnv: { XEN_SUITE: suite, XEN_RESULTS: results, XEN_SCREENSHOTS: pictures },
        });
      } catch (error) {
        if (!existsSync(results)) throw error;
      }
      const { passed, failed } = existsSync(results)
        ? JSON.parse(readFileSync(results, 'utf8'))
        : { passed: 0, failed: 1 };
      total.passed += passed;
      total.failed += failed;
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return total;
}

/** What the workspace folder of each part of the suite holds at first; VS Code is started once for each. */
const folders = {
  'xen-hosts': (folder) => {
    if (existsSync(join(root, 'examples')))
      cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  },
  foreign: (folder) => {
    writeFileSync(join(folder, 'notes.txt'), 'Dear all,\n\nthe host is down on Sunday.\n');
    writeFileSync(join(folder, 'setup.cfg'), '[metadata]\nname = demo\n\n[options]\npackages = find:\n');
    writeFileSync(join(folder, 'haproxy.cfg'), 'global\n    daemon\ndefaults\n    mode http\n');
  },
};

/** The path of a VS Code that can run here. */
async function findVsCode() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.platform !== 'linux' || process.env.DISPLAY) {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    try {
      return await downloadAndUnzipVSCode({ cachePath: join(root, '.vscode-test'), timeout: DOWNLOAD_LIMIT });
    } catch (error) {
      console.log(`Desktop VS Code cannot be downloaded (${error instanceof Error ? error.message : error}).`);
    }
  } else {
    console.log('There is no display for a desktop VS Code.');
  }
  console.log('Using the real VS Code server in Chromium.');
  const { ensureHost, ensureSystemPackages, host } = await import('../vscode-host/install.mjs');
  ensureSystemPackages(['chromium']);
  ensureHost();
  return host.launcher;
}
