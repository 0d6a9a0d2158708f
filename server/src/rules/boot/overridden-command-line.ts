import { stringOf } from '../../model/guest.ts';
import { fixBy } from '../edits.ts';
import { textOf } from '../entries.ts';
import { removeStatement, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

const PARTS: ReadonlySet<string> = new Set(['root', 'extra']);

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
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const cmdline = stringOf(file.facts.variables, 'cmdline');
    if (!cmdline) return;
    for (const { name, value, assignment } of xlSettings(file)) {
      if (!PARTS.has(name) || !textOf(value)) continue;
      yield {
        span: { offset: assignment.offset, end: assignment.end },
        message: `xl uses cmdline alone and leaves ${name} out of the kernel's command line. Move its text into cmdline.`,
        related: [{ uri: file.uri, span: { offset: cmdline.offset, end: cmdline.end }, message: 'This is used' }],
        tag: 'unnecessary',
        fixes: () => [fixBy(`Remove ${name}`, removeStatement(file, assignment))],
      };
    }
  },
});
