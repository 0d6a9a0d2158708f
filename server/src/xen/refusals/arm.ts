/** Whether a guest is for an Arm host, as far as its file tells. */
import { xlKeys } from '../xl-keys.ts';
import type { GuestView } from './refusal.ts';

/** Options that only Arm has; a switch may be off as on every host. */
const ARM_ONLY = xlKeys
  .filter((row) => row.guests?.length === 1 && row.guests[0] === 'arm' && row.type !== 'defbool')
  .map((row) => row.name);

/** Host resources that an Arm guest names by hand; an x86 guest of such lines takes PCI devices. */
const BY_HAND = ['iomem', 'irqs'] as const;

/** What the kernel of an Arm guest is most often called. */
const ARM_KERNEL = /(?:^|\/)z?Image\b|aarch64|arm64/;

/** Signs that a PV or PVH guest is for Arm, where all of them are one kind. An HVM guest is for x86 in any case. */
export function isForArm(guest: GuestView): boolean {
  if (guest.kind === 'hvm') return false;
  return (
    ARM_ONLY.some((option) => guest.isSet(option)) ||
    BY_HAND.some((option) => guest.count(option) > 0) ||
    ARM_KERNEL.test(guest.text('kernel') ?? '')
  );
}
