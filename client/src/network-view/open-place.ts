/** Opens the line that an element of the network comes from. */
import { Range, TextEditorRevealType, ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient, Range as ProtocolRange } from 'vscode-languageclient';

/** Shows the place in a column other than `besides`, in the editor's own where it is open already. */
export async function openPlace(
  client: BaseLanguageClient,
  uri: string,
  range: ProtocolRange | undefined,
  besides?: ViewColumn,
): Promise<void> {
  const document = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  const place = range ? client.protocol2CodeConverter.asRange(range) : new Range(0, 0, 0, 0);
  const open = window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  const other = besides === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  const viewColumn = open ?? (besides === undefined ? ViewColumn.Active : other);
  const editor = await window.showTextDocument(document, { viewColumn, selection: place });
  editor.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
}
