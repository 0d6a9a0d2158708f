/** The page of a rule, rendered: where the code of a finding leads, and "Show what … means" of the light bulb. */
import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  type Disposable,
  type ExtensionContext,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { newNonce, pagePolicy } from './webview.ts';

/** The scheme under which VS Code knows the pages: their addresses lead nowhere but here. */
const SCHEME = 'xen-rule';
const VIEW_TYPE = 'xen.rulePage';

/** Where the server shall say that the pages are; it puts the code and `.md` behind it. */
export const PAGES = `${SCHEME}:/`;

/** What a rule's code is made of; nothing else is opened. */
const PAGE = /^\/?([a-z][a-z0-9-]*|README)(?:\.md)?$/;

/** The command that shows a page, and the editor that a link to one opens. */
export function registerRulePages(context: ExtensionContext): Disposable[] {
  return [
    commands.registerCommand('xen.showRule', (code: unknown) => showRule(String(code))),
    window.registerCustomEditorProvider(VIEW_TYPE, new RulePages(context), {
      supportsMultipleEditorsPerDocument: true,
    }),
  ];
}

async function showRule(code: string): Promise<void> {
  const name = PAGE.exec(code)?.[1];
  if (name === undefined) return;
  await commands.executeCommand('vscode.openWith', Uri.parse(`${PAGES}${name}.md`), VIEW_TYPE);
}

class RulePages implements CustomReadonlyEditorProvider {
  readonly #context: ExtensionContext;

  constructor(context: ExtensionContext) {
    this.#context = context;
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  async resolveCustomEditor({ uri }: CustomDocument, { webview }: WebviewPanel): Promise<void> {
    webview.options = { enableScripts: false, enableCommandUris: ['xen.showRule'], localResourceRoots: [] };
    webview.html = ruleHtml(await this.#bodyOf(uri), newNonce());
  }

  async #bodyOf(uri: Uri): Promise<string> {
    const name = PAGE.exec(uri.path)?.[1];
    if (name === undefined) return '<p>There is no such page.</p>';
    const file = Uri.joinPath(this.#context.extensionUri, 'docs', 'rules', `${name}.md`);
    try {
      const markdown = new TextDecoder().decode(await workspace.fs.readFile(file));
      return toOwnLinks(await commands.executeCommand<string>('markdown.api.render', markdown));
    } catch {
      return '<p>There is no such page.</p>';
    }
  }
}

/** Links between the pages become commands that show the other page; no other link is in them. */
function toOwnLinks(html: string): string {
  return html.replaceAll(/<a\b[^>]*?href="([a-z][a-z0-9-]*|README)\.md"[^>]*>/g, (_all, name: string) => {
    return `<a href="command:xen.showRule?${encodeURIComponent(JSON.stringify([name]))}">`;
  });
}

function ruleHtml(body: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce, 'nothing')}">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${body}
</body>
</html>`;
}

const STYLE = `
body{max-width:52em;margin:0 auto;padding:8px 24px 40px;color:var(--vscode-foreground);background:var(--vscode-editor-background);font:var(--vscode-font-size,13px)/1.55 var(--vscode-font-family,sans-serif)}
h1{font-size:1.7em;margin:.6em 0 .3em}
h2{font-size:1.2em;margin:1.6em 0 .4em;border-bottom:1px solid var(--vscode-panel-border,var(--vscode-contrastBorder,transparent))}
code,pre{font-family:var(--vscode-editor-font-family,monospace);font-size:.95em}
code{background:var(--vscode-textCodeBlock-background);padding:1px 3px;border-radius:3px}
pre{padding:8px 12px;overflow-x:auto;background:var(--vscode-textCodeBlock-background);border:1px solid var(--vscode-contrastBorder,transparent)}
pre code{background:none;padding:0}
a{color:var(--vscode-textLink-foreground)}
table{border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--vscode-panel-border,rgba(128,128,128,.35))}
`;
