/** The main job in each client that was recorded: none of them is VS Code, and none may get less for it than it can show. */
import { describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Hover,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { InsertTextFormat } from 'vscode-languageserver-types';
import { RecordedClient, recordedClients } from '../support/recorded-client.ts';

const GUEST = [
  'name = "web01"',
  'type = "pv"',
  'kernel = "/boot/vmlinuz"',
  'memmory = 512',
  'memory = 512',
  "vif = ['mac=00:16:3e:00:00:01,bridge=xenbr0']",
  'maxm',
  '',
].join('\n');
const FILES = {
  'etc/xen/web01.cfg': GUEST,
  'etc/xen/db01.cfg': GUEST.replace('web01', 'db01').replace('memmory = 512\n', '').replace('maxm\n', ''),
};
const OPENED = 'etc/xen/web01.cfg';
const OTHER = 'etc/xen/db01.cfg';

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);
const has = (code: string) => (found: readonly Diagnostic[]) => codes(found).includes(code);

/** What the findings hold that the client did not promise to understand. */
function beyondFindings(found: readonly Diagnostic[], { capabilities }: RecordedClient): string[] {
  const promised = capabilities.textDocument?.publishDiagnostics;
  const held = (field: keyof Diagnostic): boolean => found.some((one) => one[field] !== undefined);
  return [
    ...(held('relatedInformation') && !promised?.relatedInformation ? ['related information'] : []),
    ...(held('tags') && !promised?.tagSupport ? ['tags'] : []),
    ...(held('codeDescription') && !promised?.codeDescriptionSupport ? ['code descriptions'] : []),
  ];
}

function beyondItems(items: readonly CompletionItem[], { capabilities }: RecordedClient): string[] {
  const promised = capabilities.textDocument?.completion?.completionItem;
  const some = (test: (item: CompletionItem) => boolean): boolean => items.some(test);
  const snippet = (item: CompletionItem): boolean => item.insertTextFormat === InsertTextFormat.Snippet;
  return [
    ...(some(snippet) && !promised?.snippetSupport ? ['snippets'] : []),
    ...(some((item) => /\$\d|\$\{/.test(item.textEdit?.newText ?? '')) && !promised?.snippetSupport
      ? ['tab stops']
      : []),
    ...(some((item) => 'insert' in (item.textEdit ?? {})) && !promised?.insertReplaceSupport ? ['two ranges'] : []),
    ...(some((item) => Boolean(item.labelDetails)) && !promised?.labelDetailsSupport ? ['label details'] : []),
    ...(some((item) => Boolean(item.tags)) && !promised?.tagSupport ? ['tags of items'] : []),
    ...(some((item) => Boolean(item.commitCharacters)) && !promised?.commitCharactersSupport
      ? ['commit characters']
      : []),
  ];
}

/** The files that an edit changes; it may be tied to versions only where that was promised. */
function changedBy(edit: WorkspaceEdit | null | undefined, { capabilities, broken }: RecordedClient): string[] {
  if (edit?.documentChanges && !capabilities.workspace?.workspaceEdit?.documentChanges) broken.add('versions in edits');
  const changes = edit?.documentChanges ?? [];
  const uris = changes.map((one) => ('textDocument' in one ? one.textDocument.uri : ''));
  return [...uris, ...Object.keys(edit?.changes ?? {})].map((uri) => uri.slice(uri.lastIndexOf('/') + 1)).sort();
}

async function actionsOn(client: RecordedClient, finding: Diagnostic | undefined): Promise<CodeAction[]> {
  return client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri(OPENED) },
    range: finding?.range,
    context: { diagnostics: [finding], only: ['', 'quickfix'] },
  });
}

describe.each(recordedClients)('%s', (name) => {
  it('gets findings, hover, completion, fixes and rename, and only what it promised to understand', async () => {
    const client = await RecordedClient.start(name, FILES, OPENED, { toolstack: 'xl' });
    const { capabilities, broken } = client;
    const textDocument = { uri: client.uri(OPENED) };
    const { hasFolder } = client;
    const found = await client.findings(
      OPENED,
      (all) => has('unknown-option')(all) && (!hasFolder || has('duplicate-mac')(all)),
    );
    if (hasFolder) expect(codes(await client.findings(OTHER, has('duplicate-mac')))).toEqual(['duplicate-mac']);
    for (const one of beyondFindings(found, client)) broken.add(one);

    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 4, character: 2 },
    });
    const markdown = capabilities.textDocument?.hover?.contentFormat?.includes('markdown') === true;
    expect(hover.contents).toMatchObject({
      kind: markdown ? 'markdown' : 'plaintext',
      value: expect.stringContaining('memory'),
    });

    const at = { textDocument, position: { line: 6, character: 4 } };
    const { items } = await client.request<CompletionList>('textDocument/completion', at);
    expect(items.map(({ label }) => label)).toContain('maxmem');
    for (const one of beyondItems(items, client)) broken.add(one);

    const finding = found.find(({ code }) => code === 'unknown-option');
    const actions = await actionsOn(client, finding);
    if (!capabilities.textDocument?.codeAction?.codeActionLiteralSupport) expect(actions).toEqual([]);
    else {
      const [fix] = actions;
      const chosen = fix && !fix.edit ? await client.request<CodeAction>('codeAction/resolve', fix) : fix;
      expect([chosen?.kind, changedBy(chosen?.edit, client)]).toEqual(['quickfix', ['web01.cfg']]);
    }

    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: { line: 5, character: 40 },
      newName: 'br7',
    });
    expect(changedBy(edit, client)).toEqual(hasFolder ? ['db01.cfg', 'web01.cfg'] : ['web01.cfg']);
    const symbols = await client.request<{ selectionRange?: object }[]>('textDocument/documentSymbol', {
      textDocument,
    });
    const levels = capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    expect([symbols.length > 0, symbols.some(({ selectionRange }) => selectionRange)]).toEqual([true, levels]);
    expect([...broken]).toEqual([]);
    await client.stop();
  });

  it('has its settings heeded on each way on which it has them', async () => {
    const off = { toolstack: 'xl', rules: { 'unknown-option': 'off' } };
    const client = await RecordedClient.start(name, FILES, OPENED, off);
    // The half-typed line is reported whatever was set: something was published.
    const found = await client.findings(OPENED, (all) => all.length > 0);
    expect(has('unknown-option')(found)).toBe(!client.hasSettings);
    if (client.tellsChanges) {
      await client.change({ toolstack: 'xl' });
      expect(codes(await client.findings(OPENED, has('unknown-option')))).toContain('unknown-option');
    }
    await client.stop();
  });
});
