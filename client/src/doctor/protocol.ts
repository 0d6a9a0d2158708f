/** What "Check Output of dom0…" asks the server for, and what its panel and the page inside it say to each other. */
import type { Range } from 'vscode-languageclient';

/** `xen/doctor`: compares pasted outputs with the configuration. */
export const doctorRequest = 'xen/doctor';

export interface Output {
  readonly name: string;
  readonly text: string;
}

export interface DoctorParams {
  /** The document that the user looks at; its host is taken unless `host` names one. */
  readonly uri?: string;
  readonly host?: string;
  readonly outputs: readonly Output[];
}

export interface Row {
  readonly check: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: string;
  readonly meaning: string;
  readonly action: string;
  readonly file: string;
  /** From 1; 0 when no file says what is expected. */
  readonly line: number;
  readonly uri?: string;
  readonly range?: Range;
}

export interface DoctorAnswer {
  readonly hosts: readonly { readonly root: string; readonly name: string }[];
  /** Missing when the user has to choose one of `hosts`. */
  readonly host?: string;
  readonly title?: string;
  readonly summary: string;
  readonly rows: readonly Row[];
  readonly markdown: string;
}

/** From the page to its panel. */
export type FromPage =
  | { readonly type: 'open'; readonly row: number }
  | { readonly type: 'copy' }
  | { readonly type: 'again' }
  | { readonly type: 'shown'; readonly text: string };
