/**
 * Guests as administrators write them: of every kind, with lines in forms of the real world beside values of the rows,
 * and now and then a wrong neighbour. They reach libxl, which has its say on how lines go together.
 */
import type { GuestKind } from '../../server/src/xen/row.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';
import { setting } from './guests.ts';
import { pick } from './judges.ts';

type Chance = () => number;

const KERNELS = ['/boot/vmlinuz', '/boot/vmlinuz-6.1.0-18-amd64', '/usr/lib/xen/boot/hvmloader', 'hvmloader', '/k'];
const BOOTLOADERS = ['pygrub', '/usr/bin/pygrub', '/usr/lib/xen-4.17/bin/pygrub', 'pvgrub', '/opt/b'];

const DISKS = [
  'phy:/dev/vg0/a,xvda,w', 'phy:/dev/vg0/a-swap,xvdb,w', 'file:/srv/a.img,xvda,w', '/dev/vg0/a,raw,xvda,rw', '/srv/a.qcow2,qcow2,hda,rw',
  'tap:aio:/srv/a.img,xvda,w', '/iso/d.iso,,hdc,cdrom', ',,hdc,cdrom', 'file:/iso/d.iso,hdc:cdrom,r', 'phy:/dev/vg0/a,hda,w', 'phy:/dev/vg0/b,sda,w',
  'format=qcow2,vdev=hda,access=rw,target=/srv/a.qcow2', 'format=raw,vdev=xvda,access=ro,target=/srv/a.img', 'format=raw,vdev=hda,access=ro,target=/srv/a.img',
  'format=vhd,vdev=xvda,target=/srv/a.vhd', 'format=vhd,script=block-x,vdev=xvda,target=/srv/a.vhd', 'format=raw,vdev=xvda,script=block-iscsi,target=iqn.2001-05.com.example:x',
  'format=qcow2,vdev=xvda,script=block-x,target=/srv/a.qcow2', 'backendtype=phy,format=raw,vdev=xvda,target=/dev/vg0/a', 'backendtype=qdisk,format=raw,vdev=xvda,target=/dev/vg0/a',
  'backendtype=tap,format=vhd,vdev=xvda,target=/srv/a.vhd', 'backendtype=phy,format=qcow2,vdev=xvda,target=/srv/a.qcow2', 'backendtype=phy,vdev=hdc,devtype=cdrom,target=/dev/sr0',
  'backendtype=qdisk,vdev=hdc,devtype=cdrom,target=/dev/sr0', 'backendtype=tap,format=raw,vdev=hdc,devtype=cdrom,target=/i.iso', 'format=empty,vdev=hdc,devtype=cdrom', 'format=empty,vdev=xvda,target=',
  'vdev=xvda,format=raw,target=', 'specification=virtio,format=raw,vdev=xvda,target=/dev/vg0/a', 'specification=virtio,format=qcow2,vdev=xvda,target=/srv/a.qcow2',
  'specification=virtio,backendtype=standalone,format=raw,vdev=xvda,target=/dev/vg0/a', 'specification=virtio,backendtype=qdisk,format=raw,vdev=xvda,target=/dev/vg0/a', 'specification=xen,format=raw,vdev=xvda,target=/dev/vg0/a',
  'backendtype=standalone,format=raw,vdev=xvda,target=/dev/vg0/a', 'format=qed,vdev=xvda,target=/srv/a.qed', 'backendtype=phy,format=empty,vdev=hdc,devtype=cdrom',
  'phy:/dev/vg0/a,xvda1,w', 'phy:/dev/vg0/a,xvdz,w', 'phy:/dev/vg0/a,xvdaa,w', 'phy:/dev/vg0/a,hde,w', 'phy:/dev/vg0/a,hda64,w', 'phy:/dev/vg0/a,hda63,w', 'phy:/dev/vg0/a,sda16,w', 'phy:/dev/vg0/a,sda15,w', 'phy:/dev/vg0/a,51712,w',
  'phy:/dev/vg0/a,0xca00,w', 'phy:/dev/vg0/a,d0p0,w', 'phy:/dev/vg0/a,d5p3,w', 'phy:/dev/vg0/a,vda,w', 'phy:/dev/vg0/a,nvme0,w', 'phy:/dev/vg0/a,hda1,w', 'backend=storage,phy:/dev/vg0/a,xvda,w', 'format=raw,vdev=xvdc,discard,target=/dev/vg0/c',
  'format=raw,vdev=xvdc,no-discard,direct-io-safe,target=/dev/vg0/c', 'vdev=xvda,target=/a b.img', 'vdev=sdb,format=raw,access=ro,target=/a', 'vdev=hdb,target=/dev/b', 'vdev=hdd,target=/dev/d',
]; // biome-ignore format: a list to draw from

