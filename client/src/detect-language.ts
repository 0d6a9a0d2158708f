/** Switches the language of documents that are recognised by their content, and leaves alone what the user chose. */
import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import { languageOfDocument } from './language-of.ts';

/** Languages that stand for "nobody knows": VS Code's own guesses for files without a language of their own. */
const UNDECIDED = new Set(['plaintext', 'ini', 'properties']);
/** What VS Code itself may take a new document's text for; it guesses while nothing is saved (workbench.editor.languageDetection). */
const GUESSED = new Set([
  ...UNDECIDED,
  'python',
  'lisp',
  'clojure',
  'toml',
  'shellscript',
  'perl',
  'ruby',
  'coffeescript',
  'yaml',
]);
/** How long a document without a file must be left alone until its text is looked at again, in milliseconds. */
const QUIET = 300;
/** How long VS Code may take to give all documents their languages anew, in milliseconds. */
const REASSOCIATION = 1000;

/**
 * Asks about every undecided document that opens or is saved. A document whose language the user changes away from
 * one of `own`, or that `files.associations` gives another language, keeps it.
 */
export function detectLanguages(
  own: ReadonlySet<string>,
  warn: (message: string, error: unknown) => void,
): Disposable[] {
  const justLeft = new Set<string>();
  const chosen = new Set<string>();
  const waiting = new Map<TextDocument, ReturnType<typeof setTimeout>>();

  const detect = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (!isUndecided(document) || chosen.has(uri) || !mayDetect(document)) return;
    const language = await languageOfDocument(document);
    if (language === undefined || !own.has(language) || document.isClosed || !isUndecided(document)) return;
    await languages.setTextDocumentLanguage(document, language);
  };
  const detectSafely = (document: TextDocument): void => {
    detect(document).catch((error) => warn(`The language of ${document.uri} could not be detected`, error));
  };
  const detectSoon = (document: TextDocument): void => {
    clearTimeout(waiting.get(document));
    waiting.set(
      document,
      setTimeout(() => {
        waiting.delete(document);
        detectSafely(document);
      }, QUIET),
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
    // A document without a file is recognised while it is typed or pasted.
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.isUntitled && isUndecided(document)) detectSoon(document);
    }),
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
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

function isUndecided({ languageId, isUntitled }: TextDocument): boolean {
  return (isUntitled ? GUESSED : UNDECIDED).has(languageId);
}

function mayDetect(document: TextDocument): boolean {
  const { uri, isUntitled } = document;
  if (uri.scheme !== 'file' && !isUntitled && !workspace.getWorkspaceFolder(uri)) return false;
  return workspace.getConfiguration('xen', document).get('detectLanguage', true) && !isAssociated(document);
}

/** Whether the user's own `files.associations` name a language for the document. */
function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration('files', document).get<Record<string, string>>('associations', {});
  return Object.keys(associations).some(
    (glob) => languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
