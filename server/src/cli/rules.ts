/** `xen-config rules`: every code with its area, severity and title. */
import { rules } from '../rules/index.ts';
import type { Terminal } from './terminal.ts';

export function runRules(format: 'text' | 'json', terminal: Terminal): number {
  const rows = rules
    .map(({ code, area, severity, title }) => ({ code, area, severity, title }))
    .sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : a.code < b.code ? -1 : 1));
  if (format === 'json') {
    terminal.print(`${JSON.stringify(rows, null, 1)}\n`);
    return 0;
  }
  const widths = (['area', 'severity', 'code'] as const).map((key) => Math.max(...rows.map((row) => row[key].length)));
  const [area = 0, severity = 0, code = 0] = widths;
  for (const row of rows) {
    terminal.print(
      `${row.area.padEnd(area)}  ${row.severity.padEnd(severity)}  ${row.code.padEnd(code)}  ${row.title}\n`,
    );
  }
  return 0;
}
