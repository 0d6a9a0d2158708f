/** What the view asks the server for, and what the panel and the page inside it say to each other. */
import type { Range } from 'vscode-languageclient';

/** `xen/networkDiagram`: the picture of one host's network; null when there is nothing to draw. */
export const networkDiagramRequest = 'xen/networkDiagram';

export interface NetworkDiagramParams {
  /** The document that the user looks at; its host is drawn unless `host` names one. */
  readonly uri?: string;
  readonly host?: string;
  /** What the user opened, as `toggles` of an element named it. */
  readonly expanded?: readonly string[];
  /** Whether the picture carries its own style sheet. */
  readonly standalone?: boolean;
}

export interface DiagramElement {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly spoken: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly findings: readonly { readonly severity: string; readonly message: string }[];
  readonly severity?: string;
  readonly uri?: string;
  readonly range?: Range;
  /** Selecting the element opens or folds this. */
  readonly toggles?: string;
}

export interface NetworkDiagram {
  readonly hosts: readonly { readonly root: string; readonly name: string }[];
  /** The root of the host that is drawn. */
  readonly host: string;
  readonly title: string;
  readonly svg: string;
  readonly style: string;
  readonly themeVariables: readonly string[];
  readonly elements: readonly DiagramElement[];
}

/** `xen/networkTree`: the children of an item of the tree view, the roots without `parent`. */
export const networkTreeRequest = 'xen/networkTree';

export interface NetworkTreeItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly severity?: string;
  readonly expandable: boolean;
  /** Whether its children are shown at first. */
  readonly open: boolean;
  readonly uri?: string;
  readonly range?: Range;
}

/** Sent by the server when the network, or the findings in it, may have changed. */
export const networkChangedNotification = 'xen/networkChanged';

/** From the panel to its page. */
export type ToPage =
  | { readonly type: 'show'; readonly diagram: NetworkDiagram }
  | { readonly type: 'empty'; readonly text: string }
  /** Asks for the picture as PNG. */
  | { readonly type: 'paint'; readonly svg: string; readonly themeVariables: readonly string[] };

/** From the page to its panel. */
export type FromPage =
  | { readonly type: 'ready' }
  /** What stands in the page now: the text of the picture. */
  | { readonly type: 'shown'; readonly text: string }
  | { readonly type: 'select'; readonly id: string }
  | { readonly type: 'host'; readonly root: string }
  | { readonly type: 'export'; readonly format: 'svg' | 'png' }
  /** The picture as base64, or why there is none. */
  | { readonly type: 'painted'; readonly png?: string; readonly error?: string };
