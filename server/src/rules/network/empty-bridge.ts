import { hostNetwork } from '../../model/host-network/network.ts';
import { fixBy, insert } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { vifMode, withoutWord } from './vifs.ts';

export default defineRule({
  code: 'empty-bridge',
  area: 'network',
  severity: 'information',
  title: 'bridge= without a name',
  explanation:
    'xl fills in the default bridge (xenbr0, or `vif.default.bridge`) only where `bridge=` is left out; an empty one stays empty, and the script has ' +
    'to find a bridge by itself. vif-bridge takes the one whose name sorts first, as `brctl show` lists it. Without brctl (the package bridge-utils, ' +
    'which a fresh Debian does not have) it lists the ports of all bridges, and that gives a name only while the host has exactly one port: with ' +
    'the second guest it fails, "Could not find bridge device", and the guest is torn down again. vif-openvswitch always fails: "No valid bridge ' +
    'was specified".',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack !== 'xl') return;
    for (const vif of file.facts.vifs) {
      const part = vif.spec.parts.findLast((one) => one.key?.text === 'bridge');
      if (part?.value.text !== '') continue;
      const mode = vifMode(file, vif, workspace);
      if (mode && mode.mode !== 'bridge' && mode.mode !== 'openvswitch') continue;
      const fails = mode?.mode === 'openvswitch';
      yield {
        span: { offset: part.offset, end: part.end },
        ...(fails ? { severity: 'warning' as const } : {}),
        message: fails
          ? `${mode.script} gets no bridge and fails ("No valid bridge was specified"): the guest is torn down again. Name a bridge.`
          : 'xl leaves an empty bridge= empty, and vif-bridge takes the first bridge of the host; without brctl it finds one only while a single port exists in all bridges. Name the bridge, or leave bridge= out for the default.',
        fixes: () => [
          ...[...new Set(hostNetwork(file, workspace).bridges.map((bridge) => bridge.name))]
            .slice(0, 8)
            .map((name) => fixBy(`Write bridge=${name}`, insert(file, part.end, name))),
          ...(fails ? [] : withoutWord(file, vif, 'bridge')),
        ],
      };
    }
  },
});
