import { fixBy, insert } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { quoted, spanOf, xlDisks } from './disks.ts';

export default defineRule({
  code: 'relative-phy-path',
  area: 'disk',
  severity: 'warning',
  title: 'Relative path of a block device',
  explanation:
    'xend puts /dev/ in front of `phy:vg/a`. xl drops `phy:` without any effect and looks for vg/a in the folder in which it was ' +
    'started, does not find it and cannot create the guest. Write the full path.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'phy:vg/win,xvda,w\' ]\n' },
      good: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'phy:/dev/vg/win,xvda,w\' ]\n' },
      fixed: { 'w.cfg': 'name = "w"\nmemory = 512\ndisk = [ \'phy:/dev/vg/win,xvda,w\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (!file.toolstack.certain) return;
    for (const disk of xlDisks(file)) {
      const { target, script } = disk;
      if (!disk.accepted || !target?.value || script || target.value.startsWith('/')) continue;
      if (!disk.spec.prefixes.some((prefix) => prefix.text === 'phy:')) continue;
      yield {
        span: spanOf(target),
        message: `xl looks for ${quoted(target)} in the folder where it is started, not below /dev as xend did. Write /dev/${target.value}.`,
        fixes: () => [fixBy('Put /dev/ in front', insert(file, target.offset, '/dev/'), { preferred: true })],
      };
    }
  },
});
