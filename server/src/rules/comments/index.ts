/** What the comments that speak to this checker say. */
import type { Rule } from '../rule.ts';
import uselessIgnore from './useless-ignore.ts';

export const rules: readonly Rule[] = [uselessIgnore];
