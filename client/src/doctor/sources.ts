/** Where the output of dom0 comes from: the editor in front, the clipboard, or files. */
import { env, type QuickPickItem, type TextEditor, Uri, window, workspace } from 'vscode';
import { inList } from '../plain-text.ts';
import type { Output } from './protocol.ts';

export type Source = 'editor' | 'clipboard' | 'file';

/** A pasted log is never this long (bytes); a picked video or disk image is not read. */
const LONGEST = 16 * 2 ** 20;

/** Asks for a source; the text of the editor is offered unless it is in one of `own`, the configuration's languages. */
export async function pickSource(own: ReadonlySet<string>): Promise<Source | undefined> {
  const editor = window.activeTextEditor;
  const items: (QuickPickItem & { source: Source })[] = [
    { source: 'clipboard', label: '$(clippy) Clipboard', detail: 'What you have copied from a terminal of dom0' },
    { source: 'file', label: '$(file) File…', detail: 'Files that hold the output of commands' },
  ];
  if (editor && !own.has(editor.document.languageId)) {
    const selected = !editor.selection.isEmpty;
    items.unshift({
      source: 'editor',
      label: selected ? '$(selection) Selection in the Editor' : '$(edit) Text of the Editor',
      detail: inList(workspace.asRelativePath(editor.document.uri)),
    });
  }
  const picked = await window.showQuickPick(items, {
    title: 'Check Output of dom0',
    placeHolder: 'Where is the output of ifconfig, ip, brctl, iptables, xl list …?',
  });
  return picked?.source;
}

/** Reads a source; undefined when the user leaves or there is nothing in it, which is then said. */
export async function readSource(source: Source): Promise<readonly Output[] | undefined> {
  const outputs = await READERS[source]();
  if (!outputs) return undefined;
  if (outputs.every(({ text }) => text.trim() === '')) {
    void window.showWarningMessage(EMPTY[source]);
    return undefined;
  }
  return outputs;
}

const READERS: Readonly<Record<Source, () => Promise<readonly Output[] | undefined>>> = {
  editor: async () => fromEditor(window.activeTextEditor),
  clipboard: async () => [{ name: 'clipboard', text: await env.clipboard.readText() }],
  file: async () => {
    const files = await window.showOpenDialog({ canSelectMany: true, title: 'Output of dom0', openLabel: 'Check' });
    return files && readFiles(files);
  },
};

const EMPTY: Readonly<Record<Source, string>> = {
  editor: 'There is no text in the editor. Paste the output of commands in dom0 into it first.',
  clipboard: 'There is no text in the clipboard. Copy the output of commands in dom0 first.',
  file: 'There is no text in the file.',
};

function fromEditor(editor: TextEditor | undefined): readonly Output[] {
  if (!editor) return [];
  const { document, selection } = editor;
  const name = workspace.asRelativePath(document.uri);
  return [{ name, text: document.getText(selection.isEmpty ? undefined : selection) }];
}

/** The text of files, as an editor shows them where one does. */
export async function readFiles(files: readonly Uri[]): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const uri of files) {
    const name = workspace.asRelativePath(uri);
    const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (open) outputs.push({ name, text: open.getText() });
    else if ((await workspace.fs.stat(uri)).size > LONGEST)
      throw new Error(`${name} is too long for the output of commands.`);
    else outputs.push({ name, text: new TextDecoder().decode(await workspace.fs.readFile(uri)) });
  }
  return outputs;
}

export const isSource = (value: unknown): value is Source => typeof value === 'string' && value in READERS;
export const isUri = (value: unknown): value is Uri => value instanceof Uri;
