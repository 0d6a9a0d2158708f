/** The panel "Xen Network": asks the server for the picture whenever something changed, and does what its page asks for. */
import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { inMessage } from '../plain-text.ts';
import { newNonce } from '../webview.ts';
import { pageHtml } from './html.ts';
import { openPlace } from './open-place.ts';
import {
  type FromPage,
  type NetworkDiagram,
  type NetworkDiagramParams,
  networkDiagramRequest,
  type ToPage,
} from './protocol.ts';

export const PANEL_TYPE = 'xen.network';

const NOTHING =
  'No Xen host and no guest is in this workspace yet. Open a folder with an xend-config.sxp, an xl.conf or the .cfg files of guests.';

/** One panel; it lives until the user closes it. */
export class NetworkPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #client: BaseLanguageClient;
  readonly #shown = new EventEmitter<string>();
  readonly #closed = new EventEmitter<void>();
  readonly #expanded = new Set<string>();
  #host: string | undefined;
  #uri: string | undefined;
  #diagram: NetworkDiagram | undefined;
  #ready = false;
  /** Only the answer to the last question counts. */
  #asked = 0;

  /** Fires with the text of the page each time that it shows a new picture. */
  readonly onDidShow = this.#shown.event;
  readonly onDidClose = this.#closed.event;

  constructor(panel: WebviewPanel, context: ExtensionContext, client: BaseLanguageClient, uri: string | undefined) {
    this.#panel = panel;
    this.#client = client;
    this.#uri = uri;
    const { webview } = panel;
    const folder = Uri.joinPath(context.extensionUri, 'client', 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    panel.onDidDispose(() => {
      this.#closed.fire();
      this.#closed.dispose();
      this.#shown.dispose();
    });
    const script = webview.asWebviewUri(Uri.joinPath(folder, 'network-view.js')).toString();
    webview.html = pageHtml(script, newNonce());
  }

  /** What was last drawn. */
  get diagram(): NetworkDiagram | undefined {
    return this.#diagram;
  }

  reveal(uri: string | undefined): void {
    if (uri !== undefined && uri !== this.#uri) {
      this.#uri = uri;
      this.#host = undefined;
    }
    this.#panel.reveal(undefined, true);
    void this.refresh();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks for the picture again; the page keeps its zoom and its focus. */
  async refresh(): Promise<void> {
    if (!this.#ready || !this.#client.isRunning()) return;
    const question = ++this.#asked;
    const diagram = await this.#ask(false).catch(() => undefined);
    if (question !== this.#asked || diagram === undefined) return;
    this.#diagram = diagram ?? undefined;
    if (!diagram) {
      this.#post({ type: 'empty', text: NOTHING });
      return;
    }
    this.#host = diagram.host;
    this.#panel.title = `Xen Network: ${diagram.title}`;
    this.#post({ type: 'show', diagram });
  }

  /** Does what the page asks for. */
  async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.refresh();
      case 'shown':
        this.#shown.fire(message.text);
        return;
      case 'select':
        return this.#select(message.id);
      case 'host':
        this.#host = message.root;
        return this.refresh();
      case 'export':
        return this.#export(message.format);
      case 'painted':
        if (message.png !== undefined) await this.#save('png', Buffer.from(message.png, 'base64'));
        else void window.showErrorMessage(inMessage(`The picture could not be painted: ${message.error}`));
    }
  }

  #ask(standalone: boolean): Promise<NetworkDiagram | null> {
    const params: NetworkDiagramParams = {
      uri: this.#uri,
      host: this.#host,
      expanded: [...this.#expanded],
      standalone,
    };
    return this.#client.sendRequest<NetworkDiagram | null>(networkDiagramRequest, params);
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #select(id: string): Promise<void> {
    const chosen = this.#diagram?.elements.find((one) => one.id === id);
    if (chosen?.toggles !== undefined) {
      if (!this.#expanded.delete(chosen.toggles)) this.#expanded.add(chosen.toggles);
      return this.refresh();
    }
    if (chosen?.uri) await openPlace(this.#client, chosen.uri, chosen.range, this.#panel.viewColumn);
  }

  async #export(format: 'svg' | 'png'): Promise<void> {
    const diagram = await this.#ask(true);
    if (!diagram) return;
    if (format === 'svg') await this.#save('svg', Buffer.from(diagram.svg, 'utf8'));
    else this.#post({ type: 'paint', svg: diagram.svg, themeVariables: diagram.themeVariables });
  }

  async #save(format: 'svg' | 'png', bytes: Uint8Array): Promise<void> {
    const name = `network-${(this.#diagram?.title ?? 'xen').replaceAll(/[^\w.-]+/g, '-')}.${format}`;
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const target = await window.showSaveDialog({
      title: `Export ${format.toUpperCase()}`,
      filters: { [format.toUpperCase()]: [format] },
      ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    });
    if (target) await workspace.fs.writeFile(target, bytes);
  }
}

/** Opens a panel beside the editor without taking the focus from it. */
export function createPanel(): WebviewPanel {
  return window.createWebviewPanel(
    PANEL_TYPE,
    'Xen Network',
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { enableFindWidget: true },
  );
}
