/** Explains what xl, libxl, the hotplug scripts, xend and their like said, and which line of the files it leads to. */
import type { ShownText } from '../../syntax/dom0/facts.ts';
import {
  libxlError,
  type MatchedMessage,
  type MessageRole,
  type MessageRow,
  matchMessage,
} from '../../xen/toolstack-messages.ts';
import type { DoctorConfig, DoctorGuest, DoctorPlace, DoctorRow } from './config.ts';
import { labelOf, type NamedDevice, namedDevice, onlyDevice, shortBdf, subjectPlace } from './message-places.ts';
import { type Subject, unknown, wrong } from './rows.ts';

/** A message put together from the lines that it was wrapped to. */
interface Message {
  readonly text: string;
  readonly lines: readonly ShownText[];
  /** Undefined when no row of the table fits. */
  readonly match: MatchedMessage | undefined;
}

/** The most lines that one message is wrapped to. */
const MOST_LINES = 8;

/** The most lines that are looked up: each is held against every row of the table. */
const MOST_TEXTS = 5000;

/** The shortest line that a terminal or a mail program breaks. */
const NARROWEST = 60;

/** What messages were understood, and which lines were not. */
export interface ReadMessages {
  readonly rows: readonly DoctorRow[];
  readonly recognised: number;
  readonly rest: readonly ShownText[];
}

/** One row for what each command ended with, and the lines that nothing explains. */
export function readMessages(config: DoctorConfig, texts: readonly ShownText[]): ReadMessages {
  const toolstack = config.toolstack === 'unknown' ? undefined : config.toolstack;
  const messages = joinLines(texts.slice(0, MOST_TEXTS), toolstack);
  const blocks = groupBy(messages, (message) => message.lines[0]?.block);
  const rows = new Map<string, DoctorRow>();
  for (const block of blocks.values()) {
    for (const row of rowsOf(block, config)) rows.set(`${row.check}\n${row.found}`, row);
  }
  const rest = messages
    .filter((message) => message.match === undefined && !isOrdinary(message.text))
    .flatMap((message) => message.lines);
  for (const text of texts.slice(MOST_TEXTS)) rest.push(text);
  return { rows: [...rows.values()], recognised: texts.length - rest.length, rest };
}

/** What Xen's log holds while all is well: there is nothing to explain in it. */
function isOrdinary(text: string): boolean {
  return (
    /\(XEN\) /.test(text) && !/error|fail|panic|unknown|invalid|unable|cannot|not enough|denied|warning|bug/i.test(text)
  );
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const there = groups.get(keyOf(item));
    if (there) there.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Joins the lines that a message was wrapped to: in mails and narrow terminals nearly every line of libxl is. */
function joinLines(texts: readonly ShownText[], toolstack: 'xl' | 'xm' | undefined): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at < texts.length; ) {
    const message = longest(texts, at, toolstack);
    messages.push(message);
    at += message.lines.length;
  }
  return messages;
}

function longest(texts: readonly ShownText[], from: number, toolstack: 'xl' | 'xm' | undefined): Message {
  const first = texts[from] as ShownText;
  let best: Message = { text: first.text, lines: [first], match: matchMessage(first.text, toolstack)[0] };
  let { text } = first;
  for (let at = from + 1; at < texts.length && at - from < MOST_LINES; at++) {
    const last = texts[at - 1] as ShownText;
    const next = texts[at] as ShownText;
    if (next.prefixed || next.line !== last.line + 1 || next.block !== first.block) break;
    if (!first.prefixed && best.match === undefined) break;
    const [alone] = matchMessage(next.text, toolstack);
    const wrapped = last.text.endsWith(',') || last.text.length + 1 + (next.text.indexOf(' ') + 1 || 99) >= NARROWEST;
    if (best.match !== undefined && (alone !== undefined || !wrapped)) break;
    text = join(text, next.text);
    const match = matchMessage(text, toolstack)[0];
    if (match) best = { text, lines: texts.slice(from, at + 1), match };
  }
  return best;
}

