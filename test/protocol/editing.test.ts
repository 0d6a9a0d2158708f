/** The built server over stdio: what helps while one types. */
import { afterEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionList,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
} from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const VIF = "vif = [ 'ip=10.0.0.1' ]\n";
/** `vif`, `ip` and `10.0.0.1`, as the protocol packs them. */
const COLOURS = [0, 0, 3, 0, 2, 0, 9, 2, 0, 0, 0, 3, 8, 5, 0];

describe('the language server helps while one types', () => {
  let client: TestClient;

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it('promises signature help and semantic tokens', async () => {
    client = await TestClient.start();
    expect(client.capabilities).toMatchObject({
      signatureHelpProvider: { triggerCharacters: [',', '=', ':', '@', ' '] },
      semanticTokensProvider: { full: { delta: true }, range: true },
    });
  });

  it('says which word of a disk is being typed', async () => {
    client = await TestClient.start();
    await client.open('a.cfg', 'xen-cfg', "disk = [ '/dev/vg/a,raw,' ]\n");
    const help = await client.request<SignatureHelp>('textDocument/signatureHelp', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 0, character: 24 },
    });
    expect(help).toMatchObject({
      signatures: [{ label: 'TARGET, [FORMAT], VDEV, [ACCESS], key=value…' }],
      activeParameter: 2,
    });
  });

  it('colours a file, a range of it, and what changed in it', async () => {
    client = await TestClient.start();
    await client.open('a.cfg', 'xen-cfg', VIF);
    const textDocument = { uri: client.uri('a.cfg') };
    const full = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    expect(full.data).toEqual(COLOURS);
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 12 } };
    expect(await client.request('textDocument/semanticTokens/range', { textDocument, range })).toEqual({
      data: [0, 9, 2, 0, 0],
    });
    await client.change('a.cfg', 2, VIF.replace('10.0.0.1', '10.0.0.10'));
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: full.resultId,
    });
    expect(delta.edits).toEqual([{ start: 12, deleteCount: 1, data: [9] }]);
    const again = await client.request<SemanticTokens>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: 'of another time',
    });
    expect(again.data).toHaveLength(COLOURS.length);
  });

  async function labels(initializationOptions: Record<string, unknown>): Promise<string[]> {
    client = await TestClient.start({}, {}, initializationOptions);
    await client.open('a.cfg', 'xen-cfg', '\n');
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 0, character: 0 },
    });
    return items.map((item) => item.label);
  }

  it('offers the snippets to an editor that does not have them', async () => {
    expect(await labels({})).toContain('xen-vif-bridge');
  });

  it('leaves them to an editor that has them', async () => {
    expect(await labels({ editorSnippets: true })).not.toContain('xen-vif-bridge');
  });

  it('narrows what it offers by the release that is set', async () => {
    client = await TestClient.start({}, { version: '4.9' });
    await client.open('a.cfg', 'xen-cfg', 'tee = "optee"\npas\n');
    // The settings are there once the option is reported that they make too new.
    await client.findings('a.cfg', (one) => one.diagnostics.some(({ code }) => code === 'option-too-new'));
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 1, character: 3 },
    });
    expect(items.map((item) => item.label)).not.toContain('passthrough');
  });

  it('links each finding to its page, and offers to silence it', async () => {
    client = await TestClient.start();
    await client.open('xend-config.sxp', 'xend-sxp', '(network-script network-nta)\n');
    const [finding] = await client.findings('xend-config.sxp', (one) => one.diagnostics.length > 0);
    expect(finding?.codeDescription?.href).toMatch(/^file:\/\/\/.*\/docs\/rules\/unknown-script\.md$/);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('xend-config.sxp') },
      range: finding?.range,
      context: { diagnostics: [finding] },
    });
    expect(actions.map(({ title }) => title).slice(-2)).toEqual([
      'Ignore unknown-script on this line',
      'Ignore unknown-script in this file',
    ]);
  });

  it('takes the place of the pages from the client', async () => {
    client = await TestClient.start({}, {}, { pages: 'https://xen.example/rules/' });
    await client.open('xend-config.sxp', 'xend-sxp', '(network-script network-nta)\n');
    const [finding] = await client.findings('xend-config.sxp', (one) => one.diagnostics.length > 0);
    expect(finding?.codeDescription?.href).toBe('https://xen.example/rules/unknown-script.md');
  });
});
