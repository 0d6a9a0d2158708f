import { fixBy } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, span, startedDevices } from './devices.ts';
import { notStarted, stanzaOut } from './edits.ts';

const GUEST = 'name = "vm01"\nkernel = "/boot/vmlinuz"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n';
const FIRST = 'auto eth0 eth1\niface eth0 inet dhcp\n';

export default defineRule({
  code: 'guest-device-without-vif',
  area: 'interfaces',
  severity: 'information',
  title: 'Device of a guest that none of its vifs makes',
  explanation:
    'The cards of a guest come from the `vif` list of its file: the first entry is eth0 (enX0), the second eth1, and so on. A stanza for eth1 in a guest with ' +
    'one vif waits for a card that never comes, and ifup fails for it at each boot. Only the names ethN and enXN are judged; others depend on the ' +
    "guest's system, and so does everything when a file of the guest renames its cards.",
  examples: [
    {
      bad: { [`vm01/${DOM0_FILE}`]: `${FIRST}iface eth1 inet dhcp\n`, 'vm01.cfg': GUEST },
      good: {
        [`vm01/${DOM0_FILE}`]: `${FIRST}iface eth1 inet dhcp\n`,
        'vm01.cfg': GUEST.replace("xenbr0'", "xenbr0', 'bridge=xenbr1'"),
      },
      fixed: { [`vm01/${DOM0_FILE}`]: 'auto eth0\niface eth0 inet dhcp\n#iface eth1 inet dhcp\n' },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const guest = workspace.guestOf(file);
    // Cards can also be PCI devices handed to the guest, and names can be changed by the file itself.
    if (!guest?.facts.vifsComplete || guest.facts.variables.has('pci') || !file.facts.complete) return;
    if (file.tree.stanzas.some((stanza) => stanza.keyword.text === 'rename' || stanza.keyword.text === 'mapping'))
      return;
    const count = guest.facts.vifs.length;
    const made = new Set(file.facts.bridges.map((bridge) => bridge.value));
    for (const device of startedDevices(file.facts)) {
      const number = /^(?:eth|enX)(\d{1,3})$/.exec(device.name.value)?.[1];
      if (number === undefined || count === 0 || Number(number) < count || made.has(device.name.value)) continue;
      yield {
        span: span(device.name),
        message: `The guest has ${count === 1 ? 'one vif' : `${count} vifs`}, so it has no ${device.name.value}: ifup fails for it at each boot. Add a vif to the guest's file, or comment the stanza out.`,
        related: guest.facts.vifs
          .slice(-1)
          .map((vif) => ({ uri: guest.uri, span: span(vif), message: 'The last vif of the guest' })),
        fixes: () => {
          const { value } = device.name;
          const stanzas = file.facts.devices.filter((one) => one.name.value === value);
          const edits = [...notStarted(file, value), ...stanzas.flatMap((one) => stanzaOut(file, one))];
          return [fixBy(`Comment out ${value}`, edits)];
        },
      };
    }
  },
});
