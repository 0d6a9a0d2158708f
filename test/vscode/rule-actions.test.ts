/** What can be done about a rule: look at its rendered page, and turn it off in the settings. */
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticOf, eventually, noSquiggles, openNew, remove, repair, screenshot } from './harness.ts';

const HVM = 'name = "vm01"\ntype = "hvm"\nmemory = 256\nvnclisten = "0.0.0.0"\nvnc = 1\n';

const rulePages = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputCustom && input.viewType === 'xen.rulePage' ? [input.uri.toString()] : [],
    );

describe('the rule of a finding', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.getConfiguration('xen').update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await remove('etc');
  });

  it('has a rendered page behind its code, and in the light bulb', async () => {
    const { document } = await openNew('etc/xen/vm01.cfg', HVM, 'xen-cfg');
    const { code } = await diagnosticOf(document, 'vnc-open-to-all');
    const target = typeof code === 'object' ? code.target : undefined;
    strictEqual(target?.toString(), 'xen-rule:/vnc-open-to-all.md');
    await repair(document, 'vnc-open-to-all', 'Show what vnc-open-to-all means');
    deepStrictEqual(rulePages(), ['xen-rule:/vnc-open-to-all.md']);
    await screenshot('rule-page');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    // As a click on the code does.
    await vscode.commands.executeCommand('vscode.open', target);
    await eventually(
      () => (rulePages().length === 1 ? true : undefined),
      () => `the tabs show ${JSON.stringify(rulePages())}`,
    );
    strictEqual(vscode.window.visibleTextEditors.some(({ document: shown }) => shown.uri.scheme === 'xen-rule'), false); // biome-ignore format: one question
  });

  it('shows no page for a code that is none', async () => {
    await vscode.commands.executeCommand('xen.showRule', '../../package');
    deepStrictEqual(rulePages(), []);
  });

  it('is turned off in the settings of the folder, and the other rules keep theirs', async () => {
    const configuration = () => vscode.workspace.getConfiguration('xen', vscode.workspace.workspaceFolders?.[0]);
    await configuration().update('rules', { 'unknown-option': 'hint' }, vscode.ConfigurationTarget.Workspace);
    const { document } = await openNew('etc/xen/vm01.cfg', HVM, 'xen-cfg');
    await repair(document, 'vnc-open-to-all', 'Turn vnc-open-to-all off in the settings');
    await noSquiggles(document);
    deepStrictEqual(configuration().get('rules'), { 'unknown-option': 'hint', 'vnc-open-to-all': 'off' });
    strictEqual(configuration().inspect('rules')?.globalValue, undefined);
  });
});
