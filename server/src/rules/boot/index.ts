/** What a guest boots from. */

import type { Rule } from '../rule.ts';
import bootLetters from './boot-letters.ts';
import bootloaderArgsText from './bootloader-args-text.ts';
import builderContradictsType from './builder-contradicts-type.ts';
import grubForOtherGuest from './grub-for-other-guest.ts';
import hvmloaderAsKernel from './hvmloader-as-kernel.ts';
import kernelBesideBootloader from './kernel-beside-bootloader.ts';
import kernelBesideFirmware from './kernel-beside-firmware.ts';
import noDiskToBootFrom from './no-disk-to-boot-from.ts';
import nothingToBoot from './nothing-to-boot.ts';
import oldBootloaderPath from './old-bootloader-path.ts';
import overriddenCommandLine from './overridden-command-line.ts';
import overrideWithoutName from './override-without-name.ts';
import pygrubReadsFirstDisk from './pygrub-reads-first-disk.ts';
import ramdiskWithoutKernel from './ramdisk-without-kernel.ts';
import rootDeviceWithoutDisk from './root-device-without-disk.ts';
import rootInRoot from './root-in-root.ts';
import shellInPath from './shell-in-path.ts';
import timerModeInPv from './timer-mode-in-pv.ts';
import typeForXlOnly from './type-for-xl-only.ts';

export const rules: readonly Rule[] = [
  typeForXlOnly,
  shellInPath,
  oldBootloaderPath,
  overriddenCommandLine,
  nothingToBoot,
  grubForOtherGuest,
  hvmloaderAsKernel,
  builderContradictsType,
  bootLetters,
  rootInRoot,
  rootDeviceWithoutDisk,
  pygrubReadsFirstDisk,
  kernelBesideFirmware,
  ramdiskWithoutKernel,
  bootloaderArgsText,
  overrideWithoutName,
  timerModeInPv,
  kernelBesideBootloader,
  noDiskToBootFrom,
];
