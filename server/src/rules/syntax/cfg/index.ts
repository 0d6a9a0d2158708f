/** What xl, or Python for xm, refuses in a domU, xl.conf or cpupool file. */
import type { Rule } from '../../rule.ts';
import addedNumber from './added-number.ts';
import byteOrderMarkInCfg from './byte-order-mark-in-cfg.ts';
import commentWithoutNewline from './comment-without-newline.ts';
import crlfLineEnds from './crlf-line-ends.ts';
import curlyQuotes from './curly-quotes.ts';
import dashInKey from './dash-in-key.ts';
import deepLists from './deep-lists.ts';
import foreignFileFormat from './foreign-file-format.ts';
import joinedEntries from './joined-entries.ts';
import listAddedToText from './list-added-to-text.ts';
import listInRoundBrackets from './list-in-round-brackets.ts';
import loneSemicolon from './lone-semicolon.ts';
import malformedKey from './malformed-key.ts';
import missingColon from './missing-colon.ts';
import missingComma from './missing-comma.ts';
import missingValue from './missing-value.ts';
import nonAsciiWithoutCoding from './non-ascii-without-coding.ts';
import nulInText from './nul-in-text.ts';
import numberWithUnit from './number-with-unit.ts';
import pythonConstant from './python-constant.ts';
import pythonStatement from './python-statement.ts';
import pythonValue from './python-value.ts';
import python3Only from './python3-only.ts';
import strayBracket from './stray-bracket.ts';
import superfluousComma from './superfluous-comma.ts';
import textAfterValue from './text-after-value.ts';
import tripleQuotedString from './triple-quoted-string.ts';
import unclosedList from './unclosed-list.ts';
import unclosedString from './unclosed-string.ts';
import undefinedName from './undefined-name.ts';
import unknownEscape from './unknown-escape.ts';
import unquotedValue from './unquoted-value.ts';
import unreadableNumber from './unreadable-number.ts';
import upperCaseKey from './upper-case-key.ts';
import vanishingEscape from './vanishing-escape.ts';
import wrongIndentation from './wrong-indentation.ts';

export const rules: readonly Rule[] = [
  nonAsciiWithoutCoding,
  python3Only,
  addedNumber,
  byteOrderMarkInCfg,
  commentWithoutNewline,
  crlfLineEnds,
  curlyQuotes,
  dashInKey,
  deepLists,
  foreignFileFormat,
  joinedEntries,
  listAddedToText,
  listInRoundBrackets,
  loneSemicolon,
  malformedKey,
  missingColon,
  missingComma,
  missingValue,
  nulInText,
  numberWithUnit,
  pythonConstant,
  pythonStatement,
  pythonValue,
  strayBracket,
  superfluousComma,
  textAfterValue,
  tripleQuotedString,
  unclosedList,
  unclosedString,
  undefinedName,
  unknownEscape,
  unquotedValue,
  unreadableNumber,
  upperCaseKey,
  vanishingEscape,
  wrongIndentation,
];
