import { defineRule } from '../../rule.ts';
import { hiddenMark, MARK, removeMark } from '../byte-order-mark.ts';

const FILE = 'etc/network/interfaces';

const MESSAGE =
  'The file begins with an invisible byte order mark: ifup refuses the whole file ("misplaced option") and brings no interface up. Save it as UTF-8 without BOM.';

export default defineRule({
  code: 'byte-order-mark-in-interfaces',
  area: 'syntax',
  severity: 'error',
  title: 'Byte order mark before the first line',
  explanation:
    'Some editors, mostly on Windows, put an invisible mark before the first character of a UTF-8 file. ifupdown takes it for a part of the first word, also where that line is a comment, ' +
    'says "misplaced option" of line 1 and refuses the whole file (seen with ifquery of ifupdown 0.8.41). Save the file as UTF-8 without BOM.',
  examples: [
    {
      bad: { [FILE]: '\ufeffauto lo\niface lo inet loopback\n' },
      good: { [FILE]: 'auto lo\niface lo inet loopback\n' },
      fixed: { [FILE]: 'auto lo\niface lo inet loopback\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, context) {
    if (file.text.startsWith(MARK))
      yield { span: { offset: 0, end: 1 }, message: MESSAGE, fixes: () => [removeMark(file)] };
    yield* hiddenMark(file, context, MESSAGE);
  },
});
