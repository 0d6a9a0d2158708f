/** What xl and xm refuse or distort in `disk`, and what the guest makes of it. */
import type { Rule } from '../rule.ts';
import diskBackendConflict from './disk-backend-conflict.ts';
import diskBlanks from './disk-blanks.ts';
import diskNotEmulated from './disk-not-emulated.ts';
import diskTargetNotLast from './disk-target-not-last.ts';
import duplicateVdev from './duplicate-vdev.ts';
import imageReadAsRaw from './image-read-as-raw.ts';
import isoWithoutCdrom from './iso-without-cdrom.ts';
import malformedDisk from './malformed-disk.ts';
import readOnlyEmulatedDisk from './read-only-emulated-disk.ts';
import relativePhyPath from './relative-phy-path.ts';
import sharedWritableDisk from './shared-writable-disk.ts';
import unknownDiskAccess from './unknown-disk-access.ts';
import unknownDiskFormat from './unknown-disk-format.ts';
import unknownDiskOption from './unknown-disk-option.ts';
import unknownVdev from './unknown-vdev.ts';
import writableCdrom from './writable-cdrom.ts';

export const rules: readonly Rule[] = [
  malformedDisk,
  unknownDiskOption,
  unknownDiskFormat,
  unknownDiskAccess,
  diskNotEmulated,
  diskTargetNotLast,
  diskBlanks,
  duplicateVdev,
  unknownVdev,
  relativePhyPath,
  diskBackendConflict,
  imageReadAsRaw,
  isoWithoutCdrom,
  readOnlyEmulatedDisk,
  sharedWritableDisk,
  writableCdrom,
];
