#!/usr/bin/env node
// The command `xen-config`: starts the built command line, and says what to do where it has not been built yet.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'cli.js');
if (existsSync(built)) {
  require(built);
} else {
  console.error('xen-config is not built yet: run "npm run build" in the root of the project.');
  process.exitCode = 2;
}
