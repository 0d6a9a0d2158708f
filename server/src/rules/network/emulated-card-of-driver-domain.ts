import { defineRule } from '../rule.ts';
import { wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'emulated-card-of-driver-domain',
  area: 'network',
  severity: 'warning',
  title: 'Emulated card whose bridge is in another domain',
  explanation:
    'With `backend=` the vif is served by another domain (a driver domain), and the bridge of `bridge=` is one of that domain. The emulated card that ' +
    'an HVM guest has besides is opened by QEMU in dom0, where there is no such bridge: the guest is not started. `type=vif` leaves the ' +
    'emulated card out (xl-network-configuration(5), xl_parse.c). Domain 0 itself as `backend=` is not a driver domain.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'backend=netvm,bridge=dmz\' ]\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'backend=netvm,bridge=dmz,type=vif\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'backend=netvm,bridge=dmz,type=vif\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xl' || file.facts.kind !== 'hvm') return;
    for (const vif of file.facts.vifs) {
      const backend = wordOfVif(vif, 'backend');
      const type = wordOfVif(vif, 'type');
      if (!backend?.value || /^(?:0|domain-0)$/i.test(backend.value) || type?.value === 'vif') continue;
      yield {
        span: { offset: backend.offset, end: backend.end },
        message: `The card is served by ${backend.value}, but QEMU opens the emulated card of this HVM guest in dom0, where the bridge is missing: the guest is not started. Add type=vif.`,
        fixes: () =>
          type
            ? []
            : [
                {
                  title: 'Add type=vif',
                  edits: [{ uri: file.uri, span: { offset: vif.end, end: vif.end }, newText: ',type=vif' }],
                  preferred: true,
                },
              ],
      };
    }
  },
});
