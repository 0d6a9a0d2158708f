/** Fixes of what VS Code keeps out of its documents, so that no edit reaches it: line ends and the byte order mark. */
import { commands, EndOfLine, TextEdit, type Uri, WorkspaceEdit, window, workspace } from 'vscode';

/** UTF-8's byte order mark. */
const MARK = [0xef, 0xbb, 0xbf];

/** Gives the documents Unix line ends, as one step that can be undone; they are saved when the user saves them. */
export async function useUnixLineEnds(files: readonly Uri[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const uri of files) edit.set(uri, [TextEdit.setEndOfLine(EndOfLine.LF)]);
  await workspace.applyEdit(edit);
}

/**
 * Saves files, then takes the mark off their bytes. An open document must be read again before it is saved the next
 * time: VS Code remembers the mark and would write it anew. `written` hears of each file that was changed.
 */
export async function saveWithoutByteOrderMark(
  files: readonly Uri[],
  written: (uri: Uri) => Promise<void>,
): Promise<void> {
  for (const uri of files) if (await saveOne(uri)) await written(uri);
}

/** Whether there was a mark to take off. */
async function saveOne(uri: Uri): Promise<boolean> {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document?.isDirty && !(await document.save())) return false;
  const bytes = await workspace.fs.readFile(uri);
  if (!MARK.every((byte, index) => bytes[index] === byte)) return false;
  await workspace.fs.writeFile(uri, bytes.subarray(MARK.length));
  if (document && !document.isClosed) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
  }
  return true;
}
