/** What an xend-config.sxp says: the option forms in order, and which of them xend uses. */

import type { Span } from '../syntax/span.ts';
import type { SxpItem, SxpList } from '../syntax/sxp/tree.ts';

export interface XendOption extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** The item behind the name (a list that begins with `@` skipped), which is all that xend reads. */
  readonly value: SxpItem | undefined;
  readonly form: SxpList;
  /** False when an earlier form of the same name hides this one. */
  readonly used: boolean;
}

/** An option form that stands in a comment, such as `#(network-script network-nat)`. */
export interface CommentedOption extends Span {
  readonly name: string;
  /** The form's text without the comment sign. */
  readonly formText: string;
  /** The comment sign (and blanks) before the form. */
  readonly marker: Span;
}

export interface XendFacts {
  /** True for a file that holds xend's options (and not a vnet or a domain in S-expressions). */
  readonly xend: boolean;
  readonly options: readonly XendOption[];
  readonly commented: readonly CommentedOption[];
}
