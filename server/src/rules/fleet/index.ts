/** What the guests of a workspace must not have in common. */
import type { Rule } from '../rule.ts';
import duplicateGuestAddress from './duplicate-guest-address.ts';
import duplicateGuestName from './duplicate-guest-name.ts';
import duplicateIp from './duplicate-ip.ts';
import duplicateMac from './duplicate-mac.ts';
import duplicateUuid from './duplicate-uuid.ts';
import guestHasDom0Address from './guest-has-dom0-address.ts';
import guestHasLanGateway from './guest-has-lan-gateway.ts';
import guestHasNameServerAddress from './guest-has-name-server-address.ts';
import vncDisplayTwice from './vnc-display-twice.ts';

export const rules: readonly Rule[] = [
  guestHasNameServerAddress,
  vncDisplayTwice,
  duplicateGuestAddress,
  duplicateGuestName,
  duplicateIp,
  duplicateMac,
  duplicateUuid,
  guestHasDom0Address,
  guestHasLanGateway,
];
