/** The strings of virtual devices: input, displays, sound, vTPM, shares, channels. */

import type { Rule } from '../rule.ts';
import deviceNumber from './device-number.ts';
import deviceWordsLost from './device-words-lost.ts';
import emptySoundList from './empty-sound-list.ts';
import malformedConnector from './malformed-connector.ts';
import malformedUuid from './malformed-uuid.ts';
import missingDeviceOption from './missing-device-option.ts';
import touchWithoutSize from './touch-without-size.ts';
import unknownDeviceOption from './unknown-device-option.ts';
import unknownDeviceWord from './unknown-device-word.ts';

export const rules: readonly Rule[] = [
  unknownDeviceOption,
  unknownDeviceWord,
  missingDeviceOption,
  deviceWordsLost,
  deviceNumber,
  malformedConnector,
  touchWithoutSize,
  emptySoundList,
  malformedUuid,
];
