/** Every option that xl reads from a guest file, by topic. */

import type { Row } from './row.ts';
import { xlBootKeys } from './xl-keys/boot.ts';
import { xlCpuKeys } from './xl-keys/cpu.ts';
import { xlDeviceModelKeys } from './xl-keys/device-model.ts';
import { xlDeviceKeys } from './xl-keys/devices.ts';
import { xlDisplayKeys } from './xl-keys/display.ts';
import { xlGuestKeys } from './xl-keys/guest.ts';
import { xlPlatformKeys } from './xl-keys/platform.ts';

/** The options of `xl.cfg(5)` and those that only `xl_parse.c` knows; in no particular order. */
export const xlKeys: readonly Row[] = [
  ...xlGuestKeys,
  ...xlCpuKeys,
  ...xlBootKeys,
  ...xlDeviceKeys,
  ...xlPlatformKeys,
  ...xlDisplayKeys,
  ...xlDeviceModelKeys,
];
