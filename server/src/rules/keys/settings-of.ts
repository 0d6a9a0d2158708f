/** The options that a file certainly sets, as xl would read them, each with the row that knows it. */

import type { Severity } from '../../model/settings.ts';
import type { CfgFile, XlConfFile } from '../../model/source-file.ts';
import type { StaticValue } from '../../model/static-value.ts';
import type { CfgAssignment } from '../../syntax/cfg/tree.ts';
import type { Span } from '../../syntax/span.ts';
import { byName, type GuestKind, type Row } from '../../xen/row.ts';
import { xlConfKeys } from '../../xen/xl-conf-keys.ts';
import { xlCpupoolKeys } from '../../xen/xl-cpupool-keys.ts';
import { xlKeys } from '../../xen/xl-keys.ts';
import { commentOut } from '../edits.ts';
import type { TextEdit } from '../rule.ts';

/** The languages whose files hold options for xl. */
export const xlLanguages = ['xen-cfg', 'xl-conf', 'xl-cpupool'] as const;

export type OptionFile = CfgFile | XlConfFile;

/** The options of a guest. */
export const xlRows: ReadonlyMap<string, Row> = byName(xlKeys);

/** The options of xl.conf. */
export const xlConfRows: ReadonlyMap<string, Row> = byName(xlConfKeys);

const ROWS: Readonly<Record<OptionFile['language'], ReadonlyMap<string, Row>>> = {
  'xen-cfg': xlRows,
  'xl-conf': xlConfRows,
  'xl-cpupool': byName(xlCpupoolKeys),
};

/** What xl reads from a file of this language. */
export function rowsFor(file: OptionFile): ReadonlyMap<string, Row> {
  return ROWS[file.language];
}

/** Whether xl, and not xm, is to read the file. */
export function isForXl(file: OptionFile): boolean {
  return file.language !== 'xen-cfg' || file.toolstack.toolstack === 'xl';
}

/** Whether something tells which program reads the file. */
export function isCertain(file: OptionFile): boolean {
  return file.language !== 'xen-cfg' || file.toolstack.certain;
}

/** A variable as it is after the last line of the file. */
export interface FinalSetting {
  readonly name: string;
  readonly nameSpan: Span;
  /** The assignment that decides; a name that is set more than once has lost its earlier values. */
  readonly assignment: CfgAssignment;
  readonly value: StaticValue;
}

export interface XlSetting extends FinalSetting {
  readonly row: Row;
}

/** Every variable whose assignments all stand outside blocks, whatever its value. */
export function* finalSettings(file: OptionFile): Iterable<FinalSetting> {
  for (const variable of file.facts.variables.values()) {
    const assignment = variable.assignments.at(-1);
    if (!assignment || !variable.unconditional) continue;
    const { offset, end } = assignment.target;
    yield { name: variable.name, nameSpan: { offset, end }, assignment, value: variable.value };
  }
}

/** The options that xl knows and whose value is known; nothing for a file that xm reads. */
export function* xlSettings(file: OptionFile): Iterable<XlSetting> {
  if (!isForXl(file)) return;
  const rows = rowsFor(file);
  for (const setting of finalSettings(file)) {
    const row = rows.get(setting.name);
    if (row && setting.value.kind !== 'unknown') yield { ...setting, row };
  }
}

/** Whether this kind of guest has the option. A file does not tell the architecture; only an HVM guest is certainly not on Arm. */
export function suits(row: Row, kind: GuestKind): boolean {
  if (!row.guests) return true;
  return row.guests.includes(kind) || (row.guests.includes('arm') && kind !== 'hvm');
}

/** Whether xl certainly looks at the option: options of another kind of guest it does not even read. */
export function isRead(file: OptionFile, row: Row): boolean {
  if (file.language !== 'xen-cfg') return true;
  return (
    !row.guests || row.reading?.everyKind === true || (file.facts.kind !== undefined && suits(row, file.facts.kind))
  );
}

/** Lowers what holds for xl alone where nothing tells that the file is for xl. */
export function whereCertain(file: OptionFile, severity: Severity): Severity {
  return isCertain(file) ? severity : 'information';
}

/** Comments a statement out over all its lines: nothing that somebody wrote is deleted. */
export const removeStatement: (file: OptionFile, statement: Span) => TextEdit = commentOut;

/** How a string literal was quoted, so that a repair looks like the file; double quotes for anything else. */
export function quoteOf(file: OptionFile, span: Span): string {
  return file.text.charAt(span.offset) === "'" ? "'" : '"';
}

/** The words as a list for a sentence: "a, b or c". */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** What a value stands for when it cannot be used, as the end of "the guest gets …". */
export function fallback(row: Row): string {
  return row.default === undefined ? `${row.name} counts as not set` : `the default holds (${row.default})`;
}
