import { fixBy, replace, settingOut } from '../edits.ts';
import { textOf } from '../entries.ts';
import { isRead, quoteOf, whereCertain, xlSettings } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'bootloader-args-text',
  area: 'boot',
  severity: 'warning',
  title: 'Arguments of the bootloader as one text',
  explanation:
    '`bootloader_args` is a list with one argument an entry. xl still cuts a single text at its blanks, with a warning at each start, and ' +
    'so takes an argument with a blank in it for two. With an empty text it crashes.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = "--entry 1"\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = [ "--entry", "1" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = [ "--entry", "1" ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nbootloader_args = ""\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\n' },
      fixed: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\n#bootloader_args = ""\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    for (const { name, value, row } of xlSettings(file)) {
      const text = name === 'bootloader_args' ? textOf(value)?.text : undefined;
      if (text === undefined || !isRead(file, row)) continue;
      const words = text.split(/[ \t\n]+/).filter(Boolean);
      const quote = quoteOf(file, value.span);
      const list = `[ ${words.map((word) => `${quote}${word}${quote}`).join(', ')} ]`;
      yield {
        span: value.span,
        severity: whereCertain(file, words.length === 0 ? 'error' : 'warning'),
        message:
          words.length === 0
            ? 'xl crashes at an empty bootloader_args, and no guest is created. Remove the line.'
            : 'xl warns at each start that bootloader_args is no list, and cuts it at every blank. Write one argument an entry.',
        fixes: () =>
          words.length > 0 && !/["'\\]/.test(text)
            ? [
                fixBy('Make it a list', replace(file, value.span, list), {
                  preferred: true,
                  safe: file.toolstack.certain,
                }),
              ]
            : words.length === 0
              ? [settingOut(file, name, { preferred: true })]
              : [],
      };
    }
  },
});
