import { nextFreeForVif } from '../../model/free-addresses.ts';
import { fixBy, insert } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode } from './vifs.ts';

export default defineRule({
  code: 'routed-vif-without-ip',
  area: 'network',
  severity: 'warning',
  title: 'Routed vif without an address',
  explanation:
    'vif-route adds one host route for each address of `ip=`, and nothing else leads to the guest. Without `ip=` the vif comes up, ' +
    'the guest may even send, but no answer finds its way back to it.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,script=vif-route\' ]\n' },
      good: {
        'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,script=vif-route,ip=192.0.2.10\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      if (vif.ips.length > 0) continue;
      const mode = vifMode(file, vif, workspace);
      if (mode?.mode !== 'route') continue;
      const elsewhere = mode.place.uri !== file.uri;
      yield {
        span: vif,
        message:
          `This vif is routed (${mode.script}) and has no ip=: dom0 sets no host route to the guest, so nothing reaches it. ` +
          "Add ip= with the guest's address.",
        related: elsewhere ? [{ ...mode.place, message: `${mode.script} is chosen here` }] : [],
        fixes: () => {
          const free = nextFreeForVif(file, vif, workspace);
          const comma = vif.spec.parts.length > 0 ? ',' : '';
          return free ? [fixBy(`Add ip=${free}`, insert(file, vif.end, `${comma}ip=${free}`))] : [];
        },
      };
    }
  },
});
