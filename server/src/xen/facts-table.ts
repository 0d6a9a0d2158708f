/** Reads a table of server/facts: a head line with the columns, then one row a line, cells separated by tabs. */

/** The rows by their columns' names; a cell that a line lacks is empty. Empty lines are left out. */
export function factsTable<Column extends string>(text: string): readonly Readonly<Record<Column, string>>[] {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const columns = head.split('\t') as Column[];
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) as Record<Column, string>;
    });
}
