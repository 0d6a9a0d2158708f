/** Which table answers for what stands at the cursor. */
import { interfacesKeywords, interfacesMethods, interfacesOptions } from './interfaces-options.ts';
import { kernelIpFields, kernelParameters } from './kernel-parameters.ts';
import { byName, type Row, type Toolstack } from './row.ts';
import { xenApiItems, xmDiskPositions } from './spec-positions.ts';
import { xendOptions } from './xend-options.ts';
import { xlConfKeys } from './xl-conf-keys.ts';
import { xlCpupoolKeys } from './xl-cpupool-keys.ts';
import { diskRows } from './xl-disk-keys.ts';
import { xlKeys } from './xl-keys.ts';
import { xlSpecs } from './xl-specs/index.ts';
import { xlVifKeys } from './xl-vif-keys.ts';
import { xmDiskForms } from './xm-disk-forms.ts';
import { xmKeys } from './xm-keys.ts';
import { xmVifKeys } from './xm-vif-keys.ts';

export type Table = ReadonlyMap<string, Row>;

/** Names by which an item of a completion finds its row again when its details are asked for. */
export const TABLES = {
  xend: byName<Row>(xendOptions),
  xl: byName<Row>(xlKeys),
  xm: byName<Row>(xmKeys),
  'xl-conf': byName<Row>(xlConfKeys),
  'xl-cpupool': byName<Row>(xlCpupoolKeys),
  'xl-vif': byName<Row>(xlVifKeys),
  'xm-vif': byName<Row>(xmVifKeys.filter((row) => row.list === 'vif')),
  'xm-vif2': byName<Row>(xmVifKeys.filter((row) => row.list === 'vif2')),
  'xl-disk': new Map<string, Row>([...diskRows('named'), ...diskRows('flag')]),
  'xl-disk-position': diskRows('positional') as Table,
  'xl-disk-prefix': diskRows('prefix') as Table,
  'xl-disk-format': diskRows('format') as Table,
  'xl-disk-backendtype': diskRows('backendtype') as Table,
  'xl-disk-access': diskRows('access') as Table,
  'xm-disk-position': byName(xmDiskPositions),
  'xm-disk-prefix': byName<Row>(xmDiskForms.filter((form) => form.part === 'prefix')),
  kernel: byName(kernelParameters),
  'kernel-ip': byName(kernelIpFields),
  'xen-api': byName(xenApiItems),
  'interfaces-keyword': byName<Row>(interfacesKeywords),
  'interfaces-method': byName<Row>(interfacesMethods),
  'interfaces-option': byName<Row>(interfacesOptions),
} satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof TABLES | `spec:${string}`;

const EMPTY: Table = new Map();
const specTables = new Map<string, Table>();

export function table(name: TableName): Table {
  if (name in TABLES) return TABLES[name as keyof typeof TABLES];
  const spec = name.slice('spec:'.length);
  const known = specTables.get(spec);
  if (known) return known;
  const rows = xlSpecs.get(spec);
  const made = rows ? byName<Row>(rows) : EMPTY;
  specTables.set(spec, made);
  return made;
}

/** The table of a file's own keys. */
export function keyTable(language: 'xen-cfg' | 'xl-conf' | 'xl-cpupool', toolstack: Toolstack): TableName {
  return language === 'xen-cfg' ? toolstack : language;
}

/** The table of the keys and words of a small language; `spec` is a `SpecName`. Disks of xm have none. */
export function specTable(spec: string, toolstack: Toolstack): TableName {
  if (spec === 'vif') return toolstack === 'xm' ? 'xm-vif' : 'xl-vif';
  if (spec === 'vif2') return 'xm-vif2';
  if (spec === 'disk') return toolstack === 'xm' ? 'spec:' : 'xl-disk';
  if (spec === 'kernel') return 'kernel';
  return spec === 'cpuid-registers' ? 'spec:cpuid' : `spec:${spec}`;
}

/** A row and the table that it stands in. */
export interface Found {
  readonly table: TableName;
  readonly row: Row;
}

/** The row of this name; undefined when the table has none. */
export function find(name: TableName, key: string): Found | undefined {
  const row = table(name).get(key);
  return row && { table: name, row };
}

