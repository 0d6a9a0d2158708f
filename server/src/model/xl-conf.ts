/** What an xl.conf or a cpupool file sets. */
import type { Variables } from './evaluate.ts';

export interface XlConfFacts {
  readonly variables: Variables;
}
