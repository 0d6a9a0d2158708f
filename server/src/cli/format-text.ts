/** Findings for people: one line each in the form that editors and terminals make clickable. */
import type { JsonFinding } from './check.ts';

export function formatText(found: readonly JsonFinding[], files: number): string {
  const lines = found.flatMap((one) => [
    `${one.file}:${one.line}:${one.column}: ${one.severity}: ${one.message} [${one.code}]`,
    ...one.related.map((place) => `    ${place.file}:${place.line}: ${place.message}`),
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
