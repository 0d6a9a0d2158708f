/** What each word of an enumerated xl option means, for completion and hover; the words themselves stand in the rows. */

import type { Word } from './word.ts';

/** The words of `on_poweroff`, `on_reboot`, `on_watchdog`, `on_crash` and `on_soft_reset` (`xl_parse.c`). */
export const shutdownActions: readonly Word[] = [
  { word: 'destroy', summary: 'Removes the guest and frees its memory.' },
  { word: 'restart', summary: 'Builds a new guest from the same configuration.' },
  { word: 'rename-restart', summary: 'Keeps the dead guest under another name and builds a new one.' },
  { word: 'preserve', summary: 'Keeps the dead guest as it is, for a look at it.' },
  { word: 'coredump-destroy', summary: "Writes the guest's memory to a file, then removes the guest." },
  { word: 'coredump-restart', summary: "Writes the guest's memory to a file, then starts the guest anew." },
  { word: 'soft-reset', summary: 'Resets the guest in place, as kexec and kdump in it want.', since: '4.7' },
];

/** The letters of `boot`, each at most useful once. */
export const bootLetters: readonly Word[] = [
  { word: 'c', summary: 'The first hard disk.' },
  { word: 'd', summary: 'The CD drive.' },
  { word: 'n', summary: 'The network (PXE).' },
  { word: 'a', summary: 'The floppy drive.' },
];

const SHUTDOWN = ['on_poweroff', 'on_reboot', 'on_watchdog', 'on_crash', 'on_soft_reset'] as const;

const BY_OPTION: Readonly<Record<string, readonly Word[]>> = {
  ...Object.fromEntries(SHUTDOWN.map((name) => [name, shutdownActions])),
  type: [
    { word: 'pvh', summary: "Hardware-assisted without emulated devices: a current kernel's best choice." },
    { word: 'pv', summary: 'Paravirtual: the kernel knows Xen and needs no help of the processor.' },
    { word: 'hvm', summary: 'A whole emulated PC, for Windows, installers and unmodified systems.' },
  ],
  builder: [
    { word: 'generic', summary: 'A PV guest.' },
    { word: 'hvm', summary: 'An HVM guest.' },
  ],
  vga: [
    { word: 'stdvga', summary: 'The standard VGA card with VESA modes, for current systems.' },
    { word: 'cirrus', summary: 'A Cirrus card for old systems, with few resolutions.' },
    { word: 'qxl', summary: 'The card that goes with SPICE; needs its driver in the guest.' },
    { word: 'none', summary: 'No graphics card.' },
  ],
  bios: [
    { word: 'seabios', summary: 'A classic PC BIOS.' },
    { word: 'ovmf', summary: 'UEFI.' },
    { word: 'rombios', summary: 'The BIOS of the device model that Xen no longer has.' },
  ],
  firmware: [
    { word: 'uefi', summary: 'UEFI (OVMF) for an HVM guest.' },
    { word: 'bios', summary: 'A classic PC BIOS for an HVM guest.' },
    { word: 'ovmf', summary: 'The same as `uefi`.' },
    { word: 'seabios', summary: 'SeaBIOS for an HVM guest.' },
    { word: 'rombios', summary: 'The BIOS of the device model that Xen no longer has.' },
    { word: 'pvgrub32', summary: 'GRUB for a 32-bit PV or PVH guest.' },
    { word: 'pvgrub64', summary: 'GRUB for a 64-bit PV or PVH guest.' },
  ],
  passthrough: [
    { word: 'default', summary: 'IOMMU tables only if the guest starts with devices.' },
    { word: 'disabled', summary: 'No IOMMU tables: no device can ever be passed through.' },
    { word: 'enabled', summary: 'IOMMU tables from the start, of the kind that suits the host.' },
    { word: 'sync_pt', summary: 'IOMMU tables of their own, kept in step.' },
    { word: 'share_pt', summary: "IOMMU and processor share the guest's tables, which saves memory." },
  ],
  tsc_mode: [
    { word: 'default', summary: 'Native where it is safe, otherwise emulated.' },
    { word: 'always_emulate', summary: 'Emulated always: slower, and right on every host.' },
    { word: 'native', summary: 'Never emulated: fastest, and jumps after a migration.' },
    { word: 'native_paravirt', summary: 'A form that current releases refuse.' },
  ],
  timer_mode: [
    { word: 'no_delay_for_missed_ticks', summary: 'Delivers missed ticks late, without holding time back.' },
    { word: 'delay_for_missed_ticks', summary: "Holds the guest's time back until missed ticks are delivered." },
    { word: 'no_missed_ticks_pending', summary: 'Drops missed ticks.' },
    { word: 'one_missed_tick_pending', summary: 'Makes one tick of all that were missed.' },
  ],
  altp2m: [
    { word: 'disabled', summary: 'One view of guest memory only.' },
    { word: 'mixed', summary: 'Both the guest and tools outside may switch views.' },
    { word: 'external', summary: 'Only tools outside may switch views.' },
    { word: 'limited', summary: 'The guest may only choose between views that tools prepared.' },
  ],
  hdtype: [
    { word: 'ide', summary: 'An IDE controller with up to four disks.' },
    { word: 'ahci', summary: 'A SATA controller with up to six disks.' },
  ],
  ms_vm_genid: [
    { word: 'generate', summary: 'A new identifier at every start.' },
    { word: 'none', summary: 'No identifier.' },
  ],
  tee: [
    { word: 'none', summary: 'No trusted execution environment.' },
    { word: 'optee', summary: 'OP-TEE.' },
    { word: 'ffa', summary: "Arm's Firmware Framework.", since: '4.18' },
  ],
};

/** What the words of an option mean; empty where there is nothing to say beyond the row's own `values`. */
export function wordsOf(option: string): readonly Word[] {
  return BY_OPTION[option] ?? [];
}
