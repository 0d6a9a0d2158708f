/** A folder with nothing of ours: no server runs, until a file of ours is opened. */
import { strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { XenExtension } from '../../client/src/extension.ts';
import { closeAll, eventually, open, openNew, pause, remove, squiggle } from './harness.ts';

const GUEST = 'name = "vm01"\nmemory = 256\nkernel = "/boot/vmlinuz"\nmemroy = 3\nvcpus = 1\n';

function extension(): vscode.Extension<XenExtension> {
  const found = vscode.extensions.getExtension<XenExtension>('xen-config.xen-config');
  if (!found) throw new Error('the extension is not there');
  return found;
}

describe('a folder of other programs', () => {
  after(async () => {
    await closeAll();
    await remove('vm01');
  });

  it('starts no server, whatever text is opened and saved in it, and with the explorer in view', async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    for (const file of ['notes.txt', 'setup.cfg', 'haproxy.cfg']) await open(file);
    await eventually(
      () => (extension().isActive ? true : undefined),
      () => 'the extension did not wake up for a text',
    );
    await openNew('todo.txt', 'name = a\n');
    await pause(3000);
    strictEqual(extension().exports.isServing(), false);
  });

  it('starts the server when a guest is opened, whose name says nothing', async () => {
    const { document } = await openNew('vm01', GUEST, 'xen-cfg');
    const { text } = await squiggle(document, 'unknown-option');
    strictEqual(text, 'memroy');
    strictEqual(extension().exports.isServing(), true);
  });
});
