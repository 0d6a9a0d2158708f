import type { Rule } from '../rule.ts';
import bootLetters from './boot-letters.ts';
import listInList from './list-in-list.ts';
import notANumber from './not-a-number.ts';
import numberOutOfRange from './number-out-of-range.ts';
import obsoleteOption from './obsolete-option.ts';
import octalNumber from './octal-number.ts';
import optionForOtherGuest from './option-for-other-guest.ts';
import optionTooNew from './option-too-new.ts';
import repeatedOption from './repeated-option.ts';
import unknownOption from './unknown-option.ts';
import unknownWord from './unknown-word.ts';
import wordForSwitch from './word-for-switch.ts';
import wrongValueType from './wrong-value-type.ts';
import xmOnlyOption from './xm-only-option.ts';

export const rules: readonly Rule[] = [
  unknownOption,
  xmOnlyOption,
  obsoleteOption,
  optionTooNew,
  optionForOtherGuest,
  repeatedOption,
  wrongValueType,
  listInList,
  notANumber,
  octalNumber,
  numberOutOfRange,
  wordForSwitch,
  unknownWord,
  bootLetters,
];
