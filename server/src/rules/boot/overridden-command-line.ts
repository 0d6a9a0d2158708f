import { stringOf } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { StaticValue } from '../../model/static-value.ts';
import { commentOutSetting, insert, settingOut } from '../edits.ts';
import { textOf } from '../entries.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule, type Fix } from '../rule.ts';

/** The option that the others are parts of. */
const WHOLE = 'cmdline';

/** Moves the text of `root` or `extra` into cmdline, as xl would have put the two together (`xl_parse.c`). */
function joined(file: CfgFile, name: string, value: StaticValue): Fix[] {
  const text = textOf(value)?.text.trim() ?? '';
  const cmdline = file.facts.variables.get(WHOLE);
  const quote = cmdline ? file.text.charAt(cmdline.value.span.end - 1) : '';
  if (cmdline?.value.kind !== 'string' || cmdline.assignments.length !== 1 || text === '') return [];
  if (!/['"]/.test(quote) || /["'\\\n]/.test(text)) return [];
  const parameter = name === 'root' ? `root=${text}` : text;
  const words = cmdline.value.text.text.split(/\s+/);
  const there = name === 'root' && words.some((word) => word.startsWith('root='));
  const out = commentOutSetting(file, name);
  if (there || out.length === 0) return [];
  const blank = cmdline.value.text.text === '' ? '' : ' ';
  const edits = [insert(file, cmdline.value.span.end - 1, `${blank}${parameter}`), ...out];
  return [{ title: `Move ${name} into cmdline`, edits, preferred: true }];
}

export default defineRule({
  code: 'overridden-command-line',
  area: 'boot',
  severity: 'warning',
  title: 'root or extra beside cmdline',
  explanation:
    '`cmdline` is the whole command line of the guest kernel. Where it is set, xl leaves `root` and `extra` out and prints a ' +
    'warning; a guest that relied on them finds no root disk or has no console.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nroot = "/dev/xvda1"\ncmdline = "quiet"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\ncmdline = "root=/dev/xvda1 quiet"\n' },
      fixed: {
        'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#root = "/dev/xvda1"\ncmdline = "quiet root=/dev/xvda1"\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const cmdline = stringOf(file.facts.variables, WHOLE);
    if (!cmdline) return;
    for (const { name, value, assignment, row } of xlSettings(file)) {
      if (row.reading?.partOf !== WHOLE || !textOf(value)) continue;
      yield {
        span: { offset: assignment.offset, end: assignment.end },
        message: `xl uses cmdline alone and leaves ${name} out of the kernel's command line. Move its text into cmdline.`,
        related: [{ uri: file.uri, span: { offset: cmdline.offset, end: cmdline.end }, message: 'This is used' }],
        tag: 'unnecessary',
        fixes: () => [...joined(file, name, value), settingOut(file, name)],
      };
    }
  },
});
