/** What the tables of options say about a guest file: names, types, words, numbers, and what contradicts each other. */

import type { Rule } from '../rule.ts';
import balloonedPassthrough from './ballooned-passthrough.ts';
import bootLetters from './boot-letters.ts';
import builderContradictsType from './builder-contradicts-type.ts';
import hvmloaderAsKernel from './hvmloader-as-kernel.ts';
import listInList from './list-in-list.ts';
import maxmemBelowMemory from './maxmem-below-memory.ts';
import missingName from './missing-name.ts';
import moreCpuEntriesThanVcpus from './more-cpu-entries-than-vcpus.ts';
import notANumber from './not-a-number.ts';
import nothingToBoot from './nothing-to-boot.ts';
import numberForWord from './number-for-word.ts';
import numberOutOfRange from './number-out-of-range.ts';
import obsoleteOption from './obsolete-option.ts';
import octalNumber from './octal-number.ts';
import optionForOtherGuest from './option-for-other-guest.ts';
import optionOfAnotherRelease from './option-of-another-release.ts';
import optionTooNew from './option-too-new.ts';
import overriddenCommandLine from './overridden-command-line.ts';
import refusedAtCreation from './refused-at-creation.ts';
import repeatedOption from './repeated-option.ts';
import shellInPath from './shell-in-path.ts';
import textForInnerList from './text-for-inner-list.ts';
import unknownOption from './unknown-option.ts';
import unknownWord from './unknown-word.ts';
import vcpusAboveMaxvcpus from './vcpus-above-maxvcpus.ts';
import vfbKey from './vfb-key.ts';
import vncBesideVfb from './vnc-beside-vfb.ts';
import vncDisplayInTwoOptions from './vnc-display-in-two-options.ts';
import wordForSwitch from './word-for-switch.ts';
import wordTooNew from './word-too-new.ts';
import wrongValueType from './wrong-value-type.ts';
import xmOnlyOption from './xm-only-option.ts';
import xmValueType from './xm-value-type.ts';

export const rules: readonly Rule[] = [
  unknownOption,
  missingName,
  xmOnlyOption,
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
  vcpusAboveMaxvcpus,
  moreCpuEntriesThanVcpus,
  maxmemBelowMemory,
  balloonedPassthrough,
  builderContradictsType,
  nothingToBoot,
  overriddenCommandLine,
  hvmloaderAsKernel,
  shellInPath,
  bootLetters,
  vfbKey,
  numberForWord,
  textForInnerList,
  vncDisplayInTwoOptions,
  refusedAtCreation,
  vncBesideVfb,
];
