/** The page that explains a mode: text, the small drawing, the files and the commands. It runs nothing and loads nothing. */
import { escapeHtml, pagePolicy } from '../webview.ts';
import type { Advice } from './protocol.ts';

/** `nonce` allows this page's style sheet; everything else is forbidden. */
export function advicePage(advice: Advice, nonce: string): string {
  const { title = '', why = [], svg = '', files = [], commands = [], notes = [] } = advice;
  const fileRows = files.map(
    ({ path, what, created }) =>
      `<li><code>${escapeHtml(path)}</code> <em>${created ? 'new' : 'changed'}</em><br>${escapeHtml(what)}</li>`,
  );
  const steps = commands.map(
    (one) =>
      `<h3>${escapeHtml(one.title)}</h3><p>${escapeHtml(one.why)}</p><pre tabindex="0">${escapeHtml(one.lines.join('\n'))}</pre>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce, 'nothing')}">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${why.map((one) => `<p>${escapeHtml(one)}</p>`).join('\n')}
<figure>${svg}</figure>
<h2>Files</h2>
${fileRows.length > 0 ? `<ul>${fileRows.join('')}</ul>` : '<p>The files are set up for this already.</p>'}
<h2>By hand</h2>
${steps.join('\n')}
${notes.length > 0 ? `<h2>Besides</h2><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>` : ''}
</body>
</html>`;
}

const STYLE = `
body{max-width:48em;margin:0 auto;padding:8px 20px 32px;color:var(--vscode-foreground);background:var(--vscode-editor-background);font:var(--vscode-font-size,13px)/1.5 var(--vscode-font-family,sans-serif)}
h1{font-size:1.6em}h2{font-size:1.2em;margin-top:1.6em}h3{font-size:1em;margin-bottom:0}
figure{margin:16px 0}
svg{width:100%;max-width:640px;font-size:12px}
svg .box{fill:var(--vscode-editorWidget-background);stroke:var(--vscode-foreground)}
svg .area{fill:none;stroke:var(--vscode-descriptionForeground);stroke-dasharray:4 3}
svg .line{stroke:var(--vscode-foreground)}
svg text{fill:var(--vscode-foreground)}
svg .strong{font-weight:600}
svg .soft{fill:var(--vscode-descriptionForeground)}
em{color:var(--vscode-descriptionForeground)}
li{margin-bottom:4px}
code,pre{font-family:var(--vscode-editor-font-family,monospace)}
pre{padding:8px 12px;overflow-x:auto;background:var(--vscode-textCodeBlock-background);border:1px solid var(--vscode-contrastBorder,transparent)}
pre:focus-visible{outline:2px solid var(--vscode-focusBorder)}
`;
