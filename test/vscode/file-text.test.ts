/** Text of files is text in VS Code: a hover over a hostile name makes no picture, no link, and asks no address. */
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { closeAll, hoverAt, openNew, pause, remove, screenshot } from './harness.ts';

describe('the text of a file', () => {
  let server: Server;
  let asked: string[];
  let address: string;

  before(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => server.close());

  afterEach(async () => {
    await closeAll();
    await remove('etc');
  });

  it('is shown in a hover as it stands, and no picture is fetched for it', async () => {
    const name = `![x](${address}/leak.png)`;
    const text = `name = "${name}"\nmemory = 256\nkernel = "/boot/vmlinuz"\nvif = [ "ip=10.0.0.5,bridge=xenbr0" ]\n`;
    const editor = await openNew('etc/xen/leak.cfg', text, 'xen-cfg');
    const position = editor.document.positionAt(text.indexOf('10.0.0.5') + 2);
    const shown = await hoverAt(editor.document, position);
    ok(shown.includes(`\`${name}\``), shown);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('editor.action.showHover');
    await pause(1500);
    await screenshot('hostile-hover');
    deepStrictEqual(asked, []);
    strictEqual(/\]\(/.test(shown.replaceAll(/`[^`]*`/g, '')), false);
  });
});
