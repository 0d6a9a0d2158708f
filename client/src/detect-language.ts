/** Switches the language of documents that the server recognises by their content, and leaves alone what the user chose. */
import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type DetectLanguageParams, type DetectLanguageResult, detectLanguageRequest } from './protocol.ts';

/** Languages that stand for "nobody knows": VS Code's own guesses for files without a language of their own. */
const UNDECIDED = new Set(['plaintext', 'ini', 'properties']);
const SAMPLE = 65536;
/** How long VS Code may take to give all documents their languages anew, in milliseconds. */
const REASSOCIATION = 1000;

/**
 * Asks about every undecided document that opens or is saved. A document whose language the user changes away from
 * one of `own`, or that `files.associations` gives another language, keeps it.
 */
export function detectLanguages(client: BaseLanguageClient, own: ReadonlySet<string>): Disposable[] {
  const justLeft = new Set<string>();
  const chosen = new Set<string>();

  const detect = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (!UNDECIDED.has(document.languageId) || chosen.has(uri) || !mayDetect(document)) return;
    const params: DetectLanguageParams = { uri, text: document.getText().slice(0, SAMPLE) };
    const { language } = await client.sendRequest<DetectLanguageResult>(detectLanguageRequest, params);
    if (language === null || !own.has(language) || document.isClosed || !UNDECIDED.has(document.languageId)) return;
    await languages.setTextDocumentLanguage(document, language);
  };
  const detectSafely = (document: TextDocument): void => {
    detect(document).catch((error) =>
      client.warn(`The language of ${document.uri} could not be detected`, error, false),
    );
  };

  for (const document of workspace.textDocuments) detectSafely(document);
  return [
    workspace.onDidOpenTextDocument((document) => {
      // VS Code reports a changed language as a close and an open in the same turn.
      if (justLeft.has(document.uri.toString()) && !own.has(document.languageId)) chosen.add(document.uri.toString());
      detectSafely(document);
    }),
    workspace.onDidCloseTextDocument((document) => {
      const uri = document.uri.toString();
      if (!own.has(document.languageId)) return;
      justLeft.add(uri);
      setTimeout(() => justLeft.delete(uri), 0);
    }),
    workspace.onDidSaveTextDocument(detectSafely),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('xen.detectLanguage')) workspace.textDocuments.forEach(detectSafely);
      // Then the languages change without the user having chosen any.
      if (change.affectsConfiguration('files.associations')) {
        setTimeout(() => {
          chosen.clear();
          workspace.textDocuments.forEach(detectSafely);
        }, REASSOCIATION);
      }
    }),
  ];
}

function mayDetect(document: TextDocument): boolean {
  if (document.uri.scheme !== 'file' && !workspace.getWorkspaceFolder(document.uri)) return false;
  return workspace.getConfiguration('xen', document).get('detectLanguage', true) && !isAssociated(document);
}

/** Whether the user's own `files.associations` name a language for the document. */
function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration('files', document).get<Record<string, string>>('associations', {});
  return Object.keys(associations).some(
    (glob) => languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
