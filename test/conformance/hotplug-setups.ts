/** Every set-up of a vif that the comparison with the hotplug scripts makes: script × guest × host × one form of a key. */

/** How the vif of a guest comes to be: what the cfg says, and whether xl starts the script for an emulated card as well. */
export interface GuestMode {
  readonly head: string;
  readonly emulated: boolean;
  readonly type?: string;
}

const PV = 'name = "web"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';
const PVH = PV.replace('"pv"', '"pvh"');
const HVM = 'name = "web"\ntype = "hvm"\nmemory = 512\ndisk = [ "/dev/vg/web,raw,xvda,w" ]\n';

export const KINDS = {
  pv: { head: PV, emulated: false },
  pvh: { head: PVH, emulated: false },
  hvm: { head: HVM, emulated: true },
  'hvm without emulated card': { head: HVM, emulated: false, type: 'vif' },
} as const satisfies Readonly<Record<string, GuestMode>>;

export const BRIDGES = { ovs: ['ovsbr0'] } as const;

export interface Setup {
  readonly script: string;
  readonly host: 'plain' | 'bridged';
  readonly kind: keyof typeof KINDS;
  readonly vif: Readonly<Record<string, string>>;
}

const SCRIPTS = ['vif-bridge', 'vif-route', 'vif-nat', 'vif-openvswitch'] as const;

/** Forms of `ip=`, right and wrong; a comma would end the word for xl. */
const IPS = [
  '192.0.2.5', '10.0.0.1', '10.0.0.127', '10.0.0.128', '10.0.0.129', '10.0.0.200', '10.0.0.254', '10.0.0.255',
  '10.0.0.5/16', '10.0.0.5/24', '10.0.0.5/32', '10.0.0.200/24', '10.1.0.0/24', '10.1.0.0/255.255.255.0', '10.1.0.5/255.255.255.0', '192.0.2.18/29', '192.0.2.16/29',
  '10.0.0.1 10.0.0.2', '10.0.0.1  10.0.0.2', ' 10.0.0.1', '10.0.0.1 ', '10.0.0.1 10.0.0.1', '10.0.0.1 10.0.0.129', '10.0.0.1 2001:db8::5', '10.1.0.0/24 10.2.0.0/24',
  '2001:db8::5', '2001:db8::5/64', '2001:db8::/64', 'fe80::1', '::1.2.3.4',
  '10.0.0', '10.0.0.', '10.0.0.1.2', '10.0.0.256', '256.0.0.1', '10..0.1', '10.0.0.x', '10.0.0.1/33', '10.0.0.1/', '10.0.0.1/24/8', '10.0.0.01', '010.0.0.1', '0x0a.0.0.1', 'l0.0.0.1', '10.0.0.1;10.0.0.2', '10.0.0.1-10.0.0.9',
  'web.example', 'dhcp', 'auto', '',
]; // biome-ignore format: kinds in lines

const VIFNAMES = [
  'web0', 'a', 'web-0.1', 'abcdefghijk', 'abcdefghijkl', 'abcdefghijklmno', 'abcdefghijklmnop', 'production-web-frontend0',
  'web/0', 'web 0', '.', '..', 'eth0', 'lo', 'web:0', 'wéb0', 'webééééééé', '',
]; // biome-ignore format: kinds in lines

const BRIDGE_FORMS = [
  'xenbr0', 'eth0', 'lo', 'xen br0', 'xenbr0 ', 'ovsbr0:10:20', 'ovsbr0.10:20', 'ovsbr0.x', 'ovsbr0.', 'ovsbr0:', 'xenbr0:1', 'abcdefghijklmnop', '',
]; // biome-ignore format: kinds in lines

/** Bridges that exist on the made-up host, or do not, in a way that only its Open vSwitch tells or the interfaces file tells. */
const MORE_BRIDGES: Readonly<Record<string, readonly string[]>> = {
  'vif-bridge': ['br9', 'xenbr1', 'xenbr0.10', 'ovsbr0', 'ovsbr0.10'],
  'vif-openvswitch': ['ovsbr0', 'ovsbr0.10', 'ovsbr0:10'],
};

const KIND_NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** The bridge that the vif needs, so that a set-up has one fault at most. */
const bridgeFor = (script: string): Readonly<Record<string, string>> =>
  script === 'vif-openvswitch' ? { bridge: 'ovsbr0' } : {};

/** All set-ups, in a fixed order. */
export function hotplugSetups(): Setup[] {
  const found: Setup[] = [];
  for (const script of SCRIPTS) {
    const host = script === 'vif-bridge' ? 'bridged' : 'plain';
    const ip: Readonly<Record<string, string>> =
      script === 'vif-route' || script === 'vif-nat' ? { ip: '10.0.0.1' } : {};
    for (const kind of KIND_NAMES) {
      for (const form of IPS) found.push({ script, host, kind, vif: { ...bridgeFor(script), ip: form } });
      for (const vifname of VIFNAMES) found.push({ script, host, kind, vif: { ...bridgeFor(script), ...ip, vifname } });
      found.push({ script, host, kind, vif: { ...ip, ...bridgeFor(script), mtu: '1400', rate: '10Mb/s' } });
      found.push({ script, host, kind, vif: { ...bridgeFor(script) } });
    }
    for (const bridge of [...BRIDGE_FORMS, ...(MORE_BRIDGES[script] ?? [])]) {
      found.push({ script, host: 'bridged', kind: 'pv', vif: { ...ip, bridge } });
      found.push({ script, host: 'bridged', kind: 'hvm', vif: { ...ip, bridge } });
    }
    for (const gatewaydev of ['eth0', 'xenbr0', '']) {
      if (gatewaydev !== 'xenbr0' && script !== 'vif-bridge')
        found.push({ script, host: 'plain', kind: 'pv', vif: { ...bridgeFor(script), ...ip, gatewaydev } });
      found.push({ script, host: 'bridged', kind: 'pv', vif: { ...bridgeFor(script), ...ip, gatewaydev } });
    }
    for (const vlan of ['10', '10p/20', 'foo'])
      found.push({ script, host, kind: 'pv', vif: { ...bridgeFor(script), ...ip, vlan } });
  }
  return found;
}
