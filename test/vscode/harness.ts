/** What a person does in VS Code, as functions for the tests: open, look, repair, insert, accept, undo. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** How long VS Code and the server may take until something shows, in milliseconds. */
const PATIENCE = 20_000;
const INTERVAL = 50;

/** The workspace folder of this run: a temporary one that tests may fill as they like. */
export function workspaceUri(relative = ''): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need an open folder');
  return vscode.Uri.joinPath(folder.uri, relative);
}

/**
 * Asks until the answer is not undefined, and gives it; fails after `patience` milliseconds with what `describe` says of
 * the last state.
 */
export async function eventually<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  describe: () => string,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain: ${describe()}`);
    await pause(INTERVAL);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Writes a file of the workspace. */
export async function writeFile(relative: string, content: string): Promise<vscode.Uri> {
  const uri = workspaceUri(relative);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Writes a file, opens it in the editor and waits until its language is `language`, where one is given. */
export async function openNew(relative: string, content: string, language?: string): Promise<vscode.TextEditor> {
  await writeFile(relative, content);
  return open(relative, language);
}

/** Opens a file of the workspace and waits until its language is `language`, where one is given. */
export async function open(relative: string, language?: string): Promise<vscode.TextEditor> {
  const uri = workspaceUri(relative);
  // Not openTextDocument: VS Code keeps what an extension opened for minutes after its tab is closed.
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  const shown = () =>
    vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  return eventually(
    () => {
      const editor = shown();
      return editor && (language === undefined || editor.document.languageId === language) ? editor : undefined;
    },
    () => `${relative} is ${shown()?.document.languageId ?? 'not shown'}, expected ${language ?? 'any language'}`,
  );
}

/** Closes all editors, throwing away what was not saved. */
export async function closeAll(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    if (!editor.document.isDirty) continue;
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Removes files and folders of the workspace, so that the next test meets none of them. */
export async function remove(...relative: string[]): Promise<void> {
  for (const path of relative) {
    await vscode.workspace.fs.delete(workspaceUri(path), { recursive: true }).then(undefined, () => undefined);
  }
}

/** A finding as a person sees it: the squiggled text, the message and the code. */
export interface Seen {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** The text under the squiggle. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const severities = ['error', 'warning', 'information', 'hint'] as const;

function seen(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): Seen {
  const { code } = diagnostic;
  return {
    code: String(typeof code === 'object' ? code.value : code),
    severity: severities[diagnostic.severity],
    text: document.getText(diagnostic.range),
    line: diagnostic.range.start.line + 1,
    message: diagnostic.message,
  };
}

/** All squiggles that a document has now, in the order of the text. */
export function squiggles(document: vscode.TextDocument): Seen[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map((diagnostic) => seen(document, diagnostic));
}

/** Waits for a squiggle with this code and gives it as VS Code holds it. */
export function diagnosticOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return eventually(
    () => vscode.languages.getDiagnostics(document.uri).find((diagnostic) => seen(document, diagnostic).code === code),
    () => `no ${code} in ${document.uri.path}, only ${JSON.stringify(squiggles(document))}`,
  );
}

/** Waits for a squiggle with this code and gives what a person sees of it. */
export async function squiggle(document: vscode.TextDocument, code: string): Promise<Seen> {
  return seen(document, await diagnosticOf(document, code));
}

/** Waits until the server has looked at the document as it is now and VS Code shows no squiggle in it. */
export async function noSquiggles(document: vscode.TextDocument): Promise<void> {
  await settled(document);
  await eventually(
    () => (squiggles(document).length === 0 ? true : undefined),
    () => `${document.uri.path} has ${JSON.stringify(squiggles(document))}`,
  );
}

/** Waits until the findings of a document have not changed for a while; answering a request takes the server past all edits. */
export async function settled(document: vscode.TextDocument): Promise<void> {
  await vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri);
  let last = '';
  for (let same = 0; same < 20; ) {
    const now = JSON.stringify(squiggles(document));
    same = now === last ? same + 1 : 0;
    last = now;
    await pause(INTERVAL);
  }
}

/** The light bulb's entries at a place. */
export async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    100,
  );
  return actions.filter((action) => action.edit !== undefined || action.command !== undefined);
}

/** Waits for the squiggle, picks the quick fix with this title at it, and gives the whole text that it leaves. */
export async function repair(document: vscode.TextDocument, code: string, title: string | RegExp): Promise<string> {
  const { range } = await diagnosticOf(document, code);
  const actions = await actionsAt(document, range);
  const action = actions.find((candidate) =>
    typeof title === 'string' ? candidate.title === title : title.test(candidate.title),
  );
  if (!action)
    throw new Error(
      `No quick fix ${title} at ${code}, only ${actions.map((candidate) => candidate.title).join(' | ')}`,
    );
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit)))
    throw new Error(`VS Code refused the edit of ${title}`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  return document.getText();
}

/** Puts the cursor behind the first occurrence of `text`. */
export function cursorAfter(editor: vscode.TextEditor, text: string): vscode.Position {
  const offset = editor.document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${JSON.stringify(text)} is not in ${editor.document.uri.path}`);
  const position = editor.document.positionAt(offset + text.length);
  editor.selection = new vscode.Selection(position, position);
  return position;
}

/** Types like a person, so that VS Code closes brackets and offers suggestions. */
export async function type(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand('type', { text: character });
}

/** The suggestions at the cursor. */
export async function suggestions(editor: vscode.TextEditor): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    editor.selection.active,
    undefined,
    0,
  );
  return items;
}

/** A suggestion's label in one piece. */
export const labelOf = (item: vscode.CompletionItem): string =>
  typeof item.label === 'string' ? item.label : item.label.label;

/** Opens the suggestions at the cursor, waits for the text to change after accepting the first, and gives the text. */
export async function acceptFirstSuggestion(editor: vscode.TextEditor): Promise<string> {
  const before = editor.document.getText();
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  return eventually(
    async () => {
      await pause(INTERVAL * 4);
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      const after = editor.document.getText();
      return after === before ? undefined : after;
    },
    () => 'no suggestion was accepted',
  );
}

/** Inserts a snippet of the extension by its name, leaves its placeholders as they are, and gives the whole text. */
export async function insertSnippet(editor: vscode.TextEditor, name: string): Promise<string> {
  const before = editor.document.getText();
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: editor.document.languageId, name });
  const after = await eventually(
    () => (editor.document.getText() === before ? undefined : editor.document.getText()),
    () => `the snippet ${name} inserted nothing`,
  );
  await vscode.commands.executeCommand('leaveSnippet');
  return after;
}

/** Takes back the last step in a document and gives the text then. */
export async function undo(document: vscode.TextDocument): Promise<string> {
  const before = document.getText();
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  return eventually(
    () => (document.getText() === before ? undefined : document.getText()),
    () => 'undo changed nothing',
  );
}

/** The text of the hover at a place. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}

/** Has the window photographed as NAME.png; does nothing where nobody takes pictures (desktop VS Code). */
export async function screenshot(name: string): Promise<void> {
  const folder = process.env.XEN_SCREENSHOTS;
  if (!folder || vscode.env.uiKind !== vscode.UIKind.Web) return;
  const file = join(folder, `${name}.png`);
  const written = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const before = written();
  await pause(800); // The window draws squiggles and status items a moment after the data is there.
  console.log(`@screenshot ${name}`);
  await eventually(
    () => (written() === before ? undefined : true),
    () => `the picture ${name}.png was not taken`,
  );
}
