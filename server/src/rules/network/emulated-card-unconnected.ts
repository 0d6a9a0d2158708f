import { scriptRows } from '../../xen/hotplug-scripts.ts';
import { defineRule } from '../rule.ts';
import { vifMode, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'emulated-card-unconnected',
  area: 'network',
  severity: 'warning',
  title: 'Emulated card that the script leaves unconnected',
  explanation:
    'An HVM guest of xl has two faces of each card: the one of the PV drivers, and one that QEMU emulates for boot loaders, installers and ' +
    'systems without PV drivers. xl runs the hotplug script for both. vif-nat does nothing for the second: the emulated card is connected to ' +
    'nothing, so there is no PXE boot and no network before the PV drivers run. `type=vif` leaves the emulated card out; vif-route and vif-bridge ' +
    'connect both.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'script=vif-nat,ip=10.0.0.1\' ]\n' },
      good: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'script=vif-nat,ip=10.0.0.1,type=vif\' ]\n' },
      fixed: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'script=vif-nat,ip=10.0.0.1,type=vif\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack !== 'xl' || file.facts.kind !== 'hvm') return;
    for (const vif of file.facts.vifs) {
      const type = wordOfVif(vif, 'type');
      if (type?.value === 'vif') continue;
      const mode = vifMode(file, vif, workspace);
      if (!mode || scriptRows(mode.script).at(-1)?.emulatedCard !== 'ignored') continue;
      const place = wordOfVif(vif, 'script') ?? vif;
      yield {
        span: { offset: place.offset, end: place.end },
        message: `${mode.script} does nothing for the emulated card of an HVM guest: until its PV drivers run the guest has no network, and no PXE boot. Add type=vif if it has PV drivers, or use vif-route.`,
        related: mode.place.uri === file.uri ? [] : [{ ...mode.place, message: `${mode.script} is chosen here` }],
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
