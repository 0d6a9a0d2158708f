/** What the advisor is told, and what it gives back. */
import type { CfgFile } from '../../model/source-file.ts';
import type { Host } from '../../model/workspace.ts';
import type { TextEdit } from '../../rules/rule.ts';
import type { PairedMode } from '../../xen/network-modes.ts';
import type { Toolstack } from '../../xen/row.ts';

/** Said instead of an address where a DHCP server gives it. */
export const DHCP = 'dhcp';

export interface PlannedGuest {
  readonly name: string;
  /** The address of its first vif, or `dhcp` (on a bridge only). */
  readonly address: string;
}

/** Everything that a set-up is written from, as typed: addresses, subnets as CIDR, names of devices. */
export interface AdviceAnswers {
  readonly mode: PairedMode;
  readonly toolstack: Toolstack;
  /** The device of dom0 that leads outside. */
  readonly card: string;
  /** The bridge that guests join (xl in bridge mode; xend's network-bridge names its own). */
  readonly bridge: string;
  readonly lan: string;
  /** The gateway of the LAN. */
  readonly gateway: string;
  /** dom0's own address on the LAN, or `dhcp`. */
  readonly dom0: string;
  /** The guests' own subnet (NAT and two-way routed). */
  readonly subnet: string;
  /** The guests' gateway in that subnet. */
  readonly guestGateway: string;
  readonly guests: readonly PlannedGuest[];
}

export type AnswerName = Exclude<keyof AdviceAnswers, 'mode' | 'toolstack'>;

/** Why the answers make no set-up: the answer at fault, and what to say about it. */
export interface AnswerFault {
  readonly field: AnswerName;
  readonly message: string;
}

/** The host that is set up, and where its new files go. */
export interface AdviceTarget {
  /** A URI of the same kind as the files' (its path is replaced). */
  readonly base: string;
  /** The folder that all new files lie in. */
  readonly folder: string;
  readonly host: Host;
  readonly guests: readonly CfgFile[];
}

/** A file that is created, or changed in place. */
export interface PlannedFile {
  readonly uri: string;
  /** Below the target's folder where it lies there. */
  readonly path: string;
  /** In a few words what happens to it: the label of the change in a preview. */
  readonly what: string;
  /** The whole text of a new file; undefined where `edits` change one that exists. */
  readonly text: string | undefined;
  readonly edits: readonly TextEdit[];
}

/** Commands to run by hand, on one machine. */
export interface Commands {
  readonly title: string;
  readonly why: string;
  readonly lines: readonly string[];
}

export interface Plan {
  readonly answers: AdviceAnswers;
  readonly title: string;
  /** Paragraphs that explain the mode. */
  readonly why: readonly string[];
  readonly files: readonly PlannedFile[];
  readonly commands: readonly Commands[];
  /** What has to be known or done besides. */
  readonly notes: readonly string[];
}
