/** Which files of a folder are Xen's: foreign ones are never taken, and odd names stop nothing. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../server/src/cli/check.ts';
import { isEfiBootFile, languageOf } from '../../server/src/model/language.ts';

const GUEST = 'name = "vm01"\nkernel = "/boot/vmlinuz"\nvif = [ \'brigde=xenbr0\' ]\n';
const EFI = '[global]\ndefault=xen\n\n[xen]\noptions=console=vga\nkernel=vmlinuz root=/dev/sda1\nramdisk=initrd.img\n';

const FOREIGN: readonly [string, string][] = [
  ['/boot/efi/EFI/xen/xen.cfg', EFI],
  ['/boot/efi/EFI/debian/xen-4.17.cfg', `# made by hand\n\n${EFI}`],
  ['/p/setup.cfg', '[metadata]\nname = pkg\nkernel = x\n[bdist_wheel]\nuniversal=1\n'],
  ['/etc/haproxy/haproxy.cfg', 'global\n    log /dev/log local0\nfrontend a\n    bind *:80\n'],
  ['/boot/grub/grub.cfg', 'set timeout=5\nmenuentry "Xen" {\n multiboot /xen.gz\n module /vmlinuz root=/dev/sda1\n}\n'],
  ['/etc/nagios/nagios.cfg', 'log_file=/var/log/nagios.log\ncfg_dir=/etc/nagios\nuse_syslog=1\n'],
  ['/etc/nagios/host.cfg', 'define host {\n use generic\n host_name web\n address 10.0.0.1\n}\n'],
  ['/iso/isolinux.cfg', 'default install\nlabel install\n  kernel vmlinuz\n  append initrd=initrd.gz\n'],
  ['/srv/ks.cfg', 'install\nurl --url=http://mirror.example/\nbootloader --location=mbr\nvnc\n'],
  ['/srv/preseed.cfg', 'd-i debian-installer/locale string en_US\n'],
  ['/etc/systemd/system.conf', '[Manager]\nLogLevel=info\n'],
  ['/etc/asterisk/sip.conf', '[general]\ncontext=default\ntype=friend\n'],
  ['/etc/samba/smb.conf', '[global]\n  workgroup = X\n'],
  ['/etc/lilo.conf', 'boot=/dev/sda\nroot=/dev/sda1\nvga=normal\n'],
  ['/etc/xen-tools/xen-tools.conf', 'dir = /home/xen\nmemory = 128Mb\nkernel = /boot/vmlinuz-`uname -r`\n'],
  ['/p/Makefile', 'name = x\nmemory = 512\nkernel = /b\nvcpus = 1\n'],
  ['/p/app.cfg', 'name=web\nmemory=512\n'],
  ['/p/job.cfg', 'name = "job"\nmemory = 1024\ndisk = 20\n'],
  ['/p/autoexec.cfg', 'name "player"\nrate "25000"\n'],
  ['/etc/sysctl.conf', 'kernel.sysrq = 1\nnet.ipv4.ip_forward=1\n'],
  ['/var/lib/lxc/web/config', 'lxc.utsname = web\nlxc.network.type = veth\n'],
];

const OWN: readonly [string, string, string][] = [
  ['/etc/xen/vm01.cfg', GUEST, 'xen-cfg'],
  ['/etc/xen/auto/vm01', GUEST, 'xen-cfg'],
  ['/etc/xen/vm01.example.org', GUEST, 'xen-cfg'],
  ['/srv/guests/web.hvm', 'name = "w"\ntype = "HVM"\n', 'xen-cfg'],
  // Keys that only xend or Python reads say nothing against a guest.
  [
    '/srv/old.cfg',
    'name = "a"\nkernel = "/boot/vmlinuz"\non_xend_start = \'start\'\non_xend_stop = \'shutdown\'\nmemory = 512\n',
    'xen-cfg',
  ],
  [
    '/srv/nics.cfg',
    'name = "a"\nkernel = "/boot/vmlinuz"\nnics = 2\nvscsi = [ "/dev/sdb,0:0:0:0" ]\nvusb = [ "numports=8" ]\nmemory = 512\n',
    'xen-cfg',
  ],
  [
    '/srv/arch.cfg',
    'import os\narch = os.uname()[4]\nif arch:\nlib = "64"\nelse:\nother = 1\nname = "w"\nkernel = "/boot/vmlinuz"\nmemory = 512\n',
    'xen-cfg',
  ],
  ['/srv/broken.cfg', 'name = web\nkernel = /boot/vmlinuz\nvcpus = 2\n', 'xen-cfg'],
  ['/srv/curly.cfg', 'name = “web”\nkernel = “/boot/vmlinuz”\n', 'xen-cfg'],
  ['/etc/xen/xend-config.sxp', '', 'xend-sxp'],
  ['/etc/xen/xl.conf', '', 'xl-conf'],
  ['/etc/network/interfaces.d/br0', 'auto br0\n', 'xen-interfaces'],
];

describe('the language of a file', () => {
  it.each(FOREIGN)('leaves %s alone', (path, text) => {
    expect(languageOf(path, text)).toBeUndefined();
  });

  it.each(OWN)('takes %s', (path, text, language) => {
    expect(languageOf(path, text)).toBe(language);
  });

  it('knows an EFI boot file by its lines', () => {
    expect([EFI, `# c\n${EFI}`, GUEST, '[global]\nname = "a"\n', '', 'kernel=vmlinuz\n'].map(isEfiBootFile)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('check', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** The exit status, `file:line: code` of each finding, and how many complaints there were. */
  async function check(
    files: Record<string, string | Buffer>,
    paths: (folder: string) => string[],
  ): Promise<[number, string[], number]> {
    const folder = mkdtempSync(join(tmpdir(), 'xen-qa-'));
    made.push(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    let out = '';
    let complaints = 0;
    const status = await runCheck(
      { paths: paths(folder), format: 'json', toolstack: 'auto', version: 'newest' },
      {
        cwd: folder,
        print: (text) => {
          out += text;
        },
        error: () => {
          complaints++;
        },
      },
    );
    const found: { file: string; line: number; code: string }[] = JSON.parse(out);
    return [status, found.map((one) => `${one.file}:${one.line}: ${one.code}`), complaints];
  }

  it('finds the files of a folder, and one that is named twice once', async () => {
    const files = { 'etc/xen/vm01.cfg': GUEST, 'boot/efi/EFI/xen/xen.cfg': EFI };
    const found = ['etc/xen/vm01.cfg:3: unknown-vif-key'];
    expect(await check(files, (folder) => [folder])).toEqual([1, found, 0]);
    expect(await check(files, (folder) => [folder, join(folder, 'etc/xen/vm01.cfg'), join(folder, 'etc')])).toEqual([
      1,
      found,
      0,
    ]);
  });

  it('ends with 2 when a folder holds nothing to check', async () => {
    expect(await check({ 'a/empty.cfg': '' }, (folder) => [join(folder, 'a')])).toEqual([2, [], 1]);
  });

  it('says nothing of an empty file and of an EFI boot file', async () => {
    expect(await check({ 'boot/efi/EFI/xen/xen.cfg': EFI }, (folder) => [folder])).toEqual([0, [], 0]);
    expect(await check({ 'a/empty.cfg': '' }, (folder) => [join(folder, 'a/empty.cfg')])).toEqual([0, [], 0]);
    expect(await check({ 'xen.cfg': EFI }, (folder) => [join(folder, 'xen.cfg')])).toEqual([0, [], 0]);
  });

  it('ends with 2 when something that is named is not there, and still checks the rest', async () => {
    expect(await check({ 'vm01.cfg': GUEST }, (folder) => [join(folder, 'gone'), join(folder, 'vm01.cfg')])).toEqual([
      2,
      ['vm01.cfg:3: unknown-vif-key'],
      1,
    ]);
  });

  it('counts no file twice for a link, and says which link leads nowhere', async () => {
    expect(
      await check({ 'etc/xen/vm01.cfg': GUEST }, (folder) => {
        mkdirSync(join(folder, 'etc/xen/auto'));
        symlinkSync('../vm01.cfg', join(folder, 'etc/xen/auto/vm01'));
        symlinkSync('..', join(folder, 'etc/xen/loop'));
        symlinkSync('nowhere', join(folder, 'etc/xen/gone.cfg'));
        return [folder];
      }),
    ).toEqual([1, ['etc/xen/vm01.cfg:3: unknown-vif-key'], 1]);
  });

  it('says once that a binary file is none', async () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) % 256));
    expect(await check({ 'a.cfg': bytes }, (folder) => [join(folder, 'a.cfg')])).toEqual([
      1,
      ['a.cfg:1: foreign-file-format'],
      0,
    ]);
    expect(await check({ 'a.cfg': bytes }, (folder) => [folder])).toEqual([2, [], 1]);
  });

  it.runIf(process.platform === 'linux')('reads a file whose name is no UTF-8', async () => {
    const [status, found, complaints] = await check({}, (folder) => {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/vm`), Buffer.from([0xff]), Buffer.from('.cfg')]), GUEST);
      return [folder];
    });
    expect([status, found, complaints]).toEqual([1, ['vm\ufffd.cfg:3: unknown-vif-key'], 0]);
  });
});
