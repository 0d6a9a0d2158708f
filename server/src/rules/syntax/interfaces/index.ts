/** The rules about what ifupdown refuses or ignores in the form of an interfaces(5) file. */
import type { Rule } from '../../rule.ts';
import byteOrderMarkInInterfaces from './byte-order-mark-in-interfaces.ts';
import ignoredIfaceWords from './ignored-iface-words.ts';
import interfaceOptionWithoutValue from './interface-option-without-value.ts';
import malformedIface from './malformed-iface.ts';
import misplacedInterfaceOption from './misplaced-interface-option.ts';
import unknownInheritedInterface from './unknown-inherited-interface.ts';

export const rules: readonly Rule[] = [
  byteOrderMarkInInterfaces,
  malformedIface,
  unknownInheritedInterface,
  interfaceOptionWithoutValue,
  misplacedInterfaceOption,
  ignoredIfaceWords,
];
