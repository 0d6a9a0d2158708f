/** What the tables of options say about a guest file: names, types, words, numbers, and what contradicts each other. */

import type { Rule } from '../rule.ts';
import listInList from './list-in-list.ts';
import lostAtCreation from './lost-at-creation.ts';
import malformedValue from './malformed-value.ts';
import missingMemory from './missing-memory.ts';
import missingName from './missing-name.ts';
import notANumber from './not-a-number.ts';
import numberForWord from './number-for-word.ts';
import numberOutOfRange from './number-out-of-range.ts';
import obsoleteOption from './obsolete-option.ts';
import octalNumber from './octal-number.ts';
import optionForOtherGuest from './option-for-other-guest.ts';
import optionOfAnotherRelease from './option-of-another-release.ts';
import optionTooNew from './option-too-new.ts';
import refusedAtCreation from './refused-at-creation.ts';
import repeatedOption from './repeated-option.ts';
import splitArgument from './split-argument.ts';
import textForInnerList from './text-for-inner-list.ts';
import unknownOption from './unknown-option.ts';
import unknownWord from './unknown-word.ts';
import vfbKey from './vfb-key.ts';
import vncBesideVfb from './vnc-beside-vfb.ts';
import vncDisplayInTwoOptions from './vnc-display-in-two-options.ts';
import wordForSwitch from './word-for-switch.ts';
import wordTooNew from './word-too-new.ts';
import wrongValueType from './wrong-value-type.ts';
import xmValueRefused from './xm-value-refused.ts';
import xmValueType from './xm-value-type.ts';

export const rules: readonly Rule[] = [
  xmValueRefused,
  unknownOption,
  lostAtCreation,
  malformedValue,
  missingMemory,
  missingName,
  obsoleteOption,
  optionTooNew,
  optionOfAnotherRelease,
  wordTooNew,
  optionForOtherGuest,
  repeatedOption,
  wrongValueType,
  xmValueType,
  listInList,
  notANumber,
  octalNumber,
  numberOutOfRange,
  wordForSwitch,
  unknownWord,
  vfbKey,
  numberForWord,
  splitArgument,
  textForInnerList,
  vncDisplayInTwoOptions,
  refusedAtCreation,
  vncBesideVfb,
];
