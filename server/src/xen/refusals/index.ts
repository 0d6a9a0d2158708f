/**
 * What xl or libxl refuses after the file was read, as `test/conformance` hears it from the real programs. Rules of several areas
 * tell these rows, each those that carry its code.
 */
import { bootRefusals } from './boot.ts';
import { displayRefusals } from './display.ts';
import { losses } from './losses.ts';
import { machineRefusals } from './machine.ts';
import { passthroughRefusals } from './passthrough.ts';
import type { Refusal } from './refusal.ts';
import { vnumaRefusals } from './vnuma.ts';

export const refusals: readonly Refusal[] = [
  ...bootRefusals,
  ...machineRefusals,
  ...passthroughRefusals,
  ...displayRefusals,
  ...vnumaRefusals,
  ...losses,
];
