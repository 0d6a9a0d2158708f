/** What editors keep out of their documents: a byte order mark and Windows line ends are still on disk, and are found there. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const COMMANDS = { commands: ['xen.useUnixLineEnds', 'xen.saveWithoutByteOrderMark'] };

/** A file of each language that its program refuses with a mark, the text without it, and the code of the finding. */
const MARKED: readonly (readonly [path: string, language: string, text: string, code: string])[] = [
  ['etc/xen/xend-config.sxp', 'xend-sxp', '(network-script network-bridge)\n(vif-script vif-bridge)\n', 'sxp-byte-order-mark'], // biome-ignore format: one row
  ['a.cfg', 'xen-cfg', 'name = "a"\ntype = "pvh"\nmemory = 512\nkernel = "/boot/vmlinuz"\n', 'byte-order-mark-in-cfg'],
  ['xl.conf', 'xl-conf', 'autoballoon = 0\n', 'byte-order-mark-in-cfg'],
  ['etc/network/interfaces', 'xen-interfaces', 'auto lo\niface lo inet loopback\n', 'byte-order-mark-in-interfaces'],
];

const codesOf = (diagnostics: readonly { code?: unknown }[]): unknown[] => diagnostics.map(({ code }) => code);

/** The titles and commands of the actions at the start of a file, of the kinds that are asked for. */
async function actionsOf(client: TestClient, path: string, only: string): Promise<CodeAction[]> {
  const start = { line: 0, character: 0 };
  const diagnostics = await client.findings(path);
  const at = diagnostics[0]?.range.start ?? start;
  return client.request('textDocument/codeAction', {
    textDocument: { uri: client.uri(path) },
    range: { start: at, end: at },
    context: { diagnostics: [], only: [only] },
  });
}

