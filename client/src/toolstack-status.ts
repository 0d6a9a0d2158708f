/** Shows in the status bar which toolstack a file is checked for, and why, and lets the user choose another. */
import {
  type Disposable,
  type ExtensionContext,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { choicesOf } from './manifest.ts';
import { type ToolstackParams, type ToolstackResult, toolstackRequest } from './protocol.ts';
import { targetOf } from './rule-settings.ts';

/** How long after the last keystroke the decision is asked for again, in milliseconds. */
const QUIET = 400;

/** The status item of the active document, kept up to date until it is disposed of. */
export function showToolstack(client: BaseLanguageClient, own: ReadonlySet<string>): Disposable[] {
  const item = window.createStatusBarItem('xen.toolstack', StatusBarAlignment.Right, 100);
  item.name = 'Xen Toolstack';
  item.command = 'xen.selectToolstack';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    const answer = document && own.has(document.languageId) ? await ask(client, document) : null;
    if (document !== window.activeTextEditor?.document) return;
    if (!answer) {
      item.hide();
      return;
    }
    item.text = `Xen: ${answer.toolstack}${answer.certain ? '' : '?'}`;
    item.tooltip = new MarkdownString(`Toolstack **${answer.toolstack}**: ${answer.reason}. Click to choose.`);
    item.accessibilityInformation = { label: `Xen toolstack ${answer.toolstack}, ${answer.reason}` };
    item.show();
  };
  const refreshSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(() => item.hide()), QUIET);
  };

  refreshSoon();
  return [
    item,
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeActiveTextEditor(refreshSoon),
    workspace.onDidOpenTextDocument(refreshSoon),
    workspace.onDidChangeTextDocument((change) => {
      if (change.document === window.activeTextEditor?.document) refreshSoon();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('xen')) refreshSoon();
    }),
    // The files beside a guest decide too; what they change shows as new findings.
    languages.onDidChangeDiagnostics(refreshSoon),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) refreshSoon();
    }),
  ];
}

async function ask(client: BaseLanguageClient, document: TextDocument): Promise<ToolstackResult | null> {
  if (!client.isRunning()) return null;
  const params: ToolstackParams = { uri: document.uri.toString() };
  return client.sendRequest<ToolstackResult | null>(toolstackRequest, params);
}

/** Offers the values of `xen.toolstack` and writes the chosen one to the folder of the active document. */
export async function selectToolstack(context: ExtensionContext): Promise<void> {
  const document = window.activeTextEditor?.document;
  const configuration = workspace.getConfiguration('xen', document);
  const current = configuration.get<string>('toolstack');
  const items = choicesOf(context, 'xen.toolstack').map(({ value, description }) => ({
    label: value,
    description: value === current ? 'current' : undefined,
    detail: description,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Select Toolstack',
    placeHolder: 'Who reads the guests of this folder?',
  });
  if (picked) await configuration.update('toolstack', picked.label, targetOf(document?.uri));
}
