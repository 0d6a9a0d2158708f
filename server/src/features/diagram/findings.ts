/** Brings each finding to the element that it belongs to. */
import type { Place } from '../../model/network.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Diagnosis } from '../../rules/check.ts';
import type { Area } from '../../rules/rule.ts';
import { overlaps, type Span, touches } from '../../syntax/span.ts';
import type { ElementFinding } from './types.ts';

/** The findings of a file as they are known now. */
export type FindingsOf = (file: SourceFile) => readonly Diagnosis[];

/** What a picture of the network has to do with; a disk that is missing belongs elsewhere. */
const AREAS: ReadonlySet<Area> = new Set<Area>(['syntax', 'xend', 'network', 'interfaces', 'fleet']);

/** The findings of one file, handed out element by element; each goes to the first that asks for its place. */
export class FindingsOfFile {
  readonly #uri: string | undefined;
  #left: readonly Diagnosis[];

  constructor(file: SourceFile | undefined, findingsOf: FindingsOf) {
    this.#uri = file?.uri;
    this.#left = file ? findingsOf(file).filter((one) => AREAS.has(one.area)) : [];
  }

  /** Those at a place of this file. */
  take(span: Span): ElementFinding[] {
    const taken = this.#left.filter((one) => overlaps(one.span, span) || touches(span, one.span.offset));
    return this.#hand(taken);
  }

  takeAt(place: Place | undefined): ElementFinding[] {
    return place && place.uri === this.#uri ? this.take(place.span) : [];
  }

  rest(): ElementFinding[] {
    return this.#hand(this.#left);
  }

  #hand(taken: readonly Diagnosis[]): ElementFinding[] {
    if (taken.length === 0) return [];
    const gone = new Set(taken);
    this.#left = this.#left.filter((one) => !gone.has(one));
    const uri = this.#uri ?? '';
    return taken.map(({ code, severity, message, span }) => ({ code, severity, message, uri, span }));
  }
}
