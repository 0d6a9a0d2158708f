/** Which tests Vitest runs: those of test/vscode need a VS Code around them and run through test/vscode/run.mjs. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,conformance,protocol}/**/*.test.ts'],
    testTimeout: 120_000,
    // The tests share no state but loaded modules: loading them once for all files halves the time.
    isolate: false,
    pool: 'threads',
  },
});