/** A line that quoted-printable cut ends with `=`; others were cut at a blank. */
function join(text: string, next: string): string {
  return text.endsWith('=') ? `${text.slice(0, -1)}${next}` : `${text} ${next}`;
}

const isOf =
  (...roles: readonly MessageRole[]) =>
  (message: Message): message is Message & { readonly match: MatchedMessage } =>
    message.match !== undefined && roles.includes(message.match.row.role);

/** The rows of one command: the cause with what follows from it, then each warning. */
function rowsOf(block: readonly Message[], config: DoctorConfig): DoctorRow[] {
  const failures = block.filter(isOf('root', 'symptom', 'consequence'));
  const cause = failures.find(isOf('root')) ?? failures.find(isOf('symptom')) ?? failures[0];
  const warnings = block.filter(isOf('warning')).map((message) => rowOf(message, block, config, unknown, []));
  if (!cause) return warnings;
  const others = failures.filter((message) => message !== cause);
  return [rowOf(cause, block, config, wrong, others), ...warnings];
}

function rowOf(
  message: Message & { readonly match: MatchedMessage },
  block: readonly Message[],
  config: DoctorConfig,
  make: typeof wrong,
  others: readonly Message[],
): DoctorRow {
  const { row, groups } = message.match;
  const guest = guestOf(config, message.lines[0]?.subject);
  const device = deviceOf(message, row.leadsTo, block, guest);
  const place = device?.place ?? subjectPlace(row.leadsTo, guest, config) ?? generalPlace(guest, config, message.text);
  const of = guest ? ` of ${guest.name}` : '';
  const subject: Subject = {
    check: device ? `${device.label}${of}` : generalLabel(row),
    expected: 'no error',
    place,
  };
  const fill = (text: string): string => fillIn(text, groups, message, block, guest, device);
  const meaning = [
    sentence(row.meaning),
    ...(device?.backend ? [`The device is served by domain ${device.backend}, not by dom0: look there.`] : []),
    ...numbersOf(message.text),
    ...(row.causes.length > 0
      ? [`Likely causes: ${row.causes.map((cause, at) => `${at + 1}. ${fill(cause)}`).join('; ')}.`]
      : []),
    ...(others.length > 0
      ? [
          `${others.length === 1 ? 'One more message follows' : `${others.length} more messages follow`} from it: ${others.map((one) => shorten(one.text)).join(' | ')}`,
        ]
      : []),
  ];
  const action = [
    ...(row.fix ? [sentence(fill(row.fix))] : []),
    ...(row.check ? [`To see more: ${fill(row.check)}`] : []),
    ...logsOf(block),
  ];
  return make(subject, message.text, meaning.join(' '), action.join(' '));
}

/** The device that the message names, or else another line of the same command, when the row leads to devices. */
function deviceOf(
  message: Message,
  leadsTo: readonly string[],
  block: readonly Message[],
  guest: DoctorGuest | undefined,
): NamedDevice | undefined {
  const wanted = (device: NamedDevice | undefined): boolean =>
    device !== undefined &&
    (leadsTo.includes(device.subject) || (device.subject === 'vif' && leadsTo.includes('host network')));
  const own = namedDevice(message.text, guest);
  if (wanted(own)) return own;
  const others = block.map(({ text }) => namedDevice(text, guest)).filter(wanted);
  const kind = scriptKind(block) ?? soleKind(leadsTo);
  if (kind === undefined || !leadsTo.includes(kind)) return others[0];
  return others.find((device) => device?.subject === kind) ?? onlyDevice(kind, guest);
}

/** What a message is about that speaks of cards only, or of disks only. */
function soleKind(leadsTo: readonly string[]): 'vif' | 'disk' | undefined {
  if (!leadsTo.every((one) => one === 'vif' || one === 'disk' || one === 'host network')) return undefined;
  return leadsTo.includes('disk') === leadsTo.includes('vif') ? undefined : leadsTo.includes('disk') ? 'disk' : 'vif';
}

