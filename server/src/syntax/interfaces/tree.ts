/** What an /etc/network/interfaces file (interfaces(5)) looks like to the floors above. */
import type { Span, SyntaxProblem } from '../span.ts';

export interface InterfacesWord extends Span {
  readonly text: string;
}

/** An indented (or not) line below an `iface` or `mapping` stanza: its name, and the rest of the line. */
export interface InterfacesOption extends Span {
  readonly name: InterfacesWord;
  /** The rest of the logical line, continuation lines joined, blanks trimmed; its words are in `words`. */
  readonly value: string;
  readonly words: readonly InterfacesWord[];
}

export interface InterfacesStanza extends Span {
  /** `iface`, `auto`, `allow-hotplug` (any `allow-…`), `mapping`, `source`, `source-directory`, `no-auto-down`, `no-scripts`, `rename`, `template`, … */
  readonly keyword: InterfacesWord;
  /** The words behind the keyword on its logical line. */
  readonly args: readonly InterfacesWord[];
  readonly options: readonly InterfacesOption[];
}

export interface InterfacesTree {
  readonly text: string;
  readonly stanzas: readonly InterfacesStanza[];
  readonly comments: readonly Span[];
  readonly problems: readonly SyntaxProblem[];
}
