/** "Xen: Show Network" and the tree view: registers them and keeps them up to date while files change. */
import { commands, type Disposable, type ExtensionContext, window, workspace } from 'vscode';
import { type BaseLanguageClient, type Range, State } from 'vscode-languageclient';
import { openPlace } from './open-place.ts';
import { createPanel, NetworkPanel, PANEL_TYPE } from './panel.ts';
import { networkChangedNotification } from './protocol.ts';
import { NetworkTree } from './tree.ts';

/** How long after the last change the picture is asked for again, in milliseconds. */
const QUIET = 150;

/** `own` are the product's languages: only what is written in them can change the picture. */
export function registerNetworkView(
  context: ExtensionContext,
  client: BaseLanguageClient,
  own: ReadonlySet<string>,
): Disposable[] {
  let panel: NetworkPanel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tree = new NetworkTree(client);
  const view = window.createTreeView('xen.networkTree', { treeDataProvider: tree, showCollapseAll: true });

  const refresh = (): void => {
    void panel?.refresh();
    if (view.visible) tree.refresh();
  };
  const refreshSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(refresh, QUIET);
  };
  const adopt = (opened: NetworkPanel): NetworkPanel => {
    panel = opened;
    opened.onDidClose(() => {
      if (panel === opened) panel = undefined;
    });
    return opened;
  };
  /** Gives the panel, so that other code can follow it. */
  const show = (): NetworkPanel => {
    const document = window.activeTextEditor?.document;
    const uri = document && own.has(document.languageId) ? document.uri.toString() : undefined;
    if (panel) {
      panel.reveal(uri);
      return panel;
    }
    return adopt(new NetworkPanel(createPanel(), context, client, uri));
  };

  return [
    view,
    { dispose: () => clearTimeout(timer) },
    commands.registerCommand('xen.showNetwork', show),
    commands.registerCommand('xen.refreshNetwork', refresh),
    commands.registerCommand('xen.openNetworkPlace', (uri: string, range?: Range) => openPlace(client, uri, range)),
    window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (restored) => {
        adopt(new NetworkPanel(restored, context, client, undefined));
      },
    }),
    client.onNotification(networkChangedNotification, refreshSoon),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && own.has(document.languageId)) refreshSoon();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('xen')) refreshSoon();
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) tree.refresh();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) refreshSoon();
    }),
  ];
}
