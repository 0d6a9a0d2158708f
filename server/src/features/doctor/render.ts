/** The troubleshooter's table as plain text, JSON or Markdown. */
import { printable, printableJson } from '../../syntax/printable.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { DoctorRow, Verdict } from './config.ts';

const ORDER: readonly Verdict[] = ['wrong', 'missing', 'unknown', 'not-shown', 'ok'];

/** Whether a row asks for something to be done; the command line then ends with status 1. */
export function isFault(row: DoctorRow): boolean {
  return row.verdict === 'wrong' || row.verdict === 'missing';
}

/** The rows with faults first, otherwise in their own order. */
export function byVerdict(rows: readonly DoctorRow[]): DoctorRow[] {
  return [...rows].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
}

/** One object per row: `{ check, expected, found, verdict, meaning, action, file, line }`. */
export function renderJson(rows: readonly DoctorRow[]): string {
  return `${printableJson(rows, 2)}\n`;
}

/** What a row tells comes from files and from pasted output: it must not reach the terminal as anything but text. */
function inOneLine(row: DoctorRow): DoctorRow {
  const { check, expected, found, meaning, action, file } = row;
  const [a, b, c, d, e, f] = [check, expected, found, meaning, action, file].map(printable) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { ...row, check: a, expected: b, found: c, meaning: d, action: e, file: f };
}

/** A block for each row that is not as expected, and one line for each other. */
export function renderText(rows: readonly DoctorRow[]): string {
  const lines = byVerdict(rows.map(inOneLine)).flatMap((row) => {
    const place = row.line > 0 ? ` (${row.file}:${row.line})` : '';
    const head = `${row.verdict.padEnd(9)}  ${row.check}: ${row.found}${place}`;
    if (row.verdict === 'ok') return [head];
    if (row.verdict === 'not-shown') return [`${head}. ${row.action}`];
    return [
      head,
      `           expected: ${row.expected}`,
      `           ${row.meaning}`,
      ...(row.action ? [`           ${row.action}`] : []),
    ];
  });
  const faults = rows.filter(isFault).length;
  const rest = rows.filter((row) => row.verdict === 'not-shown').length;
  return `${[...lines, '', `${rows.length} checks: ${faults} to repair, ${rest} not shown.`].join('\n')}\n`;
}

export function renderMarkdown(rows: readonly DoctorRow[]): string {
  const cells = byVerdict(rows).map((row) => [
    row.verdict,
    row.check,
    row.expected,
    row.found,
    row.verdict === 'ok' ? '' : row.meaning,
    row.action,
    row.line > 0 ? `${row.file}:${row.line}` : '',
  ]);
  const table = [
    ['Verdict', 'Check', 'Expected', 'Found', 'Meaning', 'What to do', 'From'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...cells.map((row) => row.map(escapeMarkdown)),
  ];
  return `${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}
