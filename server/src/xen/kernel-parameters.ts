/** The parameters of a Linux guest's command line that people write in domU files, and the fields of `ip=`. */
import type { Row } from './row.ts';

const rst = 'Linux Documentation/admin-guide';
const row = (one: Omit<Row, 'status'>): Row => ({ status: 'current', ...one });

/** A few parameters worth offering; any other word is in order too, so these are never a reason to complain. */
export const kernelParameters: readonly Row[] = [
  row({
    name: 'ip',
    type: 'string',
    form: 'CLIENT:SERVER:GATEWAY:NETMASK:HOSTNAME:DEVICE:AUTOCONF',
    summary: 'Sets up the network of the guest before its root file system is mounted.',
    details:
      'Needed for a root file system over NFS, or for a guest without an interfaces file of its own. Fields that are left out stay empty between their colons.',
    example: 'ip=192.0.2.10::192.0.2.1:255.255.255.0:web01:eth0:off',
    source: `${rst}/nfs/nfsroot.rst`,
  }),
  row({
    name: 'root',
    type: 'string',
    form: 'device, UUID=… or LABEL=…',
    summary: 'Names the device of the guest that holds its root file system.',
    details: 'It is the name inside the guest, so the one that the disk entry gives: /dev/xvda1, not the path on dom0.',
    example: 'root=/dev/xvda1',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'console',
    type: 'string',
    values: ['hvc0', 'ttyS0', 'tty0', 'xvc0'],
    summary: 'Names the console to which the kernel of the guest writes.',
    details:
      '`hvc0` is what `xl console` shows of a PV or PVH guest, `ttyS0` the emulated serial port of an HVM guest.',
    example: 'console=hvc0',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'rootfstype',
    type: 'string',
    summary: 'Names the type of the root file system, so that the kernel does not try them all.',
    example: 'rootfstype=ext4',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'nfsroot',
    type: 'string',
    form: '[SERVER:]PATH[,OPTIONS]',
    summary: 'Names the exported directory that becomes the root file system; wants root=/dev/nfs and ip=.',
    example: 'nfsroot=192.0.2.1:/srv/guest',
    source: `${rst}/nfs/nfsroot.rst`,
  }),
  row({
    name: 'init',
    type: 'path',
    summary: 'Names the first program that the guest runs instead of its init.',
    details: '`init=/bin/sh` is the way into a guest whose password is lost.',
    example: 'init=/bin/sh',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'clocksource',
    type: 'string',
    values: ['xen', 'tsc', 'jiffies'],
    summary: 'Chooses the clock that the guest counts time by.',
    example: 'clocksource=xen',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'independent_wallclock',
    type: 'bool',
    values: ['0', '1'],
    summary: 'Lets an old PV kernel keep its own time instead of that of dom0.',
    source: 'linux-2.6.18-xen arch/i386/kernel/time-xen.c',
  }),
  row({
    name: 'ro',
    type: 'flag',
    summary: 'Mounts the root file system read-only at first, so that it can be checked.',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'rw',
    type: 'flag',
    summary: 'Mounts the root file system writable from the start.',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'quiet',
    type: 'flag',
    summary: 'Keeps all but serious messages of the kernel off the console.',
    source: `${rst}/kernel-parameters.txt`,
  }),
  row({
    name: 'single',
    type: 'flag',
    summary: 'Starts the guest for a single user, to repair it.',
    source: `${rst}/kernel-parameters.txt`,
  }),
];

const nfsroot = `${rst}/nfs/nfsroot.rst`;

/** The fields of `ip=`, in the order in which they stand between the colons. */
export const kernelIpFields: readonly Row[] = [
  row({
    name: 'client',
    type: 'address',
    summary: 'The address of the guest; empty, it is asked for by BOOTP, DHCP or RARP.',
    example: '192.0.2.10',
    source: nfsroot,
  }),
  row({
    name: 'server',
    type: 'address',
    summary: 'The address of the NFS server, for a root file system over NFS.',
    source: nfsroot,
  }),
  row({
    name: 'gateway',
    type: 'address',
    summary: 'The gateway for all that lies outside the subnet of the guest.',
    example: '192.0.2.1',
    source: nfsroot,
  }),
  row({
    name: 'netmask',
    type: 'address',
    form: 'netmask',
    summary: 'The netmask of the subnet that the guest is on.',
    details: 'Left out, the class of the address decides, which is rarely what one wants.',
    example: '255.255.255.0',
    source: nfsroot,
  }),
  row({ name: 'hostname', type: 'string', summary: 'The name of the guest.', source: nfsroot }),
  row({
    name: 'device',
    type: 'string',
    form: 'interface-name',
    summary: 'The network card in the guest, such as eth0; empty for every one that is there.',
    example: 'eth0',
    source: nfsroot,
  }),
  row({
    name: 'autoconf',
    type: 'enum',
    values: ['off', 'none', 'on', 'any', 'dhcp', 'bootp', 'rarp', 'both'],
    default: 'any',
    summary: 'How the guest learns what the other fields leave open; off takes them as they stand.',
    source: nfsroot,
  }),
  row({ name: 'dns0', type: 'address', summary: 'The first name server.', source: nfsroot }),
  row({ name: 'dns1', type: 'address', summary: 'The second name server.', source: nfsroot }),
  row({ name: 'ntp0', type: 'address', summary: 'The time server.', source: nfsroot }),
];
