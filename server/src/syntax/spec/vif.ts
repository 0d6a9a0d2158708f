/** Reads one entry of `vif = [ … ]`: `'mac=00:16:3e:00:00:01,bridge=xenbr0'`. */
import type { MappedText } from '../span.ts';
import { type KeyValueStyle, parseKeyValues, TRIMMED_OPTIONS, XL_OPTIONS } from './key-values.ts';
import type { SpecTree, SpecWord } from './tree.ts';

/** xl compares the start of each word with `key=` (`parse_nic_config` in xl_parse.c); two words stand alone. */
const XL_VIF: KeyValueStyle = { ...XL_OPTIONS, flags: new Set(['trusted', 'untrusted']) };
/** xm strips all words and stops at one without `=`; xend hands what stands behind a script's name to it. */
const XM_VIF: KeyValueStyle = { ...TRIMMED_OPTIONS, freeValues: new Set(['script']) };

/**
 * The options of one vif as the toolstack reads them. Under xl a key keeps the blanks before its `=` (so that `mac `
 * is not `mac`, and xl drops it), and a value keeps all of its blanks. Problems are of type `SpecProblem`.
 */
export function parseVif(text: MappedText, toolstack: 'xl' | 'xm'): SpecTree {
  return parseKeyValues(text, toolstack === 'xl' ? XL_VIF : XM_VIF);
}

/**
 * The addresses of an `ip=` value: the hotplug scripts split it at blanks (`ip_split` in vif-common.sh). Each address
 * has its own span where the value was written without escapes, else that of the whole value.
 */
export function parseVifIps(word: SpecWord): readonly SpecWord[] {
  const plain = word.end - word.offset === word.text.length;
  const words: SpecWord[] = [];
  for (const match of word.text.matchAll(/[^ \t\r\n]+/g)) {
    const text = match[0];
    if (plain) words.push({ text, offset: word.offset + match.index, end: word.offset + match.index + text.length });
    else words.push({ text, offset: word.offset, end: word.end });
  }
  return words;
}
