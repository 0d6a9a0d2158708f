/** Warns of a file in an older encoding that VS Code has opened as UTF-8: saving it would replace its letters on disk. */
import { commands, type Disposable, type TextDocument, window, workspace } from 'vscode';
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
    if (!document.getText().includes(REPLACEMENT) || holds(await workspace.fs.readFile(document.uri), REPLACEMENT_BYTES)) return; // biome-ignore format: one question
    said.add(uri);
    await offer(document);
  };
  const lookSafely = (document: TextDocument): void => void look(document).catch(() => undefined);
  for (const document of workspace.textDocuments) lookSafely(document);
  return workspace.onDidOpenTextDocument(lookSafely);
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
