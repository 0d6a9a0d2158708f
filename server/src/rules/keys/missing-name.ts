import { basename } from '../../model/paths.ts';
import { xlKeys } from '../../xen/xl-keys.ts';
import { fixBy, lineBefore, usualQuote } from '../edits.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'missing-name',
  area: 'keys',
  severity: 'error',
  title: 'Guest without a name',
  explanation:
    'xl creates no guest without `name`. xm took the name of the file instead, which is why older files often lack it. ' +
    '(`xl create FILE name="NAME"` gives one on the command line.)',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'web.cfg': 'kernel = "/boot/vmlinuz"\nmemory = 512\n' },
      good: { 'web.cfg': 'name = "web"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
      fixed: { 'web.cfg': 'name = "web"\nkernel = "/boot/vmlinuz"\nmemory = 512\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    const { variables } = file.facts;
    if (file.toolstack.toolstack !== 'xl' || !file.toolstack.certain || file.tree.python) return;
    if (variables.has('name')) return;
    // Where somebody said that xl reads the file it is a guest, whatever it lacks.
    // A file that meets no need of a guest is a piece that somebody puts together with others.
    const told = settings.toolstack === 'xl';
    if (!told && !xlKeys.some((row) => row.need !== undefined && variables.has(row.name))) return;
    const first = file.tree.statements[0] ?? { offset: 0, end: 0 };
    yield {
      span: { offset: first.offset, end: first.end },
      message: 'xl does not create a guest without a name. Add a line such as name = "web01".',
      fixes: () => {
        const name = basename(file.path).replace(/\.(?:cfg|conf|config|xl|pv|pvh|hvm)$/, '');
        const quote = usualQuote(file);
        const [statement] = file.tree.statements;
        if (!/^[\w.-]+$/.test(name) || !statement) return [];
        return [
          fixBy(`Add name = "${name}"`, lineBefore(file, statement, `name = ${quote}${name}${quote}`), {
            preferred: true,
          }),
        ];
      },
    };
  },
});
