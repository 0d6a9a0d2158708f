/**
 * Holds what the product says of domU files against the programs that read them: libxlutil for xl, Python's own parser for
 * xm. Bundle it with esbuild and run it with node: `xl-syntax.mjs [COUNT [SEED]]`. Real files are taken from the folder that
 * XEN_SHARED names (or `../shared`), when it is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { StaticValue } from '../../server/src/model/static-value.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { pythonProblems } from '../../server/src/syntax/cfg/python-dialect.ts';
import { xlProblems } from '../../server/src/syntax/cfg/xl-dialect.ts';

interface Tally {
  judge: string;
  inputs: number;
  agree: number;
  falseAlarms: number;
  misses: number;
  wrongValues: number;
}

const PIECES = [
  '\n', '\n\n', ' ', '\t', ',', ';', '[', ']', '=', '+=', '"', "'", '\\', '#', '# c\n', '\r\n', '\r', '\ufeff', '(', ')', '{', '}', ':', '.', '-', '+', '%',
  'a', 'name', 'memory = 512', 'disk = [', "'x'", '"y"', '""', "'''", '"""', '0x1f', '010', '08', '-1', '4G', '1.5', 'True', 'None', 'yes', 'X=1', 'a-b=1',
  '\\x41', '\\101', '\\0', '\\n', '\\q', '\u201c', '\u00a0', '\u00e9', '@', '_', '[[', ']]', 'b = []\n', 'b += "x"\n', 'a += 1\n', 'if a:\n', ' += ', 'import os\n',
  'x\\\n', '\f', '\v', "u'x'", '1L', 'print a\n', '<>', '`a`', ' % ', 'def f(x):\n  return x\n', 'for i in a:\n', 'lambda x: x', ' if a else b', '$', '?', '!',
]; // biome-ignore format: a list to draw from

const SEEDS = [
  'name = "a"\nmemory = 512\ndisk = [ "x,y,z", \'b\' ]\nvif = [\n  "mac=1", # c\n  "b",\n]\n',
  'a = 1\na += 2\nb = "x"\nb += "y"\nc = []\nc += [ "z", [ 1, 2 ] ]\n',
  'a=1;b=2;\n# end\n\nc=[[],["x",],]',
  'extra = \'root=/dev/xvda1 ro\'\nt = "\\n\\t\\\\"\nvif.default.bridge="x"\n',
  "import os\narch = os.uname()[4]\nif arch == 'x':\n    a = 'lib' + arch\nelse:\n    a = 'y'\ndisk = [ 'phy:%d' % (7+1), 'b' ]\ndisk.append('c')\ndisk += ['d']\n",
  "vmid = 3\nname = 'vm%d' % vmid\nl = [1, 2] + [3]\ns = 'a' 'b'\nn = 1024 * 2 - 1\nx = y = ['q']\nx.append('r')\nt = ('a',)\nu = \"\"\"long\ntext\"\"\"\n",
];

/** Small generator with a seed (mulberry32), so that a finding can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutate(text: string, next: () => number): string {
  let out = text;
  for (let times = Math.floor(next() * 4); times >= 0; times--) {
    const at = Math.floor(next() * (out.length + 1));
    const cut = next() < 0.5 ? Math.floor(next() * 6) : 0;
    const piece = next() < 0.75 ? (PIECES[Math.floor(next() * PIECES.length)] ?? '') : '';
    out = out.slice(0, at) + piece + out.slice(at + cut);
  }
  return next() < 0.1 ? out.slice(0, Math.floor(next() * out.length)) : out;
}

function corpus(folder: string): string[] {
  const shared = process.env.XEN_SHARED ?? '../shared';
  const base = join(shared, 'corpus', folder);
  if (!existsSync(base)) {
    console.log(`skipped: no real files at ${base}`);
    return [];
  }
  return readdirSync(base).map((name) => readFileSync(join(base, name), 'utf8'));
}

function oracleCases(): string[] {
  const lines = readFileSync('test/conformance/oracle/cases.jsonl', 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line).text).filter((text) => typeof text === 'string');
}

function plain(value: StaticValue): unknown {
  if (value.kind === 'string') return value.text.text;
  if (value.kind === 'number') return value.source;
  return value.kind === 'list' ? value.items.map(plain) : value.kind;
}

function report(tally: Tally, kind: 'falseAlarms' | 'misses' | 'wrongValues', text: string, more: unknown): void {
  tally[kind]++;
  if (tally[kind] <= Number(process.env.SHOW ?? 8)) console.log(kind, JSON.stringify(text), JSON.stringify(more));
}

function againstXl(texts: readonly string[], name: string): Tally | undefined {
  const cache = mkdtempSync(join(tmpdir(), 'xen-oracle-'));
  const requests = texts.map((text, id) => JSON.stringify({ id, text })).join('\n');
  const answer = spawnSync('test/conformance/oracle/xlu-dump', ['--batch'], {
    input: requests,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, XEN_ORACLE_CACHE: process.env.XEN_ORACLE_CACHE ?? cache },
  });
  rmSync(cache, { recursive: true, force: true });
  if (answer.status !== 0) {
    console.log(`skipped: libxlutil does not answer (${answer.stderr.trim() || answer.error})`);
    return undefined;
  }
  const tally: Tally = { judge: `libxlutil, ${name}`, inputs: 0, agree: 0, falseAlarms: 0, misses: 0, wrongValues: 0 };
  for (const line of answer.stdout.split('\n').filter(Boolean)) judgeXl(texts, JSON.parse(line), tally);
  return tally;
}

interface XlAnswer {
  id: number;
  accepted: boolean;
  messages?: string[];
  values?: Record<string, unknown>;
  crashed?: string;
}

function judgeXl(texts: readonly string[], answer: XlAnswer, tally: Tally): void {
  const text = texts[answer.id] as string;
  const tree = parseCfg(text);
  const problems = xlProblems(tree);
  tally.inputs++;
  if (answer.accepted && problems.length > 0) report(tally, 'falseAlarms', text, problems);
  else if (!answer.accepted && problems.length === 0) report(tally, 'misses', text, answer.messages);
  else tally.agree++;
  if (!answer.accepted || problems.length > 0 || /\r(?!\n)/.test(text)) return;
  for (const [key, one] of evaluate(tree, 'xl'))
    if (!holds(one.value, answer.values?.[key], true))
      report(tally, 'wrongValues', text, [key, plain(one.value), answer.values?.[key]]);
}

const PYTHON = `
import ast, json, sys, re, warnings
warnings.simplefilter('ignore')
for line in sys.stdin:
    request = json.loads(line)
    text = request['text']
    out = {'id': request['id']}
    try:
        code = compile(text.lstrip('\\ufeff') , 'cfg', 'exec')
        if any(isinstance(n, (ast.AnnAssign, ast.NamedExpr, ast.JoinedStr, ast.Await)) for n in ast.walk(ast.parse(text.lstrip('\\ufeff')))): continue
        out['accepted'] = True
        names = {n.id for n in ast.walk(ast.parse(text.lstrip('\\ufeff'))) if isinstance(n, ast.Name)}
        tree = ast.parse(text.lstrip('\\ufeff'))
        safe = all(isinstance(n, (ast.Module, ast.Assign, ast.AugAssign, ast.Expr, ast.Name, ast.Constant, ast.List, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute, ast.Load, ast.Store, ast.operator, ast.unaryop, ast.If, ast.For, ast.Compare, ast.cmpop, ast.Subscript, ast.Dict, ast.Set, ast.ListComp, ast.comprehension, ast.IfExp, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Lambda, ast.BoolOp, ast.boolop, ast.Pass)) for n in ast.walk(tree))
        safe = safe and not any(isinstance(n, ast.BinOp) and isinstance(n.op, (ast.Pow, ast.Mult, ast.LShift)) and len(text) > 3000 for n in ast.walk(tree))
        if any(isinstance(n, ast.BinOp) and isinstance(n.op, (ast.Pow, ast.LShift)) for n in ast.walk(tree)): safe = False
        if any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) for n in ast.walk(tree)): safe = False
        if any(isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr not in ('append', 'extend', 'insert', 'pop', 'remove', 'reverse', 'sort') for n in ast.walk(tree)): safe = False
        if safe:
            space = {'__builtins__': {}}
            try:
                exec(code, space)
                def keep(v): return v if type(v) in (str, int) else [keep(x) for x in v] if type(v) is list else {'type': type(v).__name__}
                out['values'] = {k: keep(v) for k, v in space.items() if k != '__builtins__'}
            except BaseException as e:
                pass
    except (SyntaxError, ValueError) as e:
        out['accepted'] = False
        out['messages'] = str(e)
    except RecursionError:
        continue
    print(json.dumps(out))
`;

/** What Python 3 refuses and Python 2 reads: no verdict can be taken from Python 3 there. */
const ONLY_PYTHON_2 =
  /\bprint\b|\bexec\b|<>|`|\b0[0-9]+|[0-9][lL]\b|\bexcept[^\n]*,|\braise[^\n]*,|\b[uU][rR]['"]|[0-9][a-zA-Z]|[\u0080-\ufefe\uff00-\uffff]|\\[uUN]|\b(?:True|None|False|async|await|nonlocal)\b/;

function againstPython(texts: readonly string[], name: string): Tally | undefined {
  const judged = texts.filter((text) => !text.includes('\0'));
  const requests = judged.map((text, id) => JSON.stringify({ id, text })).join('\n');
  const answer = spawnSync('python3', ['-c', PYTHON], { input: requests, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (answer.status !== 0) {
    console.log(`skipped: python3 does not answer (${answer.stderr || answer.error})`);
    return undefined;
  }
  const tally: Tally = { judge: `python3, ${name}`, inputs: 0, agree: 0, falseAlarms: 0, misses: 0, wrongValues: 0 };
  for (const line of answer.stdout.split('\n').filter(Boolean)) judgePython(judged, JSON.parse(line), tally);
  return tally;
}

function judgePython(texts: readonly string[], answer: XlAnswer, tally: Tally): void {
  const text = texts[answer.id] as string;
  const tree = parseCfg(text);
  const problems = pythonProblems(tree);
  const unsure = ONLY_PYTHON_2.test(text);
  tally.inputs++;
  if (answer.accepted && problems.length > 0) report(tally, 'falseAlarms', text, problems);
  else if (!answer.accepted && problems.length === 0 && !unsure) {
    tally.misses++;
    if (process.env.SHOW_MISSES) console.log('miss', JSON.stringify(text), answer.messages);
  } else tally.agree++;
  if (!answer.values || unsure || /\/|[bu]['"]|U['"]|f['"]|B['"]|F['"]/.test(text)) return;
  for (const [key, one] of evaluate(tree, 'xm'))
    if (!holds(one.value, answer.values[key]))
      report(tally, 'wrongValues', text, [key, plain(one.value), answer.values[key]]);
}

/** Whether a value that we claim is the one that Python has; what we do not know cannot be wrong. */
function holds(ours: StaticValue, theirs: unknown, xl = false): boolean {
  if (ours.kind === 'unknown') return true;
  if (ours.kind === 'string') return ours.text.text === theirs;
  if (ours.kind === 'number') return xl ? ours.source === theirs : Number.isNaN(ours.value) || ours.value === theirs;
  if (ours.kind === 'list') {
    if (!Array.isArray(theirs) || theirs.length !== ours.items.length) return false;
    return ours.items.every((item, index) => holds(item, theirs[index], xl));
  }
  return typeof theirs === 'object' && theirs !== null && !Array.isArray(theirs);
}

const count = Number(process.argv[2] ?? 20_000);
const next = random(Number(process.argv[3] ?? 1));
const seeds = [...SEEDS, ...oracleCases().slice(0, 40)];
const mutants = Array.from({ length: count }, () => mutate(seeds[Math.floor(next() * seeds.length)] as string, next));
const real = [...corpus('domu-xl'), ...corpus('domu-xm'), ...corpus('xl-conf')];
const tallies = [
  againstXl(oracleCases(), 'cases'),
  againstXl(real, 'real files'),
  againstXl(mutants, 'mutants'),
  againstPython(oracleCases(), 'cases'),
  againstPython(real, 'real files'),
  againstPython(mutants, 'mutants'),
].filter((one) => one !== undefined);
console.table(tallies);
const wrong = tallies.some(
  (one) => one.falseAlarms > 0 || one.wrongValues > 0 || (one.judge.startsWith('libxlutil') && one.misses > 0),
);
process.exitCode = wrong ? 1 : 0;
