/** The page of the panel: a summary and a table, whole in itself. */
import { escapeHtml, pagePolicy } from '../webview.ts';
import type { DoctorAnswer, Row } from './protocol.ts';

/** `script` is the address of the page's script; `nonce` allows it and the style sheet, and nothing else. */
export function tableHtml(answer: DoctorAnswer, script: string, nonce: string): string {
  const { title = '', summary, rows } = answer;
  const heading = escapeHtml(title ? `What dom0 shows: ${title}` : 'What dom0 shows');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce, 'scripts')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p role="status">${escapeHtml(summary)}</p>
<div role="toolbar" aria-label="Table">
<button data-does="again" title="Compare the same output with the files as they are now">Check Again</button>
${rows.length > 0 ? '<button data-does="copy">Copy as Markdown</button>' : ''}
</div>
</header>
${rows.length > 0 ? tableOf(rows) : ''}
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

const COLUMNS = ['Verdict', 'What', 'Expected', 'Found', 'What it means', 'What to do', 'From'];

function tableOf(rows: readonly Row[]): string {
  return `<div class="scroll" role="region" aria-label="Verdicts" tabindex="0"><table>
<thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(rowOf).join('\n')}
</tbody>
</table></div>`;
}

function rowOf(row: Row, index: number): string {
  const cells = [row.expected, row.found, row.meaning, row.action].map((text, column) => {
    const plain = column < 2 ? ' class="plain"' : '';
    return `<td${plain}>${escapeHtml(text)}</td>`;
  });
  const word = row.verdict.replaceAll('-', ' ');
  return `<tr class="${escapeHtml(row.verdict)}"><td class="verdict"><span>${escapeHtml(word)}</span></td><th scope="row">${escapeHtml(row.check)}</th>${cells.join('')}<td>${placeOf(row, index)}</td></tr>`;
}

function placeOf(row: Row, index: number): string {
  if (row.line === 0) return '';
  const whole = escapeHtml(`${row.file}:${row.line}`);
  const name = escapeHtml(`${row.file.slice(row.file.lastIndexOf('/') + 1)}:${row.line}`);
  if (row.uri === undefined) return `<span title="${whole}">${name}</span>`;
  return `<button class="link" data-row="${index}" title="${whole}" aria-label="Open ${whole}">${name}</button>`;
}

const STYLE = `
body{margin:0;padding:0;color:var(--vscode-foreground);background:var(--vscode-editor-background);font:var(--vscode-font-size,13px)/1.4 var(--vscode-font-family,sans-serif)}
header{padding:10px 16px}
h1{font-size:1.4em;margin:0}
header p{margin:4px 0 10px;color:var(--vscode-descriptionForeground)}
header button{font:inherit;padding:3px 11px;border-radius:3px;cursor:pointer;border:1px solid var(--vscode-button-border,var(--vscode-contrastBorder,transparent));color:var(--vscode-button-secondaryForeground);background:var(--vscode-button-secondaryBackground)}
header button:hover{background:var(--vscode-button-secondaryHoverBackground)}
button:focus-visible,.scroll:focus-visible{outline:2px solid var(--vscode-focusBorder);outline-offset:1px}
.scroll{overflow-x:auto;padding:0 16px 24px}
.scroll:focus-visible{outline-offset:-2px}
table{border-collapse:collapse;width:100%;min-width:64em}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--vscode-panel-border,var(--vscode-contrastBorder,rgba(128,128,128,.35)));overflow-wrap:anywhere}
th{font-weight:600}
thead th{color:var(--vscode-descriptionForeground);white-space:nowrap}
tbody th{min-width:9em}
.plain{font-family:var(--vscode-editor-font-family,monospace);font-size:.95em;min-width:8em}
td:nth-child(4){min-width:11em}
td:nth-child(5),td:nth-child(6){min-width:12em}
td:last-child{min-width:8em;padding-right:0}
.verdict{white-space:nowrap}
.verdict span{display:inline-block;padding-left:8px;border-left:4px solid var(--vscode-descriptionForeground);font-weight:600}
.wrong .verdict span{border-color:var(--vscode-editorError-foreground);color:var(--vscode-errorForeground)}
.missing .verdict span{border-color:var(--vscode-editorError-foreground);border-left-style:double;color:var(--vscode-errorForeground)}
.unknown .verdict span{border-color:var(--vscode-editorWarning-foreground)}
.not-shown .verdict span{border-left-style:dotted;font-weight:normal}
.ok .verdict span{border-color:var(--vscode-testing-iconPassed,var(--vscode-charts-green));font-weight:normal}
.link{font:inherit;text-align:left;padding:0;border:0;background:none;cursor:pointer;color:var(--vscode-textLink-foreground);text-decoration:underline;overflow-wrap:anywhere}
.link:hover{color:var(--vscode-textLink-activeForeground)}
`;
