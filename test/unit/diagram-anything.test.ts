/** Whatever the files say, there is a picture: no failure, well-formed, every line between two things that are drawn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkGraph } from '../../server/src/features/diagram/graph.ts';
import { elementsOf } from '../../server/src/features/diagram/types.ts';
import { diagramText } from '../../server/src/features/network-diagram.ts';
import { workspaceOf } from '../support/check.ts';

const name = fc.constantFrom('eth0', 'eth1', 'xenbr0', 'xenbr1', 'br0.100', 'bond0', 'lo', 'peth0', '');
const address = fc.constantFrom('10.0.0.1', '10.0.0.254/24', '192.0.2.9', '2001:db8::1', '10.0.0.999', 'dhcp', '');
const joined = (lines: fc.Arbitrary<string>, separator: string, maxLength: number) =>
  fc.array(lines, { maxLength }).map((all) => all.join(separator));

const stanza = fc
  .tuple(name, fc.constantFrom('inet static', 'inet dhcp', 'inet6 static', 'manual', ''), address, address, name, name)
  .map(
    ([device, method, own, gateway, port, other]) =>
      `iface ${device} ${method}\n  address ${own}\n  gateway ${gateway}\n  bridge_ports ${port} ${other}\n`,
  );
const option = fc
  .tuple(
    fc.constantFrom('network-script', 'vif-script'),
    fc.constantFrom(
      'network-nat',
      "'network-route netdev=eth1'",
      "'network-bridge bridge=null'",
      'network-bridge',
      'vif-nat',
      'vif-bridge',
      'own',
      '',
    ),
  )
  .map(([key, script]) => `(${key} ${script})`);
const vif = fc
  .tuple(address, name, fc.constantFrom('', ',script=vif-route', ',script=vif-openvswitch', ',script=own.sh'))
  .map(([ip, bridge, script]) => `'ip=${ip},bridge=${bridge}${script}'`);
const guest = joined(vif, ', ', 3).map((vifs) => `name = "<g&>"\nmemory = 64\nvif = [ ${vifs} ]\n`);

const files = fc
  .record(
    {
      'a/etc/network/interfaces': joined(stanza, '', 4),
      'a/etc/xen/xend-config.sxp': joined(option, '\n', 3),
      'a/etc/xen/xl.conf': fc.constantFrom('', 'vif.default.bridge="xenbr1"\n', 'vif.default.script="vif-nat"\n'),
      'a/etc/xen/one.cfg': guest,
      'a/etc/xen/two.cfg': guest,
      'two/etc/network/interfaces': joined(stanza, '', 2),
    },
    { requiredKeys: [] },
  )
  .map((all) => all as Record<string, string>);

describe('a picture of anything', () => {
  it('can be drawn', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const workspace = workspaceOf(all);
        const graph = networkGraph(workspace, () => []);
        if (!graph) return;
        const ids = elementsOf(graph).map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        const ends = graph.links.flatMap((link) => [link.from, link.to]);
        expect(ends.filter((id) => !ids.includes(id))).toEqual([]);
        const svg = (await diagramText(workspace, () => [], 'svg')) ?? '';
        expect(ids.filter((id) => !svg.includes(`data-id="${id.replaceAll('&', '&amp;')}"`))).toEqual([]);
        expect(svg).not.toMatch(/NaN|undefined|Infinity|<g&>/);
      }),
      { numRuns: 60, seed: 20 },
    );
  });
});
