/** Reads off `initialize` what the client promised; a capability that is missing or odd counts as not promised. */
import type { InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { ClientCapabilities } from './features/client-capabilities.ts';

type Promised = NonNullable<InitializeParams['capabilities']>;

export function readClientCapabilities(promised: Promised | undefined): ClientCapabilities {
  const { workspace, textDocument } = promised ?? {};
  const completion = textDocument?.completion?.completionItem;
  const signature = textDocument?.signatureHelp?.signatureInformation;
  const diagnostics = textDocument?.publishDiagnostics;
  return {
    completion: {
      snippets: completion?.snippetSupport === true,
      insertReplace: completion?.insertReplaceSupport === true,
      labelDetails: completion?.labelDetailsSupport === true,
      commitCharacters: completion?.commitCharactersSupport === true,
      preselect: completion?.preselectSupport === true,
      tags: isThere(completion?.tagSupport),
      markdown: hasMarkdown(completion?.documentationFormat),
      resolves: new Set(listOf(completion?.resolveSupport?.properties)),
    },
    hoverMarkdown: hasMarkdown(textDocument?.hover?.contentFormat),
    signatureMarkdown: hasMarkdown(signature?.documentationFormat),
    labelOffsets: signature?.parameterInformation?.labelOffsetSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    codeActions: isThere(textDocument?.codeAction?.codeActionLiteralSupport),
    resolvesActions:
      textDocument?.codeAction?.dataSupport === true &&
      listOf(textDocument.codeAction.resolveSupport?.properties).includes('edit'),
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    diagnostics: {
      related: diagnostics?.relatedInformation === true,
      // The protocol's older form of this promise was a plain `true`.
      tags: isThere(diagnostics?.tagSupport),
      codeDescription: diagnostics?.codeDescriptionSupport === true,
      version: diagnostics?.versionSupport === true,
    },
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

/** A promise that is an object, or the plain `true` of older clients. */
function isThere(promise: unknown): boolean {
  return promise === true || (typeof promise === 'object' && promise !== null);
}

function hasMarkdown(formats: MarkupKind[] | undefined): boolean {
  return listOf(formats).includes('markdown');
}

function listOf<T>(list: T[] | undefined): T[] {
  return Array.isArray(list) ? list : [];
}
