/** Shares the problems of one domU, xl.conf or cpupool file out among the rules that have the words for them. */
import type { FileOf, SourceFile } from '../../../model/source-file.ts';
import type { CfgProblemCode, LayoutProblem } from '../../../syntax/cfg/parser.ts';
import { pythonProblems } from '../../../syntax/cfg/python-dialect.ts';
import { type XlProblemCode, xlProblems } from '../../../syntax/cfg/xl-dialect.ts';
import type { SyntaxProblem } from '../../../syntax/span.ts';
import type { Toolstack } from '../../../xen/row.ts';
import { defineRule, type Example, type Fix, type Rule } from '../../rule.ts';

export type AnyCfgFile = FileOf<'xen-cfg' | 'xl-conf' | 'xl-cpupool'>;

/** One lack of the file, as a rule sees it. */
export interface Lack {
  readonly file: AnyCfgFile;
  readonly problem: SyntaxProblem;
  readonly toolstack: Toolstack;
  /** What stands there. */
  readonly text: string;
}

interface CfgRule {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly examples: readonly [Example, ...Example[]];
  /** The problems that this rule speaks about, under xl and under xm. */
  readonly xl: readonly XlProblemCode[];
  readonly xm: readonly (CfgProblemCode | LayoutProblem['code'] | 'number-with-unit')[];
  /** Behind "xl refuses the whole file: ". */
  message(lack: Lack): string;
  fixes?(lack: Lack): readonly Fix[];
}

/** Which program reads the file; xl.conf and cpupool files are never Python. */
export function readerOf(file: AnyCfgFile): Toolstack {
  return file.language === 'xen-cfg' ? file.toolstack.toolstack : 'xl';
}

/** Python that nobody ruled out is no fault: the choice of the toolstack is what is in doubt then. */
const DOUBTFUL = new Set<string>(['python-value', 'python-statement']);

function isDoubtful(file: AnyCfgFile, code: string): boolean {
  if (file.language !== 'xen-cfg' || file.toolstack.certain) return false;
  return DOUBTFUL.has(code) && pythonProblems(file.tree).length === 0;
}

const found = new WeakMap<AnyCfgFile, readonly SyntaxProblem[]>();

/** What the reader of the file refuses; one problem for all where the file is no text at all. */
function problemsOf(file: AnyCfgFile, toolstack: Toolstack): readonly SyntaxProblem[] {
  const known = found.get(file);
  if (known) return known;
  const all = toolstack === 'xl' ? xlProblems(file.tree) : pythonProblems(file.tree);
  const [first] = all;
  const problems = first && isBinary(file.text) ? [{ ...first, code: 'not-a-cfg-file', detail: 'binary' }] : all;
  found.set(file, problems);
  return problems;
}

/** Whether the beginning holds more control characters than any text has (an image, a saved guest, a disk). */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) odd++;
  }
  return odd * 20 > sample.length;
}

/** What becomes of the file because of one fault in it. */
export function outcomeOf(file: AnyCfgFile, toolstack: Toolstack): string {
  if (file.language === 'xl-conf') return 'every xl command fails on this file';
  return `${toolstack} refuses the whole file`;
}

/** A rule about something that the reader of the file refuses. */
export function cfgSyntaxRule(rule: CfgRule): Rule {
  return defineRule({
    code: rule.code,
    area: 'syntax',
    severity: 'error',
    title: rule.title,
    explanation: rule.explanation,
    examples: rule.examples,
    languages: ['xen-cfg', 'xl-conf', 'xl-cpupool'],
    *check(file: AnyCfgFile) {
      const toolstack = readerOf(file);
      const codes: readonly string[] = toolstack === 'xl' ? rule.xl : rule.xm;
      if (codes.length === 0) return;
      for (const problem of problemsOf(file, toolstack)) {
        if (!codes.includes(problem.code) || isDoubtful(file, problem.code)) continue;
        const text = file.text.slice(problem.offset, problem.end);
        const lack: Lack = { file, problem, toolstack, text };
        yield {
          span: { offset: problem.offset, end: problem.end },
          message: `${outcomeOf(file, toolstack)}: ${rule.message(lack)}`,
          ...(rule.fixes && { fixes: () => rule.fixes?.(lack) ?? [] }),
        };
      }
    },
  });
}

/** A piece of the file as a message can quote it. */
export function shown(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  const code = line.charCodeAt(0);
  if (line.length === 1 && code < 32)
    return `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}

/** The text in quotes that it does not hold itself; undefined where escapes would be needed. */
export function quoted(text: string): string | undefined {
  if (text.includes('\\') || text.includes('\n')) return undefined;
  if (!text.includes('"')) return `"${text}"`;
  return text.includes("'") ? undefined : `'${text}'`;
}

/** The key whose value stands at `offset`, where both are on one line. */
export function keyBefore(file: SourceFile, offset: number): string | undefined {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  return /([A-Za-z][\w.-]*)[ \t]*\+?=[ \t]*$/.exec(file.text.slice(Math.max(start, offset - 200), offset))?.[1];
}