/** Rows that describe what is known by its place, by language and place. */
const POSITIONS: Readonly<Record<string, readonly [TableName, string]>> = {
  'pci bdf': ['spec:pci', 'bdf (positional)'],
  'pci vslot': ['spec:pci', '@vslot (positional)'],
  'usbdevice device': ['spec:usbdevice', 'DEVICE'],
  'usbdevice host': ['spec:usbdevice', 'DEVICE'],
  'irqs irq': ['spec:irqs', 'N'],
  'iomem start': ['spec:iomem', 'START,COUNT'],
  'iomem count': ['spec:iomem', 'START,COUNT'],
  'iomem gfn': ['spec:iomem', 'START,COUNT@GFN'],
  'cpuid-registers leaf': ['spec:cpuid', 'leaf[,subleaf]:reg=bits'],
};

/** The row for what stands at a place of a string; `text` is the word that stands there. */
export function positionRow(spec: string, role: string, text: string, toolstack: Toolstack): Found | undefined {
  const fixed = POSITIONS[`${spec} ${role}`];
  if (fixed) return find(...fixed);
  switch (spec) {
    case 'disk':
      return diskPosition(role, text, toolstack);
    case 'cpus':
    case 'pool-cpus':
      return find(`spec:${spec}`, cpuForm(text));
    case 'pool-cpu':
      return find('spec:pool-cpu', /^\s*\d+\s*$/.test(text) ? 'N' : 'other');
    case 'ioports':
      return find('spec:ioports', text.includes('-') ? 'N-M' : 'N');
    case 'vsnd':
      return find('spec:vsnd', text.toUpperCase());
    case 'kernel':
      return find('kernel-ip', role);
    default:
      return undefined;
  }
}

function diskPosition(role: string, text: string, toolstack: Toolstack): Found | undefined {
  if (toolstack === 'xm') {
    if (role === 'prefix') return xmPrefix(text);
    return find('xm-disk-position', role === 'devtype' ? 'vdev' : role);
  }
  if (role === 'prefix') return find('xl-disk-prefix', text);
  return role === 'devtype' ? find('xl-disk', 'devtype') : find('xl-disk-position', role);
}

/** The prefixes of xm are listed by how a whole target is written: `phy:/PATH`, `tap:aio:`. */
function xmPrefix(text: string): Found | undefined {
  for (const [name, row] of TABLES['xm-disk-prefix']) {
    if (name.startsWith(text) || name.includes(`:${text}`)) return { table: 'xm-disk-prefix', row };
  }
  return undefined;
}

function cpuForm(word: string): string {
  if (word.startsWith('^')) return '^N or ^N-M';
  if (word.startsWith('node')) return 'node:N or nodes:N-M';
  if (word === 'all') return 'all';
  return word.includes('-') ? 'N-M' : 'N';
}

/** Tables that explain the words of a value, by language and key. */
export const WORD_TABLES: Readonly<Record<string, TableName>> = {
  'disk format': 'xl-disk-format',
  'disk access': 'xl-disk-access',
  'disk backendtype': 'xl-disk-backendtype',
};

/** A word of a string, as far as the tables care: a symbol at the cursor, or a slot of the string. */
export interface SpecWordLike {
  readonly kind: 'spec-key' | 'spec-value' | 'spec-position';
  readonly spec: string;
  readonly subkey: string;
  readonly text: string;
}

/** The row that explains a word of a string: that of the word itself where it has one, else that of its key or place. */
export function specRow(word: SpecWordLike, toolstack: Toolstack): Found | undefined {
  const { kind, spec, subkey, text } = word;
  if (kind !== 'spec-key' && toolstack === 'xl') {
    const words = WORD_TABLES[`${spec} ${subkey}`];
    const found = words && find(words, text);
    if (found) return found;
  }
  if (kind === 'spec-position') return positionRow(spec, subkey, text, toolstack);
  if (spec === 'cpuid-registers')
    return find('spec:cpuid', kind === 'spec-key' ? 'leaf[,subleaf]:reg=bits' : '(value letters)');
  return find(specTable(spec, toolstack), subkey || text.trim());
}
