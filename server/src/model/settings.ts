/** What a user may set, per folder. */
import type { Toolstack } from '../xen/row.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One row of the setting `xen.networks`: a guest network that no file of the workspace describes. */
export interface NetworkSetting {
  readonly bridge?: string;
  readonly mode?: 'bridge' | 'nat' | 'route';
  /** CIDR, such as `10.0.0.0/24`. */
  readonly subnet: string;
  readonly gateway?: string;
}

export interface Settings {
  readonly toolstack: 'auto' | Toolstack;
  /** The release that the host runs, such as `4.17`; `newest` for the newest known. */
  readonly version: string;
  readonly networks: readonly NetworkSetting[];
  /** Severity of single rules by code. */
  readonly rules: Readonly<Record<string, 'off' | Severity>>;
}

export const defaultSettings: Settings = { toolstack: 'auto', version: 'newest', networks: [], rules: {} };
