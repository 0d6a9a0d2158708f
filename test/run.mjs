// `npm test`: installs what is missing, runs every suite, and ends with the line "N passed, N failed".
//
//   node test/run.mjs [SUITE…] [--screenshots]
//
// SUITE is one of the names below, all of them when none is given. --screenshots puts the pictures that the suite in VS
// Code takes into docs/images; otherwise they stay beside the built suite. XEN_GREP=TEXT runs only the tests in VS Code
// whose name holds TEXT; VSCODE_EXECUTABLE names a VS Code to use for them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const shared = resolve(root, '..', 'shared');
const results = join(root, 'test', 'vscode', 'out');

/** The suites in the order in which they run: what is cheap and tells most comes first. */
const suites = {
  types: () => add(...['client', 'server', 'test'].map((project) => step(bin('tsc'), ['-p', project]))),
  style: () => step(bin('biome'), ['check', '.']),
  build: () =>
    add(step(process.execPath, ['esbuild.mjs', '--tests']), step('npx', ['--no-install', 'xen-config', 'help'])),
  unit: () => vitest('unit', ['test/unit', 'test/conformance']),
  grammar: () => grammar(),
  conformance: () => conformance(),
  fuzz: () => step(process.execPath, ['test/fuzz/run.mjs', '--files', '3000']),
  protocol: () => vitest('protocol', ['test/protocol']),
  cases: () => cases(),
  corpus: () => corpus(),
  vscode: () => vscode(),
};

/** Runs a program in the project's root and shows what it prints; gives its exit code, 127 when it could not start. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return error ? 127 : (status ?? 1);
}

/** Runs a program and gives its exit code and what it printed. */
function read(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status: error ? 127 : (status ?? 1), stdout: stdout ?? '', stderr: error?.message ?? stderr ?? '' };
}

/** One check that passes or fails as a whole. */
const step = (command, args) => (run(command, args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const add = (...counts) =>
  counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }));

/** Says that a suite cannot run here, which is no failure of the product. */
const skip = (reason) => ({ passed: 0, failed: 0, skipped: reason });

