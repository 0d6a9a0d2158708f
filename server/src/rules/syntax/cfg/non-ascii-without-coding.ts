import { pythonProblems } from '../../../syntax/cfg/python-dialect.ts';
import { defineRule } from '../../rule.ts';
import { shown } from './problems.ts';

/** How Python 2 finds the encoding, in a comment on the first or second line (PEP 263). */
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.A-Za-z0-9]+)/;
const BYTE_ORDER_MARK = '\ufeff';

export default defineRule({
  code: 'non-ascii-without-coding',
  area: 'syntax',
  severity: 'error',
  title: 'Letter outside ASCII that xm refuses',
  explanation:
    'xm runs the file with Python 2 (2.5 and later), which takes letters outside ASCII, such as ä, é or €, only where one of the first two lines names ' +
    'the encoding: `# -*- coding: utf-8 -*-` (PEP 263). Without it Python refuses the whole file, even when the letter stands in a comment: ' +
    '"Non-ASCII character \'\\xc3\' … but no encoding declared". xl takes them as they are.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': '# café server\nname = "a"\nkernel = "/boot/vmlinuz"\n' },
      good: { 'a.cfg': '# -*- coding: utf-8 -*-\n# café server\nname = "a"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': '# -*- coding: utf-8 -*-\n# café server\nname = "a"\nkernel = "/boot/vmlinuz"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return;
    // What Python refuses anyway is said where it stands.
    if (pythonProblems(file.tree).length > 0) return;
    const { text } = file;
    const [first = '', second = ''] = text.split(/\r\n|\r|\n/, 2);
    const named = (CODING.exec(first) ?? CODING.exec(second))?.[1];
    const wide = named !== undefined && /^utf-?(?:16|32)/i.test(named);
    // The NUL ends the file for Python; what follows is not read.
    const at = wide ? text.indexOf(named) : text.search(/[^\0-\x7f]/);
    const nul = text.indexOf('\0');
    if (at < 0 || text.startsWith(BYTE_ORDER_MARK) || (nul >= 0 && nul < at)) return;
    if (wide) {
      yield {
        span: { offset: at, end: at + named.length },
        message: `xm refuses the whole file: it is not written in ${named}, as this line says. Name utf-8.`,
      };
      return;
    }
    if (named !== undefined && !/^(?:us-)?ascii$/i.test(named)) return;
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    yield {
      span: { offset: at, end: at + letter.length },
      message:
        named === undefined
          ? `xm refuses the whole file: ${shown(letter)} is outside ASCII, and no line names the encoding of the file. Write # -*- coding: utf-8 -*- into the first line, or leave the letter out.`
          : `xm refuses the whole file: ${shown(letter)} does not belong to the encoding ${named} that the file names. Name utf-8.`,
      fixes: () =>
        named === undefined
          ? [
              {
                title: 'Name the encoding',
                edits: [{ uri: file.uri, span: { offset: 0, end: 0 }, newText: '# -*- coding: utf-8 -*-\n' }],
                preferred: true,
              },
            ]
          : [],
    };
  },
});
