/** Which tests Vitest runs: those of test/vscode need a VS Code around them and run through test/vscode/run.mjs. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As esbuild's `text` loader does in the bundles.
  plugins: [
    {
      name: 'tables-as-text',
      transform: (code: string, id: string) =>
        id.endsWith('.tsv') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
  ],
  test: {
    include: ['test/{unit,conformance,protocol}/**/*.test.ts'],
    testTimeout: 120_000,
    // The tests share no state but loaded modules: loading them once for all files halves the time.
    isolate: false,
    pool: 'threads',
  },
});
