/** What a rule is: a value that names itself, explains itself, shows a bad and a good example, and checks a file. */

import type { Settings, Severity } from '../model/settings.ts';
import type { FileOf, Language, SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Span } from '../syntax/span.ts';

/** A folder of rules/; `syntax` holds everything that a parser refuses. */
export type Area =
  | 'syntax'
  | 'xend'
  | 'network'
  | 'keys'
  | 'disk'
  | 'devices'
  | 'cpu'
  | 'boot'
  | 'pci'
  | 'security'
  | 'fleet'
  | 'migration'
  | 'interfaces'
  /** Comments that speak to the checker. */
  | 'comments';

export interface RelatedPlace {
  readonly uri: string;
  readonly span: Span;
  readonly message: string;
}

export interface TextEdit {
  readonly uri: string;
  readonly span: Span;
  readonly newText: string;
}

/** A repair. `safe` repairs keep the meaning that the file was meant to have and may run on save. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
  readonly safe?: boolean;
  /**
   * Set where the edits change what many editors keep out of their documents, so that the edits alone would change
   * nothing there: a client that can does it itself. The edits are for all others; without any the fix is theirs alone.
   */
  readonly hidden?: 'line-ends' | 'byte-order-mark';
}

/** What a rule says of one place: what will happen on the host, then what to do. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** When this place is worse or lighter than the rule's usual severity. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  /** Greys the text out (a line that the toolstack ignores) or strikes it through (a deprecated key). */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** Called when somebody asks for the repairs, not before. */
  readonly fixes?: () => readonly Fix[];
}

export interface CheckContext {
  readonly workspace: Workspace;
  readonly settings: Settings;
}

/** Path -> content. The first file is the one that the rule speaks about. */
export type ExampleFiles = Readonly<Record<string, string>>;

export interface Example {
  /** Said to the checker where it matters. */
  readonly toolstack?: 'xl' | 'xm';
  /** The Xen release of the host, where the rule is about releases; the newest otherwise. */
  readonly version?: string;
  readonly bad: ExampleFiles;
  /** The same files repaired: this rule is silent on them. */
  readonly good: ExampleFiles;
  /** What the first fix of the first finding makes of the files it touches, where the rule has a fix. */
  readonly fixed?: ExampleFiles;
}

/** A rule of any language; `check` may only be called with a file of one of its languages. */
export interface Rule {
  /** Stable for ever; reads well after "allow": `duplicate-network-script`. */
  readonly code: string;
  readonly area: Area;
  readonly severity: Severity;
  /** A few words for lists. */
  readonly title: string;
  /** Markdown: what the toolstack does, why it matters, what to do. The page of the rule is made of it. */
  readonly explanation: string;
  readonly examples: readonly [Example, ...Example[]];
  readonly languages: readonly Language[];
  /** True when what the rule says of a line without placeholders holds whatever a template is filled in with. */
  readonly inTemplates?: boolean;
  check(file: SourceFile, context: CheckContext): Iterable<Finding>;
}

/** A rule as its file writes it: `check` gets files of the languages that the rule names, and no others. */
export type RuleFor<L extends Language> = Omit<Rule, 'languages' | 'check'> & {
  readonly languages: readonly L[];
  check(file: FileOf<L>, context: CheckContext): Iterable<Finding>;
};

/** Ties the type of `check`'s file to the languages that the rule names; the runner keeps to them (check.ts). */
export function defineRule<const L extends Language>(rule: RuleFor<L>): Rule {
  return rule as RuleFor<L> & { check(file: SourceFile, context: CheckContext): Iterable<Finding> };
}
