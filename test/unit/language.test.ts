/** Which files are ours, by path and content; a foreign file is never taken. */
import { describe, expect, it } from 'vitest';
import { languageOf, languageOfNamed } from '../../server/src/model/language.ts';

const GUEST = 'name = "vm01"\nmemory = 512\nvif = [ "bridge=xenbr0" ]\n';
const EFI = '[global]\ndefault=xen\n\n[xen]\noptions=console=vga\nkernel=vmlinuz root=/dev/sda1\nramdisk=initrd.img\n';

describe('languageOf', () => {
  it.each([
    ['/etc/xen/xend-config.sxp', '', 'xend-sxp'],
    ['/srv/any.sxp', '', 'xend-sxp'],
    ['/etc/xen/xl.conf', '', 'xl-conf'],
    ['/srv/hosts/a.conf', 'autoballoon="off"\n', 'xl-conf'],
    ['/etc/xen/cpupool', 'name = "pool"\n', 'xl-cpupool'],
    ['/mnt/vm01/etc/network/interfaces', '', 'xen-interfaces'],
    ['/etc/network/interfaces.d/br0', '', 'xen-interfaces'],
    ['/etc/xen/vm01.interfaces', '', 'xen-interfaces'],
    ['/etc/xen/auto/vm01', GUEST, 'xen-cfg'],
    ['/home/me/vm01.cfg', GUEST, 'xen-cfg'],
    ['/home/me/xlexample.hvm', GUEST, 'xen-cfg'],
    ['/etc/xen/vm01.example.org', GUEST, 'xen-cfg'],
    ['/etc/xen/half.cfg', 'disk = [\nmemory = \n', 'xen-cfg'],
    ['/etc/xen/windows.cfg', GUEST.replaceAll('\n', '\r\n'), 'xen-cfg'],
  ])('takes %s', (path, text, language) => {
    expect(languageOf(path, text)).toBe(language);
  });

  it.each([
    ['/boot/efi/EFI/xen/xen.cfg', EFI],
    ['/srv/setup.cfg', '[metadata]\nname = demo\n[options]\nroot = src\nextra = 1\n'],
    ['/etc/haproxy/haproxy.cfg', 'global\n    daemon\ndefaults\n    mode http\n'],
    ['/boot/grub/grub.cfg', 'set default="0"\nmenuentry "Debian" {\n  linux /vmlinuz root=/dev/sda1\n}\n'],
    ['/etc/nagios/nagios.cfg', 'log_file=/var/log/nagios.log\ncfg_dir=/etc/nagios\n'],
    ['/etc/xen/scripts/vif-bridge.sh', GUEST],
    ['/etc/xen/vm01.cfg.bak', GUEST],
    ['/etc/xen/vm01.cfg~', GUEST],
    ['/etc/xen/notes.txt', GUEST],
    ['/etc/xen/empty', ''],
    ['/etc/xen/disk.img', GUEST],
    ['/src/tools/xl/cpupool.c', 'int main;'],
    ['/srv/one-key.cfg', 'kernel = "/boot/vmlinuz"\n'],
  ])('leaves %s alone', (path, text) => {
    expect(languageOf(path, text)).toBeUndefined();
  });

  it("is satisfied with a single key beside a host's own files", () => {
    expect(languageOf('/srv/host/vm01.cfg', "vif = [ 'ip=10.0.0.1' ]\n", true)).toBe('xen-cfg');
    expect(languageOf('/srv/host/grub.cfg', 'set timeout=5\n', true)).toBeUndefined();
  });

  it.each([
    ['/srv/a.cfg', '(vm (name a))\n', 'xen-cfg'],
    ['/srv/dom.sexpr', '# x\n(vm (name a))\n', 'xend-sxp'],
    ['/srv/host-net', 'auto eth0\niface eth0 inet dhcp\n', 'xen-interfaces'],
    ['/srv/host-net.txt', 'auto eth0\niface eth0 inet dhcp\n', 'xen-interfaces'],
    ['/srv/anything.txt', 'memory = 512\n', 'xen-cfg'],
  ])('takes %s for what it looks like when it is named', (path, text, language) => {
    expect(languageOfNamed(path, text)).toBe(language);
  });
});
