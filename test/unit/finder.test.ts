/** Finding whose an address is, and getting a free one: symbols, completions, quick fixes. */
import { describe, expect, it } from 'vitest';
import { complete } from '../../server/src/features/completion.ts';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols.ts';
import { newMac, nextFreeAddress } from '../../server/src/model/free-addresses.ts';
import { parseSubnet } from '../../server/src/xen/addresses.ts';
import { applyFix, findings, workspaceOf } from '../support/check.ts';
import { atCursor } from '../support/cursor.ts';

const FILES = {
  'etc/network/interfaces':
    'auto lo\niface lo inet loopback\nauto xenbr0\niface xenbr0 inet static\n  address 10.0.0.1/29\n  gateway 10.0.0.6\n  bridge_ports eth0\n',
  'web.cfg':
    'name = "web"\ntype = "hvm"\nvif = [ \'mac=00:16:3E:00:00:07,bridge=xenbr0,ip=10.0.0.2 fd00::2\', \'bridge=xenbr1\' ]\n',
  'db.cfg': 'name = "db"\ntype = "hvm"\nvif = [ \'bridge=xenbr0\' ]\n',
  'db/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 10.0.0.3/29\n  gateway 10.0.0.6\n',
};

describe('workspace symbols', () => {
  const find = (query: string): string[] =>
    workspaceSymbols(query, workspaceOf(FILES)).map(
      (one) =>
        `${one.name} (${one.containerName}) ${one.location.uri.slice('file:///example/'.length)}:${'range' in one.location ? one.location.range.start.line + 1 : 0}`,
    );

  it('say which guest has an address, in whatever spelling', () => {
    expect(find('10.0.0.2')).toEqual(['10.0.0.2 (web, vif 0) web.cfg:3']);
    expect(find('FD00:0::2')).toEqual(['fd00::2 (web, vif 0) web.cfg:3']);
    expect(find('10.0.0.3')).toEqual(['10.0.0.3 (db, eth0) db/etc/network/interfaces:3']);
    expect(find('10.0.0.1')).toEqual(['10.0.0.1 (dom0, xenbr0) etc/network/interfaces:5']);
    expect(find('10.0.0.9')).toEqual([]);
  });

  it('say which guest has a MAC', () => {
    expect(find('00:16:3e:00:00:07')).toEqual(['00:16:3E:00:00:07 (web, vif 0) web.cfg:3']);
    expect(find('00-16-3E-00-00-07')).toEqual(['00:16:3E:00:00:07 (web, vif 0) web.cfg:3']);
  });

  it('find guests, bridges and devices by a part of the name', () => {
    expect(find('web')).toEqual(['web (web.cfg) web.cfg:1']);
    expect(find('xenbr0')).toEqual([
      'xenbr0 (dom0) etc/network/interfaces:4',
      'xenbr0 (web, vif 0) web.cfg:3',
      'xenbr0 (db, vif 0) db.cfg:3',
    ]);
    expect(find('10.0.0')).toEqual([
      '10.0.0.1 (dom0, xenbr0) etc/network/interfaces:5',
      '10.0.0.2 (web, vif 0) web.cfg:3',
      '10.0.0.3 (db, eth0) db/etc/network/interfaces:3',
    ]);
  });
});

