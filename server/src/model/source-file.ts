/** A file of the workspace, parsed once a version: its text, its tree, and what the model made of it. */
import type { CfgTree } from '../syntax/cfg/tree.ts';
import type { InterfacesTree } from '../syntax/interfaces/tree.ts';
import type { SxpTree } from '../syntax/sxp/tree.ts';
import type { Toolstack } from '../xen/row.ts';
import type { GuestFacts } from './guest.ts';
import type { InterfacesFacts } from './interfaces.ts';
import type { XendFacts } from './xend.ts';
import type { XlConfFacts } from './xl-conf.ts';

/** The language ids of the product, the same in VS Code's manifest. */
export type Language = 'xend-sxp' | 'xen-cfg' | 'xl-conf' | 'xl-cpupool' | 'xen-interfaces';

/**
 * What is read of a workspace: files in one of the product's languages, and files in which other programs set up the
 * host's network (netplan, systemd-networkd, …; see host-network/), which are no language of ours.
 */
export type FileKind = Language | 'host-network';

interface FileBase<L extends Language> {
  readonly uri: string;
  /** The path part of the URI, decoded: `/etc/xen/vm01.cfg`. */
  readonly path: string;
  readonly language: L;
  readonly text: string;
  /** The editor's version, or 0 for a file read from disk. */
  readonly version: number;
  /**
   * Whether a tool fills the file in before anybody reads it. Its tree is that of the masked text (syntax/template.ts),
   * it takes no part in what files say together, and only rules whose findings hold whatever is filled in look at it.
   */
  readonly template: boolean;
}

/** xend-config.sxp, or any other S-expression file (`xend` is false then, and the option rules leave it alone). */
export interface SxpFile extends FileBase<'xend-sxp'> {
  readonly tree: SxpTree;
  readonly facts: XendFacts;
}

export interface CfgFile extends FileBase<'xen-cfg'> {
  readonly tree: CfgTree;
  readonly facts: GuestFacts;
  readonly toolstack: ToolstackChoice;
}

/** xl.conf and cpupool files are read by xl's own parser, never by Python. */
interface ConfFile<L extends 'xl-conf' | 'xl-cpupool'> extends FileBase<L> {
  readonly tree: CfgTree;
  readonly facts: XlConfFacts;
}

/** A file of either kind: `FileOf` tells them apart. */
export type XlConfFile = ConfFile<'xl-conf'> | ConfFile<'xl-cpupool'>;

export interface InterfacesFile extends FileBase<'xen-interfaces'> {
  readonly tree: InterfacesTree;
  readonly facts: InterfacesFacts;
}

export type SourceFile = SxpFile | CfgFile | XlConfFile | InterfacesFile;

export type FileOf<L extends Language> = Extract<SourceFile, { readonly language: L }>;

/** Which program a domU file is checked for, and why, in words for the status bar. */
export interface ToolstackChoice {
  readonly toolstack: Toolstack;
  readonly reason: string;
  /** False when nothing told: findings that hold for one toolstack only are then left out where they could be wrong. */
  readonly certain: boolean;
}
