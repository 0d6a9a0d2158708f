/** The facts that were checked against the sources and programs of Xen (`server/facts`); tables must contain them, and may know more. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { factsTable } from '../../server/src/xen/facts-table.ts';

/** The rows of a table of facts by their columns; throws where there is no such file. */
export function facts(file: string): readonly Readonly<Record<string, string>>[] {
  const rows = factsTable<string>(
    readFileSync(fileURLToPath(new URL(`../../server/facts/${file}`, import.meta.url)), 'utf8'),
  );
  if (rows.length === 0) throw new Error(`no facts in ${file}`);
  return rows;
}

/** The facts that a table does not state; both as lines of the same form. */
export function lacking(own: readonly string[], expected: readonly string[]): string[] {
  const stated = new Set(own);
  return expected.filter((line) => !stated.has(line));
}
