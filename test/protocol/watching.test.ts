/** Editors may report a folder that comes or goes as one event: the server looks at everything that lies in it. */
import { expect, test } from 'vitest';
import { TestClient } from '../support/client.ts';

const guest = (name: string) =>
  `name = "${name}"\nmemory = 512\nkernel = "/boot/vmlinuz"\nvif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0' ]\n`;

test('a deleted folder takes its guests along', async () => {
  const client = await TestClient.start({ 'vm01.cfg': guest('vm01'), 'more/vm02.cfg': guest('vm02') });
  await client.findings('vm01.cfg', (one) => one.diagnostics.length > 0);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('more'), type: 3 }],
  });
  expect(await client.findings('vm01.cfg', (one) => one.diagnostics.length === 0)).toEqual([]);
  expect(await client.stop()).toBe(0);
});

test('a new folder brings its guests along', async () => {
  const client = await TestClient.start({ 'vm01.cfg': guest('vm01') });
  client.write('more/deep/vm02.cfg', guest('vm02'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('more'), type: 1 }],
  });
  const found = await client.findings('vm01.cfg', (one) => one.diagnostics.length > 0);
  expect(found.map((one) => one.code)).toEqual(['duplicate-mac']);
  expect(await client.stop()).toBe(0);
});
