/** Which language VS Code gives a file: by its path, else by its content, and never to a foreign file. */
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, open, openNew, pause, remove, writeFile } from './harness.ts';

const GUEST =
  'name = "vm01"\nmemory = 256\nkernel = "/boot/vmlinuz-xen"\nvif = [ "ip=192.0.2.6" ]\ndisk = [ "phy:/dev/vg/vm01,xvda,w" ]\n';
const EFI = '[global]\ndefault=xen\n\n[xen]\noptions=console=vga\nkernel=vmlinuz root=/dev/sda1\nramdisk=initrd.img\n';

describe('the language of a file', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace
      .getConfiguration('xen')
      .update('detectLanguage', undefined, vscode.ConfigurationTarget.Workspace);
    await remove('etc', 'lang');
  });

  const byPath: readonly (readonly [path: string, content: string, language: string])[] = [
    ['etc/xen/xend-config.sxp', '(network-script network-bridge)\n(vif-script vif-bridge)\n', 'xend-sxp'],
    ['lang/other.sxp', '(a b)\n', 'xend-sxp'],
    ['etc/xen/vm01.cfg', '# nothing yet\n', 'xen-cfg'],
    ['etc/xen/auto/vm02', '# nothing yet\n', 'xen-cfg'],
    ['lang/xmexample1', '# nothing yet\n', 'xen-cfg'],
    ['lang/xlexample.hvm', '# nothing yet\n', 'xen-cfg'],
    ['etc/xen/xl.conf', '# nothing yet\n', 'xl-conf'],
    ['etc/xen/cpupool', '# nothing yet\n', 'xl-cpupool'],
    ['lang/vm01/etc/network/interfaces', '# nothing yet\n', 'xen-interfaces'],
    ['lang/vm01/etc/network/interfaces.d/eth0', '# nothing yet\n', 'xen-interfaces'],
    ['lang/vm01.interfaces', '# nothing yet\n', 'xen-interfaces'],
  ];
  for (const [path, content, language] of byPath) {
    it(`is ${language} for ${path} by its path`, async () => {
      const { document } = await openNew(path, content, language);
      strictEqual(document.languageId, language);
    });
  }

  const byContent = ['lang/vm01.cfg', 'lang/vm01', 'lang/vm01.conf', 'lang/vm01.pv', 'lang/xen.cfg'];
  for (const path of byContent) {
    it(`is xen-cfg for ${path} by its content`, async () => {
      const { document } = await openNew(path, GUEST, 'xen-cfg');
      strictEqual(document.getText(), GUEST);
    });
  }

  const foreign: readonly (readonly [path: string, content: string])[] = [
    ['lang/setup.cfg', '[metadata]\nname = demo\n\n[options]\npackages = find:\n'],
    ['lang/haproxy.cfg', 'global\n    daemon\ndefaults\n    mode http\n'],
    ['lang/grub.cfg', 'set default="0"\nmenuentry "Debian" {\n  linux /vmlinuz root=/dev/sda1\n}\n'],
    ['lang/EFI/xen/xen.cfg', EFI],
    ['etc/xen/xen.cfg', EFI],
  ];
  for (const [path, content] of foreign) {
    it(`is left alone for ${path}, a file of another program`, async () => {
      const { document } = await openNew(path, content);
      // A guest's file that opens after it and is recognised shows that the question about this one is answered.
      await openNew('lang/witness', GUEST, 'xen-cfg');
      ok(['plaintext', 'ini', 'properties'].includes(document.languageId), document.languageId);
    });
  }

  it('stays what it is while xen.detectLanguage is off, and changes when that is turned on', async () => {
    const configuration = vscode.workspace.getConfiguration('xen');
    await configuration.update('detectLanguage', false, vscode.ConfigurationTarget.Workspace);
    const { document } = await openNew('lang/vm03', GUEST);
    await pause(1000);
    strictEqual(document.languageId, 'plaintext');
    await configuration.update('detectLanguage', true, vscode.ConfigurationTarget.Workspace);
    await open('lang/vm03', 'xen-cfg');
  });

  it('is the one that the user chose, also when that is plain text', async () => {
    const { document } = await openNew('lang/vm04', GUEST, 'xen-cfg');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await openNew('lang/witness', GUEST, 'xen-cfg');
    await pause(500);
    deepStrictEqual(
      vscode.workspace.textDocuments
        .filter(({ uri }) => uri.path.endsWith('/lang/vm04'))
        .map(({ languageId }) => languageId),
      ['plaintext'],
    );
  });

  it('is the one that files.associations names', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('associations', { '*.guest': 'ini' }, vscode.ConfigurationTarget.Workspace);
    try {
      await writeFile('lang/vm05.guest', GUEST);
      const { document } = await open('lang/vm05.guest', 'ini');
      await openNew('lang/witness', GUEST, 'xen-cfg');
      strictEqual(document.languageId, 'ini');
    } finally {
      await files.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is recognised when a new file is saved with a guest in it', async () => {
    const { document } = await openNew('lang/vm06', '');
    strictEqual(document.languageId, 'plaintext');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), GUEST);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await eventually(
      () => (document.languageId === 'xen-cfg' ? true : undefined),
      () => `it is ${document.languageId}`,
    );
  });
});
