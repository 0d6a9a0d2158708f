/** A row of the tables as Markdown, for hover and for the details of a completion. */
import { isGone, isTooNew } from '../xen/releases.ts';
import type { Row } from '../xen/row.ts';

const STATUS_WORDS: Readonly<Record<Row['status'], string>> = {
  current: '',
  deprecated: 'Deprecated',
  ignored: 'Without effect',
  removed: 'Removed',
  invalid: 'Refused',
  undocumented: 'Not documented by Xen',
  'security-sensitive': 'Opens the host when set carelessly',
  unsupported: 'Not supported by xl',
};

/**
 * The row in full: how it is written, what it does, what holds without it, and for which releases and guests; `release`
 * is what the host runs, where that is known.
 */
export function rowMarkdown(row: Row, release?: string): string {
  const lines = [`**${row.name}** · ${valueInWords(row)}`, '', [row.summary, row.details].filter(Boolean).join(' ')];
  const facts: string[] = [];
  const status = STATUS_WORDS[row.status];
  if (status) facts.push(`${status}${row.replacedBy ? `; use \`${row.replacedBy}\`` : ''}`);
  if (row.values && row.values.length > 0)
    facts.push(`Values: ${row.values.map((value) => `\`${value}\``).join(', ')}`);
  if (row.default !== undefined && row.default !== '') facts.push(`Default: ${row.default}`);
  const bounds = boundsInWords(row);
  if (bounds) facts.push(`Range: ${bounds}`);
  if (row.guests) facts.push(`Only for: ${row.guests.join(', ').toUpperCase()}`);
  const releases = releasesInWords(row, release);
  if (releases) facts.push(releases);
  if (facts.length > 0) lines.push('', ...facts.map((fact) => `- ${fact}`));
  if (row.example) lines.push('', '```', row.example, '```');
  return lines.join('\n');
}

const TYPE_WORDS: Readonly<Record<Row['type'], string>> = {
  string: 'text',
  int: 'whole number',
  number: 'number',
  bool: '0 or 1',
  defbool: '0 or 1',
  enum: 'one of a few words',
  flag: 'word without a value',
  list: 'list',
  'list-of-string': 'list of texts',
  'string-or-list': 'text or list',
  path: 'path',
  port: 'port',
  address: 'address',
  'regex-list': 'patterns, separated by single blanks',
  script: 'script, with its arguments in one pair of quotes',
  bdf: 'PCI address',
  hex: 'hexadecimal number',
};

/** What kind of value the row takes, in a few words. */
export function valueInWords(row: Row): string {
  const isYesNo = row.type === 'bool' && row.values !== undefined && row.values.includes('yes');
  const words = isYesNo ? 'yes or no' : TYPE_WORDS[row.type];
  return row.form && row.form !== row.type ? `${words} (${row.form})` : words;
}

function boundsInWords(row: Row): string | undefined {
  if (row.min !== undefined && row.max !== undefined) return `${row.min} to ${row.max}`;
  if (row.min !== undefined) return `${row.min} or more`;
  return row.max === undefined ? undefined : `up to ${row.max}`;
}

/**
 * `Since Xen 4.13`, `Until Xen 4.4`, `From Xen 3.0.4 to 4.4`, and how that stands to the release of the host; undefined
 * when every release has it.
 */
export function releasesInWords(row: Row, release?: string): string | undefined {
  const words = plainReleases(row);
  if (words === undefined || release === undefined || release === 'newest') return words;
  if (isTooNew(row, release)) return `${words}, newer than the ${release} of this host`;
  return isGone(row, release) ? `${words}, older than the ${release} of this host` : words;
}

function plainReleases(row: Row): string | undefined {
  if (row.since && row.until) return `From Xen ${row.since} to ${row.until}`;
  if (row.since) return `Since Xen ${row.since}`;
  return row.until ? `Until Xen ${row.until}` : undefined;
}
