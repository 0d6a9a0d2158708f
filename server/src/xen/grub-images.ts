/** The images of GRUB that a guest boots in place of a kernel (packages grub-xen-bin, grub2-xen), and the kind of guest that each is for. */
import type { GuestKind } from './row.ts';

export const grubImages: readonly { readonly name: string; readonly guest: GuestKind }[] = [
  { name: 'grub-x86_64-xen.bin', guest: 'pv' },
  { name: 'grub-i386-xen_pvh.bin', guest: 'pvh' },
  { name: 'grub-i386-xen.bin', guest: 'pv' },
];
