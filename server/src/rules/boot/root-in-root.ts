import { sourceSpan } from '../../syntax/span.ts';
import { fixBy, replace } from '../edits.ts';
import { textOf } from '../entries.ts';
import { xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

/** What xl and xm put before the value themselves. */
const PREFIX = 'root=';

export default defineRule({
  code: 'root-in-root',
  area: 'boot',
  severity: 'warning',
  title: 'root= inside of root',
  explanation:
    '`root` names the root device alone: xl and xm put `root=` before it when they make the command line of the kernel. With a second one the ' +
    'kernel gets `root=root=/dev/…`, finds no such device and stops.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\nroot = "root=/dev/xvda1 ro"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\nroot = "/dev/xvda1 ro"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\nroot = "/dev/xvda1 ro"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { name, value } of xlSettings(file)) {
      const text = textOf(value);
      if (`${name}=` !== PREFIX || !text?.text.startsWith(PREFIX)) continue;
      const span = sourceSpan(text, 0, PREFIX.length);
      yield {
        span,
        message: `The kernel gets root=${text.text.slice(0, 40)} and finds no such device: xl writes root= itself. Leave it out.`,
        fixes: () => [fixBy('Leave root= out', replace(file, span, ''), { preferred: true, safe: true })],
      };
    }
  },
});
