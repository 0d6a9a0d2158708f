import { type Dom0Device, dom0Devices } from '../../model/dom0-files.ts';
import { parseAddress } from '../../xen/addresses.ts';
import { freeAddressFixes, vifAddresses } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';
import { isSurelyDom0 } from './dom0.ts';

const INTERFACES = 'auto xenbr0\niface xenbr0 inet static\n  address 192.168.0.3/24\n  bridge_ports eth0\n';
const guest = (ip: string): string => `name = "vm01"\ntype = "hvm"\nvif = [ 'bridge=xenbr0,ip=${ip}' ]\n`;

export default defineRule({
  code: 'guest-has-dom0-address',
  area: 'fleet',
  severity: 'warning',
  title: "Guest with dom0's address",
  explanation:
    'A guest with the address of dom0 takes it away from dom0 as soon as it starts, or never gets a packet: which of the two answers ' +
    'changes from minute to minute, and the host may be out of reach. Addresses are compared with those that dom0’s interfaces file sets.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': guest('192.168.0.3'), 'etc/network/interfaces': INTERFACES },
      good: { 'vm01.cfg': guest('192.168.0.4'), 'etc/network/interfaces': INTERFACES },
      fixed: { 'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,ip=192.168.0.1\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'vm01/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 192.168.0.3/24\n',
        'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/network/interfaces': INTERFACES,
      },
      good: {
        'vm01/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 192.168.0.4/24\n',
        'vm01.cfg': 'name = "vm01"\ntype = "hvm"\nvif = [ \'bridge=xenbr0\' ]\n',
        'etc/network/interfaces': INTERFACES,
      },
    },
  ],
  languages: ['xen-cfg', 'xen-interfaces'],
  *check(file, { workspace }) {
    const owner = file.language === 'xen-interfaces' ? workspace.guestOf(file) : file;
    if (!owner) return;
    const host = workspace.hostOf(owner);
    if (!isSurelyDom0(host)) return;
    const own = new Map<string, Dom0Device>();
    for (const found of dom0Devices(host, workspace)) {
      const address = found.device.address && parseAddress(found.device.address.value);
      if (address && found.device.name.value !== 'lo') own.set(address.text, found);
    }
    const addresses =
      file.language === 'xen-cfg'
        ? file.facts.vifs.flatMap((vif) =>
            vifAddresses(vif).map(({ value, offset, end }) => ({ text: value.text, offset, end })),
          )
        : file.facts.devices.flatMap(({ name, address }) => {
            const parsed = name.value === 'lo' || !address ? undefined : parseAddress(address.value);
            return parsed && address ? [{ text: parsed.text, offset: address.offset, end: address.end }] : [];
          });
    for (const { text, offset, end } of addresses) {
      const there = own.get(text);
      if (!there) continue;
      const { device } = there;
      yield {
        span: { offset, end },
        message: `${text} is dom0's own address (${device.name.value}): guest and dom0 take it away from each other, and the host may be out of reach. Give the guest another address.`,
        related: [{ uri: there.file.uri, span: device.address ?? device.name, message: `dom0 has ${text} here` }],
        fixes: () => {
          if (file.language !== 'xen-cfg') return [];
          for (const vif of file.facts.vifs) {
            const address = vifAddresses(vif).find((one) => one.offset === offset);
            if (address) return freeAddressFixes(file, vif, address, workspace);
          }
          return [];
        },
      };
    }
  },
});
