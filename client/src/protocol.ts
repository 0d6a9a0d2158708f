/** The requests that this client makes beyond the Language Server Protocol; the server answers them under the same names. */
import type { WorkspaceEdit } from 'vscode-languageclient';

/** `xen/networkSituations`: what "Set Network Mode" offers. */
export const networkSituationsRequest = 'xen/networkSituations';

export interface NetworkSituation {
  /** What `xen/setNetworkMode` wants back. */
  readonly situation: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** `xen/setNetworkMode`: the edit that a situation asks for. */
export const setNetworkModeRequest = 'xen/setNetworkMode';

export interface SetNetworkModeParams {
  /** The document that the user looks at; the server finds the host's file from it. */
  readonly uri?: string;
  readonly situation: string;
}

export interface SetNetworkModeResult {
  /** Missing when the file is as it shall be already, or when there is an error. */
  readonly edit?: WorkspaceEdit;
  /** The host's file. */
  readonly uri?: string;
  /** The mode that the situation leads to, in words. */
  readonly mode?: string;
  /** Why there is nothing to edit, in words. */
  readonly error?: string;
}

/** `xen/toolstack`: who reads a document; null when the question has no answer for it. */
export const toolstackRequest = 'xen/toolstack';

export interface ToolstackParams {
  readonly uri: string;
}

export interface ToolstackResult {
  readonly toolstack: string;
  readonly reason: string;
  /** Whether the server is sure, or took the likelier one. */
  readonly certain: boolean;
}
