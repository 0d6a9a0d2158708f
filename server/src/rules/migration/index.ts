/** What xl does not read any more. */
import type { Rule } from '../rule.ts';
import xendConfigUnderXl from './xend-config-under-xl.ts';
import xmOnlyOption from './xm-only-option.ts';

export const rules: readonly Rule[] = [xendConfigUnderXl, xmOnlyOption];
