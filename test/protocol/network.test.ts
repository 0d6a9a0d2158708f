/** The network view's requests to the built server: the picture follows an edit, and the client hears when to ask again. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DiagramAnswer } from '../../server/src/features/network-diagram.ts';
import type { NetworkTreeItem } from '../../server/src/features/network-tree.ts';
import { TestClient } from '../support/client.ts';
import { exampleFiles } from '../support/examples.ts';

const PATH = 'nat/test01.cfg';

describe('the network view', () => {
  let client: TestClient;
  const diagram = (params: object = {}) =>
    client.connection.sendRequest<DiagramAnswer | null>('xen/networkDiagram', params);
  const tree = (parent?: string) => client.connection.sendRequest<NetworkTreeItem[]>('xen/networkTree', { parent });
  const changed = () => new Promise<void>((resolve) => client.connection.onNotification('xen/networkChanged', resolve));

  afterEach(async () => {
    expect(await client.stop()).toBe(0);
  });

  it('has nothing to draw without a host and a guest', async () => {
    client = await TestClient.start();
    expect([await diagram(), await tree()]).toEqual([null, []]);
  });

  it('follows an edit, with the findings that it brings', async () => {
    const files = exampleFiles('nat');
    client = await TestClient.start(files);
    await client.open(PATH, 'xen-cfg', files[PATH] ?? '');
    await client.findings(PATH);
    expect((await diagram({ uri: client.uri(PATH) }))?.svg).toContain('>10.0.0.2<');
    const told = changed();
    await client.change(PATH, 2, (files[PATH] ?? '').replace('ip=10.0.0.2', 'ip=10.0.0.77'));
    await told;
    await client.findings(PATH, (one) => one.version === 2 && one.diagnostics.length > 0);
    const after = await diagram({ uri: client.uri(PATH) });
    expect(after?.svg).toContain('>10.0.0.77<');
    expect(after?.elements.filter((one) => one.severity).map((one) => [one.label, one.severity])).toEqual([
      ['vif 0', 'warning'],
    ]);
  });

  it('lists the same in the tree', async () => {
    const files = exampleFiles('nat');
    client = await TestClient.start(files);
    await client.open(PATH, 'xen-cfg', files[PATH] ?? '');
    await client.findings(PATH);
    const [nat] = await tree();
    const guests = await tree(nat?.id);
    expect([nat?.label, guests.map((one) => [one.label, one.description, one.uri])]).toEqual([
      'NAT',
      [
        ['build01', '10.0.0.1', client.uri('nat/build01.cfg')],
        ['test01', '10.0.0.2', client.uri('nat/test01.cfg')],
      ],
    ]);
  });
});
