/** The built server over stdio: what an editor sends, and what it gets. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const A = 'name = "a"\nmemory = 512\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n';
const B = 'name = "b"\nmemory = 512\nkernel = "/boot/vmlinuz"\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n';
const TWICE = '(network-script network-bridge)\n(network-script network-nat)\n(vif-script vif-bridge)\n';

describe('the language server', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it('promises what it does', async () => {
    client = await TestClient.start();
    expect(client.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      completionProvider: { resolveProvider: true },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.xen'] },
    });
  });

  it('reports files that nobody has opened', async () => {
    client = await TestClient.start({ 'a.cfg': A, 'b.cfg': B });
    expect((await client.findings('a.cfg', (one) => one.diagnostics.length > 0)).map((one) => one.code)).toEqual([
      'duplicate-mac',
    ]);
    expect((await client.findings('b.cfg', (one) => one.diagnostics.length > 0)).map((one) => one.code)).toEqual([
      'duplicate-mac',
    ]);
  });

  it('updates both files when one of them changes', async () => {
    client = await TestClient.start({ 'a.cfg': A, 'b.cfg': B });
    const [finding] = await client.findings('b.cfg', (one) => one.diagnostics.length > 0);
    expect(finding?.relatedInformation?.map((one) => one.location.uri)).toEqual([client.uri('a.cfg')]);
    await client.open('a.cfg', 'xen-cfg', A);
    await client.change('a.cfg', 2, A.replace('00:01', '00:02'));
    expect(await client.findings('b.cfg', (one) => one.diagnostics.length === 0)).toEqual([]);
    expect(await client.findings('a.cfg', (one) => one.version === 2)).toEqual([]);
  });

  it('goes back to what is on disk when an editor closes a file', async () => {
    client = await TestClient.start({ 'a.cfg': A, 'b.cfg': B });
    await client.findings('b.cfg', (one) => one.diagnostics.length > 0);
    await client.open('a.cfg', 'xen-cfg', A.replace('00:01', '00:02'));
    await client.findings('b.cfg', (one) => one.diagnostics.length === 0);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: client.uri('a.cfg') } });
    expect((await client.findings('b.cfg', (one) => one.diagnostics.length > 0)).length).toBe(1);
  });

  it('takes in files that change on disk, and lets go of those that are gone', async () => {
    client = await TestClient.start({ 'a.cfg': A });
    client.write('b.cfg', B);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('b.cfg'), type: 1 }],
    });
    expect((await client.findings('a.cfg', (one) => one.diagnostics.length > 0)).length).toBe(1);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('b.cfg'), type: 3 }],
    });
    expect(await client.findings('a.cfg', (one) => one.diagnostics.length === 0)).toEqual([]);
  });

  it('gives fixes that are tied to the version they were made for', async () => {
    client = await TestClient.start();
    await client.open('xend-config.sxp', 'xend-sxp', TWICE, 7);
    const [finding] = await client.findings('xend-config.sxp', (one) => one.diagnostics.length > 0);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('xend-config.sxp') },
      range: finding?.range,
      context: { diagnostics: [finding] },
    });
    expect(actions.length).toBeGreaterThan(0);
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    expect(change).toMatchObject({ textDocument: { uri: client.uri('xend-config.sxp'), version: 7 } });
  });

  it('completes behind a change that was only just sent, and resolves the documentation', async () => {
    client = await TestClient.start();
    await client.open('a.cfg', 'xen-cfg', '');
    await client.change('a.cfg', 2, 'mem');
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 0, character: 3 },
    });
    const memory = items.find((item) => item.label === 'memory');
    const resolved = await client.request<CompletionItem>('completionItem/resolve', memory);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown', value: expect.stringContaining('**memory**') });
  });

  it('explains what the mouse is on', async () => {
    client = await TestClient.start();
    await client.open('a.cfg', 'xen-cfg', 'memory = 512\n');
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 0, character: 2 },
    });
    expect(hover).toMatchObject({
      contents: { kind: 'markdown' },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } },
    });
  });

  it('keeps to the severities that the user set', async () => {
    client = await TestClient.start({ 'a.cfg': A, 'b.cfg': B }, { rules: { 'duplicate-mac': 'error' } });
    expect((await client.findings('a.cfg', (one) => one.diagnostics.length > 0)).map((one) => one.severity)).toEqual([
      1,
    ]);
  });

  it('recognises a guest by its content and leaves foreign files alone', async () => {
    client = await TestClient.start();
    const detect = (path: string, text: string) =>
      client.request('xen/detectLanguage', { uri: client.uri(path), text });
    expect(await detect('vm01', A)).toEqual({ language: 'xen-cfg' });
    expect(await detect('xen.cfg', '[global]\ndefault=xen\n[xen]\nkernel=vmlinuz\nramdisk=initrd\n')).toEqual({
      language: null,
    });
  });

  it('says which toolstack a file is for', async () => {
    client = await TestClient.start({
      'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
    });
    await client.open('a.cfg', 'xen-cfg', A);
    await client.findings('a.cfg');
    expect(await client.request('xen/toolstack', { uri: client.uri('a.cfg') })).toEqual({
      toolstack: 'xm',
      reason: 'the host has an xend-config.sxp',
      certain: true,
    });
  });

  it('sets a network mode with one edit', async () => {
    client = await TestClient.start({
      'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n',
    });
    await client.open('a.cfg', 'xen-cfg', A);
    await client.findings('a.cfg');
    const answer = await client.request<{ mode: string; edit: { documentChanges: { edits: unknown[] }[] } }>(
      'xen/setNetworkMode',
      {
        uri: client.uri('a.cfg'),
        situation: '3',
      },
    );
    expect(answer.mode).toBe('NAT');
    expect(answer.edit.documentChanges.map((change) => change.edits.length)).toEqual([4]);
  });

  it('survives requests about files that it does not know', async () => {
    client = await TestClient.start();
    const nowhere = { textDocument: { uri: client.uri('nowhere.cfg') }, position: { line: 5, character: 5 } };
    expect(await client.request('textDocument/hover', nowhere)).toBeNull();
    expect(await client.request('textDocument/completion', nowhere)).toBeNull();
  });
});
