/** Octal escapes, which xl drops from a text without a word. */
import { assignmentsOf } from '../../../model/spec-strings.ts';
import { decodeString } from '../../../syntax/cfg/strings.ts';
import type { CfgExpression } from '../../../syntax/cfg/tree.ts';
import { fixBy, replace } from '../../edits.ts';
import { whereCertain } from '../../keys/settings-of.ts';
import { defineRule } from '../../rule.ts';
import { type AnyCfgFile, readerOf } from './problems.ts';

export default defineRule({
  code: 'vanishing-escape',
  area: 'syntax',
  severity: 'warning',
  title: 'Octal escape that xl drops',
  explanation:
    'A backslash and three octal digits stand for a character in Python and C. xl reads them and puts nothing in their place: ' +
    '`"a\\\\101b"` is `ab` for it, without any message. Write the character itself, or two backslashes for a real one.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nextra = "a\\101b"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nextra = "aAb"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nextra = "aAb"\n' },
    },
  ],
  languages: ['xen-cfg', 'xl-conf', 'xl-cpupool'],
  *check(file: AnyCfgFile) {
    if (readerOf(file) !== 'xl' || !file.text.includes('\\')) return;
    for (const { value } of assignmentsOf(file.tree, { offset: 0, end: file.text.length })) {
      const waiting: CfgExpression[] = value ? [value] : [];
      for (let node = waiting.pop(); node; node = waiting.pop()) {
        if (node.kind === 'list') for (const item of [...node.items].reverse()) waiting.push(item);
        if (node.kind !== 'string') continue;
        for (const { kind, offset, end } of decodeString(file.text, node, 'xl').problems) {
          if (kind !== 'vanishes') continue;
          const written = file.text.slice(offset, end);
          const letter = String.fromCharCode(Number.parseInt(written.slice(1), 8) & 0xff);
          const isPlain = /^[ !#-[\]-~]$/.test(letter) && letter !== "'";
          yield {
            span: { offset, end },
            severity: whereCertain(file, 'warning'),
            message: `xl drops ${written} from the text and puts nothing in its place. Write ${isPlain ? `${letter} itself` : 'the character itself'}.`,
            fixes: () =>
              isPlain ? [fixBy(`Write ${letter}`, replace(file, { offset, end }, letter), { preferred: true })] : [],
          };
        }
      }
    }
  },
});
