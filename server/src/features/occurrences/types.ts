/** A name that is written in several places, and one of the places. */
import type { SourceFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';

/** `device`: a bridge or card of dom0, or a device of one guest; `variable`: a key of a domU file, or a name of Python's. */
export type NameKind = 'device' | 'mac' | 'address' | 'script' | 'variable';

/** One name at one place of a file. */
export interface NamedPlace extends Span {
  readonly kind: NameKind;
  /** In the one spelling by which names are compared. */
  readonly name: string;
  /** Where the thing is made or set, not used. */
  readonly defines: boolean;
  /** A device that is certainly a bridge by what is written here. */
  readonly bridge?: boolean;
}

export interface Occurrence extends NamedPlace {
  readonly file: SourceFile;
}
