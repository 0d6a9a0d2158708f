/** Runs inside the panel: reports what the user chooses in the table. The panel does it. */
import type { FromPage } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const vscode = acquireVsCodeApi();

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (!button) return;
  const { row, does } = button.dataset;
  if (row !== undefined) vscode.postMessage({ type: 'open', row: Number(row) });
  else if (does === 'copy' || does === 'again') vscode.postMessage({ type: does });
});
vscode.postMessage({ type: 'shown', text: document.body.textContent ?? '' });
