/** The shapes in which findings leave the command line: an object each for programs, a line each for people. */

import type { Severity } from '../model/settings.ts';
import { printable } from '../syntax/printable.ts';

/** One finding as `--format json` prints it; lines and columns count from 1. */
export interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly area: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

/** One line for each finding, in the form that editors and terminals make clickable, and a line that counts them. */
export function formatText(found: readonly JsonFinding[], files: number): string {
  const lines = found.flatMap((one) => [
    `${printable(one.file)}:${one.line}:${one.column}: ${one.severity}: ${printable(one.message)} [${one.code}]`,
    ...one.related.map((place) => `    ${printable(place.file)}:${place.line}: ${printable(place.message)}`),
  ]);
  const count = (severity: string): number => found.filter((one) => one.severity === severity).length;
  const parts = [
    [count('error'), 'error'],
    [count('warning'), 'warning'],
    [count('information') + count('hint'), 'note'],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, word]) => `${n} ${word}${n === 1 ? '' : 's'}`);
  const summary = `${files} file${files === 1 ? '' : 's'} checked: ${parts.length > 0 ? parts.join(', ') : 'nothing to report'}`;
  return `${[...lines, summary].join('\n')}\n`;
}
