/** What the model reads off an interfaces(5) file, and whose file a path says it is. */
import { describe, expect, test } from 'vitest';
import { interfacesFacts, interfacesRole } from '../../server/src/model/interfaces.ts';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';

function facts(text: string) {
  const { devices, started, bridges, complete } = interfacesFacts(parseInterfaces(text));
  for (const device of devices) {
    for (const value of [device.name, device.address, device.netmask, device.gateway, ...(device.bridgePorts ?? [])]) {
      if (value && !text.includes('\\')) expect(text.slice(value.offset, value.end)).toBe(value.value);
    }
  }
  return {
    devices: devices.map((device) => ({
      name: device.name.value,
      kind: `${device.family}/${device.method}`,
      address: device.address?.value,
      netmask: device.netmask?.value,
      gateway: device.gateway?.value,
      ports: device.bridgePorts?.map((port) => port.value),
    })),
    started: started.map((name) => name.value),
    bridges: bridges.map((name) => name.value),
    complete,
  };
}

const none = { address: undefined, netmask: undefined, gateway: undefined, ports: undefined };

describe('facts', () => {
  test('hold devices with both forms of a mask', () => {
    expect(
      facts(
        'auto a b\niface a inet static\n address 10.0.0.1\n netmask 255.255.255.0\n gateway 10.0.0.254\niface b inet6 static\n address 2001:db8::1/64\n',
      ),
    ).toEqual({
      devices: [
        {
          name: 'a',
          kind: 'inet/static',
          address: '10.0.0.1',
          netmask: '255.255.255.0',
          gateway: '10.0.0.254',
          ports: undefined,
        },
        { ...none, name: 'b', kind: 'inet6/static', address: '2001:db8::1', netmask: '64' },
      ],
      started: ['a', 'b'],
      bridges: [],
      complete: true,
    });
  });

  test('hold bridges, whatever makes them', () => {
    expect(
      facts(
        'iface br0 inet dhcp\n bridge_ports eth0 eth1\niface br1 inet manual\n bridge-ports none\niface br2 inet manual\n bridge_ports regex eth.* eth9\n' +
          'iface br3 inet manual\n ovs_type OVSBridge\niface eth0 inet manual\n pre-up brctl addbr br4 && ip link add name br5 type bridge\n post-down brctl addbr br6\n',
      ),
    ).toMatchObject({
      devices: [
        { ports: ['eth0', 'eth1'] },
        { ports: [] },
        { ports: ['eth9'] },
        { ports: undefined },
        { ports: undefined },
      ],
      bridges: ['br0', 'br1', 'br2', 'br3', 'br4', 'br5'],
      complete: true,
    });
  });

  test('inherit what a stanza does not set itself', () => {
    expect(
      facts(
        'iface base inet static\n address 10.0.0.1\n netmask 24\n gateway 10.0.0.254\niface eth0 inherits base\n address 10.0.0.2\n',
      ).devices[1],
    ).toEqual({
      ...none,
      name: 'eth0',
      kind: 'inet/static',
      address: '10.0.0.2',
      netmask: '24',
      gateway: '10.0.0.254',
    });
  });

  test('say when something else may set up more', () => {
    expect(facts('source interfaces.d/*\n').complete).toBe(false);
    expect(facts('iface eth0 inet static\n up /etc/xen/scripts/network-bridge start bridge=xenbr0\n').complete).toBe(
      false,
    );
    expect(facts('iface eth0 inet static\n up ip route add 10.0.0.0/24 dev eth0\n').complete).toBe(true);
  });

  test('take the words of a comment behind the ports for no ports', () => {
    expect(facts('iface br0 inet manual\n bridge_ports eth0 # the card\n').devices[0]?.ports).toEqual(['eth0']);
  });

  test('survive an address cut in two by a continuation line', () => {
    expect(facts('iface a inet static\n address 10.0.\\\n0.1/24\n').devices[0]).toMatchObject({ netmask: '24' });
  });
});

test.each([
  ['etc/network/interfaces', { role: 'dom0', certain: true }],
  ['etc/network/interfaces.d/xenbr0', { role: 'dom0', certain: true }],
  ['dom0/etc/network/interfaces', { role: 'dom0', certain: true }],
  ['interfaces', { role: 'dom0', certain: true }],
  ['machine7/etc/network/interfaces', { role: 'dom0', certain: false }],
  ['vm01/etc/network/interfaces', { role: 'guest', guest: 'vm01' }],
  ['hosts/a/vm01/etc/network/interfaces.d/eth0', { role: 'guest', guest: 'vm01' }],
  ['guests/vm01/root/etc/network/interfaces', { role: 'guest', guest: 'vm01' }],
  ['web.interfaces', { role: 'guest', guest: 'web' }],
  ['dom0.interfaces', { role: 'dom0', certain: true }],
])('the file %s belongs to %j', (path, expected) => {
  expect(interfacesRole(path, ['vm01', 'vm02', 'etc'])).toEqual(expected);
});