/** Whether a hotplug script for cards or one for disks failed. */
function scriptKind(block: readonly Message[]): 'vif' | 'disk' | undefined {
  for (const { text } of block) {
    const kind = /scripts\/(vif|block)|unable to add (vif|disk) devices/.exec(text);
    if (kind) return (kind[1] ?? kind[2]) === 'vif' ? 'vif' : 'disk';
  }
  return undefined;
}

/** What a message is about that names no device: one thing of the configuration, or the creation as a whole. */
function generalLabel({ source, leadsTo }: MessageRow): string {
  if (OF_XEND.test(source) && !leadsTo.includes('memory')) return labelOf('none');
  return leadsTo.length > 1 && leadsTo[0] !== 'memory' ? 'creation of the guest' : labelOf(leadsTo[0] ?? 'none');
}

const OF_XEND = /^(?:xend|xm|xenstored)$/;

/** A message about the toolstack itself leads to the file that sets the host up; any other to the head of the guest's. */
function generalPlace(guest: DoctorGuest | undefined, config: DoctorConfig, text: string): DoctorPlace | undefined {
  if (/\bxend\b/i.test(text) && config.place) return config.place;
  return guest && { file: guest.file, line: guest.lines.name ?? 1 };
}

/** `rc=-3`, `rc -3`, `domain: -3`: what the number is called and means. */
function numbersOf(text: string): string[] {
  const number = /(?:\brc[ =]|\bdomain: |\(code )(-\d{1,2})\b/.exec(text)?.[1];
  const error = number === undefined ? undefined : libxlError(Number(number));
  return error ? [`${number} is ${error.name}: ${error.meaning}`] : [];
}

/** Log files that the messages of a command name. */
function logsOf(block: readonly Message[]): string[] {
  const logs = new Set(block.flatMap(({ text }) => text.match(/\/var\/log\/xen\/[\w./-]*\w/g) ?? []));
  return [...logs].map((log) => `tail -n 50 ${log}`);
}

/** Fills the names in capitals of a command in from what the messages and the files say. */
function fillIn(
  text: string,
  groups: Readonly<Record<string, string>>,
  message: Message,
  block: readonly Message[],
  guest: DoctorGuest | undefined,
  device: NamedDevice | undefined,
): string {
  const whole = block.map((one) => one.text).join('\n');
  const values: Readonly<Record<string, string | undefined>> = {
    BDF: shortBdf(groups.bdf ?? message.text),
    NAME: guest?.name,
    DOMAIN: guest?.name,
    DOMID: groups.domid ?? device?.guest?.toString() ?? /\bDomain (\d+):/.exec(whole)?.[1],
    FILE: guest?.file,
    BRIDGE: groups.bridge,
    PATH: groups.path,
    IMAGE: groups.path,
  };
  return text.replaceAll(/\b[A-Z]{3,8}\b/g, (name) => {
    const value = values[name];
    return value === undefined ? name : shellWord(value);
  });
}

/** What comes from pasted text and is offered to paste into a shell is quoted for it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function shorten(text: string): string {
  const bare = text.replace(/^(?:libxl|xc): \w+: (?:\S+\.c:\d+:)?(?:\w+:)? ?/, '');
  return bare.length > 100 ? `${bare.slice(0, 99)}…` : bare;
}

/** The guest that a command names by its file or its name; the only one when nothing names any. */
function guestOf(config: DoctorConfig, subject: string | undefined): DoctorGuest | undefined {
  const file = subject?.slice(subject.lastIndexOf('/') + 1);
  const named = config.guests.find((guest) => {
    const own = guest.file.slice(guest.file.lastIndexOf('/') + 1);
    return file !== undefined && (guest.name === file || own === file || own.replace(/\.\w+$/, '') === file);
  });
  return named ?? (config.guests.length === 1 ? config.guests[0] : undefined);
}
