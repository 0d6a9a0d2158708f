/** Which tests Vitest runs: those of test/vscode need a VS Code around them and run through test/vscode/run.mjs. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/{unit,conformance,protocol}/**/*.test.ts'], testTimeout: 30_000 },
});
