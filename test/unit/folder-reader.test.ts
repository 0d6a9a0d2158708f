/** What is read of a folder, what is opened for it, and that nothing in it can stop the reader. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { excludePatterns, excludes } from '../../server/src/exclude-patterns.ts';
import { type Disk, FolderReader, type Trouble } from '../../server/src/folder-reader.ts';
import { countingDisk } from '../support/counting-disk.ts';

const GUEST = 'name = "vm01"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';
const onLinux = it.runIf(process.platform === 'linux');

let top = '';
let folder = '';

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'xen-reader-')));
  folder = join(top, 'work');
  mkdirSync(folder);
});

afterEach(() => rmSync(top, { recursive: true, force: true }));

function write(path: string, text: string | Buffer = GUEST): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

interface Options {
  outside?: boolean;
  patterns?: readonly string[];
  disk?: Disk;
}

function readerOf({ outside = false, patterns = [], disk }: Options): FolderReader {
  return new FolderReader({ folders: [{ path: folder, excluded: excludes(patterns) }], outside }, disk);
}

/** The paths that were found, and what was told as `path: reason`, with `!` where something of ours may be missing. */
async function scan(options: Options = {}): Promise<{ found: string[]; told: string[] }> {
  const found: string[] = [];
  const told: string[] = [];
  const report = ({ path, reason, missed }: Trouble) => {
    told.push(`${relative(folder, path)}: ${reason}${missed ? '!' : ''}`);
  };
  for await (const file of readerOf(options).filesBelow(folder, report)) found.push(relative(folder, file.path));
  return { found, told };
}

async function reread(path: string, options: Options = {}): Promise<{ text: string | undefined; told: string[] }> {
  const told: string[] = [];
  const file = await readerOf(options).read(join(folder, path), ({ reason }) => told.push(reason));
  return { text: file?.text, told };
}