const VIFS = [
  '', 'bridge=xenbr0', 'mac=00:16:3e:12:34:56,bridge=xenbr0', 'mac=00:16:3e:12:34:57', 'ip=192.0.2.5,script=vif-route', 'type=ioemu,bridge=xenbr0', 'type=vif', 'type=ioemu,model=e1000', 'model=e1000', 'model=virtio-net', 'model=rtl8139,type=vif',
  'vifname=web0', 'vifname=averylongname16x', 'rate=10Mb/s', 'rate=1MB/s@20ms', 'backend=router', 'script=vif-bridge', 'devid=3', 'devid=3,bridge=xenbr1', 'gatewaydev=eth0', 'mtu=9000', 'trusted', 'untrusted', 'trusted=0', 'trusted=1',
  'ip=10.0.0.129,script=vif-nat', 'model=foo', 'accel=x', 'forwarddev=eth9',
]; // biome-ignore format: a list to draw from

const VNUMA = [
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10,20" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=512", "vcpus=0-1", "vdistances=10" ] ]', '[ [ "pnode=0", "size=512", "vcpus=0", "vdistances=10" ] ]',
  '[ [ "pnode=0", "size=1024", "vcpus=0-1", "vdistances=10" ] ]', '[ [ "pnode=0", "size=256", "vcpus=0-1", "vdistances=10" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0-1", "vdistances=10,20" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=20,10" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=10,20" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10,20" ], [ "pnode=1", "size=256", "vcpus=0", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0" ], [ "pnode=1", "size=256", "vcpus=1" ] ]', '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10" ] ]',
  '[ [ "size=512", "vcpus=0-1", "vdistances=10" ] ]', '[ [ "pnode=0", "vcpus=0-1", "vdistances=10" ] ]', '[ [ "pnode=0", "size=512", "vdistances=10" ] ]', '[ ]',
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10,20,20,20,20,20" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10,30" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=256", "vcpus=0", "vdistances=10,5" ], [ "pnode=1", "size=256", "vcpus=1", "vdistances=20,10" ] ]',
  '[ [ "pnode=0", "size=0", "vcpus=0", "vdistances=10,20" ], [ "pnode=1", "size=512", "vcpus=1", "vdistances=20,10" ] ]',
]; // biome-ignore format: a list to draw from

