/** The panel with the verdicts: shows one answer of the server at a time and does what its page asks for. */
import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  env,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { openPlace } from '../network-view/open-place.ts';
import { newNonce } from '../webview.ts';
import { tableHtml } from './html.ts';
import type { DoctorAnswer, FromPage } from './protocol.ts';

/** One panel; it lives until the user closes it. */
export class DoctorPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #client: BaseLanguageClient;
  readonly #script: string;
  readonly #shown = new EventEmitter<string>();
  readonly #closed = new EventEmitter<void>();
  #again: () => Promise<DoctorAnswer | undefined>;
  #answer: DoctorAnswer | undefined;

  /** Fires with the text of the page each time that it shows a new table. */
  readonly onDidShow = this.#shown.event;
  readonly onDidClose = this.#closed.event;

  /** `again` asks the server once more with the same output. */
  constructor(context: ExtensionContext, client: BaseLanguageClient, again: () => Promise<DoctorAnswer | undefined>) {
    this.#client = client;
    this.#again = again;
    const folder = Uri.joinPath(context.extensionUri, 'client', 'dist');
    this.#panel = window.createWebviewPanel(
      'xen.doctor',
      'dom0',
      { viewColumn: ViewColumn.Active },
      { enableScripts: true, localResourceRoots: [folder], enableFindWidget: true },
    );
    const { webview } = this.#panel;
    this.#script = webview.asWebviewUri(Uri.joinPath(folder, 'doctor.js')).toString();
    webview.onDidReceiveMessage((message: FromPage) => void this.receive(message));
    this.#panel.onDidDispose(() => {
      this.#closed.fire();
      this.#closed.dispose();
      this.#shown.dispose();
    });
  }

  /** What the table shows. */
  get answer(): DoctorAnswer | undefined {
    return this.#answer;
  }

  show(answer: DoctorAnswer, again = this.#again): void {
    this.#answer = answer;
    this.#again = again;
    this.#panel.title = answer.title === undefined ? 'dom0' : `dom0: ${answer.title}`;
    this.#panel.webview.html = tableHtml(answer, this.#script, newNonce());
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Does what the page asks for. */
  async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'shown':
        this.#shown.fire(message.text);
        return;
      case 'open': {
        const row = this.#answer?.rows[message.row];
        if (row?.uri) await openPlace(this.#client, row.uri, row.range, this.#panel.viewColumn);
        return;
      }
      case 'copy':
        await env.clipboard.writeText(this.#answer?.markdown ?? '');
        window.setStatusBarMessage('The table is in the clipboard.', 3000);
        return;
      case 'again': {
        const answer = await this.#again();
        if (answer) this.show(answer);
      }
    }
  }
}
