/** The colours and lines of the picture: the editor's theme where there is one, else light or dark as the viewer has it. */

/**
 * Custom properties of the editor's theme that the picture uses; a client resolves them for pictures of its own.
 * (charts-orange is half transparent in dark themes; the colour of class symbols is an orange in all of them.)
 */
export const THEME_VARIABLES = [
  '--vscode-editor-background',
  '--vscode-editor-foreground',
  '--vscode-descriptionForeground',
  '--vscode-editorWidget-background',
  '--vscode-focusBorder',
  '--vscode-charts-blue',
  '--vscode-symbolIcon-classForeground',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--vscode-editorError-foreground',
  '--vscode-editorWarning-foreground',
  '--vscode-editorInfo-foreground',
  '--vscode-contrastBorder',
  '--vscode-font-family',
  '--vscode-editor-font-family',
] as const;

/** The style sheet of the picture; every rule is confined to `svg.xen-network`. */
export const STYLE = `svg.xen-network{
--l-bg:#ffffff;--l-fg:#1f2328;--l-muted:#59636e;--l-card:#ffffff;
--l-lan:#0a66c2;--l-private:#b35900;--l-routed:#1a7f37;--l-internal:#7a3fc4;
--l-error:#cf222e;--l-warning:#9a6700;--l-info:#0969da;
--bg:var(--vscode-editor-background,var(--l-bg));--fg:var(--vscode-editor-foreground,var(--l-fg));
--muted:var(--vscode-descriptionForeground,var(--l-muted));--card:var(--vscode-editorWidget-background,var(--l-card));
--line:var(--vscode-contrastBorder,var(--fg));
--lan:var(--vscode-charts-blue,var(--l-lan));--private:var(--vscode-symbolIcon-classForeground,var(--l-private));
--routed:var(--vscode-charts-green,var(--l-routed));--internal:var(--vscode-charts-purple,var(--l-internal));
--error:var(--vscode-editorError-foreground,var(--l-error));
--warning:var(--vscode-editorWarning-foreground,var(--l-warning));
--info:var(--vscode-editorInfo-foreground,var(--l-info));
--focus:var(--vscode-focusBorder,var(--l-lan));
font-family:var(--vscode-font-family,system-ui,-apple-system,"Segoe UI",sans-serif);font-size:12px;color:var(--fg)}
@media (prefers-color-scheme:dark){svg.xen-network{
--l-bg:#1e1e1e;--l-fg:#dddddd;--l-muted:#9da5ae;--l-card:#252526;
--l-lan:#59a4f9;--l-private:#e8923c;--l-routed:#5cc26f;--l-internal:#b98af0;
--l-error:#f47067;--l-warning:#d9a334;--l-info:#59a4f9}}
.xen-network .paper{fill:var(--bg)}
.xen-network text{fill:var(--fg)}
.xen-network .mono{font-family:var(--vscode-editor-font-family,ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace)}
.xen-network .title{font-size:17px;font-weight:600}
.xen-network .strong{font-weight:600}
.xen-network .quiet{fill:var(--muted);font-size:11px}
.xen-network .lan{--c:var(--lan)}.xen-network .private{--c:var(--private)}.xen-network .routed{--c:var(--routed)}
.xen-network .internal{--c:var(--internal)}.xen-network .unknown{--c:var(--muted)}
.xen-network .ground{fill:var(--c);fill-opacity:.09;stroke:var(--c);stroke-opacity:.6}
.xen-network .tint{fill:var(--c)}
.xen-network .dom0box{fill:var(--card);stroke:var(--fg);stroke-opacity:.75;stroke-width:1.5}
.xen-network .card{fill:var(--card);stroke:var(--line);stroke-opacity:.34}
.xen-network .card.unsure{stroke-opacity:.6}
.xen-network .rule{stroke:var(--line);stroke-opacity:.18}
.xen-network .bar{fill:var(--c);fill-opacity:.16;stroke:var(--c);stroke-width:1.5}
.xen-network .wire{fill:none;stroke:var(--c);stroke-width:1.75}
.xen-network .bus{stroke-width:4.5;stroke-linejoin:round}
.xen-network .rail{stroke-width:4.5;stroke-linecap:round}
.xen-network .drop{stroke-width:2}
.xen-network .port{fill:var(--card);stroke:var(--c);stroke-width:1.75}
.xen-network .unsure{stroke-dasharray:5 4}
.xen-network .bus.unsure{stroke-width:3;stroke-dasharray:3 5}
.xen-network .head{fill:var(--c)}
.xen-network .brick{fill:var(--c);fill-opacity:.14;stroke:var(--c);stroke-opacity:.75;stroke-width:1}
.xen-network .plate{fill:var(--card);stroke:var(--c);stroke-width:1.5}
.xen-network .blocked{fill:none;stroke:var(--error);stroke-width:2.25;stroke-linecap:round}
.xen-network .symbol{fill:none;stroke:var(--c);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.xen-network .error{--s:var(--error)}.xen-network .warning{--s:var(--warning)}
.xen-network .information,.xen-network .hint{--s:var(--info)}
.xen-network .marked>.card,.xen-network .marked>.dom0box{stroke:var(--s);stroke-width:2;stroke-opacity:1}
.xen-network .marked .address{fill:var(--s)}
.xen-network .badge{fill:var(--s)}
.xen-network .badge-sign{fill:var(--bg);font-size:11px;font-weight:700;text-anchor:middle}
.vscode-high-contrast .xen-network .card,.vscode-high-contrast .xen-network .ground{stroke-opacity:1}
.xen-network .el{cursor:pointer;outline:none}
.xen-network .el>.halo{fill:none;stroke:none}
.xen-network .el:focus>.halo{stroke:var(--focus);stroke-width:2.5}
.xen-network .el:hover>.halo{stroke:var(--focus);stroke-width:1.5}
.xen-network .el:focus:not(:focus-visible)>.halo{stroke-width:1.5}
`;