describe('the next free address', () => {
  const offered = (text: string, others: Record<string, string> = FILES): string[] => {
    const { file, position, workspace } = atCursor('new.cfg', text, others);
    return complete(file, position, workspace).items.map((item) => `${item.label} (${item.detail})`);
  };

  it('is offered in ip=, past what dom0, guests and gateways have', () => {
    expect(offered('name = "new"\nvif = [ \'bridge=xenbr0,ip=|\' ]\n')).toEqual(['10.0.0.4 (next free address)']);
  });

  it('comes behind what the guest sets itself', () => {
    expect(
      offered('name = "new"\nvif = [ \'bridge=xenbr0,ip=|\' ]\n', {
        ...FILES,
        'new/etc/network/interfaces': 'iface eth0 inet static\n  address 10.0.0.5/29\n',
      }),
    ).toEqual(['10.0.0.5 (what the guest sets on eth0)', '10.0.0.4 (next free address)']);
  });

  it('is not offered where no file tells the subnet', () => {
    expect(offered('name = "new"\nvif = [ \'bridge=other,ip=|\' ]\n')).toEqual([]);
  });

  it('leaves out network, broadcast and the anycast address of routers', () => {
    const subnet = (text: string) => parseSubnet(text) ?? { family: 4 as const, network: 0n, prefix: 0 };
    expect(nextFreeAddress(subnet('10.0.0.0/29'), workspaceOf(FILES))).toBe('10.0.0.4');
    expect(nextFreeAddress(subnet('10.0.0.0/30'), workspaceOf(FILES))).toBe(undefined);
    expect(nextFreeAddress(subnet('fd00::/64'), workspaceOf(FILES))).toBe('fd00::1');
    expect(nextFreeAddress(subnet('fd00::/64'), workspaceOf(FILES), new Set(['fd00::1']))).toBe('fd00::3');
  });
});

describe('a new MAC', () => {
  it('is the same for the same guest and vif, and another for another', () => {
    const workspace = workspaceOf(FILES);
    const first = newMac('web', 0, workspace);
    expect(first).toMatch(/^00:16:3e(:[0-9a-f]{2}){3}$/);
    expect(newMac('web', 0, workspace)).toBe(first);
    expect(newMac('web', 1, workspace)).not.toBe(first);
    expect(newMac('db', 0, workspace)).not.toBe(first);
  });

  it('keeps off what is in use', () => {
    const first = newMac('web', 0, workspaceOf(FILES));
    const used = workspaceOf({ ...FILES, 'x.cfg': `name = "x"\nvif = [ 'mac=${first}' ]\n` });
    expect(Number.parseInt(newMac('web', 0, used).replaceAll(':', ''), 16)).toBe(
      Number.parseInt(first.replaceAll(':', ''), 16) + 1,
    );
  });

  it('is offered in mac=', () => {
    const { file, position, workspace } = atCursor('new.cfg', 'name = "new"\nvif = [ \'mac=|\' ]\n', FILES);
    expect(complete(file, position, workspace).items.map((item) => item.label)).toEqual([newMac('new', 0, workspace)]);
  });
});

describe('duplicates', () => {
  it('are repaired with the next free address, in the vif and in the guest', () => {
    const files = {
      ...FILES,
      'a.cfg': 'name = "a"\ntype = "hvm"\nvif = [ \'bridge=xenbr0,ip=10.0.0.2\' ]\n',
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 10.0.0.2/29\n',
    };
    const found = findings(files).find((one) => one.file === 'a.cfg' && one.code === 'duplicate-ip');
    const [fix] = found?.fixes?.() ?? [];
    expect(fix?.title).toBe('Use the next free address 10.0.0.4');
    const after = fix && applyFix(files, fix);
    expect(after?.['a.cfg']).toBe(files['a.cfg'].replace('10.0.0.2', '10.0.0.4'));
    expect(after?.['a/etc/network/interfaces']).toBe(files['a/etc/network/interfaces'].replace('10.0.0.2', '10.0.0.4'));
  });

  it('are repaired with a new MAC', () => {
    const files = {
      ...FILES,
      'a.cfg': 'name = "a"\ntype = "hvm"\nvif = [ \'mac=00:16:3e:00:00:07,bridge=xenbr0\' ]\n',
    };
    const found = findings(files).find((one) => one.file === 'a.cfg' && one.code === 'duplicate-mac');
    const written = () => found?.fixes?.().map(({ title, edits }) => [title, edits[0]?.newText]) ?? [];
    const [[title, mac] = []] = written();
    expect(title).toBe('Write a new MAC');
    expect(mac).toMatch(/^00:16:3e(:[0-9a-f]{2}){3}$/);
    expect(written()).not.toEqual([[title, mac]]);
  });
});
