import { kindUnder } from '../../model/guest.ts';
import { fixBy, replace } from '../edits.ts';
import { removeStatement } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  code: 'type-for-xl-only',
  area: 'boot',
  severity: 'warning',
  title: 'Kind of guest that xm does not read',
  explanation:
    'xm and xend know only `builder`: `builder = "hvm"` makes an HVM guest, anything else (or nothing) a PV guest. `type`, which xl reads, is an ' +
    'ordinary variable of the file for xm and changes nothing: the guest is started as PV guest, without firmware and emulated devices. A PVH guest does ' +
    'not exist under xm.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\n' },
      good: { 'w.cfg': 'name = "w"\nbuilder = "hvm"\nkernel = "/usr/lib/xen/boot/hvmloader"\nmemory = 512\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const { toolstack, certain } = file.toolstack;
    if (toolstack !== 'xm' || !certain || file.facts.kind !== 'pv') return;
    const meant = kindUnder('xl', file.facts.variables);
    const assignment = meant?.by && file.facts.variables.get(meant.by)?.assignments.at(-1);
    if (!meant || !assignment || meant.kind === 'pv') return;
    const span = { offset: assignment.offset, end: assignment.end };
    yield {
      span,
      message: `xm does not read ${meant.by}: this makes a PV guest. ${meant.kind === 'hvm' ? 'Write builder = "hvm" for an HVM guest.' : 'xm has no PVH guests; use xl for them.'}`,
      fixes: () =>
        meant.kind === 'hvm' && !file.facts.variables.has('builder')
          ? [fixBy('Write builder = "hvm"', replace(file, span, 'builder = "hvm"'), { preferred: true })]
          : [{ title: 'Remove the line', edits: [removeStatement(file, assignment)] }],
    };
  },
});
