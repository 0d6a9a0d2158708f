/** Reads one entry of `disk = [ … ]` as xl does: words by place, `key=value`, flags, and the prefixes of xend's time. */
import type { MappedText } from '../span.ts';
import { BLANKS, SpecBuilder, skipBack } from './key-values.ts';
import type { SpecTree, SpecWord } from './tree.ts';

export type DiskFormat = 'raw' | 'qcow' | 'qcow2' | 'vhd' | 'qed' | 'empty';

/** What xl refuses an entry for; `blanks-…` are those that it takes and distorts. */
export type DiskProblem =
  | 'unknown-disk-option'
  | 'unknown-disk-prefix'
  | 'unknown-disk-format'
  | 'unknown-disk-access'
  | 'unknown-disk-value'
  | 'disk-option-twice'
  | 'too-many-disk-words'
  | 'bad-disk-syntax'
  /** A `=` at the very end, which xl does not see. */
  | 'stray-equals'
  | 'disk-without-vdev'
  | 'disk-without-target'
  | 'blanks-before-comma'
  | 'blanks-around-equals'
  | 'unknown-disk-mode'
  | 'disk-word-count';

/** An entry together with the values that the toolstack takes from it. */
export interface DiskTree extends SpecTree {
  /** False when the toolstack refuses the entry. */
  readonly accepted: boolean;
  readonly target: SpecWord | undefined;
  /** The word that says the format; undefined when nothing does (`formatValue` is raw or empty then). */
  readonly format: SpecWord | undefined;
  readonly formatValue: DiskFormat;
  readonly vdev: SpecWord | undefined;
  /** The word that says the access; a CD is read-only whatever it says. */
  readonly access: SpecWord | undefined;
  readonly readOnly: boolean;
  readonly cdrom: boolean;
  readonly script: SpecWord | undefined;
  readonly backendtype: SpecWord | undefined;
  readonly backend: SpecWord | undefined;
  /** `phy:`, `tap:`, `aio:`, … as written, colon included. */
  readonly prefixes: readonly SpecWord[];
}

const FORMATS: ReadonlySet<string> = new Set(['raw', 'qcow', 'qcow2', 'vhd', 'qed', 'empty']);
const READ_ONLY: ReadonlySet<string> = new Set(['r', 'ro']);
const READ_WRITE: ReadonlySet<string> = new Set(['w', 'rw', '']);
const VALUES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['backendtype', new Set(['phy', 'tap', 'qdisk', 'standalone'])],
  ['specification', new Set(['xen', 'virtio'])],
]);
/** Keys that take any text and may be given once (an empty value is overwritten without a word). */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'backend',
  'vdev',
  'script',
  'colo-host',
  'colo-export',
  'active-disk',
  'hidden-disk',
]);
const FLAGS: ReadonlySet<string> = new Set([
  'cdrom',
  'direct-io-safe',
  'discard',
  'no-discard',
  'colo',
  'no-colo',
  'trusted',
  'untrusted',
]);
const OTHER_KEYS = ['format', 'devtype', 'access', 'backendtype', 'specification', 'colo-port', 'target'];
/** Everything that may stand before a `=`, for suggestions. */
export const XL_DISK_OPTIONS: readonly string[] = [...TEXT_KEYS, ...OTHER_KEYS, 'grant_usage'];

const FORMAT_PREFIXES: ReadonlySet<string> = new Set(['raw', 'qcow', 'qcow2', 'vhd']);
const SCRIPT_PREFIXES: ReadonlySet<string> = new Set(['iscsi', 'nbd', 'enbd', 'drbd']);
const DROPPED_PREFIXES: ReadonlySet<string> = new Set(['tapdisk', 'tap', 'tap2', 'aio', 'ioemu', 'file', 'phy']);

const PREFIX = /[a-z][a-z0-9]*:/y;
const UNKNOWN_KEY = /[a-z][-a-z0-9]*=/y;
const KEY = /[a-z][-_a-z0-9]*=/y;

