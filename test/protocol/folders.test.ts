/** Folders as they are on hosts: with disk images, pipes and links in them. The server answers, and reads only what is ours. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs'; // biome-ignore format: one list
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hover, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TestClient } from '../support/client.ts';

const onLinux = it.runIf(process.platform === 'linux');

const guest = (name: string, bridge = 'xenbr0') =>
  `name = "${name}"\nmemory = 512\nkernel = "/boot/vmlinuz"\nvif = [ 'bridge=${bridge}' ]\n`;

/** A guest in which something is found. */
const faulty = (name: string) => guest(name).replace('bridge=', 'brigde=');

const GIGABYTE = 1024 ** 3;

let client: TestClient;

afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

const event = (type: 1 | 2 | 3, ...paths: string[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: paths.map((path) => ({ uri: client.uri(path), type })),
  });

/** Asks for a hover on `memory`, and so whether anybody answers. */
const hover = (path: string) =>
  client.request<Hover | null>('textDocument/hover', {
    textDocument: { uri: client.uri(path) },
    position: { line: 1, character: 2 },
  });

/** How many bytes the server has read until now, its pipes included. */
const bytesRead = () => Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${client.pid}/io`, 'utf8'))?.[1]);

describe('beside disk images', () => {
  onLinux('requests are answered while a guest writes to its disk, and the disk is not read', async () => {
    client = await TestClient.start({ 'srv/web.cfg': guest('web') }, {}, {}, (folder) => {
      for (const name of ['disk.img', 'disk']) {
        writeFileSync(join(folder, 'srv', name), '');
        truncateSync(join(folder, 'srv', name), 2 * GIGABYTE);
      }
    });
    await client.open('srv/web.cfg', 'xen-cfg', guest('web'));
    expect(await hover('srv/web.cfg')).not.toBeNull();
    const before = bytesRead();
    for (let index = 0; index < 20; index++) {
      for (const name of ['disk.img', 'disk']) {
        const file = openSync(join(client.folder, 'srv', name), 'r+');
        writeSync(file, 'x', index * 100_000_000);
        closeSync(file);
      }
      await event(2, 'srv/disk.img', 'srv/disk');
      expect(await hover('srv/web.cfg')).not.toBeNull();
    }
    // What has a name that may be ours is read as far as it takes to see that it is not: 64 kB.
    expect(bytesRead() - before).toBeLessThan(20 * 100_000);
  });

  it('a request is answered before a folder of 20,000 foreign files is through', async () => {
    client = await TestClient.start({ 'a.cfg': guest('a'), 'zz/vm.cfg': faulty('vm') }, {}, {}, (folder) => {
      for (let part = 0; part < 200; part++) {
        mkdirSync(join(folder, `many/${part}`), { recursive: true });
        for (let index = 0; index < 100; index++) writeFileSync(join(folder, `many/${part}/${index}.txt`), '');
      }
    });
    const order: string[] = [];
    const through = client
      .findings('zz/vm.cfg', (one) => one.diagnostics.length > 0)
      .then((found) => {
        order.push('folder');
        return found.map((one) => one.code);
      });
    await client.open('a.cfg', 'xen-cfg', guest('a'));
    expect(await hover('a.cfg')).not.toBeNull();
    order.push('hover');
    expect([await through, order]).toEqual([['unknown-vif-key'], ['hover', 'folder']]);
  });

  it('a rename that is asked for meanwhile still finds every place', async () => {
    client = await TestClient.start({ 'a.cfg': guest('a'), 'zz/vm.cfg': guest('vm') }, {}, {}, (folder) => {
      for (let part = 0; part < 100; part++) mkdirSync(join(folder, `many/${part}`), { recursive: true });
    });
    await client.open('a.cfg', 'xen-cfg', guest('a'));
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: client.uri('a.cfg') },
      position: { line: 3, character: 18 },
      newName: 'br9',
    });
    const changed = (edit.documentChanges ?? []).map((one) => ('textDocument' in one ? one.textDocument.uri : ''));
    expect(changed.sort()).toEqual([client.uri('a.cfg'), client.uri('zz/vm.cfg')]);
  });
});

describe('what is no regular file', () => {
  onLinux('stops nobody, in the folder or when it is reported', async () => {
    client = await TestClient.start({ 'a.cfg': faulty('a') }, {}, {}, (folder) => {
      execFileSync('mkfifo', [join(folder, 'fifo.cfg')]);
      symlinkSync('/dev/zero', join(folder, 'zero.cfg'));
      symlinkSync('fifo.cfg', join(folder, 'linked.cfg'));
    });
    await client.findings('a.cfg', (one) => one.diagnostics.length > 0);
    for (const type of [1, 2] as const) await event(type, 'fifo.cfg', 'zero.cfg', 'linked.cfg');
    await client.open('fifo.cfg', 'xen-cfg', guest('fifo'));
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('fifo.cfg') },
    });
    expect(await hover('a.cfg')).not.toBeNull();
  });
});

describe('a path that cannot be read', () => {
  onLinux('is a line in the log: no folder, a circle, a character that no name has', async () => {
    client = await TestClient.start({ 'a.cfg': guest('a') }, {}, {}, (folder) => {
      symlinkSync('circle.cfg', join(folder, 'circle.cfg'));
    });
    const logged: string[] = [];
    client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      logged.push(message);
    });
    await client.open('a.cfg', 'xen-cfg', guest('a'));
    for (const type of [1, 2] as const) await event(type, 'a.cfg/b.cfg', 'circle.cfg');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${client.uri('')}/nul%00.cfg`, type: 1 }],
    });
    client.write('b.cfg', faulty('b'));
    await event(1, 'b.cfg');
    expect((await client.findings('b.cfg', (one) => one.diagnostics.length > 0)).map((one) => one.code)).toEqual([
      'unknown-vif-key',
    ]);
    expect(await hover('a.cfg')).not.toBeNull();
    expect(logged.some((line) => line.includes('a.cfg/b.cfg: cannot be read: not a directory'))).toBe(true);
  });
});

