/** What is found without comparing everything with everything is what a comparison of everything finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CfgFile } from '../../server/src/model/source-file.ts';
import { isSameGuest, otherGuests } from '../../server/src/rules/fleet/same-guest.ts';
import { parseAddress, type Subnet, subnetOf, subnetsOverlap } from '../../server/src/xen/addresses.ts';
import { findings, workspaceOf } from '../support/check.ts';

const MAC = '00:16:3e:00:00:01';
const KEY = `mac:${MAC}`;

interface Device {
  readonly name: string;
  readonly address: string;
  readonly prefix: number;
  readonly bridge: boolean;
}

const devices = fc.array(
  fc.record({
    name: fc.constantFrom('br0', 'br1', 'br2', 'eth0', 'eth0:1', 'eth1', 'br0:1'),
    address: fc.constantFrom('10.0.0.1', '10.0.1.1', '10.0.128.1', '10.1.0.1', '192.168.0.1'),
    prefix: fc.constantFrom(8, 16, 17, 24, 30),
    bridge: fc.boolean(),
  }),
  { maxLength: 12 },
);

const stanza = ({ name, address, prefix, bridge }: Device) =>
  `auto ${name}\niface ${name} inet static\n  address ${address}/${prefix}\n${bridge ? '  bridge_ports none\n' : ''}`;

/** The devices for which something is to be said, each with the first that it is to be said of. */
function byComparingAll(all: readonly Device[]): string[] {
  const subnet = ({ address, prefix }: Device): Subnet => subnetOf(parseAddress(address) as NonNullable<ReturnType<typeof parseAddress>>, prefix); // biome-ignore format: one expression
  return all.flatMap((one, index) => {
    const other = all
      .slice(0, index)
      .find(
        (before) =>
          before.name.split(':')[0] !== one.name.split(':')[0] &&
          (before.bridge || one.bridge) &&
          subnetsOverlap(subnet(before), subnet(one)),
      );
    return other ? [`on ${one.name} and on ${other.name}`] : [];
  });
}

describe('overlapping subnets', () => {
  it('are those of all pairs, the first one named', () => {
    fc.assert(
      fc.property(devices, (all) => {
        const found = findings({ 'etc/network/interfaces': all.map(stanza).join('') }).filter(
          (one) => one.code === 'overlapping-subnets',
        );
        const said = found.map((one) => one.message.replace(/^\S+ (on \S+ and )\S+ (on \S+) have .*$/, '$1$2'));
        expect(said).toEqual(byComparingAll(all));
      }),
      { seed: 20, numRuns: 300 },
    );
  });

  it('are found in a file of 8,000 devices', () => {
    const many = Array.from({ length: 8000 }, (_, index) =>
      stanza({ name: `br${index}`, address: `10.${index >> 8}.${index & 255}.1`, prefix: 24, bridge: true }),
    );
    const last = stanza({ name: 'last', address: '10.0.7.9', prefix: 24, bridge: false });
    const found = findings({ 'etc/network/interfaces': many.join('') + last });
    expect(found.filter((one) => one.code === 'overlapping-subnets').map((one) => [one.marked, one.line])).toEqual([
      ['10.0.7.9', 32_003],
    ]);
  });
});

describe('guests that share a key', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  const guest = (name: string) => `${name ? `name = "${name}"\n` : ''}memory = 512\nvif = [ 'mac=${MAC}' ]\n`;

  it('are those of other names, in the order of their files', () => {
    fc.assert(
      fc.property(names, fc.nat(11), fc.constantFrom('a', 'b', 'd'), (all, changed, name) => {
        const workspace = workspaceOf(
          Object.fromEntries(all.map((one, index) => [`etc/xen/${index}.cfg`, guest(one)])),
        );
        const compare = () => {
          const guests = workspace.sharing(KEY) as CfgFile[];
          for (const file of guests) {
            const others = guests.filter((other) => !isSameGuest(file, other)).map((other) => other.uri);
            expect([...otherGuests(file, KEY, workspace)].map((other) => other.uri)).toEqual(others);
          }
        };
        compare();
        workspace.set(`file:///example/etc/xen/${changed}.cfg`, 'xen-cfg', guest(name), 1);
        compare();
        workspace.delete('file:///example/etc/xen/0.cfg');
        compare();
      }),
      { seed: 20, numRuns: 200 },
    );
  });
});

it('a finding names no more other places than anybody reads', () => {
  const pci = Array.from({ length: 100 }, () => "'01:00.0'").join(', ');
  const found = findings({ 'a.cfg': `name = "a"\nmemory = 512\npci = [ ${pci} ]\n` });
  const related = found.filter((one) => one.code === 'pci-in-two-guests').map((one) => one.related?.length);
  expect(related).toEqual(Array.from({ length: 100 }, () => 20));
});
