// Writes the figures of a run into docs/conformance.md, between the marks that the file has for them.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The scripts run in the project's root, some of them out of a bundle that lies elsewhere. */
const page = resolve('docs', 'conformance.md');

/** Puts `text` between the comments `<!-- NAME -->` and `<!-- /NAME -->` of the page. */
export function fill(name, text) {
  const before = readFileSync(page, 'utf8');
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/conformance.md has no place for ${name}`);
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${before.slice(to)}`);
}

/** A Markdown table of rows that have the same columns. */
export function markdownTable(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map((column) => String(row[column])))),
  ].join('\n');
}

/** The table of the judges and their versions. */
export function writeDocs(rows, versions, seed) {
  const judges = Object.entries(versions).map(([judge, version]) => `- ${judge}: ${version ?? 'not installed'}`);
  fill('judges', `${markdownTable(rows)}\n\nSeed ${seed}. The judges of this run:\n\n${judges.join('\n')}`);
}
