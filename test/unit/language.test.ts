/** Which files are ours, by path and content; a foreign file is never taken. */
import { describe, expect, it } from 'vitest';
import { languageOf, languageOfNamed, languageOfText, mayBeOurs } from '../../server/src/model/language.ts';

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
    ['/srv/pasted.cfg', GUEST.replaceAll(/^/gm, '    '), 'xen-cfg'],
    ['/srv/half-pasted.cfg', GUEST.replaceAll('\n', '\n\t'), 'xen-cfg'],
    ['/srv/unikernel.config', GUEST, 'xen-cfg'],
    ['/srv/templates/vm.cfg.j2', "name = '{{ name }}'\nmemory = {{ memory }}\nkernel = '/k'\n", 'xen-cfg'],
    ['/srv/vm.cfg.erb', 'name = "<%= @name %>"\nmemory = <%= @memory %>\nvcpus = <%= @vcpus %>\n', 'xen-cfg'],
    ['/srv/xm.tmpl', GUEST, 'xen-cfg'],
    ['/srv/templates/xend-config.sxp.erb', '', 'xend-sxp'],
    ['/srv/templates/xl.conf.j2', '', 'xl-conf'],
    ['/srv/templates/interfaces.j2', '', 'xen-interfaces'],
    ['/srv/pool.cfg', 'name = "p"\nsched = "credit"\ncpus = ["2"]\n', 'xl-cpupool'],
    ['/etc/xen/cpupool1', 'name="p"\ncpus="2"\n', 'xl-cpupool'],
    ['/etc/xen/cpupool1.cfg', 'name = "Pool-0"\nsched = "credit2"\ncpus = [ "2" ]\n', 'xl-cpupool'],
    ['/etc/xen/real-time.cfg', 'name = "rt"\nsched = "rtds"\nnodes = ["0"]\n', 'xl-cpupool'],
    ['/etc/xen/pool-guest.cfg', `${GUEST}pool = "p"\ncpus = "2"\n`, 'xen-cfg'],
    ['/etc/xen/xl.cfg', 'autoballoon="off"\n', 'xl-conf'],
    ['/etc/netplan/01-netcfg.yaml', 'network:\n', 'host-network'],
    ['/etc/systemd/network/br0.netdev', '[NetDev]\n', 'host-network'],
    ['/etc/NetworkManager/system-connections/br0', '[connection]\n', 'host-network'],
    ['/etc/sysconfig/network-scripts/ifcfg-br0', 'TYPE=Bridge\n', 'host-network'],
    ['/etc/network/interfaces.d/ifcfg-br0', 'auto br0\n', 'xen-interfaces'],
    ['/etc/xen/unquoted', 'name = web\nmemory = 512\nkernel = /boot/vmlinuz\nvcpus = 2\n', 'xen-cfg'],
    ['/srv/unquoted.cfg', 'memory = 512\nkernel = /boot/vmlinuz\non_crash = destroy\n', 'xen-cfg'],
    ['/srv/short.cfg', 'name = "web"\nmemory = 512\nvcpus = 2\n', 'xen-cfg'],
    ['/srv/number.cfg', 'name = "web"\nkernel = "/k"\ndisk = 0\nvif = [ "" ]\n', 'xen-cfg'],
    ['/etc/xen/xl.conf', '[excel]\nsheet=1\n', 'xl-conf'],
    ['/srv/typo-in-type.cfg', 'name = "web"\ntype = "hmv"\nmemory = 512\ndisk = [ "/x,,xvda" ]\n', 'xen-cfg'],
    ['/srv/disk-text.cfg', 'name = "web"\nmemory = 512\ndisk = "phy:/dev/vg/web,xvda,w"\n', 'xen-cfg'],
    ['/etc/xen/slip.cfg', 'name = "p"\nsched = "credt2"\n', 'xl-cpupool'],
    ['/srv/semicolons.cfg', '    name="web";\n    memory=1024;\n    pae=1; acpi=1;\n', 'xen-cfg'],
    ['/srv/one-line.cfg', 'name="web"; memory=512; kernel="/k"\n', 'xen-cfg'],
    ['/srv/utf-16.cfg', `\ufffd\ufffd${[...GUEST].map((c) => `\0${c}`).join('')}`, 'xen-cfg'],
    ['/srv/interfaces', '# none yet\n', 'xen-interfaces'],
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
    ['/srv/haproxy.cfg.j2', 'global\n  maxconn {{ maxconn }}\n'],
    ['/srv/job.cfg', 'job {\n  name = "a"\n  memory = 512\n  vcpus = 2\n  disk = "x"\n}\n'],
    ['/usr/bin/start-vm', '#!/bin/sh\nrun() {\n  name="a"\n  memory=512\n  kernel=/boot/vmlinuz\n}\n'],
    ['/srv/cluster.cfg', 'name = c1\nnodes = web, db\n'],
    ['/srv/pool.cfg', 'name = "db"\nsize = 10\n'],
    ['/etc/lilo.cfg', 'boot=/dev/sda\nroot=/dev/sda1\nvga=normal\nimage=/vmlinuz\n  label=Linux\n'],
    ['/etc/elilo.conf', 'boot=/dev/sda1\nroot=/dev/sda2\nvga=791\nimage=/vmlinuz\n label=linux\n read-only\n'],
    ['/etc/quoted-lilo.conf', 'boot="/dev/sda"\nroot="LABEL=/"\nimage=/a\ntimeout=5\ndefault=a\n'],
    [
      '/vm/web/web.conf',
      'loader="grub"\ncpu=1\nmemory="512M"\nnetwork0_type="virtio-net"\nuuid="ff"\ndisk0_name="a"\n',
    ],
    ['/srv/flavor.conf', 'name = "m1.small"\nvcpus = 1\nmemory = 2048\ndisk = 20\n'],
    ['/srv/vm.conf', 'name="web"\nmemory="512"\nvcpus="2"\ndisk="20G"\n'],
    ['/srv/virt-install.cfg', 'name=web\nmemory=512\nvcpus=1\ndisk=/x.img\n'],
    ['/boot/uEnv.cfg', 'kernel=zImage\ncmdline="console=ttyO0"\nbootdelay=3\nfdt=a\nfdtdir=b\n'],
    ['/srv/README', `To make a guest, write:\n\n${GUEST}`],
    ['/etc/libvirt/libxl.conf', 'autoballoon = 1\nlock_manager = "lockd"\n'],
    ['/srv/inventory.cfg', 'name = "srv1"\ntype = "server"\ncpus = 8\nmemory = 64\nserial = "ABC"\n'],
    ['/srv/lang/de.cfg', 'name = "Name"\nmemory = "Speicher"\ndisk = "Platte"\nboot = "Start"\ntype = "Typ"\n'],
    ['/srv/mail/pool.cfg', 'name = "pool"\ncpus = 4\nsize = 3\n'],
    ['/srv/cron.cfg', 'sched = "daily"\nname = "job"\n'],
    ['/src/excel/xl.conf', '[excel]\nsheet=1\n'],
    ['/src/go/interfaces', 'package foo\n\ntype A interface {\n}\n'],
    ['/src/lang/foo.interfaces', 'interface Foo { }\n'],
  ])('leaves %s alone', (path, text) => {
    expect(languageOf(path, text)).toBeUndefined();
  });

  it.each([
    ['(xend-http-server yes)\n', 'xend-sxp'],
    ['# copied\n(vm (name a))\n', 'xend-sxp'],
    ['auto eth0\niface eth0 inet dhcp\n', 'xen-interfaces'],
    [GUEST, 'xen-cfg'],
    ['name = "p"\nsched = "credit"\n', 'xl-cpupool'],
    ['autoballoon = "off"\n', 'xl-conf'],
    ['(defun f () nil)\n', undefined],
    ['hello\n', undefined],
    ['', undefined],
  ])('takes a text without a name for what is in it: %j', (text, language) => {
    expect(languageOfText(text)).toBe(language);
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

describe('mayBeOurs', () => {
  it.each([
    '/etc/xen/vm01.cfg',
    '/etc/xen/auto/vm01',
    '/etc/xen/vm01.example.org',
    '/srv/vm.cfg.j2',
    '/srv/xend-config.sxp.erb',
    '/srv/rendered.sxp',
    '/srv/xl.conf',
    '/etc/network/interfaces',
    '/etc/network/interfaces.d/br0.cfg',
    '/srv/web.interfaces',
    '/srv/a.cpupool',
    '/etc/netplan/50-cloud-init.yaml',
    '/etc/systemd/network/10-br0.network',
    '/etc/sysconfig/network/ifcfg-br0',
  ])('lets %s be opened', (path) => {
    expect(mayBeOurs(path)).toBe(true);
  });

  it.each([
    '/srv/disk.img',
    '/srv/disk.qcow2',
    '/etc/xen/disk.img',
    '/etc/xen/vm01.cfg.bak',
    '/etc/xen/vm01.cfg~',
    '/etc/xen/.vm01.cfg.swp',
    '/srv/main.py',
    '/srv/a.yaml',
    '/srv/index.html.erb',
    '/srv/deploy.sh.j2',
    '/srv/Makefile',
  ])('leaves %s closed', (path) => {
    expect(mayBeOurs(path)).toBe(false);
  });
});