describe('bytes that a document does not hold', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it.each(MARKED)(
    'a byte order mark of %s stays an error while the file is open',
    async (path, language, text, code) => {
      client = await TestClient.start({ [path]: `\ufeff${text}` }, {}, COMMANDS);
      const closed = await client.findings(path, ({ diagnostics }) => diagnostics.length > 0);
      expect(codesOf(closed)).toEqual([code]);
      expect(closed[0]?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } });
      // Editors leave the mark out of what they send.
      await client.open(path, language, text);
      expect(await client.findings(path, ({ version }) => version === 1)).toEqual(closed);
      const [fix] = await actionsOf(client, path, 'quickfix');
      expect([fix?.title, fix?.edit, fix?.command?.command, fix?.command?.arguments, fix?.isPreferred]).toEqual([
        'Save without the byte order mark',
        undefined,
        'xen.saveWithoutByteOrderMark',
        [[client.uri(path)]],
        true,
      ]);
      client.write(path, text);
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: client.uri(path) } });
      expect(await client.findings(path, ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
    },
  );

  it('a byte order mark is found in a file of no folder, and tells clients without the command what to do', async () => {
    client = await TestClient.start();
    client.write('b.sxp', '\ufeff(network-script network-bridge)\n');
    await client.open('b.sxp', 'xend-sxp', '(network-script network-bridge)\n');
    const [finding] = await client.findings('b.sxp', ({ diagnostics }) => diagnostics.length > 0);
    expect(finding?.message).toMatch(/Save it as UTF-8 without BOM\.$/);
    const actions = await actionsOf(client, 'b.sxp', 'quickfix');
    expect(actions.filter(({ title }) => /byte order mark/.test(title))).toEqual([]);
  });

  it('a byte order mark in the document itself is removed by an edit, and is said once', async () => {
    client = await TestClient.start({ 'b.sxp': '\ufeff(network-script network-bridge)\n' }, {}, COMMANDS);
    await client.findings('b.sxp', ({ diagnostics }) => diagnostics.length > 0);
    await client.open('b.sxp', 'xend-sxp', '\ufeff(network-script network-bridge)\n');
    expect(codesOf(await client.findings('b.sxp', ({ version }) => version === 1))).toContain('sxp-byte-order-mark');
    await expect.poll(async () => codesOf(await client.findings('b.sxp'))).toEqual(['sxp-byte-order-mark']);
    const [fix] = await actionsOf(client, 'b.sxp', 'quickfix');
    expect(fix?.command).toBeUndefined();
    expect(fix?.title).toBe('Remove the byte order mark');
  });

  it('the first line of a closed file is renamed where the editor will find it', async () => {
    const sxp = "(network-script 'network-bridge bridge=xenbr0')\n(vif-script vif-bridge)\n";
    const guest = 'name = "a"\nmemory = 512\nkernel = "/boot/vmlinuz"\nvif = [ "bridge=xenbr0" ]\n';
    client = await TestClient.start({ 'etc/xen/xend-config.sxp': `\ufeff${sxp}`, 'etc/xen/a.cfg': guest });
    await client.findings('etc/xen/xend-config.sxp', ({ diagnostics }) => diagnostics.length > 0);
    await client.open('etc/xen/a.cfg', 'xen-cfg', guest);
    const edit = await client.request<{ documentChanges: { textDocument: { uri: string }; edits: { range: unknown }[] }[] }>(
      'textDocument/rename',
      { textDocument: { uri: client.uri('etc/xen/a.cfg') }, position: { line: 3, character: 19 }, newName: 'xenbr1' },
    ); // biome-ignore format: one question
    const other = edit.documentChanges.find(({ textDocument }) => textDocument.uri.endsWith('.sxp'));
    const from = sxp.indexOf('xenbr0');
    expect(other?.edits.map(({ range }) => range)).toEqual([
      { start: { line: 0, character: from }, end: { line: 0, character: from + 6 } },
    ]);
  });

  const CRLF = 'name = "a"\r\nmemory = 512\r\nkernel = "/boot/vmlinuz"\r\ntype = "pvh"\r\n';

  it('Windows line ends are changed by a command where the client has it, one file or all', async () => {
    client = await TestClient.start({ 'a.cfg': CRLF, 'b.cfg': CRLF.replace('"a"', '"b"') }, {}, COMMANDS);
    for (const path of ['a.cfg', 'b.cfg']) await client.findings(path, ({ diagnostics }) => diagnostics.length > 0);
    await client.open('a.cfg', 'xen-cfg', CRLF);
    await client.findings('a.cfg', ({ version }) => version === 1);
    const fixes = (await actionsOf(client, 'a.cfg', 'quickfix')).filter(({ command }) => /LineEnds/.test(command?.command ?? '')); // biome-ignore format: one question
    expect(fixes.map(({ title, edit, command }) => [title, edit, command?.arguments])).toEqual([
      ['Change all line ends to LF', undefined, [[client.uri('a.cfg')]]],
      ['Fix all 2 of crlf-line-ends in the workspace', undefined, [[client.uri('a.cfg'), client.uri('b.cfg')]]],
    ]);
    const [all] = await actionsOf(client, 'a.cfg', 'source.fixAll');
    expect([all?.kind, all?.edit, all?.command?.command]).toEqual(['source.fixAll.xen', undefined, 'xen.useUnixLineEnds']); // biome-ignore format: one answer
  });

  it('Windows line ends are changed by edits elsewhere', async () => {
    client = await TestClient.start({ 'a.cfg': CRLF });
    await client.open('a.cfg', 'xen-cfg', CRLF);
    await client.findings('a.cfg', ({ version }) => version === 1);
    for (const kind of ['quickfix', 'source.fixAll']) {
      const action = (await actionsOf(client, 'a.cfg', kind))[0];
      expect(action?.command).toBeUndefined();
      const [change] = action?.edit?.documentChanges ?? [];
      expect(change && 'edits' in change ? change.edits.map((one) => ('newText' in one ? one.newText : '')) : []).toEqual(Array(4).fill('\n')); // biome-ignore format: one question
    }
  });
});
