/** The advisor turns an empty folder into each set-up; every change is shown before it is made. */
import { deepStrictEqual as deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  noSquiggles,
  open,
  pause,
  remove,
  screenshot,
  workspaceUri,
  writeFile,
} from './harness.ts';

/** Xen files below a folder, sorted. */
async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entries = await vscode.workspace.fs.readDirectory(workspaceUri(`${folder}/${path}`));
    for (const [name, kind] of entries) {
      const below = path === '' ? name : `${path}/${name}`;
      if (kind === vscode.FileType.Directory) waiting.push(below);
      else found.push(below);
    }
  }
  return found.sort();
}

/** Runs the command for a folder, looks at the preview, and confirms it. */
async function advise(folder: string, answers: Record<string, string>, picture?: string): Promise<void> {
  const done = vscode.commands.executeCommand('xen.chooseNetworkMode', workspaceUri(folder), answers);
  let finished = false;
  void Promise.resolve(done).then(() => {
    finished = true;
  });
  await pause(1500);
  deepEqual(finished, false, 'the edit was made without a preview');
  if (picture) await screenshot(picture);
  await eventually(
    async () => {
      await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
      await pause(200);
      return finished ? true : undefined;
    },
    () => 'the preview was not taken',
  );
}

describe('network advisor', () => {
  /** A folder of its own for each test: what the server knew of the one before may not be gone yet. */
  let folder = 'advised-0';
  let count = 0;

  beforeEach(async () => {
    folder = `advised-${++count}`;
    await vscode.workspace.fs.createDirectory(workspaceUri(folder));
  });

  afterEach(async () => {
    await closeAll();
    await remove(folder);
  });

  for (const toolstack of ['xm', 'xl']) {
    for (const mode of ['bridge', 'nat', 'route']) {
      it(`turns an empty folder into a set-up without a finding: ${mode} with ${toolstack}`, async () => {
        const picture = mode === 'route' && toolstack === 'xm' ? 'advisor' : undefined;
        await advise(folder, { mode, toolstack, guests: 'vm01, vm02' }, picture);
        const host = toolstack === 'xm' ? ['etc/xen/xend-config.sxp'] : ['etc/network/interfaces', 'etc/xen/xl.conf'];
        const files = await filesBelow(folder);
        deepEqual(
          files,
          [
            ...host,
            'etc/xen/vm01.cfg',
            'etc/xen/vm02.cfg',
            'vm01/etc/network/interfaces',
            'vm02/etc/network/interfaces',
          ].sort(),
        );
        for (const file of files) await noSquiggles((await open(`${folder}/${file}`)).document);
      });
    }
  }

  it('changes the vif of a guest in place, and nothing else of its file', async () => {
    const guest = (address: string) => `name = 'a'\nkernel = '/boot/vmlinuz'\n# mine\nvif = [ 'ip=${address}' ]\n`;
    await writeFile(`${folder}/etc/xen/xend-config.sxp`, '(network-script network-bridge)\n(vif-script vif-bridge)\n');
    await writeFile(`${folder}/etc/xen/a.cfg`, guest('192.168.0.66'));
    const { document } = await open(`${folder}/etc/xen/a.cfg`, 'xen-cfg');
    await noSquiggles(document);
    await advise(folder, { mode: 'nat' });
    await eventually(
      () => (document.getText() === guest('192.168.0.66') ? undefined : true),
      () => document.getText(),
    );
    const address = /ip=(10\.0\.0\.\d+)/.exec(document.getText())?.[1] ?? '';
    deepEqual(document.getText(), guest(address));
    await noSquiggles(document);
  });

  it('asks, with an answer proposed to everything, and explains before it writes', async () => {
    const done = vscode.commands.executeCommand('xen.chooseNetworkMode', workspaceUri(folder));
    let finished = false;
    void Promise.resolve(done).then(() => {
      finished = true;
    });
    const explained = () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).some((tab) => tab.label === 'Bridge with xl');
    await eventually(
      async () => {
        await vscode.commands
          .executeCommand('workbench.action.acceptSelectedQuickOpenItem')
          .then(undefined, () => undefined);
        await pause(300);
        if (explained()) await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
        return finished ? true : undefined;
      },
      () => `explained: ${explained()}`,
    );
    deepEqual(explained(), true);
    deepEqual(await filesBelow(folder), [
      'etc/network/interfaces',
      'etc/xen/vm01.cfg',
      'etc/xen/xl.conf',
      'vm01/etc/network/interfaces',
    ]);
  });

  it('finds whose an address is', async () => {
    await writeFile(
      `${folder}/etc/xen/finder.cfg`,
      "name = 'finder'\nkernel = '/boot/vmlinuz'\nvif = [ 'ip=198.51.100.77' ]\n",
    );
    const symbols = await eventually(
      async () => {
        const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          '198.51.100.77',
        );
        return found.length > 0 ? found : undefined;
      },
      () => 'nobody has 198.51.100.77',
    );
    deepEqual(
      symbols.map((one) => [one.name, one.containerName, one.location.range.start.line]),
      [['198.51.100.77', 'finder, vif 0', 2]],
    );
  });
});
