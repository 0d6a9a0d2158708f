/** File of another program */
import { cfgSyntaxRule } from './problems.ts';

/** What the file holds, by the detail of the problem. */
const WHAT: Readonly<Record<string, string>> = { xml: 'XML', sections: '[sections]', binary: 'no text' };

export default cfgSyntaxRule({
  code: 'foreign-file-format',
  title: 'File of another program',
  explanation:
    'The file holds S-expressions, XML or [sections], which neither xl nor xm reads as a guest’s configuration. xend writes guests as S-expressions and libvirt as XML; they have to be converted (`virsh domxml-to-native xen-xl`) or written anew as settings, one a line: `name = "web"`.',
  examples: [
    {
      bad: { 'a.cfg': '(vm\n  (name a)\n  (memory 512))\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
    {
      bad: { 'a.cfg': '\0\u0001\u0002\u0003\0\u0001\u0002\u0003\nname\n\0\0\0\0' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\n' },
    },
  ],
  xl: ['not-a-cfg-file'],
  xm: ['not-a-cfg-file'],
  message: ({ problem }) => {
    const what = WHAT[problem.detail ?? ''] ?? 'S-expressions';
    return `it holds ${what}, not a guest’s settings. Write one setting a line, such as name = "web".`;
  },
});
