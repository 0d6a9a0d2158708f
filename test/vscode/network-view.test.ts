/** The network view as a person uses it: it opens beside the editor, follows an edit, and leads to the line. */
import { deepStrictEqual as deepEqual, strictEqual as equal, ok } from 'node:assert';
import * as vscode from 'vscode';
import type { NetworkPanel } from '../../client/src/network-view/panel.ts';
import { closeAll, eventually, open, pause, screenshot, workspaceUri } from './harness.ts';

/** How long an edit may take until the picture shows it, in milliseconds. */
const FOLLOWS = 1000;

/** Opens the view for the file in front and waits until its page shows a text. */
async function show(text: string): Promise<{ panel: NetworkPanel; page: () => string }> {
  let page = '';
  const panel = await vscode.commands.executeCommand<NetworkPanel>('xen.showNetwork');
  panel.onDidShow((shown) => {
    page = shown;
  });
  await panel.refresh();
  await eventually(
    () => (page.includes(text) ? true : undefined),
    () => `the page shows ${JSON.stringify(page)}`,
  );
  return { panel, page: () => page };
}

const idOf = (panel: NetworkPanel, label: string): string =>
  panel.diagram?.elements.find((one) => one.label === label)?.id ?? '';

async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const offset = document.getText().indexOf(from);
  ok(offset >= 0, `${from} is in ${document.uri.path}`);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length));
  await editor.edit((edit) => edit.replace(range, to));
}

describe('network view', () => {
  afterEach(async () => {
    await closeAll();
  });

  const guests = { bridge: 'web01', nat: 'build01', route: 'app01' };
  for (const [mode, guest] of Object.entries(guests)) {
    it(`draws the example of ${mode} beside the editor`, async () => {
      await open(`examples/${mode}/${guest}.cfg`, 'xen-cfg');
      const { panel, page } = await show(guest);
      ok(page().includes({ bridge: '192.168.0.0/24', nat: 'NAT', route: 'Routing' }[mode] ?? ''));
      equal(panel.diagram?.title, mode);
      deepEqual(
        panel.diagram?.hosts.map((host) => host.name),
        ['bridge', 'mistakes', 'nat', 'route'],
      );
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
      await screenshot(`network-${mode}`);
      await vscode.commands.executeCommand('workbench.view.explorer');
      panel.dispose();
    });
  }

  it('follows an edit of ip= within a second, and keeps the panel', async () => {
    const editor = await open('examples/nat/test01.cfg', 'xen-cfg');
    const { panel, page } = await show('10.0.0.2');
    const started = Date.now();
    await replace(editor, 'ip=10.0.0.2', 'ip=10.0.0.77');
    await eventually(
      () => (page().includes('10.0.0.77') ? true : undefined),
      () => `the page shows ${page()}`,
    );
    ok(Date.now() - started < FOLLOWS, `it took ${Date.now() - started} ms`);
    await eventually(
      () => panel.diagram?.elements.find((one) => one.severity !== undefined)?.id,
      () => 'no element is marked',
    );
    const marked = panel.diagram?.elements.filter((one) => one.severity !== undefined).map((one) => one.label);
    deepEqual(marked, ['vif 0']);
    panel.dispose();
  });

  it('goes to the line of what is chosen', async () => {
    await open('examples/route/xend-config.sxp', 'xend-sxp');
    const { panel } = await show('db01');
    await panel.receive({ type: 'select', id: idOf(panel, 'db01') });
    const editor = await eventually(
      () => vscode.window.visibleTextEditors.find((one) => one.document.uri.path.endsWith('/route/db01.cfg')),
      () => 'db01.cfg is not open',
    );
    equal(editor.document.getText(editor.selection), '"db01"');
    panel.dispose();
  });

  it('draws another host when it is chosen, and says what is wrong there', async () => {
    await open('examples/nat/build01.cfg', 'xen-cfg');
    const { panel, page } = await show('build01');
    const mistakes = panel.diagram?.hosts.find((host) => host.name === 'mistakes');
    await panel.receive({ type: 'host', root: mistakes?.root ?? '' });
    await eventually(
      () => (page().includes('ldap') ? true : undefined),
      () => `the page shows ${page()}`,
    );
    const dom0 = panel.diagram?.elements.find((one) => one.label === 'dom0');
    equal(dom0?.severity, 'error');
    equal(dom0?.uri, workspaceUri('examples/mistakes/xend-config.sxp').toString());
    await vscode.commands.executeCommand('xen.networkTree.focus');
    await pause(1500); // The tree asks for its levels one after the other.
    await screenshot('network-mistakes');
    panel.dispose();
  });
});