describe('a folder with disks in it', () => {
  it('opens no file whose name cannot be ours, and of the others reads one part', async () => {
    write('vm01.cfg');
    for (const name of ['disk.img', 'cd.iso', 'vm01.qcow2', 'disk']) {
      write(name, '');
      truncateSync(join(folder, name), 2 * 1024 ** 3);
    }
    const { disk, opened } = countingDisk(folder);
    expect(await scan({ disk })).toEqual({ found: ['vm01.cfg'], told: [] });
    expect([...opened].sort()).toEqual([
      ['disk', 65_536],
      ['vm01.cfg', GUEST.length],
    ]);
  });

  it('asks the disk nothing about an image that a guest writes to', async () => {
    write('disk.img', 'x');
    const { disk, opened } = countingDisk(folder);
    expect(await reread('disk.img', { disk })).toEqual({ text: undefined, told: [] });
    expect([...opened]).toEqual([]);
  });

  it('reads one part of a changed file that is none of ours, and all of one that is', async () => {
    write('disk', Buffer.alloc(3_000_000, 'x'));
    const long = `${GUEST}${'# comment\n'.repeat(200_000)}`;
    write('vm01.cfg', long);
    const { disk, opened } = countingDisk(folder);
    expect([await reread('disk', { disk }), await reread('vm01.cfg', { disk })]).toEqual([
      { text: undefined, told: [] },
      { text: long, told: [] },
    ]);
    expect([...opened]).toEqual([
      ['disk', 65_536],
      ['vm01.cfg', long.length],
    ]);
  });

  it('says that a file of ours is too large, once its first part told what it is', async () => {
    write('vm01.cfg');
    truncateSync(join(folder, 'vm01.cfg'), 40 * 1024 ** 2);
    const { disk, opened } = countingDisk(folder);
    expect(await scan({ disk })).toEqual({ found: [], told: ['vm01.cfg: cannot be read: it is larger than 32 MB!'] });
    expect([...opened]).toEqual([['vm01.cfg', 65_536]]);
  });

  it('opens none of many foreign files, and lets others have their turn', async () => {
    for (let index = 0; index < 200; index++) write(`many/${index}/0.txt`, '');
    write('z/vm01.cfg');
    const { disk, opened } = countingDisk(folder);
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    expect(await scan({ disk })).toEqual({ found: ['z/vm01.cfg'], told: [] });
    clearInterval(count);
    expect([...opened.keys()]).toEqual(['z/vm01.cfg']);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('what is no regular file', () => {
  onLinux('is not opened: FIFO, device and a link to one', async () => {
    execFileSync('mkfifo', [join(folder, 'fifo.cfg')]);
    link('zero.cfg', '/dev/zero');
    link('piped.cfg', 'fifo.cfg');
    write('vm01.cfg');
    const { disk, opened } = countingDisk(folder);
    expect(await scan({ disk, outside: true })).toEqual({ found: ['vm01.cfg'], told: [] });
    for (const name of ['fifo.cfg', 'zero.cfg', 'piped.cfg'])
      expect(await reread(name, { disk, outside: true })).toEqual({ text: undefined, told: [] });
    expect([...opened.keys()]).toEqual(['vm01.cfg']);
  });

  onLinux('stops nobody when it takes the name of a file that was just seen', async () => {
    write('a.cfg');
    write('b.cfg');
    const { disk } = countingDisk(folder, (path) => {
      if (path !== 'a.cfg') return;
      rmSync(join(folder, path));
      execFileSync('mkfifo', [join(folder, path)]);
    });
    expect(await scan({ disk })).toEqual({ found: ['b.cfg'], told: [] });
  });

  onLinux('nor a link that does', async () => {
    write('a.cfg');
    write('b.cfg');
    writeFileSync(join(top, 'secret.cfg'), GUEST);
    const { disk } = countingDisk(folder, (path) => {
      if (path !== 'a.cfg') return;
      rmSync(join(folder, path));
      symlinkSync(join(top, 'secret.cfg'), join(folder, path));
    });
    expect((await scan({ disk })).found).toEqual(['b.cfg']);
  });

  it('nor a link that takes the name of a folder', async () => {
    write('a/one.cfg');
    write('b/two.cfg');
    mkdirSync(join(top, 'other'));
    writeFileSync(join(top, 'other/secret.cfg'), GUEST);
    const { disk } = countingDisk(folder);
    let swapped = false;
    const swapping: Disk = {
      ...disk,
      realpath: (async (path: string) => {
        if (!swapped && String(path) === join(folder, 'a')) {
          swapped = true;
          renameSync(join(folder, 'a'), join(folder, 'was'));
          symlinkSync(join(top, 'other'), join(folder, 'a'));
        }
        return disk.realpath(path);
      }) as Disk['realpath'],
    };
    expect((await scan({ disk: swapping })).found).toEqual(['b/two.cfg']);
  });
});

describe('links', () => {
  it('to files that are found anyway add nothing', async () => {
    write('etc/xen/vm01.cfg');
    link('etc/xen/auto/vm01.cfg', '../vm01.cfg');
    link('etc/xen/auto/again', 'vm01.cfg');
    expect(await scan()).toEqual({ found: ['etc/xen/vm01.cfg'], told: [] });
    expect(await reread('etc/xen/auto/vm01.cfg')).toEqual({ text: undefined, told: [] });
    expect(await reread('etc/xen/vm01.cfg')).toEqual({ text: GUEST, told: [] });
  });

  it('to files that only they make ours are followed once', async () => {
    write('store/vm01.txt');
    link('etc/xen/auto/vm01.cfg', '../../../store/vm01.txt');
    link('etc/xen/auto/vm02.cfg', '../../../store/vm01.txt');
    expect(await scan()).toEqual({ found: ['etc/xen/auto/vm01.cfg'], told: [] });
    expect(await reread('etc/xen/auto/vm01.cfg')).toEqual({ text: GUEST, told: [] });
  });

  it('that lead out are not followed, nor are files behind a folder that is one', async () => {
    mkdirSync(join(top, 'other'));
    writeFileSync(join(top, 'other/vm01.cfg'), GUEST);
    link('vm01.cfg', '../other/vm01.cfg');
    link('other', '../other');
    expect(await scan()).toEqual({ found: [], told: [] });
    expect(await reread('vm01.cfg')).toEqual({ text: undefined, told: [] });
    expect(await reread('other/vm01.cfg')).toEqual({ text: undefined, told: [] });
  });

  it('that lead out are followed where that is allowed, to what is ours by its own name and content', async () => {
    mkdirSync(join(top, 'etc/xen'), { recursive: true });
    writeFileSync(join(top, 'etc/xen/vm01.cfg'), GUEST);
    writeFileSync(join(top, 'shadow'), 'root:*:20228:0:99999:7:::\n');
    folder = join(top, 'etc/xen/auto');
    link('vm01.cfg', '../vm01.cfg');
    link('interfaces', '../../../shadow');
    link('xen', '..');
    expect(await scan({ outside: true })).toEqual({
      found: ['vm01.cfg'],
      told: [`xen: a link to ${join(top, 'etc/xen')}, which is not read unless it is named as well`],
    });
  });

  it('in circles, to nothing, or to the folder itself end the search for themselves only', async () => {
    link('a.cfg', 'b.cfg');
    link('b.cfg', 'a.cfg');
    link('gone.cfg', 'nowhere');
    link('deep/up', '..');
    write('vm01.cfg');
    expect(await scan()).toEqual({
      found: ['vm01.cfg'],
      told: ['a', 'b', 'gone'].map((name) => `${name}.cfg: a link that leads to no file`),
    });
  });

  it("mean the copy in a host's files that were copied somewhere else", async () => {
    write('dom0/etc/xen/vm01.cfg');
    write('dom0/srv/vm02.txt');
    link('dom0/etc/xen/auto/vm01', '/etc/xen/vm01.cfg');
    link('dom0/etc/xen/auto/vm02', '/srv/vm02.txt');
    expect(await scan()).toEqual({ found: ['dom0/etc/xen/vm01.cfg', 'dom0/etc/xen/auto/vm02'], told: [] });
  });
});

describe('what cannot be read', () => {
  it('is told, and the others are read', async () => {
    for (const name of ['a/vm.cfg', 'b/vm.cfg', 'b/photo.jpg', 'b/notes']) write(name);
    const refuse = (path: string) => {
      throw Object.assign(new Error(`EACCES: permission denied, '${path}'`), { code: 'EACCES', errno: -13 });
    };
    const { disk } = countingDisk(
      folder,
      (path) => (path.startsWith('b') ? refuse(path) : undefined),
      (path) => (path === 'a' ? refuse(path) : undefined),
    );
    write('c.cfg');
    expect(await scan({ disk })).toEqual({
      found: ['c.cfg'],
      told: [
        'a: cannot be read: permission denied!',
        'b/notes: cannot be read: permission denied',
        'b/vm.cfg: cannot be read: permission denied!',
      ],
    });
  });

  it('is a line in the log when it changed: no folder, a circle, a name that no file can have', async () => {
    write('file.cfg');
    link('a.cfg', 'a.cfg');
    const answers = [await reread('file.cfg/x.cfg'), await reread('a.cfg'), await reread('gone.cfg')];
    expect(answers).toEqual([
      { text: undefined, told: ['cannot be read: not a directory'] },
      { text: undefined, told: ['cannot be read: too many symbolic links encountered'] },
      { text: undefined, told: [] },
    ]);
    const odd = await reread('a\0b.cfg');
    expect([odd.text, odd.told.length]).toEqual([undefined, 1]);
  });
});

describe('what is left out', () => {
  it('are the folders of version control, of packages and of backups, and those of the kernel', async () => {
    for (const name of ['.git', '.svn', 'node_modules', 'proc', 'lost+found', 'old.bak', 'backup'])
      write(`${name}/vm.cfg`);
    write('deep/.hg/store/vm.cfg');
    write('vms/vm.cfg');
    expect(await scan()).toEqual({
      found: ['vms/vm.cfg'],
      told: ['backup', 'old.bak'].map((name) => `${name}: left out: by its name it holds backups`),
    });
    for (const path of ['.git/vm.cfg', 'deep/.hg/store/vm.cfg', 'old.bak/vm.cfg'])
      expect(await reread(path)).toEqual({ text: undefined, told: [] });
  });

  it('is not a folder that was opened itself', async () => {
    folder = join(folder, 'backup');
    write('vm.cfg');
    expect(await scan()).toEqual({ found: ['vm.cfg'], told: [] });
  });

  it('is what the patterns of the user fit', async () => {
    for (const path of ['a/vm.cfg', 'b/vm.cfg', 'b/c/d/vm.cfg', 'x.cfg', '.y/vm.cfg']) write(path);
    const patterns = excludePatterns({ '**/a': true, 'b/c': true, '**/x.{cfg,conf}': true, '.y': false, '**/vm.cfg': { when: '$(basename)' } }); // biome-ignore format: one setting
    expect(patterns).toEqual(['**/a', 'b/c', '**/x.{cfg,conf}']);
    expect(await scan({ patterns })).toEqual({ found: ['.y/vm.cfg', 'b/vm.cfg'], told: [] });
    for (const path of ['a/vm.cfg', 'b/c/d/vm.cfg', 'x.cfg'])
      expect(await reread(path, { patterns })).toEqual({ text: undefined, told: [] });
    expect(await reread('b/vm.cfg', { patterns })).toEqual({ text: GUEST, told: [] });
  });
});
