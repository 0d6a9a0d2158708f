/** What xl, libxl, the hotplug scripts, xend, QEMU, pygrub, Xen and dom0's kernel say when something fails, as rows. */
/// <reference path="../tsv.d.ts" />
import errorsText from '../../facts/libxl-errors.tsv';
import messagesText from '../../facts/xl-messages.tsv';
import { factsTable } from './facts-table.ts';

/**
 * `root` names the cause or comes nearest to it; `symptom` says where to look on; `consequence` follows from an earlier
 * line; after a `warning` creation goes on; `info` is normal.
 */
export type MessageRole = 'root' | 'symptom' | 'consequence' | 'warning' | 'info';

/** What of the configuration a message leads to. */
export type MessageSubject =
  | 'vif'
  | 'disk'
  | 'pci'
  | 'usb'
  | 'memory'
  | 'kernel'
  | 'bootloader'
  | 'vnc'
  | 'console'
  | 'pool'
  | 'host network'
  | 'host boot'
  | 'none';

export interface MessageRow {
  readonly id: string;
  /** The program that says it: `libxl`, `xl`, `hotplug script`, `xend`, `xm`, `xen`, `qemu`, … */
  readonly source: string;
  /** Not anchored: a time, a program's name and the like may stand before. */
  readonly pattern: RegExp;
  readonly example: string;
  readonly role: MessageRole;
  readonly meaning: string;
  /** Most likely first. */
  readonly causes: readonly string[];
  readonly leadsTo: readonly MessageSubject[];
  /** Commands that tell the causes apart; names in capitals (BDF, NAME, DOMID …) are to be filled in. */
  readonly check: string;
  readonly fix: string;
  /** File and function of the Xen tree that prints it. */
  readonly codeReference: string;
}

type Column =
  | 'id'
  | 'source'
  | 'pattern'
  | 'example'
  | 'meaning'
  | 'leads-to'
  | 'causes'
  | 'check'
  | 'fix'
  | 'code-reference'
  | 'role';

const alternatives = (cell: string): string[] => cell.split(' | ').filter((one) => one !== '');

let rows: readonly MessageRow[] | undefined;

/** All messages that are known; the table is read when it is first asked for. */
export function messageTable(): readonly MessageRow[] {
  rows ??= factsTable<Column>(messagesText).map((row) => ({
    id: row.id,
    source: row.source,
    pattern: new RegExp(row.pattern, 'u'),
    example: row.example,
    role: row.role as MessageRole,
    meaning: row.meaning,
    causes: alternatives(row.causes),
    leadsTo: alternatives(row['leads-to']) as MessageSubject[],
    check: row.check,
    fix: row.fix,
    codeReference: row['code-reference'],
  }));
  return rows;
}

/** Rows whose pattern is wide: where another row fits the same line, that one says more. */
const GENERAL: ReadonlySet<string> = new Set([
  'hotplug-script-message',
  'device-add-timeout',
  'parsing-config',
  'firmware-read',
  'xm-connect-script-text',
  'qemu-disk-open',
  'xl-domain-not-exist',
]);

const ROLES: readonly MessageRole[] = ['root', 'symptom', 'warning', 'consequence', 'info'];
const OF_XEND: ReadonlySet<string> = new Set(['xend', 'xm']);

export interface MatchedMessage {
  readonly row: MessageRow;
  /** The named groups of the pattern that caught something. */
  readonly groups: Readonly<Record<string, string>>;
}

/**
 * The rows that fit a line, the one that says most first. Where xl and xm print the same words, `toolstack` decides.
 */
export function matchMessage(text: string, toolstack?: 'xl' | 'xm'): readonly MatchedMessage[] {
  const found = messageTable().flatMap((row) => {
    const match = row.pattern.exec(text);
    if (!match) return [];
    const groups = Object.fromEntries(
      Object.entries(match.groups ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
    return [{ row, groups }];
  });
  const other = (row: MessageRow): boolean =>
    toolstack !== undefined && OF_XEND.has(row.source) !== (toolstack === 'xm');
  const rank = ({ row }: MatchedMessage): number =>
    (GENERAL.has(row.id) ? 100 : 0) + (other(row) ? 10 : 0) + ROLES.indexOf(row.role);
  return found.sort((a, b) => rank(a) - rank(b) || b.row.pattern.source.length - a.row.pattern.source.length);
}

export interface ErrorNumber {
  readonly name: string;
  readonly meaning: string;
  readonly lookAt: string;
}

let numbers: ReadonlyMap<number, ErrorNumber> | undefined;

/** What `rc=-3` and its like mean in libxl's messages (libxl_types.idl, enumeration `error`). */
export function libxlError(number: number): ErrorNumber | undefined {
  numbers ??= new Map(
    factsTable<'kind' | 'number' | 'name' | 'since' | 'meaning' | 'look-at'>(errorsText)
      .filter((row) => row.kind === 'libxl rc')
      .map((row) => [Number(row.number), { name: row.name, meaning: row.meaning, lookAt: row['look-at'] }]),
  );
  return numbers.get(number);
}