/** Real-world lines by option; the values stand as they are written in a file. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  kernel: KERNELS.map((one) => `"${one}"`),
  ramdisk: ['"/boot/initrd.img"', '""'],
  bootloader: BOOTLOADERS.map((one) => `"${one}"`),
  bootloader_args: ['[ "--entry=1" ]', '"-q"'],
  firmware: ['"bios"', '"uefi"', '"seabios"', '"ovmf"', '"rombios"', '"pvgrub32"', '"pvgrub64"', '"/opt/f"', '"foo"'],
  bios: ['"seabios"', '"ovmf"', '"rombios"', '"foo"'],
  bios_path_override: ['"/opt/b"'],
  firmware_override: ['"/opt/hvmloader"'],
  extra: ['"console=hvc0"', '"ro quiet"', '""'],
  root: ['"/dev/xvda1 ro"', '"/dev/xvda2"'],
  cmdline: ['"root=/dev/xvda1 ro"'],
  memory: ['512', '"512"', '256', '1024', '2048', '0', '64'],
  maxmem: ['512', '1024', '256', '2048'],
  vcpus: ['1', '2', '4', '0', '8', '128', '129', '200'],
  maxvcpus: ['1', '2', '4', '8', '129', '1000'],
  cpus: ['"0-3"', '"all"', '[ "0", "1" ]', '[ 0, 1 ]', '"node:0"', '"all,^0"', '[ 0, 1, 2, 3, 4 ]', '2'],
  cpus_soft: ['"0-3"', '[ "2", "3" ]'],
  cap: ['50', '100', '101', '200', '250', '0', '-1'],
  cpu_weight: ['256', '512', '0', '65535', '65536', '1'],
  vnuma: VNUMA,
  disk: [],
  vif: [],
  vfb: ['[ "vnc=1" ]', '[ "vnc=1,vnclisten=0.0.0.0,vncpasswd=x" ]', '[ "type=vnc" ]', '[ "sdl=1" ]', '[ "vnc=1,vncdisplay=100,vnclisten=127.0.0.1:3" ]', '[ "vnc=1,vncunused=1" ]', '[ "vnc=0" ]', '[ "" ]', '[ "vnc=1", "vnc=1" ]'],
  vnc: ['1', '0'],
  vnclisten: ['"127.0.0.1"', '"0.0.0.0"', '"127.0.0.1:5"', '"192.168.1.8"'],
  vncdisplay: ['1', '10'],
  vncpasswd: ['"secret"', '""'],
  vncunused: ['1', '0'],
  keymap: ['"de"', '"en-us"'],
  sdl: ['1', '0'],
  opengl: ['1', '0'],
  nographic: ['1', '0'],
  spice: ['1', '0'],
  spicehost: ['"0.0.0.0"'],
  spiceport: ['6000'],
  spicetls_port: ['6001'],
  spicedisable_ticketing: ['1', '0'],
  spicepasswd: ['"x"', '""'],
  spiceusbredirection: ['4', '1', '0'],
  spicevdagent: ['1'],
  spiceagent_mouse: ['0'],
  usb: ['1', '0'],
  usbversion: ['1', '2', '3', '4'],
  usbdevice: ['"tablet"', '[ "tablet", "host:1.2" ]', '"mouse"', '""', '[ ]', '[ "host:046d:c05a" ]'],
  usbctrl: ['[ "type=auto,version=2,ports=8" ]', '[ "version=3,ports=4" ]', '[ "type=pv,version=2,ports=15" ]', '[ "type=pv,version=3,ports=4" ]', '[ "type=pv,ports=32" ]', '[ "type=devicemodel,version=1,ports=2" ]', '[ "type=devicemodel,version=3" ]', '[ "version=1" ]', '[ "version=2,ports=6" ]', '[ "" ]', '[ "type=qusb,version=2" ]', '[ "ports=40" ]', '[ "version=4" ]', '[ "ports=0" ]'],
  usbdev: ['[ "hostbus=1,hostaddr=2" ]', '[ "hostbus=1" ]', '[ "type=hostdev,hostbus=1,hostaddr=2,controller=0,port=1" ]', '[ "" ]', '[ "port=2" ]', '[ "controller=0" ]', '[ "hostbus=1,hostaddr=2,controller=3" ]', '[ "hostbus=1,hostaddr=2,port=9" ]', '[ "hostaddr=2" ]'],
  pci: ['[ "01:00.0" ]', '[ "01:00.0,permissive=1" ]', '[ "01:00.0", "01:00.1" ]', '[ "01:00.0,rdm_policy=strict" ]', '[ "01:00.*" ]', '[ ]', '[ "01:00.0@5" ]'],
  passthrough: ['"default"', '"disabled"', '"enabled"', '"sync_pt"', '"share_pt"'],
  rdm: ['"strategy=host"', '"strategy=host,policy=strict"'],
  e820_host: ['1', '0'],
  gfx_passthru: ['1', '0', '"igd"', '"default"'],
  dtdev: ['[ "/soc/serial@0" ]', '[ ]'],
  vpmu: ['1', '0'],
  tee: ['"none"', '"optee"', '"ffa"'],
  vuart: ['"sbsa_uart"'],
  gic_version: ['"v2"', '"v3"'],
  channel: ['[ "name=org.a.0,connection=pty" ]', '[ "name=org.a.0,connection=socket,path=/run/a" ]', '[ "connection=pty" ]', '[ "name=a" ]', '[ "name=a,connection=socket" ]', '[ "name=a,connection=foo" ]', '[ "" ]', '[ "name=a,connection=pty", "name=b,connection=pty" ]'],
  serial: ['"pty"', '[ "pty", "/dev/ttyS1" ]', '"null"', '"tcp:127.0.0.1:4444,server"'],
  soundhw: ['"ac97"', '"hda"', '"sb16"', '"all"', '"ac97,sb16"', '"ich6"', '"es1370"', '"adlib"', '"pcspk"', '"hda-duplex"', '"intel-hda"'],
  vga: ['"stdvga"', '"cirrus"', '"qxl"', '"none"'],
  stdvga: ['1', '0'],
  videoram: ['4', '8', '16', '32', '128', '1', '0'],
  boot: ['"c"', '"dc"', '"n"', '"cdn"', '"x"'],
  device_model_version: ['"qemu-xen"', '"qemu-xen-traditional"'],
  device_model_override: ['"/usr/bin/qemu-system-i386"'],
  device_model_stubdomain_override: ['1', '0'],
  device_model_user: ['"root"', '"nobody"', '"xen-qemuuser"'],
  device_model_args: ['[ "-usb" ]', '"-usb"'],
  device_model_args_hvm: ['[ "-device", "x" ]'],
  device_model_args_pv: ['[ "-x" ]'],
  dm_restrict: ['1', '0'],
  stubdomain_memory: ['64', '128'],
  stubdomain_kernel: ['"/k"'],
  viridian: ['1', '[ "base" ]', '[ "base", "freq" ]', '[ "freq" ]', '[ "all", "!base" ]', '"all"', '"defaults"', '[ "stimer", "base" ]', '[ "defaults", "stimer" ]', '[ "base", "stimer" ]', '[ "base", "synic", "time_ref_count", "stimer" ]', '[ "!base" ]', '[ "hcall_ipi" ]'],
  altp2m: ['"disabled"', '"mixed"', '"external"', '"limited"'],
  altp2mhvm: ['1', '0'],
  nestedhvm: ['1', '0'],
  hap: ['1', '0'],
  shadow_memory: ['8', '64', '0'],
  tsc_mode: ['"default"', '"native"', '"always_emulate"', '"native_paravirt"'],
  timer_mode: ['"delay_for_missed_ticks"', '"one_missed_tick_pending"'],
  timeoffset: ['3600'],
  localtime: ['1'],
  acpi: ['0', '1'],
  apic: ['0', '1'],
  pae: ['0', '1'],
  hpet: ['0', '1'],
  xen_platform_pci: ['0', '1'],
  ioports: ['[ "2f8-2ff" ]', '[ "3f8" ]'],
  irqs: ['[ 5 ]', '[ "5" ]'],
  iomem: ['[ "f0000,1" ]', '[ "f0000,1@80000" ]'],
  cpuid: ['"host,tm=0"', '[ "0x1:ecx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" ]'],
  pvshim: ['1', '0'],
  pvshim_path: ['"/p"'],
  pool: ['"Pool-0"', '"web"'],
  vtpm: ['[ "backend=vtpm1,uuid=6ba7b810-9dad-11d1-80b4-00c04fd430c8" ]'],
  p9: ['[ "tag=share,path=/srv,security_model=none" ]', '[ "tag=share,path=/srv,security_model=mapped" ]'],
  vkb: ['[ "backend-type=qemu" ]', '[ "backend-type=linux,unique-id=k" ]', '[ "" ]'],
  vkb_device: ['0', '1'],
  vdispl: ['[ "backend=0,be-alloc=1,connectors=a:800x600" ]'],
  pvcalls: ['[ "backend=d" ]'],
  on_reboot: ['"restart"', '"destroy"'],
  on_crash: ['"restart"', '"coredump-restart"'],
  driver_domain: ['1'],
  nomigrate: ['1'],
  ms_vm_genid: ['"generate"', '"none"'],
  vendor_device: ['"none"', '"xenserver"'],
  mca_caps: ['[ "lmce" ]'],
  max_grant_version: ['1', '2', '0'],
  max_grant_frames: ['32', '64'],
  max_event_channels: ['1023', '4096'],
  vmtrace_buf_kb: ['64', '4', '65', '0', '131072', '2097152'],
  seclabel: ['"system_u:system_r:domU_t"'],
  pci_permissive: ['1'],
  pci_msitranslate: ['1'],
}; // biome-ignore format: lists to draw from

/** Lines that meet in one file, by what they are about. */
const TOPICS: readonly (readonly string[])[] = [
  ['kernel', 'ramdisk', 'bootloader', 'bootloader_args', 'firmware', 'bios', 'bios_path_override', 'firmware_override', 'extra', 'root', 'cmdline', 'disk', 'boot'],
  ['memory', 'maxmem', 'vcpus', 'maxvcpus', 'vnuma', 'cap', 'cpu_weight', 'cpus', 'cpus_soft', 'shadow_memory', 'altp2m', 'altp2mhvm'],
  ['disk', 'vif', 'boot'],
  ['vfb', 'vnc', 'vnclisten', 'vncdisplay', 'vncpasswd', 'vncunused', 'sdl', 'keymap', 'nographic', 'opengl', 'vkb', 'vkb_device'],
  ['spice', 'spicehost', 'spiceport', 'spicetls_port', 'spicedisable_ticketing', 'spicepasswd', 'spiceusbredirection', 'usb', 'usbdevice', 'spicevdagent', 'spiceagent_mouse', 'vga'],
  ['usb', 'usbversion', 'usbdevice', 'usbctrl', 'usbdev'],
  ['pci', 'passthrough', 'dtdev', 'rdm', 'gfx_passthru', 'e820_host', 'memory', 'maxmem', 'pci_permissive'],
  ['vga', 'stdvga', 'videoram', 'device_model_version', 'gfx_passthru', 'soundhw', 'spice'],
  ['device_model_version', 'bios', 'kernel', 'device_model_stubdomain_override', 'vga', 'device_model_override', 'device_model_user', 'dm_restrict', 'vfb', 'stubdomain_memory', 'device_model_args', 'device_model_args_hvm', 'device_model_args_pv'],
  ['viridian', 'nestedhvm', 'altp2m', 'altp2mhvm', 'hap', 'tsc_mode', 'timer_mode', 'acpi', 'apic', 'pae', 'hpet', 'cpuid', 'vmtrace_buf_kb', 'mca_caps', 'vpmu'],
  ['channel', 'serial', 'vtpm', 'p9', 'vdispl', 'pvcalls', 'vkb', 'xen_platform_pci', 'ioports', 'irqs', 'iomem'],
  ['pvshim', 'pvshim_path', 'kernel', 'bootloader', 'firmware', 'disk', 'memory', 'maxmem'],
  ['tee', 'vuart', 'gic_version', 'dtdev', 'iomem', 'irqs', 'vpmu'],
]; // biome-ignore format: lists to draw from

