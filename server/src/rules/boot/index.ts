/** What a guest boots from. */

import type { Rule } from '../rule.ts';
import bootloaderArgsText from './bootloader-args-text.ts';
import kernelBesideBootloader from './kernel-beside-bootloader.ts';
import kernelBesideFirmware from './kernel-beside-firmware.ts';
import noDiskToBootFrom from './no-disk-to-boot-from.ts';
import overrideWithoutName from './override-without-name.ts';
import ramdiskWithoutKernel from './ramdisk-without-kernel.ts';
import timerModeInPv from './timer-mode-in-pv.ts';

export const rules: readonly Rule[] = [
  kernelBesideFirmware,
  ramdiskWithoutKernel,
  bootloaderArgsText,
  overrideWithoutName,
  timerModeInPv,
  kernelBesideBootloader,
  noDiskToBootFrom,
];
