/** What VS Code keeps out of its documents: line ends, byte order marks, and the bytes of an older encoding. */
import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, closeAll, eventually, noSquiggles, open, remove, repair, screenshot, settled, squiggle, squiggles, workspaceUri } from './harness.ts'; // biome-ignore format: one list

const GUEST = 'name = "vm01"\ntype = "pvh"\nmemory = 256\nkernel = "/boot/vmlinuz"\n';
const MARK = [0xef, 0xbb, 0xbf];

/** Writes bytes as they are, opens the file and gives its document. */
async function openBytes(path: string, bytes: readonly number[], language?: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(workspaceUri(path), Uint8Array.from(bytes));
  return (await open(path, language)).document;
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];
const latin1 = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));
const onDisk = async (path: string): Promise<number[]> => [...(await vscode.workspace.fs.readFile(workspaceUri(path)))];
const textOnDisk = async (path: string): Promise<string> => String.fromCharCode(...(await onDisk(path)));

async function fixAll(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('editor.action.fixAll');
}

describe('what documents do not hold', () => {
  afterEach(async () => {
    await closeAll();
    for (const setting of ['editor.codeActionsOnSave', 'files.encoding'])
      await vscode.workspace.getConfiguration().update(setting, undefined, vscode.ConfigurationTarget.Workspace);
    await remove('etc');
  });

  describe('Windows line ends', () => {
    const path = 'etc/xen/win.cfg';
    const windows = bytesOf(GUEST.replaceAll('\n', '\r\n'));

    it('become Unix ones by the quick fix, and stay so on disk', async () => {
      const document = await openBytes(path, windows, 'xen-cfg');
      strictEqual(document.eol, vscode.EndOfLine.CRLF);
      await repair(document, 'crlf-line-ends', 'Change all line ends to LF');
      strictEqual(document.eol, vscode.EndOfLine.LF);
      await noSquiggles(document);
      ok(await document.save());
      strictEqual(await textOnDisk(path), GUEST);
    });

    it('become Unix ones by Fix All, together with the other safe fixes, and come back by undo', async () => {
      const document = await openBytes(path, [...windows, ...bytesOf('vcpus = 2;\r\n')], 'xen-cfg');
      await squiggle(document, 'crlf-line-ends');
      await fixAll(document);
      await eventually(
        () => (document.eol === vscode.EndOfLine.LF ? true : undefined),
        () => `the text is ${JSON.stringify(document.getText())}`,
      );
      ok(!document.getText().includes('\r'));
      await vscode.commands.executeCommand('undo');
      await eventually(
        () => (document.eol === vscode.EndOfLine.CRLF ? true : undefined),
        () => 'undo left the Unix line ends',
      );
    });

    it('become Unix ones while the file is saved, where the user asked for it', async () => {
      await vscode.workspace
        .getConfiguration()
        .update('editor.codeActionsOnSave', { 'source.fixAll.xen': 'explicit' }, vscode.ConfigurationTarget.Workspace);
      const document = await openBytes(path, windows, 'xen-cfg');
      await squiggle(document, 'crlf-line-ends');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(document.lineCount, 0), 'vcpus = 2\n');
      await vscode.workspace.applyEdit(edit);
      await settled(document);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.save');
      await eventually(
        async () => ((await textOnDisk(path)) === `${GUEST}vcpus = 2\n` ? true : undefined),
        () => `on disk is something else; the document is ${JSON.stringify(document.getText())}`,
      );
    });

    it('become Unix ones in all files of the workspace at once', async () => {
      const other = 'etc/xen/win2.cfg';
      await vscode.workspace.fs.writeFile(workspaceUri(other), Uint8Array.from(bytesOf(GUEST.replaceAll('\n', '\r\n').replace('vm01', 'vm02')))); // biome-ignore format: one step
      const document = await openBytes(path, windows, 'xen-cfg');
      await eventually(
        () =>
          vscode.languages
            .getDiagnostics(workspaceUri(other))
            .find(({ code }) => (typeof code === 'object' ? code.value : code) === 'crlf-line-ends'),
        () => 'the other file has no findings',
      );
      await repair(document, 'crlf-line-ends', 'Fix all 2 of crlf-line-ends in the workspace');
      const ends = () =>
        [path, other].map(
          (one) =>
            vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === workspaceUri(one).toString())?.eol,
        );
      await eventually(
        () => (ends().every((eol) => eol === vscode.EndOfLine.LF) ? true : undefined),
        () => `the line ends are ${ends()}`,
      );
    });
  });

  const marked: readonly (readonly [path: string, text: string, language: string, code: string])[] = [
    ['etc/xen/xend-config.sxp', '(network-script network-bridge)\n(vif-script vif-bridge)\n', 'xend-sxp', 'sxp-byte-order-mark'], // biome-ignore format: one row
    ['etc/xen/bom.cfg', GUEST, 'xen-cfg', 'byte-order-mark-in-cfg'],
    ['etc/xen/xl.conf', 'autoballoon = 0\n', 'xl-conf', 'byte-order-mark-in-cfg'],
    ['etc/network/interfaces', 'auto lo\niface lo inet loopback\n', 'xen-interfaces', 'byte-order-mark-in-interfaces'],
  ];
  for (const [path, text, language, code] of marked) {
    it(`a byte order mark of ${path} stays found while the file is open, and is saved away for good`, async () => {
      const document = await openBytes(path, [...MARK, ...bytesOf(text)], language);
      strictEqual(document.getText(), text);
      const seen = await squiggle(document, code);
      deepStrictEqual([seen.line, seen.severity], [1, 'error']);
      await repair(document, code, 'Save without the byte order mark');
      deepStrictEqual(await onDisk(path), bytesOf(text));
      await eventually(
        () => (squiggles(document).some((one) => one.code === code) ? undefined : true),
        () => 'the finding stays',
      );
      // VS Code must not write the mark again, as it would if it remembered the old encoding.
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '# a\n');
      await vscode.workspace.applyEdit(edit);
      ok(await document.save());
      deepStrictEqual(await onDisk(path), bytesOf(`# a\n${text}`));
    });
  }

  it('a byte order mark goes together with what was typed and not saved yet', async () => {
    const document = await openBytes('etc/xen/bom.cfg', [...MARK, ...bytesOf(GUEST)], 'xen-cfg');
    await squiggle(document, 'byte-order-mark-in-cfg');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# b\n');
    await vscode.workspace.applyEdit(edit);
    await repair(document, 'byte-order-mark-in-cfg', 'Save without the byte order mark');
    deepStrictEqual(await onDisk('etc/xen/bom.cfg'), bytesOf(`# b\n${GUEST}`));
  });

  describe('a file in Latin-1', () => {
    const path = 'etc/xen/latin.cfg';
    const text = `# Gäste für München\n${GUEST}vcpus = "2"\n`;

    it('opened as Latin-1 is checked like any other, and keeps its bytes through a fix', async () => {
      await vscode.workspace
        .getConfiguration()
        .update('files.encoding', 'iso88591', vscode.ConfigurationTarget.Workspace);
      const document = await openBytes(path, latin1(text), 'xen-cfg');
      strictEqual(document.getText(), text);
      await settled(document);
      deepStrictEqual(squiggles(document).filter(({ line }) => line === 1), []); // biome-ignore format: one question
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(1, 8, 1, 12), 'vm02');
      await vscode.workspace.applyEdit(edit);
      ok(await document.save());
      deepStrictEqual(await onDisk(path), latin1(text.replace('vm01', 'vm02')));
    });

    it('is not renamed into while it is closed, so that none of its bytes is lost', async () => {
      const guest = latin1(`${text}vif = [ "bridge=xenbr7" ]\n`);
      await vscode.workspace.fs.writeFile(workspaceUri(path), Uint8Array.from(guest));
      const sxp = "(network-script 'network-bridge bridge=xenbr7')\n(vif-script vif-bridge)\n";
      const document = await openBytes('etc/xen/xend-config.sxp', bytesOf(sxp), 'xend-sxp');
      const place = document.positionAt(sxp.indexOf('xenbr7') + 2);
      const places = () =>
        vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, place);
      await eventually(
        async () => ((await places()).length === 2 ? true : undefined),
        () => 'the guest is not known yet',
      );
      const rename = vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, place, 'br8');
      await rejects(Promise.resolve(rename), /latin\.cfg is not in UTF-8/);
      deepStrictEqual(await onDisk(path), guest);
    });

    it('opened as UTF-8 has no finding of that making, and keeps its bytes while nobody saves it', async () => {
      const document = await openBytes(path, latin1(text), 'xen-cfg');
      match(document.getText(), /\ufffd/);
      await screenshot('latin-1');
      await settled(document);
      const seen = squiggles(document);
      deepStrictEqual(seen.filter(({ severity }) => severity === 'error'), []); // biome-ignore format: one question
      deepStrictEqual(await onDisk(path), latin1(text));
      strictEqual((await actionsAt(document, new vscode.Range(0, 0, 0, 0))).filter(({ edit }) => edit).length, 0);
    });
  });
});
