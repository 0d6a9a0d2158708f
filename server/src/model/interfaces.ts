/** What an interfaces(5) file sets up: devices, addresses, bridges. */
import type { InterfacesStanza } from '../syntax/interfaces/tree.ts';
import type { Span } from '../syntax/span.ts';
import type { Located } from './guest.ts';

export interface InterfaceDevice extends Span {
  readonly name: Located<string>;
  /** `inet` or `inet6`; empty when the file does not say. */
  readonly family: string;
  readonly method: string;
  readonly address: Located<string> | undefined;
  /** The mask as written: dotted, a prefix length, or the part behind the slash of `address`. */
  readonly netmask: Located<string> | undefined;
  readonly gateway: Located<string> | undefined;
  readonly bridgePorts: readonly Located<string>[] | undefined;
  readonly stanza: InterfacesStanza;
}

export interface InterfacesFacts {
  readonly devices: readonly InterfaceDevice[];
}
