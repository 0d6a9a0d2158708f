/**
 * Files in an older encoding that VS Code opens as UTF-8: saving one replaces its letters on disk. The user is warned of
 * an open one, and no edit of ours reaches into one.
 */
import { commands, type Disposable, type TextDocument, type Uri, type WorkspaceEdit, window, workspace } from 'vscode';
import { inMessage } from './plain-text.ts';

/** What VS Code shows for bytes that are not UTF-8, and that character's own bytes. */
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = [0xef, 0xbf, 0xbd];

/** Looks at each document in one of `own` that opens, and says it once for each file. */
export function warnOfLostCharacters(own: ReadonlySet<string>): Disposable {
  const said = new Set<string>();
  const look = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (!own.has(document.languageId) || document.isUntitled || said.has(uri)) return;
    if (!(await hasLost(document))) return;
    said.add(uri);
    await offer(document);
  };
  const lookSafely = (document: TextDocument): void => void look(document).catch(() => undefined);
  for (const document of workspace.textDocuments) lookSafely(document);
  return workspace.onDidOpenTextDocument(lookSafely);
}

/** Throws, with what to do, when an edit would have VS Code save a file whose letters it cannot read. */
export async function refuseLoss(edit: WorkspaceEdit): Promise<void> {
  for (const [uri] of edit.entries()) {
    if (!(await wouldLose(uri).catch(() => false))) continue;
    const name = workspace.asRelativePath(uri);
    throw new Error(
      inMessage(
        `${name} is not in UTF-8, and VS Code would replace some of its letters for good. Open it with "Reopen with Encoding" first, or set files.encoding for it; nothing was changed.`,
      ),
    );
  }
}

async function wouldLose(uri: Uri): Promise<boolean> {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (document && !document.isClosed) return hasLost(document);
  const files = workspace.getConfiguration('files', uri);
  if (files.get('encoding') !== 'utf8' || files.get('autoGuessEncoding') === true) return false;
  const bytes = await workspace.fs.readFile(uri);
  return new TextDecoder().decode(bytes).includes(REPLACEMENT) && !holds(bytes, REPLACEMENT_BYTES);
}

/** Whether the document shows replacement characters that are not in the file. */
async function hasLost(document: TextDocument): Promise<boolean> {
  if (document.isUntitled || !document.getText().includes(REPLACEMENT)) return false;
  return !holds(await workspace.fs.readFile(document.uri), REPLACEMENT_BYTES);
}

async function offer(document: TextDocument): Promise<void> {
  const reopen = 'Reopen with Encoding…';
  const name = workspace.asRelativePath(document.uri);
  const message = `${name} is not in UTF-8, but was opened as such: saving it now replaces some of its letters for good. Reopen it with its own encoding, such as Western (ISO 8859-1), before you change it.`; // biome-ignore format: one text
  if ((await window.showWarningMessage(inMessage(message), reopen)) !== reopen) return;
  await window.showTextDocument(document);
  await commands.executeCommand('workbench.action.editor.changeEncoding');
}

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}
