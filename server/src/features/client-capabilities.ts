/** What the client at the other end promised to understand. What it did not promise, it is not sent. */

/** What it promised for completion (`textDocument.completion` of its capabilities). */
export interface CompletionCapabilities {
  /** Tab stops in what is inserted; without this everything is inserted as it stands. */
  readonly snippets: boolean;
  /** An edit with one range for inserting and one for replacing. */
  readonly insertReplace: boolean;
  /** Words beside the label (`labelDetails`). */
  readonly labelDetails: boolean;
  readonly commitCharacters: boolean;
  readonly preselect: boolean;
  /** The tag for what is deprecated. */
  readonly tags: boolean;
  /** Markdown in the documentation; plain text otherwise. */
  readonly markdown: boolean;
  /** What it asks for later, when somebody looks at an item (`documentation`, `detail`, …). */
  readonly resolves: ReadonlySet<string>;
}

export interface ClientCapabilities {
  readonly completion: CompletionCapabilities;
  readonly hoverMarkdown: boolean;
  readonly signatureMarkdown: boolean;
  /** Places within the label of a signature for its parameters, instead of their text. */
  readonly labelOffsets: boolean;
  /** An outline with levels; a flat list otherwise. */
  readonly hierarchicalSymbols: boolean;
  /** Edits tied to the version of a document. */
  readonly documentChanges: boolean;
  /** Code actions that carry their edit; without this an action can only be a command. */
  readonly codeActions: boolean;
  /** Whether it asks for the edit of an action when it is chosen. */
  readonly resolvesActions: boolean;
  readonly preferredActions: boolean;
  readonly prepareRename: boolean;
  readonly linkTooltips: boolean;
  readonly diagnostics: {
    readonly related: boolean;
    readonly tags: boolean;
    readonly codeDescription: boolean;
    readonly version: boolean;
  };
  /** Whether it asks again for colours when it is told to. */
  readonly refreshesTokens: boolean;
  /** Whether it answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Whether the server may ask to be told of changed settings, and of changed files. */
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
}
