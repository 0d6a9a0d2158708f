/** Text without quotes */
import { fixBy, replace } from '../../edits.ts';
import { rowsFor } from '../../keys/settings-of.ts';
import { cfgSyntaxRule, keyBefore, type Lack, quoted, shown } from './problems.ts';

/** The words up to the end of the line; Python's problem marks only the first sign that fits nowhere. */
function wholeValue(file: Lack['file'], span: Lack['problem'], toolstack: Lack['toolstack']): string {
  if (toolstack === 'xl') return file.text.slice(span.offset, span.end);
  const rest = file.text.slice(span.offset, span.offset + 400);
  return (/^[^\r\n#;]*/.exec(rest)?.[0] ?? '').trimEnd();
}

export default cfgSyntaxRule({
  code: 'unquoted-value',
  title: 'Text without quotes',
  explanation:
    'xl reads its files with a parser of its own that knows only settings, texts in quotes, whole numbers and lists in square brackets. One fault anywhere makes it refuse the whole file. Text must stand in quotes: `name = "web-f"`. Only whole numbers go without.',
  examples: [
    {
      bad: { 'a.cfg': 'name = web-f\nmemory = 512\n' },
      good: { 'a.cfg': 'name = "web-f"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "web-f"\nmemory = 512\n' },
    },
  ],
  xl: ['unquoted-text'],
  xm: ['unquoted-text'],
  message: (lack) => {
    const repair = repairOf(lack);
    if (repair.invisible)
      return `a no-break space stands here, which looks like a blank and is none. Write ${repair.value}.`;
    if (repair.number)
      return `${shown(repair.text)} is no value for ${repair.key}, which takes ${repair.number}.${repair.value === undefined ? '' : ` Write ${repair.value}.`}`;
    const { value } = repair;
    return `text needs quotes${value && value.length < 60 ? `: ${value}` : ''}.`;
  },
  fixes: (lack) => {
    const { value, text, end } = repairOf(lack);
    if (value === undefined) return [];
    const span = { offset: lack.problem.offset, end: end ?? lack.problem.offset + text.length };
    return [
      fixBy(`Write ${value.length < 40 ? value : 'it in quotes'}`, replace(lack.file, span, value), {
        preferred: true,
      }),
    ];
  },
});

interface Repair {
  /** What stands there. */
  readonly text: string;
  /** What to write instead; undefined when nobody can tell. */
  readonly value: string | undefined;
  readonly end?: number;
  readonly key?: string;
  /** What the option takes, where that is no text. */
  readonly number?: string;
  readonly invisible?: boolean;
}

const BLANKS = /^[\u00a0\u2007\u2009\u200b\u202f\u3000]+/;

const SWITCHES: ReadonlyMap<string, string> = new Map([
  ...['true', 'yes', 'on', 'enabled'].map((word) => [word, '1'] as const),
  ...['false', 'no', 'off', 'disabled'].map((word) => [word, '0'] as const),
]);

/** What was probably meant by a value without quotes. */
function repairOf({ file, problem, toolstack }: Lack): Repair {
  const text = wholeValue(file, problem, toolstack);
  const bare = text.replace(BLANKS, '');
  if (bare !== text)
    return { text, value: /^(?:(["'])[^"']*\1|\d+)$/.test(bare) ? bare : quoted(bare), invisible: true };
  if (/^=[ \t]*\S/.test(text) && file.text.charAt(problem.offset - 1) === '=') {
    return { text, value: text.slice(1).trimStart() };
  }
  const ticks = /^[`´]([^`´'"]*)[`´]$/.exec(text)?.[1];
  if (ticks !== undefined) return { text, value: quoted(ticks) };
  const end = entryEnd(file, problem.offset, text);
  if (end !== undefined) {
    const whole = file.text.slice(problem.offset, end).trimEnd().replace(/['"]$/, '');
    return { text, value: quoted(whole), end: problem.offset + file.text.slice(problem.offset, end).trimEnd().length };
  }
  // A quote that was closed and never opened.
  const tail = /^([^'"]*)(['"])$/.exec(text);
  if (tail?.[2]) return { text, value: `${tail[2]}${text}` };
  return { text, ...numberRepair(file, problem, text) };
}

/** What to write for an option that counts or switches; the text in quotes for all others. */
function numberRepair(file: Lack['file'], problem: Lack['problem'], text: string): Omit<Repair, 'text'> {
  const key = keyBefore(file, problem.offset);
  const type = key === undefined ? undefined : rowsFor(file).get(key)?.type;
  if (key === undefined || type === undefined || !NUMERIC.has(type)) return { value: quoted(text) };
  const isSwitch = type === 'bool' || type === 'defbool';
  const number = isSwitch ? '1 or 0' : 'a bare number';
  const digits = /^\d+$/.test(text.replace(/,$/, ''))
    ? text.replace(/,$/, '')
    : /^\d{1,3}(?:,\d{3})+$/.test(text)
      ? text.replaceAll(',', '')
      : undefined;
  return { value: isSwitch ? SWITCHES.get(text.toLowerCase()) : digits, key, number };
}

const NUMERIC: ReadonlySet<string> = new Set(['int', 'number', 'bool', 'defbool']);

/** Where an entry of a list ends whose options stand without quotes: `[ mac=…,bridge=… ]`; undefined for other values. */
function entryEnd(file: Lack['file'], offset: number, text: string): number | undefined {
  if (!/^[a-z]+=/.test(text) || !/[[,][ \t]*$/.test(file.text.slice(Math.max(0, offset - 100), offset)))
    return undefined;
  const rest = file.text.slice(offset, offset + 400);
  return offset + (/^[^\]\r\n#]*/.exec(rest)?.[0].length ?? 0);
}
