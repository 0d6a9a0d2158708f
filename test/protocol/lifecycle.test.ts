/** The order of the protocol, and what comes out of order or in the wrong shape: each is refused, and the server goes on. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const GUEST = 'name = "a"\nmemory = 512\nkernel = "/boot/vmlinuz"\nmemmory = 1\n';

describe('a server', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  const hover = (path: string) =>
    client
      .request<unknown>('textDocument/hover', {
        textDocument: { uri: client.uri(path) },
        position: { line: 1, character: 1 },
      })
      .catch(({ code }: { code: number }) => code);

  it('tells its version, and is initialized once', async () => {
    client = await TestClient.start();
    expect(client.serverInfo).toEqual({ name: 'xen-config', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    await expect(client.request('initialize', { capabilities: {} })).rejects.toMatchObject({ code: -32600 });
  });

  it('refuses requests before initialize and knows which it has', async () => {
    client = TestClient.silent();
    expect(await hover('a.cfg')).toBe(-32002);
    await client.initialize();
    expect(await hover('a.cfg')).toBeNull();
    await expect(client.request('xen/nonsense', {})).rejects.toMatchObject({ code: -32601 });
    await expect(client.request('textDocument/hover', {})).rejects.toMatchObject({ code: -32602 });
  });

  it('leaves out messages of the wrong shape', async () => {
    client = await TestClient.start();
    const { connection } = client;
    for (const params of [
      { textDocument: { uri: 5, languageId: 'xen-cfg', version: 1, text: '' } },
      { textDocument: { uri: client.uri('b.cfg'), languageId: 'xen-cfg', version: 1, text: 7 } },
      { textDocument: { uri: client.uri('b.cfg') } },
      {},
    ])
      await connection.sendNotification('textDocument/didOpen', params);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri('no'), version: 2 },
    });
    await client.open('a.cfg', 'xen-cfg', GUEST);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: client.uri('a.cfg'), version: 2 },
      contentChanges: [{ text: 3 }],
    });
    await connection.sendNotification('workspace/didChangeConfiguration', {});
    const found = await client.findings('a.cfg', ({ diagnostics }) => diagnostics.length > 0);
    expect(found.map(({ code }) => code)).toEqual(['unknown-option']);
  });

  it('follows the folders of the workspace', async () => {
    client = await TestClient.start({ 'a/a.cfg': GUEST, 'b/b.cfg': GUEST });
    await client.findings('b/b.cfg', ({ diagnostics }) => diagnostics.length > 0);
    const removed = [{ uri: client.uri(''), name: '' }];
    const added = [{ uri: `${client.uri('a')}/`, name: '' }];
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    expect(await client.findings('b/b.cfg', ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
  });

  it('asks to be told of changed files and settings', async () => {
    client = await TestClient.start({ 'a.cfg': GUEST });
    await client.findings('a.cfg', ({ diagnostics }) => diagnostics.length > 0);
    expect(client.registered).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });

  it('counts a file once in whatever way it is spelled, and answers in that way', async () => {
    client = await TestClient.start({ 'web+1.cfg': GUEST, '~other.cfg': GUEST.replace('"a"', '"b"') });
    await client.findingsAt(`${client.uri('')}/web%2B1.cfg`, ({ diagnostics }) => diagnostics.length > 0);
    const uri = `${client.uri('')}/w%65b%2b1.cfg`;
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'xen-cfg', version: 1, text: GUEST },
    });
    const published = await client.findingsAt(uri);
    expect(published.map(({ code }) => code)).toEqual(['unknown-option']);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: published[0]?.range,
      context: { diagnostics: published },
    });
    expect(actions[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });
});
