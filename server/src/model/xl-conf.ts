/** What an xl.conf or a cpupool file sets. */

import type { Variables } from './evaluate.ts';
import { type Located, stringOf } from './guest.ts';

export interface XlConfFacts {
  readonly variables: Variables;
  /** What vif entries without a `bridge=`, `script=`, `gatewaydev=` or `backend=` of their own get (xl.conf(5)). */
  readonly bridge: Located<string> | undefined;
  readonly script: Located<string> | undefined;
  readonly gatewaydev: Located<string> | undefined;
  readonly backend: Located<string> | undefined;
}

/** Reads xl.conf; of an old and a new name for the same default the new one counts (`parse_global_config` in xl.c). */
export function xlConfFacts(variables: Variables): XlConfFacts {
  return {
    variables,
    bridge: stringOf(variables, 'vif.default.bridge') ?? stringOf(variables, 'defaultbridge'),
    script: stringOf(variables, 'vif.default.script') ?? stringOf(variables, 'vifscript'),
    gatewaydev: stringOf(variables, 'vif.default.gatewaydev'),
    backend: stringOf(variables, 'vif.default.backend'),
  };
}
