/** "Xen: Check Output of dom0…": takes the output of commands, and shows what the server says of it. */
import { commands, type Disposable, type ExtensionContext, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { inList, inMessage } from '../plain-text.ts';
import { DoctorPanel } from './panel.ts';
import { type DoctorAnswer, type DoctorParams, doctorRequest, type Output } from './protocol.ts';
import { isSource, isUri, pickSource, readFiles, readSource } from './sources.ts';

/** `own` are the product's languages: a document in one of them is configuration, no output. */
export function registerDoctor(
  context: ExtensionContext,
  client: BaseLanguageClient,
  own: ReadonlySet<string>,
): Disposable[] {
  let panel: DoctorPanel | undefined;

  const show = (answer: DoctorAnswer, again: () => Promise<DoctorAnswer | undefined>): DoctorPanel => {
    if (!panel) {
      const opened = new DoctorPanel(context, client, again);
      opened.onDidClose(() => {
        if (panel === opened) panel = undefined;
      });
      panel = opened;
    }
    panel.show(answer, again);
    return panel;
  };

  /** `given` is a source or a file, for keybindings and other extensions; else the user is asked. Gives the panel. */
  const check = async (given?: unknown): Promise<DoctorPanel | undefined> => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const outputs = await outputsOf(given, own);
    if (!outputs) return undefined;
    const place = isUri(given) ? given.toString() : uri;
    let params: DoctorParams = { ...(place === undefined ? {} : { uri: place }), outputs };
    const ask = async (): Promise<DoctorAnswer | undefined> => {
      const answer = await client.sendRequest<DoctorAnswer>(doctorRequest, params);
      if (answer.host !== undefined || answer.hosts.length === 0) return answer;
      const host = await pickHost(answer);
      if (host === undefined) return undefined;
      params = { outputs, host };
      return client.sendRequest<DoctorAnswer>(doctorRequest, params);
    };
    const answer = await ask();
    return answer && show(answer, ask);
  };

  return [
    commands.registerCommand('xen.checkOutput', (given?: unknown) =>
      check(given).catch((error: unknown) => {
        void window.showErrorMessage(
          inMessage(`The output could not be checked: ${error instanceof Error ? error.message : error}`),
        );
      }),
    ),
    { dispose: () => panel?.dispose() },
  ];
}

async function outputsOf(given: unknown, own: ReadonlySet<string>): Promise<readonly Output[] | undefined> {
  if (isUri(given)) return readFiles([given]);
  const source = isSource(given) ? given : await pickSource(own);
  return source && readSource(source);
}

async function pickHost({ hosts, summary }: DoctorAnswer): Promise<string | undefined> {
  const items = hosts.map(({ root, name }) => ({ label: inList(name), description: inList(root), root }));
  const picked = await window.showQuickPick(items, { title: 'Check Output of dom0', placeHolder: summary });
  return picked?.root;
}
