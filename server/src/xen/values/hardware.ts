/** Words for emulated hardware that QEMU knows and xl passes on unchecked; suggestions, never a reason to complain. */

import type { Word } from './word.ts';

/** `model=` of a vif: names of QEMU's network devices. */
export const nicModels: readonly Word[] = [
  { word: 'e1000', summary: 'An Intel gigabit card that nearly every system knows.' },
  { word: 'e1000e', summary: 'A newer Intel gigabit card, for systems that dropped the old one.' },
  { word: 'rtl8139', summary: 'A slow Realtek card, the default, known even to old systems.' },
  { word: 'virtio-net-pci', summary: 'A virtio card: fast, but the guest needs its driver.' },
  { word: 'vmxnet3', summary: "VMware's card, for guests that were moved from there." },
  { word: 'pcnet', summary: 'An AMD card for very old systems.' },
  { word: 'ne2k_pci', summary: 'An NE2000 clone for systems from the nineties.' },
  { word: 'i82551', summary: 'An Intel 100 Mbit/s card.' },
  { word: 'i82557b', summary: 'An older Intel 100 Mbit/s card.' },
  { word: 'i82559er', summary: 'A later Intel 100 Mbit/s card.' },
];

/** `usbdevice`: what QEMU's -usbdevice still takes. */
export const usbDevices: readonly Word[] = [
  { word: 'tablet', summary: 'A pointer that stays where yours is in VNC.' },
  { word: 'mouse', summary: 'An ordinary mouse that moves by steps.' },
  { word: 'keyboard', summary: 'A USB keyboard besides the PS/2 one.' },
  { word: 'wacom-tablet', summary: 'A Wacom PenPartner tablet.' },
  { word: 'braille', summary: 'A Braille display over the BrlAPI of the host.' },
];

/** `serial`: where QEMU can connect a serial port to. */
export const serialTargets: readonly Word[] = [
  { word: 'pty', summary: 'A terminal on the host that `xl console -t serial` opens.' },
  { word: 'none', summary: 'No serial port at all.' },
  { word: 'null', summary: 'A port that swallows everything.' },
  { word: 'stdio', summary: "QEMU's own input and output, which xl sends to its log." },
  { word: 'file:', summary: 'A file on the host to which all output is written.' },
  { word: 'unix:', summary: 'A Unix socket on the host.' },
  { word: 'tcp:', summary: 'A TCP connection, open to the network without any password.' },
  { word: '/dev/ttyS0', summary: "The host's own first serial port." },
];
