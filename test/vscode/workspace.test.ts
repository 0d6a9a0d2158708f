/** What lies beside a file decides with it: the toolstack of its folder, and files that come and go on disk. */
import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, noSquiggles, openNew, pause, remove, squiggle, writeFile } from './harness.ts';

const guest = (name: string) =>
  `name = "${name}"\nmemory = 256\nkernel = "/boot/vmlinuz"\nvif = [ "mac=00:16:3e:5a:00:01,bridge=xenbr0" ]\n`;

describe('the workspace', () => {
  afterEach(async () => {
    await closeAll();
    const configuration = vscode.workspace.getConfiguration('xen');
    for (const target of [vscode.ConfigurationTarget.Workspace, vscode.ConfigurationTarget.Global]) {
      await configuration.update('toolstack', undefined, target);
    }
    await remove('fleet');
  });

  it('takes in a guest that appears on disk, and lets go of a whole folder that is deleted', async () => {
    const { document } = await openNew('fleet/fleet01.cfg', guest('fleet01'), 'xen-cfg');
    await noSquiggles(document);
    const other = await writeFile('fleet/more/fleet02.cfg', guest('fleet02'));
    const seen = await squiggle(document, 'duplicate-mac');
    deepStrictEqual([seen.line, seen.text], [4, '00:16:3e:5a:00:01']);
    match(seen.message, /fleet02/);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(other, '..'), { recursive: true });
    await noSquiggles(document);
  });

  it('leaves out what files.exclude names, and takes it in again', async () => {
    const files = vscode.workspace.getConfiguration('files');
    const { document } = await openNew('fleet/fleet01.cfg', guest('fleet01'), 'xen-cfg');
    await writeFile('fleet/put-away/fleet02.cfg', guest('fleet02'));
    await squiggle(document, 'duplicate-mac');
    try {
      await files.update('exclude', { '**/put-away': true }, vscode.ConfigurationTarget.Workspace);
      await noSquiggles(document);
    } finally {
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await squiggle(document, 'duplicate-mac');
  });

  it('writes the toolstack that the user chooses into the settings of the folder', async () => {
    const { document } = await openNew('fleet/fleet01.cfg', guest('fleet01'), 'xen-cfg');
    const read = () => vscode.workspace.getConfiguration('xen', document);
    strictEqual(read().get('toolstack'), 'auto');
    const done = vscode.commands.executeCommand('xen.selectToolstack');
    await pause(1000);
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    strictEqual(read().get('toolstack'), 'xl');
    strictEqual(read().inspect('toolstack')?.globalValue, undefined);
  });
});
