/** Documents without a file: they are recognised by what is pasted or typed into them, and helped with like any other. */
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, pause, squiggle } from './harness.ts';

const TEXTS: readonly (readonly [language: string, text: string])[] = [
  ['xen-cfg', 'name = "vm01"\nmemory = 256\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n'],
  ['xend-sxp', '(network-script network-bridge)\n(vif-script vif-bridge)\n(xend-relocation-server no)\n'],
  ['xen-interfaces', 'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n'],
];

describe('a document without a file', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeAll();
  });

  async function paste(text: string): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    const editor = await eventually(
      () => vscode.window.visibleTextEditors.find(({ document }) => document.isUntitled),
      () => 'no new document is shown',
    );
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), text));
    return editor.document;
  }

  for (const [language, text] of TEXTS) {
    it(`is ${language} once that is pasted`, async () => {
      const document = await paste(text);
      await eventually(
        () => (document.languageId === language ? true : undefined),
        () => `it is ${document.languageId}`,
      );
      await pause(1500); // VS Code guesses too, a moment later: it must leave this be.
      strictEqual(document.languageId, language);
    });
  }

  it('shows findings', async () => {
    const document = await paste('name = "vm01"\nmemory = 256\nkernel = "/boot/vmlinuz"\nmemroy = 3\nvcpus = 1\n');
    const { line, text } = await squiggle(document, 'unknown-option');
    deepStrictEqual([line, text], [4, 'memroy']);
  });

  it('is left alone when it is something else', async () => {
    const document = await paste('Dear all,\n\nthe host will be down on Sunday.\n');
    await pause(1500);
    strictEqual(['xen-cfg', 'xend-sxp', 'xen-interfaces'].includes(document.languageId), false);
  });
});
