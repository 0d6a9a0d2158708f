/** The command that asks for a situation in plain words and lets the server rewrite the host's file for it. */
import { type QuickPickItem, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { refuseLoss } from './lost-characters.ts';
import { inMessage } from './plain-text.ts';
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
  const { edit, uri, mode, error } = await client.sendRequest<SetNetworkModeResult>(setNetworkModeRequest, params);
  if (error !== undefined || uri === undefined) {
    window.showWarningMessage(inMessage(error ?? 'The network mode could not be set.'));
    return;
  }
  const converter = client.protocol2CodeConverter;
  const document = await workspace.openTextDocument(converter.asUri(uri));
  if (edit) {
    const change = await converter.asWorkspaceEdit(edit);
    await refuseLoss(change);
    await workspace.applyEdit(change);
  } else window.showInformationMessage(inMessage(`Nothing to change: this is the mode that the host has (${mode}).`));
  await window.showTextDocument(document);
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