const ROWS = new Map(xlKeys.map((row) => [row.name, row]));

function list(items: readonly string[]): string {
  return `[ ${items.map((item) => `"${item}"`).join(', ')} ]`;
}

/** Mostly a line of the real world, sometimes one that the row makes up. */
function line(name: string, next: Chance): string {
  const row = ROWS.get(name);
  if (name === 'disk')
    return `disk = ${list(Array.from({ length: Math.floor(next() * 3.4) }, () => pick(DISKS, next)))}\n`;
  if (name === 'vif')
    return `vif = ${list(Array.from({ length: Math.floor(next() * 2.6) }, () => pick(VIFS, next)))}\n`;
  const lines = LINES[name];
  if (row && (!lines || lines.length === 0 || next() < 0.08)) return setting(row, next);
  return `${name} = ${pick(lines ?? ['1'], next)}\n`;
}

/** A guest of two to seven lines that belong together, beside what it needs. */
export function likelyGuest(next: Chance): string {
  const kind = pick<GuestKind>(['pv', 'pvh', 'hvm', 'hvm'], next);
  const base = new Map<string, string>([['name', 'name = "g"\n']]);
  if (kind !== 'pv' || next() < 0.8)
    base.set('type', next() < 0.1 && kind === 'hvm' ? 'builder = "hvm"\n' : `type = "${kind}"\n`);
  if (kind !== 'hvm') base.set('kernel', next() < 0.85 ? 'kernel = "/boot/vmlinuz"\n' : 'bootloader = "pygrub"\n');
  if (next() < 0.95) base.set('memory', 'memory = 512\n');
  if (next() < 0.3) base.set('vcpus', 'vcpus = 2\n');
  if (next() < 0.4) base.set('disk', `disk = [ "${pick(DISKS.slice(0, 12), next)}" ]\n`);
  const topics = next() < 0.7 ? [pick(TOPICS, next)] : [pick(TOPICS, next), pick(TOPICS, next)];
  const count = 1 + Math.floor(next() * 4);
  for (let index = 0; index < count; index++) {
    const name = next() < 0.9 ? pick(pick(topics, next), next) : pick(xlKeys, next).name;
    if (name === 'name' || name === 'type' || name === 'builder') continue;
    base.set(name, line(name, next));
  }
  return [...base.values()].join('');
}