function vitest(name, folders) {
  const present = folders.filter(
    (folder) =>
      existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((file) => file.endsWith('.test.ts')),
  );
  if (present.length === 0) return skip(`no tests in ${folders.join(', ')}`);
  const report = join(results, `${name}.json`);
  rmSync(report, { force: true });
  const code = run(bin('vitest'), [
    'run',
    ...present,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load has no failed test.
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = numFailedTests + unloaded.length;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function grammar() {
  const files = readdirSync(join(root, 'test', 'grammar')).map((file) => `test/grammar/${file}`);
  const { status, stdout, stderr } = read(bin('vscode-tmgrammar-test'), files);
  process.stdout.write(stdout + stderr);
  const passed = files.filter((file) => stdout.includes(`✓ ${file} `)).length;
  const failed = files.length - passed;
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** The product against the real programs: each line of the table is a test, and so is a judge that is not installed in CI. */
function conformance() {
  const report = join(results, 'conformance.json');
  rmSync(report, { force: true });
  const code = run(process.execPath, ['test/conformance/run.mjs', '--json', report]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { rows, problems } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = code === 0 ? 0 : Math.max(1, problems.length);
  return { passed: Math.max(0, rows.length - failed), failed };
}

/** Real mistakes of real people, in every list of them that is there: all must be met, all good twins quiet. */
function cases() {
  const folder = join(shared, 'cases');
  const runner = join(folder, 'run-cases.mjs');
  if (!existsSync(runner)) return skip('../shared/cases is not there');
  const cli = `${process.execPath} ${join(root, 'server', 'dist', 'cli.js')}`;
  const checker = ['--checker', `${cli} check --format json`, '--doctor', `${cli} doctor --format json`];
  const lists = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  return add(
    ...lists.map((list) => {
      const { stdout, stderr } = read(process.execPath, [runner, ...checker, '--json', join(folder, list)]);
      let all;
      try {
        all = JSON.parse(stdout).cases;
      } catch {
        console.error(`The runner of the cases gave no answer: ${stderr.slice(0, 1000)}`);
        return { passed: 0, failed: 1 };
      }
      const unmet = all.filter((one) => !one.ok);
      for (const one of unmet)
        console.log(`${list}: ${one.id} (${one.area}) ${one.broken ?? [...one.missing, ...one.alarms].join('; ')}`);
      return { passed: all.length - unmet.length, failed: unmet.length };
    }),
  );
}

/** Files of the real world: none may break the checker, none that its own program accepts may have a syntax error. */
function corpus() {
  const folder = join(shared, 'corpus');
  if (!existsSync(folder)) return skip('../shared/corpus is not there');
  const rows = readFileSync(join(folder, 'INDEX.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const files = rows
    .filter(([, kind]) => kind !== 'dom0-output')
    .map(([file, , toolstack, , notes]) => ({ file, valid: isValid(toolstack, notes) }));
  const paths = files.map(({ file }) => join(folder, file));
  const { status, stdout, stderr } = read(process.execPath, [
    'server/dist/cli.js',
    'check',
    '--format',
    'json',
    ...paths,
  ]);
  if (status > 1) {
    console.error(`The checker ended with ${status}: ${stderr.slice(0, 2000)}`);
    return { passed: 0, failed: 1 };
  }
  const refused = new Map();
  for (const { file, line, area, severity, message } of JSON.parse(stdout)) {
    if (area === 'syntax' && severity === 'error') refused.set(resolve(root, file), `${file}:${line}: ${message}`);
  }
  const wrong = files.filter(({ file, valid }) => valid && refused.has(join(folder, file)));
  for (const { file } of wrong) console.log(`valid, yet refused: ${refused.get(join(folder, file))}`);
  return { passed: files.length - wrong.length, failed: wrong.length };
}

/** Whether the program that a corpus file is for reads it, as INDEX.tsv notes it. */
function isValid(toolstack, notes) {
  if (/\b(?:invalid|not valid|broken|rejected by|one parenthesis too)\b/i.test(notes)) return false;
  if (toolstack === 'xl') return !/libxlutil [\d.]+: rejected/.test(notes);
  return !/Python 2\.7 syntax: (?!ok)/.test(notes);
}

async function vscode() {
  const { testInVsCode } = await import('./vscode/run.mjs');
  return testInVsCode({ screenshots: process.argv.includes('--screenshots') });
}

/** Installs the packages that the lock file names, unless they are there already. */
function install() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && existsSync(bin('vitest')) && existsSync(bin('esbuild'))) return;
  console.log('Installing packages …');
  if (run('npm', ['ci', '--no-audit', '--no-fund']) !== 0) throw new Error('npm ci failed');
}

async function main(names) {
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0)
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`);
  install();
  const wanted = names.length > 0 ? names : Object.keys(suites);
  if (!wanted.includes('build') && wanted.some((name) => ['protocol', 'cases', 'corpus', 'vscode'].includes(name)))
    wanted.unshift('build');
  const summary = [];
  for (const name of wanted) {
    console.log(`\n=== ${name}`);
    const begin = Date.now();
    let counts;
    try {
      counts = await suites[name]();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      counts = { passed: 0, failed: 1 };
    }
    summary.push({ name, seconds: Math.round((Date.now() - begin) / 1000), ...counts });
  }
  console.log('');
  for (const { name, seconds, passed, failed, skipped } of summary) {
    console.log(
      `${name.padEnd(9)} ${skipped ? `skipped: ${skipped}` : `${passed} passed, ${failed} failed (${seconds} s)`}`,
    );
  }
  const { passed, failed } = add(...summary);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main(process.argv.slice(2).filter((argument) => !argument.startsWith('--'))).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
