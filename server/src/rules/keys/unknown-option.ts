import { hypervisorOptions } from '../../xen/hypervisor-options.ts';
import { xmKeys } from '../../xen/xm-keys.ts';
import { fixBy, renameKey, settingOut } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { sameWords, suggest } from '../suggest.ts';
import {
  type FinalSetting,
  finalSettings,
  isForXl,
  type OptionFile,
  rowsFor,
  xlConfRows,
  xlLanguages,
  xlRows,
} from './settings-of.ts';

/** What people take for the name of an option -> the option; of each table. */
const ALIASES = new Map(
  [xlRows, xlConfRows].map((rows) => [
    rows,
    new Map(
      [...rows.values()].flatMap((row) => (row.reading?.aliases ?? []).map((alias) => [alias, row.name] as const)),
    ),
  ]),
);

const XM_NAMES: ReadonlySet<string> = new Set(xmKeys.map((row) => row.name));

/** What was found for a name the last time: a file's unknown names are the same at every keystroke. */
const remembered = new Map<ReadonlyMap<string, unknown>, Map<string, string | undefined>>();

/** Names of each table that are remembered at the most. */
const MOST_REMEMBERED = 20_000;

function nearest(name: string, file: OptionFile): string | undefined {
  const rows = rowsFor(file);
  let names = remembered.get(rows);
  if (!names || names.size >= MOST_REMEMBERED) {
    names = new Map();
    remembered.set(rows, names);
  }
  if (!names.has(name)) names.set(name, suggest(name, rows.keys()));
  return names.get(name);
}

/** The option that a name may have been meant for. */
function meant(name: string, file: OptionFile): string | undefined {
  const alias = ALIASES.get(rowsFor(file))?.get(name);
  if (alias !== undefined && file.language === 'xen-cfg') return alias;
  const same = file.language === 'xl-conf' ? (sameWords(name, rowsFor(file)) ?? alias) : undefined;
  if (same !== undefined) return same;
  const near = nearest(name, file);
  // Two slips in a short word are another word: `ostype` is not `type`.
  const isAnotherWord = near !== undefined && near.length <= 4 && Math.abs(near.length - name.length) > 1;
  return isAnotherWord ? undefined : near;
}

/** The place that an option of another file belongs to; undefined for a name that nothing reads. */
function elsewhere(name: string, file: OptionFile): string | undefined {
  if (file.language === 'xen-cfg')
    return xlConfRows.has(name) ? 'in xl.conf, where it holds for all guests of the host' : undefined;
  if (file.language === 'xl-cpupool') return undefined;
  if (hypervisorOptions.has(name)) return 'on the command line of the hypervisor, in the boot loader';
  return xlRows.has(name) ? "in a guest's own file" : undefined;
}

function repairs(file: OptionFile, { nameSpan }: FinalSetting, option: string): Fix[] {
  return [fixBy(`Rename to ${option}`, renameKey(file, nameSpan, option), { preferred: true })];
}

export default defineRule({
  code: 'unknown-option',
  area: 'keys',
  severity: 'warning',
  title: 'Name that xl does not know',
  explanation:
    'xl never complains about a name it does not know: the line simply has no effect. A name that resembles an option is most ' +
    'likely a slip of the pen. One that resembles nothing, or whose option is set as well, may be a note for people or scripts ' +
    'and is only a hint, unless `xen.toolstack` says that xl reads the file.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nxen_9pfs = [ "tag=t,security_model=none,path=/srv" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\np9 = [ "tag=t,security_model=none,path=/srv" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\np9 = [ "tag=t,security_model=none,path=/srv" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemroy = 512\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
    },
    {
      bad: { 'xl.conf': 'dom0_mem="4096M"\n' },
      good: { 'xl.conf': 'autoballoon="off"\n' },
      fixed: { 'xl.conf': '#dom0_mem="4096M"\n' },
    },
  ],
  languages: xlLanguages,
  inTemplates: true,
  *check(file, { settings }) {
    if (!isForXl(file) || file.tree.python) return;
    // Somebody who says that xl reads the file wants to know what it leaves out.
    const told = settings.toolstack === 'xl' && file.language === 'xen-cfg';
    const isGuest = file.language === 'xen-cfg';
    const { variables } = file.facts;
    for (const setting of finalSettings(file)) {
      const { name, nameSpan } = setting;
      if (rowsFor(file).has(name) || (isGuest && XM_NAMES.has(name)) || !/^[a-z]/.test(name)) continue;
      const option = meant(name, file);
      if (option !== undefined && !variables.has(option)) {
        yield {
          span: nameSpan,
          message: `xl does not know ${name} and passes over the line in silence. Did you mean ${option}?`,
          fixes: () => repairs(file, setting, option),
        };
      } else {
        const place = elsewhere(name, file);
        yield {
          span: nameSpan,
          severity: place || told ? 'warning' : 'hint',
          message: place
            ? `${name} belongs ${place}; written here it has no effect. Move it there.`
            : `xl does not read ${name}: the line has no effect.`,
          tag: 'unnecessary',
          fixes: () => [settingOut(file, name)],
        };
      }
    }
  },
});
