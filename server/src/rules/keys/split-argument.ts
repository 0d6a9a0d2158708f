import { argumentLists } from '../../xen/xl-specs/arguments.ts';
import { entriesOf } from '../entries.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'split-argument',
  area: 'keys',
  severity: 'warning',
  title: 'Argument of QEMU that was cut at a comma',
  explanation:
    'Each text of `device_model_args` is one argument of QEMU. A value such as `socket,id=a,path=/run/a` that is cut at its commas becomes several ' +
    'arguments, and QEMU takes those that do not begin with `-` for disk images and stops.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndevice_model_args = [ "-chardev", "socket", "id=a", "path=/run/a" ]\n',
      },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\ndevice_model_args = [ "-chardev", "socket,id=a,path=/run/a" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const option of argumentLists) {
      const entries = entriesOf(file, option);
      for (const [index, entry] of entries.entries()) {
        const before = entries[index - 1]?.text.text;
        // The first text behind an option is its value; a second key=value belongs to it.
        if (before === undefined || before.startsWith('-') || !/^[a-z][\w.-]*=/i.test(entry.text.text)) continue;
        yield {
          span: entry.span,
          message: `QEMU takes "${entry.text.text.slice(0, 40)}" on its own for the name of a disk image, and stops. Write it behind the text before it, with a comma between them.`,
        };
        break;
      }
    }
  },
});
