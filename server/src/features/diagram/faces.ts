/** The small signs on the parts of dom0 and on the gateway, as paths in a square of 20. */
import type { ElementKind } from './types.ts';

interface Face {
  readonly icon: string;
  /** Where the text begins, from the left edge. */
  readonly indent: number;
}

const PLAIN: Face = { icon: '', indent: 14 };
const FACES: Partial<Record<ElementKind, Face>> = {
  device: { icon: 'M2 4h16v9H2zM6 13v4M10 13v4M14 13v4M6 7h0M10 7h0', indent: 42 },
  bridge: { icon: 'M1 13h18M4 13V7M16 13V7M1 9c4-4 14-4 18 0M10 13V6.5', indent: 42 },
  nat: { icon: 'M10 18V3M5 8l5-5 5 5', indent: 40 },
  router: { icon: 'M6 18V3M2 7l4-4 4 4M14 2v15M10 13l4 4 4-4', indent: 44 },
  gateway: { icon: 'M3 12h14v6H3zM10 12V5M6 5a5 5 0 0 1 8 0M6 15h0', indent: 42 },
};

/** The sign of a kind of element, and the room it takes. */
export function facesOf(kind: ElementKind): Face {
  return FACES[kind] ?? PLAIN;
}
