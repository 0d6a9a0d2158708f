/** What VS Code's extension host calls: runs the suite with Mocha and leaves its counts for the program that started VS Code. */
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** Registers the tests for the folder that is open, in the order in which they run; Mocha's functions must be global before. */
async function register(): Promise<void> {
  if (process.env.XEN_SUITE === 'foreign') {
    await import('./foreign.test.ts');
    return;
  }
  await import('./languages.test.ts');
  await import('./server.test.ts');
  await import('./main-job.test.ts');
  await import('./workspace.test.ts');
  await import('./advisor.test.ts');
  await import('./doctor.test.ts');
  await import('./network-view.test.ts');
  await import('./hidden-bytes.test.ts');
  await import('./rule-actions.test.ts');
  await import('./file-text.test.ts');
  await import('./untitled.test.ts');
  await import('./navigation.test.ts');
  await import('./typing.test.ts');
}

/** In the browser everything that VS Code logs comes out of one pipe: the mark tells the launcher what is the suite's. */
function markOutput(): void {
  if (vscode.env.uiKind !== vscode.UIKind.Web) return;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(`@suite ${line}`);
  };
}

/** Runs everything; rejects when a test failed, which makes VS Code exit with a code other than 0. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, slow: 10_000, reporter: 'spec', color: false });
  if (process.env.XEN_GREP) mocha.grep(process.env.XEN_GREP);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await register();
  markOutput();
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on('pass', () => {
      passed++;
    });
  });
  if (process.env.XEN_RESULTS) writeFileSync(process.env.XEN_RESULTS, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
}
