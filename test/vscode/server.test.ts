/** The extension as a whole in VS Code: it starts, offers its commands, and comes back after the server is restarted. */
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, openNew, remove, screenshot, squiggles } from './harness.ts';

const TWICE = '(network-script network-bridge)\n(network-script network-nat)\n(vif-script vif-bridge)\n';

describe('the extension', () => {
  afterEach(async () => {
    await closeAll();
    await remove('host');
  });

  it('is active and offers its commands', async () => {
    await openNew('host/xend-config.sxp', TWICE, 'xend-sxp');
    const extension = vscode.extensions.getExtension('xen-config.xen-config');
    ok(extension);
    await extension.activate();
    const commands = await vscode.commands.getCommands(true);
    const own: readonly { command: string }[] = extension.packageJSON.contributes.commands;
    deepStrictEqual(
      own.map(({ command }) => command).filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('shows findings, and shows them again after the server was restarted', async () => {
    const { document } = await openNew('host/xend-config.sxp', TWICE, 'xend-sxp');
    const shown = () => (squiggles(document).length > 0 ? squiggles(document) : undefined);
    const before = await eventually(shown, () => 'no finding in the first place');
    await screenshot('duplicate-network-script');
    await vscode.commands.executeCommand('xen.restartServer');
    const after = await eventually(shown, () => 'no finding after the restart');
    deepStrictEqual(after, before);
    strictEqual(document.getText(), TWICE);
  });
});
