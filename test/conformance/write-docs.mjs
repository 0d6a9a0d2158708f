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

/**
 * The rows that the page has, by judge, for those that this run did not ask; the listed differences of rows from before they had
 * a column are what is left over.
 */
function rowsOnPage() {
  const text = readFileSync(page, 'utf8').split('<!-- judges -->')[1]?.split('<!-- /judges -->')[0] ?? '';
  const [head = [], , ...lines] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return lines.map((cells) => {
    const row = Object.fromEntries(head.map((name, index) => [name, index === 0 ? cells[0] : Number(cells[index])]));
    const { judge, inputs, agreements, 'false alarms': alarms, misses, 'wrong values': wrong } = row;
    const listed = inputs - agreements - alarms - misses - wrong;
    return {
      judge: judge.replace(/ \(\d+ listed differences?\)$/, ''),
      inputs,
      agreements,
      'listed differences': listed,
      'false alarms': alarms,
      misses,
      'wrong values': wrong,
    };
  });
}

/** Rows of this run in the places that they have on the page; new ones stand before the rows of the same program, or last. */
function merged(rows) {
  const fresh = new Map(rows.map((row) => [row.judge, row]));
  const kept = rowsOnPage().map((row) => fresh.get(row.judge) ?? row);
  return [...kept, ...rows.filter((row) => !kept.includes(row))];
}

/** The table of the judges and their versions; a run of some comparisons leaves the rows of the others. */
export function writeDocs(rows, versions, seed) {
  const judges = Object.entries(versions).map(([judge, version]) => `- ${judge}: ${version ?? 'not installed'}`);
  fill('judges', `${markdownTable(merged(rows))}\n\nSeed ${seed}. The judges of this run:\n\n${judges.join('\n')}`);
}