describe('links', () => {
  it('that lead out of the workspace are not followed, whatever is reported', async () => {
    const other = mkdtempSync(join(tmpdir(), 'xen-outside-'));
    try {
      writeFileSync(join(other, 'shadow'), 'root:*:20228:0:99999:7:::\n');
      writeFileSync(join(other, 'vm.cfg'), faulty('outside'));
      client = await TestClient.start({ 'etc/xen/a.cfg': faulty('a') }, {}, {}, (folder) => {
        symlinkSync(join(other, 'shadow'), join(folder, 'etc/interfaces'));
        symlinkSync(join(other, 'vm.cfg'), join(folder, 'etc/xen/vm.cfg'));
        symlinkSync(other, join(folder, 'etc/other'));
      });
      await client.findings('etc/xen/a.cfg', (one) => one.diagnostics.length > 0);
      for (const type of [1, 2] as const)
        await event(type, 'etc/interfaces', 'etc/xen/vm.cfg', 'etc/other', 'etc/other/vm.cfg');
      client.write('etc/xen/b.cfg', faulty('b'));
      await event(1, 'etc/xen/b.cfg');
      await client.findings('etc/xen/b.cfg', (one) => one.diagnostics.length > 0);
      const told = client.published.filter((one) => one.diagnostics.length > 0).map((one) => one.uri);
      expect([...new Set(told)].sort()).toEqual([client.uri('etc/xen/a.cfg'), client.uri('etc/xen/b.cfg')]);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  it('of guests that start by themselves count for nobody, also while one is edited by its link', async () => {
    client = await TestClient.start({ 'etc/xen/web.cfg': guest('web') }, {}, {}, (folder) => {
      mkdirSync(join(folder, 'etc/xen/auto'));
      symlinkSync('../web.cfg', join(folder, 'etc/xen/auto/web.cfg'));
    });
    const mac = (text: string) => text.replace('bridge=', 'mac=00:16:3e:00:00:01,bridge=');
    await client.open('etc/xen/auto/web.cfg', 'xen-cfg', guest('web'));
    await client.change('etc/xen/auto/web.cfg', 2, mac(guest('web')).replace('512', '1024'));
    expect(await client.findings('etc/xen/auto/web.cfg', (one) => one.version === 2)).toEqual([]);
    await event(2, 'etc/xen/web.cfg', 'etc/xen/auto/web.cfg');
    client.write('etc/xen/other.cfg', mac(guest('other')));
    await event(1, 'etc/xen/other.cfg');
    const [finding] = await client.findings('etc/xen/other.cfg', (one) => one.diagnostics.length > 0);
    expect([finding?.code, finding?.relatedInformation?.map((one) => one.location.uri)]).toEqual([
      'duplicate-mac',
      [client.uri('etc/xen/auto/web.cfg')],
    ]);
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('etc/xen/auto/web.cfg') },
    });
    expect(await client.findings('etc/xen/other.cfg', (one) => one.diagnostics.length === 0)).toEqual([]);
  });
});

describe('what is left out', () => {
  it('are the folders of version control and what the user excludes', async () => {
    const files = {
      'a.cfg': faulty('a'),
      '.git/b.cfg': faulty('b'),
      'vms/old/c.cfg': faulty('c'),
      'zz.cfg': faulty('zz'),
    };
    client = await TestClient.start(files, {}, { exclude: { '**/old': true, '**/a.cfg': false } });
    await client.findings('zz.cfg', (one) => one.diagnostics.length > 0);
    await event(2, '.git/b.cfg', 'vms/old/c.cfg', 'a.cfg');
    client.write('last.cfg', faulty('last'));
    await event(1, 'last.cfg');
    await client.findings('last.cfg', (one) => one.diagnostics.length > 0);
    const told = client.published.filter((one) => one.diagnostics.length > 0).map((one) => one.uri);
    expect([...new Set(told)].sort()).toEqual(['a.cfg', 'last.cfg', 'zz.cfg'].map((path) => client.uri(path)));
  });
});