/**
 * One entry as xl reads it (libxlu_disk_l.l: of all readings of the text at hand the longest counts; libxlu_disk.c).
 * `trusted` and `grant_usage` are known since 4.18 and 4.19. Problems are of type `DiskProblem`.
 */
export function parseXlDisk(text: MappedText): DiskTree {
  return new XlDiskReader(text).read();
}

class XlDiskReader {
  readonly #builder: SpecBuilder;
  readonly #text: string;
  #at = 0;
  #refused = false;
  readonly #words = new Map<string, SpecWord>();
  readonly #prefixes: SpecWord[] = [];
  #format: DiskFormat | undefined;
  #readOnly = false;
  #cdrom = false;
  #accessSet = false;

  constructor(mapped: MappedText) {
    this.#builder = new SpecBuilder(mapped);
    this.#text = mapped.text;
  }

  read(): DiskTree {
    while (this.#at < this.#text.length) if (!this.#readWord()) break;
    this.#finish();
    const get = (name: string) => this.#words.get(name);
    return {
      ...this.#builder.tree(),
      accepted: !this.#refused,
      target: get('target'),
      format: get('format'),
      formatValue: this.#format ?? 'raw',
      vdev: get('vdev'),
      access: get('access'),
      readOnly: this.#readOnly || this.#cdrom,
      cdrom: this.#cdrom,
      script: get('script'),
      backendtype: get('backendtype'),
      backend: get('backend'),
      prefixes: this.#prefixes,
    };
  }

  /** Reads what stands at the cursor; false when xl stops reading there. */
  #readWord(): boolean {
    const start = this.#at;
    while (' \t\n'.includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at++;
    if (this.#at > start) return true;
    return this.#readPrefix() ?? (this.#readOption() || this.#readPositional());
  }

  /** Undefined when there is no prefix; a prefix in front of a letter or digit is one only when it is known. */
  #readPrefix(): boolean | undefined {
    const from = this.#at;
    const colon = matchEnd(PREFIX, this.#text, from);
    if (colon === undefined) return undefined;
    // A prefix counts with the rest of its line, and a longer first word is not cut at one.
    const comma = /[=,]/.exec(this.#text.slice(from))?.index;
    const line = this.#text.indexOf('\n', from);
    if (line >= 0 && line < (comma === undefined ? this.#text.length : from + comma)) return undefined;
    const name = this.#text.slice(from, colon - 1);
    const known = FORMAT_PREFIXES.has(name) || SCRIPT_PREFIXES.has(name) || DROPPED_PREFIXES.has(name);
    if (!known && colon < this.#text.length && /[a-z0-9]/.test(this.#text.charAt(colon))) return undefined;
    this.#builder.bare(from, colon, 'prefix');
    if (!known) {
      this.#refuse('unknown-disk-prefix', from, colon, name);
      return false;
    }
    this.#prefixes.push(this.#builder.word(from, colon));
    if (FORMAT_PREFIXES.has(name)) this.#setFormat(from, colon - 1);
    if (SCRIPT_PREFIXES.has(name)) {
      this.#setText('script', { ...this.#builder.word(from, colon - 1), text: `block-${name}` }, from, colon);
    }
    this.#at = colon;
    return true;
  }

  /** `key=value` or a flag; false when neither stands here. */
  #readOption(): boolean {
    const from = this.#at;
    const comma = this.#text.indexOf(',', from);
    const end = comma < 0 ? this.#text.length : comma;
    // A lone `=` at the very end of the string is dropped (libxlu_disk_l.l): `discard=` is `discard` there.
    const stop = comma < 0 && this.#text.endsWith('=') ? end - 1 : end;
    if (FLAGS.has(this.#text.slice(from, stop))) {
      const word = this.#text.slice(from, stop);
      this.#builder.bare(from, stop, 'flag');
      if (word === 'cdrom') this.#cdrom = true;
      this.#at = end + 1;
      return true;
    }
    const valueFrom = matchEnd(KEY, this.#text, from);
    if (valueFrom === undefined) return false;
    const key = this.#text.slice(from, valueFrom - 1);
    if (key === 'target') return this.#readTarget(from, valueFrom);
    if (key === 'grant_usage') return this.#readGrantUsage(from, valueFrom, end);
    if (TEXT_KEYS.has(key) || OTHER_KEYS.includes(key)) {
      this.#builder.keyValue(from, valueFrom - 1, valueFrom, end);
      this.#setOption(key, valueFrom, end);
      this.#reportBlanks(key, valueFrom, end);
    } else {
      if (matchEnd(UNKNOWN_KEY, this.#text, from) === undefined) return false;
      if (valueFrom === end) return false;
      this.#builder.keyValue(from, valueFrom - 1, valueFrom, end);
      this.#refuse('unknown-disk-option', from, end, key);
    }
    this.#at = end + 1;
    return true;
  }

  /** `target=` takes all that follows on its line; one comma at the very end is dropped. */
  #readTarget(from: number, valueFrom: number): boolean {
    const line = this.#text.indexOf('\n', valueFrom);
    const length = line < 0 ? this.#text.length : line;
    const end = length > valueFrom && this.#text.charAt(length - 1) === ',' ? length - 1 : length;
    this.#builder.keyValue(from, valueFrom - 1, valueFrom, end);
    this.#setText('target', this.#builder.word(valueFrom, end), valueFrom, end);
    this.#reportBlanks('target', valueFrom, end);
    this.#at = length;
    return true;
  }

  #readGrantUsage(from: number, valueFrom: number, end: number): boolean {
    const value = this.#text.charAt(valueFrom);
    if (value !== '0' && value !== '1') return false;
    this.#builder.keyValue(from, valueFrom - 1, valueFrom, valueFrom + 1);
    this.#at = valueFrom + 1 === end ? end + 1 : valueFrom + 1;
    return true;
  }

  /** A word that is known by its place. Behind an error xl no longer looks at it. */
  #readPositional(): boolean {
    const from = this.#at;
    let end = from;
    while (end < this.#text.length && this.#text.charAt(end) !== ',' && this.#text.charAt(end) !== '=') end++;
    const stray = this.#text.charAt(end) === '=' && end === this.#text.length - 1;
    if (stray) this.#builder.problem('stray-equals', end, end + 1);
    if (stray && end === from) return false;
    if (this.#text.charAt(end) === '=' && !stray) {
      this.#builder.bare(from, this.#text.length);
      this.#refuse('bad-disk-syntax', from, this.#text.length, this.#text.slice(from, end));
      return false;
    }
    this.#at = end + 1;
    if (this.#refused) {
      this.#builder.bare(from, end);
      return true;
    }
    const role = this.#placeRole();
    if (role === undefined) {
      this.#builder.bare(from, end);
      this.#refuse('too-many-disk-words', from, end);
      return false;
    }
    this.#takePositional(role, from, end);
    this.#reportBlanks(role, from, end);
    return true;
  }

  #placeRole(): 'target' | 'format' | 'vdev' | 'access' | undefined {
    if (!this.#words.has('target')) return 'target';
    if (this.#prefixes.length === 0 && this.#format === undefined) return 'format';
    if (!this.#words.has('vdev')) return 'vdev';
    return this.#accessSet ? undefined : 'access';
  }

  #takePositional(role: 'target' | 'format' | 'vdev' | 'access', from: number, end: number): void {
    const emptyDrive = role === 'format' && this.#words.get('target')?.text === '';
    if (role === 'vdev' || emptyDrive) {
      const colon = this.#text.lastIndexOf(':', end - 1);
      if (colon >= from) {
        if (emptyDrive) this.#format = 'empty';
        this.#takeVdevAndType(from, colon, end);
        return;
      }
    }
    this.#builder.bare(from, end, role);
    if (role === 'format') this.#setFormat(from, end);
    else if (role === 'access') this.#setAccess(from, end);
    else this.#setText(role, this.#builder.word(from, end), from, end);
    if (role === 'access') this.#accessSet = true;
  }

  /** `hdc:cdrom` in the place of the device name. */
  #takeVdevAndType(from: number, colon: number, end: number): void {
    this.#builder.bare(from, colon, 'vdev');
    this.#builder.bare(colon + 1, end, 'devtype');
    this.#setText('vdev', this.#builder.word(from, colon), from, colon);
    this.#setDevtype(colon + 1, end);
  }

  #setOption(key: string, from: number, end: number): void {
    const word = this.#builder.word(from, end);
    if (TEXT_KEYS.has(key)) this.#setText(key, word, from, end);
    else if (key === 'format') this.#setFormat(from, end);
    else if (key === 'access') this.#setAccess(from, end);
    else if (key === 'devtype') this.#setDevtype(from, end);
    else if (key === 'colo-port') {
      if (!/^[ \t\n\v\f\r]*[-+]?0*[1-9]/.test(word.text)) this.#refuse('unknown-disk-value', from, end, key);
    } else if (!VALUES.get(key)?.has(word.text)) this.#refuse('unknown-disk-value', from, end, key);
    else if ((this.#words.get(key)?.text ?? word.text) !== word.text) this.#refuse('disk-option-twice', from, end, key);
    else this.#words.set(key, word);
  }

  #setText(key: string, word: SpecWord, from: number, end: number): void {
    if (this.#words.get(key)?.text) this.#refuse('disk-option-twice', from, end, key);
    else this.#words.set(key, word);
  }

  #setFormat(from: number, end: number): void {
    const word = this.#text.slice(from, end);
    const format = word === '' ? 'raw' : word;
    if (!FORMATS.has(format)) this.#refuse('unknown-disk-format', from, end, word);
    else if (this.#format !== undefined && this.#format !== format)
      this.#refuse('disk-option-twice', from, end, 'format');
    else {
      this.#format = format as DiskFormat;
      this.#words.set('format', this.#builder.word(from, end));
    }
  }

  #setAccess(from: number, end: number): void {
    const word = this.#text.slice(from, end);
    if (!READ_ONLY.has(word) && !READ_WRITE.has(word)) this.#refuse('unknown-disk-access', from, end, word);
    else {
      this.#readOnly = READ_ONLY.has(word);
      this.#words.set('access', this.#builder.word(from, end));
    }
  }

  #setDevtype(from: number, end: number): void {
    const word = this.#text.slice(from, end);
    if (word === 'cdrom' || word === 'disk') this.#cdrom = word === 'cdrom';
    else this.#refuse('unknown-disk-value', from, end, 'devtype');
  }

  /** What xl looks at when all words are read (`xlu_disk_parse`). */
  #finish(): void {
    const length = this.#text.length;
    if (this.#refused) return;
    if (this.#cdrom && !this.#words.get('target')?.text) this.#format = 'empty';
    if (!this.#words.has('vdev')) this.#refuse('disk-without-vdev', 0, length);
    else if (!this.#words.has('target') && !this.#cdrom) this.#refuse('disk-without-target', 0, length);
  }

  #reportBlanks(key: string, from: number, end: number): void {
    const last = skipBack(this.#text, BLANKS, from, end);
    if (last < end) this.#builder.problem('blanks-before-comma', last, end, { detail: key });
    let first = from;
    while (first < last && BLANKS.includes(this.#text.charAt(first))) first++;
    if (first > from) this.#builder.problem('blanks-around-equals', from, first, { detail: key });
  }

  #refuse(code: DiskProblem, from: number, end: number, detail?: string): void {
    this.#refused = true;
    this.#builder.problem(code, from, end, detail === undefined ? {} : { detail });
  }
}

/** Where the match of a sticky pattern at `at` ends; undefined when there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
