/** The command that asks for a situation in plain words and lets the server rewrite the host's file for it. */
import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type NetworkSituation,
  networkSituationsRequest,
  type SetNetworkModeParams,
  type SetNetworkModeResult,
  setNetworkModeRequest,
} from './protocol.ts';

/** Offers the server's situations and applies the edit of the chosen one, or of `chosen`, as one undoable step. */
export async function setNetworkMode(client: BaseLanguageClient, chosen?: string): Promise<void> {
  const situation = chosen ?? (await pickSituation(client));
  if (situation === undefined) return;
  const params: SetNetworkModeParams = { uri: window.activeTextEditor?.document.uri.toString(), situation };
  const answer = await client.sendRequest<SetNetworkModeResult>(setNetworkModeRequest, params);
  if (answer.error !== undefined) {
    window.showInformationMessage(answer.error);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  const [first] = edit?.entries() ?? [];
  if (!edit || !first) {
    window.showInformationMessage(`Nothing to change: the host is in ${answer.mode} mode already.`);
    return;
  }
  if (await workspace.applyEdit(edit)) await window.showTextDocument(Uri.from(first[0]));
}

async function pickSituation(client: BaseLanguageClient): Promise<string | undefined> {
  const situations = await client.sendRequest<readonly NetworkSituation[]>(networkSituationsRequest, {
    uri: window.activeTextEditor?.document.uri.toString(),
  });
  const items = situations.map((item): QuickPickItem & { situation: string } => ({ ...item }));
  const picked = await window.showQuickPick(items, {
    title: 'Set Network Mode',
    placeHolder: "What shall the guests' network be like?",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.situation;
}
