/** The row of a refusal: what xl or libxl says no to after it has read the file, and how a guest is looked at for it. */
import type { Dated } from '../releases.ts';
import type { GuestKind } from '../row.ts';

/** One string of a device list, taken apart into `key=value` words. */
export interface DeviceWords {
  /** Position in the list, from 0. */
  readonly index: number;
  readonly words: ReadonlyMap<string, string>;
}

/**
 * A guest as xl reads it. A value that only a running Python could tell makes the whole answer uncertain, and nothing is said
 * then.
 */
export interface GuestView {
  readonly kind: GuestKind;
  /** Whether the host's release is this one or a later one. */
  isSince(release: string): boolean;
  /** The text of a single value; undefined where the option is not set, or is a list, which xl passes over. */
  text(option: string): string | undefined;
  /** The same in small letters. */
  word(option: string): string | undefined;
  /** Undefined where the option is not set or is no number for xl. */
  number(option: string): number | undefined;
  isOn(option: string): boolean;
  /** Whether the option is set at all, to a single value or a list. */
  isSet(option: string): boolean;
  /** The texts of a list, up to the first list inside it; a single value counts only where xl takes both forms. */
  list(option: string): readonly string[];
  /** How many items the list has, inner lists included; 0 where it is none. */
  count(option: string): number;
  /** The strings of a device list, taken apart. */
  devices(option: string): readonly DeviceWords[];
  readonly disks: readonly DiskView[];
  /** The nodes of `vnuma`; undefined where a value cannot be counted. */
  readonly nodes: readonly NodeView[] | undefined;
}

/** A node of `vnuma` as xl reads it. */
export interface NodeView {
  /** MiB; undefined where the node names none. */
  readonly size: number | undefined;
  /** The numbers of its vCPUs, one as often as it is named. */
  readonly vcpus: readonly number[];
  /** Undefined where the node names none; the usual distances hold then. */
  readonly distances: readonly number[] | undefined;
}

/** A disk as far as refusals care. */
export interface DiskView {
  readonly target: string | undefined;
  readonly format: string;
  readonly isCdrom: boolean;
  readonly script: string | undefined;
  readonly backendtype: string | undefined;
  readonly isRemote: boolean;
}

/** What is wrong, then what to do, for the sentence "Creating the guest fails: …"; with it, the item of a list that it is about. */
export interface Objection {
  readonly reason: string;
  /** The option to mark; else the first of the row's options that is set. */
  readonly option?: string;
  /** Position of the item in the list, from 0. */
  readonly index?: number;
}

export interface Refusal extends Dated {
  /** The code of the rule that tells it. */
  readonly rule: string;
  /** Where the guest is created all the same, and something of it is lost; the reason is the whole message then. */
  readonly severity?: 'warning' | 'information';
  /** Left out where every kind of guest is refused. */
  readonly guests?: readonly GuestKind[];
  /** The options that it is about, in the order in which one of them is marked. */
  readonly options: readonly string[];
  /** What the guest is refused for; undefined where it is not. */
  readonly objection: (guest: GuestView) => string | Objection | undefined;
  /** The message, or the function that says it. */
  readonly source: string;
}
