/** Outline, definition, references, rename, formatting as VS Code asks for them. */
import { deepStrictEqual as deepEqual, strictEqual as equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, cursorAfter, openNew, remove, workspaceUri } from './harness.ts';

const HOST = "(network-script 'network-bridge bridge=lan0')\n(vif-script vif-bridge)\n";
const GUEST = "name='mail'\nmemory = 64\nkernel = '/boot/vmlinuz'\nvif = [\n'bridge=lan0',\n]\n";

const short = (uri: vscode.Uri): string => uri.path.slice(workspaceUri('').path.length).replace(/^\//, '');

describe('navigation', () => {
  afterEach(async () => {
    await closeAll();
    await remove('moves');
  });

  async function openBoth(): Promise<vscode.TextEditor> {
    await openNew('moves/xend-config.sxp', HOST, 'xend-sxp');
    return openNew('moves/mail.cfg', GUEST, 'xen-cfg');
  }

  it('outlines a guest', async () => {
    const { document } = await openBoth();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    deepEqual(
      symbols.map((one) => [one.name, one.children.map((child) => `${child.name}: ${child.detail}`)]),
      [
        ['name', []],
        ['memory', []],
        ['kernel', []],
        ['vif', ['vif 0: bridge=lan0']],
      ],
    );
  });

  it('leads from a bridge to where it is made', async () => {
    const editor = await openBoth();
    const position = cursorAfter(editor, 'bridge=la');
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      editor.document.uri,
      position,
    );
    deepEqual(
      found.map(({ uri, range }) => [short(uri), range.start.line, range.start.character]),
      [['moves/xend-config.sxp', 0, 39]],
    );
  });

  it('renames a bridge in both files', async () => {
    const editor = await openBoth();
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      editor.document.uri,
      cursorAfter(editor, 'bridge=la'),
      'xenbr0',
    );
    ok(await vscode.workspace.applyEdit(edit));
    equal(editor.document.getText(), GUEST.replace('lan0', 'xenbr0'));
    const host = await vscode.workspace.openTextDocument(workspaceUri('moves/xend-config.sxp'));
    equal(host.getText(), HOST.replace('lan0', 'xenbr0'));
    await vscode.window.showTextDocument(host);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('formats blanks and nothing else', async () => {
    const { document } = await openBoth();
    await vscode.commands.executeCommand('editor.action.formatDocument');
    equal(document.getText(), "name = 'mail'\nmemory = 64\nkernel = '/boot/vmlinuz'\nvif = [\n    'bridge=lan0',\n]\n");
  });
});
