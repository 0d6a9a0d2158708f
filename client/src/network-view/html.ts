/** The page of the panel: its frame only; what it shows comes in messages. Nothing is loaded from elsewhere. */

import { escapeHtml, pagePolicy } from '../webview.ts';

/** `script` is the address of the page's script; `nonce` allows it and the style sheet, and nothing else. */
export function pageHtml(script: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce, 'scripts')}; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Xen Network</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header role="toolbar" aria-label="Network view">
<label id="choice" hidden>Host <select id="host"></select></label>
<span class="gap"></span>
<span class="group" role="group" aria-label="Zoom">
<button id="out" title="Zoom out (-)" aria-label="Zoom out">&minus;</button>
<button id="fit" title="Fit to the panel (0)">Fit</button>
<button id="in" title="Zoom in (+)" aria-label="Zoom in">+</button>
</span>
<span class="group" role="group" aria-label="Export">
<button id="svg" title="Export SVG" aria-label="Export SVG">SVG</button>
<button id="png" title="Export PNG" aria-label="Export PNG">PNG</button>
</span>
</header>
<main id="paper" tabindex="-1"></main>
<p id="empty" role="status" hidden></p>
<aside id="facts" role="tooltip" hidden></aside>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

const STYLE = `
html,body{height:100%}
body{margin:0;padding:0;display:flex;flex-direction:column;color:var(--vscode-foreground);background:var(--vscode-editor-background);font:var(--vscode-font-size,13px) var(--vscode-font-family,sans-serif)}
header{display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding:6px 12px;border-bottom:1px solid var(--vscode-panel-border,var(--vscode-contrastBorder,transparent))}
.gap{flex:1}
.group{display:inline-flex;gap:2px}
button,select{font:inherit;padding:3px 9px;border-radius:3px;cursor:pointer;border:1px solid var(--vscode-button-border,var(--vscode-contrastBorder,transparent));color:var(--vscode-button-secondaryForeground);background:var(--vscode-button-secondaryBackground)}
select{color:var(--vscode-dropdown-foreground);background:var(--vscode-dropdown-background);border-color:var(--vscode-dropdown-border,transparent)}
button:hover{background:var(--vscode-button-secondaryHoverBackground)}
button:focus-visible,select:focus-visible{outline:2px solid var(--vscode-focusBorder);outline-offset:1px}
main{flex:1;overflow:auto;outline:none}
main svg{display:block;margin:0 auto}
#empty{margin:auto;padding:24px;max-width:36em;text-align:center;color:var(--vscode-descriptionForeground)}
#facts{position:fixed;z-index:9;max-width:360px;padding:8px 11px;border-radius:5px;pointer-events:none;color:var(--vscode-editorHoverWidget-foreground);background:var(--vscode-editorHoverWidget-background);border:1px solid var(--vscode-editorHoverWidget-border,var(--vscode-contrastBorder,transparent));box-shadow:0 2px 8px var(--vscode-widget-shadow,transparent)}
#facts h2{font-size:1em;margin:0 0 4px}
#facts h2 small{font-weight:normal;color:var(--vscode-descriptionForeground)}
#facts dl{display:grid;grid-template-columns:auto 1fr;gap:1px 10px;margin:0}
#facts dt{color:var(--vscode-descriptionForeground)}
#facts dd{margin:0;overflow-wrap:anywhere;font-family:var(--vscode-editor-font-family,monospace);font-size:.95em}
#facts p{margin:5px 0 0;padding-left:8px;border-left:3px solid var(--vscode-editorInfo-foreground)}
#facts p.error{border-color:var(--vscode-editorError-foreground)}
#facts p.warning{border-color:var(--vscode-editorWarning-foreground)}
#facts footer{margin-top:5px;color:var(--vscode-descriptionForeground);font-size:.92em}
[hidden]{display:none!important}
`;
