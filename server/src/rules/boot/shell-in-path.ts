import { sourceSpan } from '../../syntax/span.ts';
import { fixBy, replace } from '../edits.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

/** What a shell would replace, and nothing else does: a home folder, a command's output, a variable. */
function shellPart(path: string): { from: number; to: number } | undefined {
  if (path === '~' || path.startsWith('~/')) return { from: 0, to: 1 };
  const at = path.search(/`|\$\(|\$\{?[A-Za-z_]/);
  if (at < 0) return undefined;
  const closing = path.charAt(at) === '`' ? path.indexOf('`', at + 1) : path.indexOf(')', at);
  return { from: at, to: closing < 0 ? path.length : closing + 1 };
}

export default defineRule({
  code: 'shell-in-path',
  area: 'boot',
  severity: 'warning',
  title: 'Shell notation in a path',
  explanation:
    'No shell reads the file. `~`, `$HOME` and a command in backticks stay as they are, and xl looks for a file of that very name.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz-`uname -r`"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz-6.1.0"\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "~/vmlinuz"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/root/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/root/vmlinuz"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { name, value, row } of xlSettings(file)) {
      if (row.form !== 'path' || row.status === 'ignored' || value.kind !== 'string') continue;
      const part = shellPart(value.text.text);
      if (!part) continue;
      const written = value.text.text.slice(part.from, part.to).slice(0, 40);
      const span = sourceSpan(value.text, part.from, part.to);
      const rest = value.text.text.slice(part.from);
      const home = part.from === 0 ? /^(?:~|\$HOME|\$\{HOME\})(?=\/)/.exec(rest)?.[0] : undefined;
      yield {
        span,
        message: `No shell reads this, so ${written} in ${name} is taken as it stands, and no such file is found. Write the whole path.`,
        // xl runs as root.
        fixes: () =>
          home === undefined
            ? []
            : [fixBy('Write /root', replace(file, sourceSpan(value.text, 0, home.length), '/root'))],
      };
    }
  },
});
