/** Which table answers for what stands at the cursor. */
import { interfacesKeywords, interfacesMethods, interfacesOptions } from '../xen/interfaces-options.ts';
import { byName, type Row, type Toolstack } from '../xen/row.ts';
import { xendOptions } from '../xen/xend-options.ts';
import { xlConfKeys } from '../xen/xl-conf-keys.ts';
import { xlCpupoolKeys } from '../xen/xl-cpupool-keys.ts';
import { diskRows } from '../xen/xl-disk-keys.ts';
import { xlKeys } from '../xen/xl-keys.ts';
import { xlSpecs } from '../xen/xl-specs/index.ts';
import { xlVifKeys } from '../xen/xl-vif-keys.ts';
import { xmKeys } from '../xen/xm-keys.ts';
import { xmVifKeys } from '../xen/xm-vif-keys.ts';

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
  'xl-disk': diskRows('named') as Table,
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

/** The table of the sub-keys inside the strings of a key. */
export function specTable(key: string, toolstack: Toolstack): TableName {
  if (key === 'vif') return toolstack === 'xm' ? 'xm-vif' : 'xl-vif';
  return key === 'disk' ? 'xl-disk' : `spec:${key}`;
}
