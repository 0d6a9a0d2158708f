/** A guest as its domU file describes it. */
import type { SpecTree } from '../syntax/spec/tree.ts';
import type { Span } from '../syntax/span.ts';
import type { GuestKind } from '../xen/row.ts';
import type { Variables } from './evaluate.ts';

/** A value and where it stands in the file that gave it. */
export interface Located<T> extends Span {
  readonly value: T;
}

export interface Vif extends Span {
  /** Position in the list, from 0: the N of vifDOMID.N unless `devid=` says otherwise. */
  readonly index: number;
  /** The string's parts; the vif's span is that of the string without its quotes. */
  readonly spec: SpecTree;
  readonly mac: Located<string> | undefined;
  readonly bridge: Located<string> | undefined;
  readonly script: Located<string> | undefined;
  readonly gatewaydev: Located<string> | undefined;
  /** One entry for each blank-separated address of `ip=`, as written. */
  readonly ips: readonly Located<string>[];
}

export interface GuestFacts {
  readonly variables: Variables;
  readonly name: Located<string> | undefined;
  /** Undefined when it cannot be known without running Python. */
  readonly kind: GuestKind | undefined;
  readonly vifs: readonly Vif[];
  /** False when some vif, or the whole list, is only known to a running Python. */
  readonly vifsComplete: boolean;
}
