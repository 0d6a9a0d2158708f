/** The requests of the advisor; the server answers them under the same names. */
import type { WorkspaceEdit } from 'vscode-languageclient';

/** `xen/startAdvice`: the questions, and what is known before any is asked. */
export const startAdviceRequest = 'xen/startAdvice';

export interface AdviceParams {
  /** The document that the user looks at. */
  readonly uri?: string;
  /** The folder that the set-up is for. */
  readonly folder?: string;
}

export interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly next?: Question;
  /** Number of a situation, from 1. */
  readonly situation?: number;
}

export interface Question {
  readonly question: string;
  readonly choices: readonly Choice[];
}

export interface AdviceStart {
  readonly question: Question;
  readonly situations: readonly { readonly mode: string; readonly title: string; readonly detail: string }[];
  readonly toolstack: string;
  /** Whether a file tells the toolstack. */
  readonly certain: boolean;
  readonly error?: string;
}

/** `xen/advise`: the plan for the answers so far. */
export const adviseRequest = 'xen/advise';

/** `mode` and `toolstack`, and each field by its name. */
export type Answers = Readonly<Record<string, string>>;

export interface AdviseParams extends AdviceParams {
  readonly answers: Answers;
}

export interface Field {
  readonly name: string;
  readonly prompt: string;
  readonly value: string;
}

export interface Commands {
  readonly title: string;
  readonly why: string;
  readonly lines: readonly string[];
}

export interface Advice {
  readonly error?: string;
  /** The field that `error` is about. */
  readonly field?: string;
  readonly fields?: readonly Field[];
  readonly title?: string;
  readonly why?: readonly string[];
  readonly svg?: string;
  readonly files?: readonly { readonly path: string; readonly what: string; readonly created: boolean }[];
  readonly commands?: readonly Commands[];
  readonly notes?: readonly string[];
  readonly edit?: WorkspaceEdit;
}
