/** `xen-config explain CODE`: the page about one code, for a terminal. */

import { ruleByCode, rules } from '../rules/index.ts';
import { rulePage } from '../rules/pages.ts';
import { suggest } from '../rules/suggest.ts';
import { printable } from '../syntax/printable.ts';
import type { Terminal } from './terminal.ts';

/** Prints the page; 2 for a code that no rule has. */
export function runExplain(code: string, terminal: Terminal): number {
  const rule = ruleByCode(code);
  if (!rule) {
    const meant = suggest(
      code,
      rules.map((one) => one.code),
    );
    terminal.error(
      `xen-config: there is no code "${printable(code)}". ${meant ? `Did you mean ${meant}?` : 'xen-config rules lists them all.'}`,
    );
    return 2;
  }
  terminal.print(toPlainText(rulePage(rule)));
  return 0;
}

/** Markdown as it reads well without colours: headings underlined, code indented. */
export function toPlainText(markdown: string): string {
  const lines: string[] = [];
  let code = false;
  for (const line of markdown.split('\n')) {
    const heading = code ? null : /^(#+) (.*)$/.exec(line);
    if (line.startsWith('````')) code = !code;
    else if (code) lines.push(line === '' ? '' : `    ${line}`);
    else if (heading) lines.push(heading[2] ?? '', (heading[1] === '#' ? '=' : '-').repeat(heading[2]?.length ?? 0));
    else lines.push(line.replaceAll('**', ''));
  }
  return lines.join('\n');
}
