/** Bare words that Python takes for variables, in a file that sets none of that name. */
import type { CfgFile } from '../../../model/source-file.ts';
import { assignedName, type CfgExpression, type CfgName, type CfgStatement } from '../../../syntax/cfg/tree.ts';
import { byName } from '../../../xen/row.ts';
import { xmKeys } from '../../../xen/xm-keys.ts';
import { fixBy, replace } from '../../edits.ts';
import { defineRule } from '../../rule.ts';
import { quoted } from './problems.ts';

const ROWS = byName(xmKeys);

/** What Python 2 and xm define before the file runs: builtins, `sys`, `os`, xm's own names and those of xen.util.ip. */
const PREDEFINED: ReadonlySet<string> = new Set(
  (
    'True False None __name__ __file__ __builtins__ NotImplemented Ellipsis abs all any apply basestring bin bool buffer bytearray bytes ' +
    'callable chr classmethod cmp coerce compile complex copyright credits delattr dict dir divmod enumerate eval execfile exit file filter ' +
    'float format frozenset getattr globals hasattr hash help hex id input int intern isinstance issubclass iter len license list locals long ' +
    'map max memoryview min next object oct open ord pow print property quit range raw_input reduce reload repr reversed round set setattr ' +
    'slice sorted staticmethod str sum super tuple type unichr unicode vars xrange zip sys os Vars xm_file xm_help xm_vars ' +
    'get_defaultroute get_current_ipaddr get_current_ipmask get_current_ipgw inet_aton inet_ntoa check_subnet get_subnet re string struct ' +
    'socket errno fcntl hosts vmid'
  ).split(' '),
);

/** Words that people write for values, in whichever language they think. */
const WORDS: ReadonlySet<string> = new Set(
  'true false yes no on off null nil none enabled disabled enable disable auto hvm linux pv restart destroy preserve'.split(
    ' ',
  ),
);

const SWITCH: ReadonlyMap<string, string> = new Map([
  ['true', '1'],
  ['yes', '1'],
  ['on', '1'],
  ['enabled', '1'],
  ['false', '0'],
  ['no', '0'],
  ['off', '0'],
  ['disabled', '0'],
]);

export default defineRule({
  code: 'undefined-name',
  area: 'syntax',
  severity: 'error',
  title: 'Bare word that xm takes for a variable',
  explanation:
    'xm runs the file as Python, where a word without quotes is the name of a variable. When nothing sets that variable Python stops with ' +
    "\"name 'restart' is not defined\" and no guest is created. Text needs quotes; a switch is 1 or 0. (Words given on xm's command line as " +
    '`NAME=value` become variables too: a plain word that could be one is a warning only.)',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_reboot = restart\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_reboot = "restart"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\non_reboot = "restart"\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = yes\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = 1\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nlocaltime = 1\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return;
    const defined = definedNames(file);
    if (!defined) return;
    for (const statement of file.tree.statements) {
      const key = statement.kind === 'assignment' ? assignedName(file.tree, statement) : undefined;
      const row = key === undefined ? undefined : ROWS.get(key);
      if (statement.kind !== 'assignment' || !statement.value || !row) continue;
      const { value } = statement;
      const missing = bareNames(value)
        .map((name) => ({ name, text: file.text.slice(name.offset, name.end) }))
        .filter(({ text }) => !defined.has(text));
      const [first] = missing;
      if (!first) continue;
      const isWord = WORDS.has(first.text.toLowerCase()) || row.values?.includes(first.text) === true;
      // `web-f` and `web.example.org` can only be texts; one plain word may come from the command line.
      const isText = value.kind === 'binary' || value.kind === 'attribute';
      const whole = value.kind === 'list' ? first.name : value;
      const written = file.text.slice(whole.offset, whole.end);
      const meant =
        row.type === 'bool' || row.type === 'defbool' || row.type === 'int' || row.type === 'number'
          ? SWITCH.get(written.toLowerCase())
          : quoted(written);
      yield {
        span: { offset: whole.offset, end: whole.end },
        ...(isWord || isText ? {} : { severity: 'warning' as const }),
        message:
          `xm takes ${first.text} for a variable that nothing sets, stops and creates no guest` +
          `${isWord || isText ? '' : ', unless it is given on the command line'}.${meant === undefined ? '' : ` Write ${meant}.`}`,
        fixes: () =>
          meant === undefined ? [] : [fixBy(`Write ${meant}`, replace(file, whole, meant), { preferred: true })],
      };
    }
  },
});

/** Every name that some statement of the file may set; undefined when that cannot be known. */
function definedNames(file: CfgFile): ReadonlySet<string> | undefined {
  const { tree } = file;
  const names = new Set(PREDEFINED);
  const add = (name: CfgName): void => void names.add(tree.text.slice(name.offset, name.end));
  const waiting: CfgStatement[] = [...tree.statements];
  for (let statement = waiting.pop(); statement; statement = waiting.pop()) {
    if (statement.kind === 'broken') return undefined;
    if (statement.kind === 'block') {
      statement.binds.forEach(add);
      for (const inner of statement.body) waiting.push(inner);
    } else if (statement.kind === 'assignment') {
      for (const target of [statement.target, ...statement.chained]) bareNames(target).forEach(add);
    } else {
      statement.binds.forEach(add);
      const text = tree.text.slice(statement.offset, statement.end);
      if (/^(?:from\b.*\*|exec\b|execfile\b|globals\b|locals\b)/.test(text)) return undefined;
      // xm_vars.var('vmid', …) makes a variable of that name.
      for (const match of text.matchAll(/\.var\(\s*['"](\w+)['"]/g)) names.add(match[1] ?? '');
    }
  }
  return names;
}

/** The names that a value reads, as far as they stand in plain sight; nothing of comprehensions, lambdas and calls. */
function bareNames(root: CfgExpression): CfgName[] {
  const found: CfgName[] = [];
  const waiting: CfgExpression[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'name') found.push(node);
    else if (node.kind === 'list' || node.kind === 'tuple') {
      for (const item of node.items) waiting.push(item);
    } else if (node.kind === 'group' && node.inner) waiting.push(node.inner);
    else if (node.kind === 'attribute') waiting.push(node.object);
    else if (node.kind === 'binary') {
      waiting.push(node.left);
      if (node.right) waiting.push(node.right);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
