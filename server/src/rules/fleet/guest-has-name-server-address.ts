import { hostNetwork } from '../../model/host-network/network.ts';
import { freeAddressFixes, guestTitle, vifAddresses } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';

const INTERFACES =
  'auto xenbr0\niface xenbr0 inet static\n  address 192.168.0.3/24\n  dns-nameservers 192.168.0.2\n  bridge_ports eth0\n';
const guest = (ip: string): string => `name = "vm01"\ntype = "hvm"\nvif = [ 'bridge=xenbr0,ip=${ip}' ]\n`;

/** Names of guests that may well be the name server themselves. */
const NAME_SERVER =
  /dns|^ns\d*\b|named|bind|unbound|pi-?hole|adguard|knot|nsd|router|gateway|^gw|firewall|^fw|sense|infra|^dc\d*\b|samba|ldap|ipa|active/i;

export default defineRule({
  code: 'guest-has-name-server-address',
  area: 'fleet',
  severity: 'information',
  title: "Guest with a name server's address",
  explanation:
    'dom0 asks the name server that its files name. A guest with the same address takes it away from that server, and names stop being found on the host, unless ' +
    'the guest is the name server. Guests whose names say so (`dns1`, `ns`, `gw`) are left alone.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'vm01.cfg': guest('192.168.0.2'), 'etc/network/interfaces': INTERFACES },
      good: { 'vm01.cfg': guest('192.168.0.4'), 'etc/network/interfaces': INTERFACES },
      fixed: { 'vm01.cfg': guest('192.168.0.1') },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.facts.vifs.length === 0 || NAME_SERVER.test(guestTitle(file))) return;
    const { nameServers, addresses, gateways } = hostNetwork(file, workspace);
    // Where the host or its gateway is the name server, another rule tells.
    const told = new Set([...addresses, ...gateways].map((one) => one.text));
    for (const vif of file.facts.vifs) {
      for (const address of vifAddresses(vif)) {
        const { value, offset, end } = address;
        const server = nameServers.find((one) => one.text === value.text);
        if (!server || told.has(value.text)) continue;
        yield {
          span: { offset, end },
          message: `${value.text} is the name server that the host asks: unless this guest is that server, the two take the address away from each other and names are no longer found. Give the guest another address.`,
          related: [
            { uri: server.uri, span: { offset: server.offset, end: server.end }, message: 'The host asks it here' },
          ],
          fixes: () => freeAddressFixes(file, vif, address, workspace),
        };
      }
    }
  },
});
