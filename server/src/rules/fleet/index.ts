/** What the guests of a workspace must not have in common. */
import type { Rule } from '../rule.ts';
import duplicateGuestName from './duplicate-guest-name.ts';
import duplicateIp from './duplicate-ip.ts';
import duplicateMac from './duplicate-mac.ts';

export const rules: readonly Rule[] = [duplicateGuestName, duplicateIp, duplicateMac];
