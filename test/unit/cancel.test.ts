/** A request that the editor has given up is answered as cancelled, and the work for it is not begun. */
import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { MemoryClient } from '../fuzz/memory-client.ts';

/** The protocol's code for a request that was cancelled. */
const CANCELLED = -32800;

it('drops the requests that are cancelled while they wait', async () => {
  const client = await MemoryClient.start();
  const uri = 'file:///fuzz/xen/guest.cfg';
  const text = 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';
  await client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'xen-cfg', version: 1, text } });
  const hover = { textDocument: { uri }, position: { line: 2, character: 2 } };
  const given = Array.from({ length: 20 }, () => {
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('textDocument/hover', hover, source.token).then(
      () => 'answered',
      (error: { code: number }) => error.code,
    );
    return { source, answer };
  });
  for (const { source } of given) source.cancel();
  const outcomes = await Promise.all(given.map(({ answer }) => answer));
  expect(outcomes.slice(-10)).toEqual(Array.from({ length: 10 }, () => CANCELLED));
  expect(await client.request('textDocument/hover', hover)).toMatchObject({ contents: { kind: 'markdown' } });
  client.connection.dispose();
});
