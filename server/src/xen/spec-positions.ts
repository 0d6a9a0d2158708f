/** What stands at the places of strings and forms whose words are known by their order alone, where no other table has a row. */
import type { Row } from './row.ts';

const row = (one: Omit<Row, 'status'>): Row => ({ status: 'current', ...one });

const xm = 'xend-final:tools/python/xen/xm/create.py:770';

/** The three to five words of a disk under xm. */
export const xmDiskPositions: readonly Row[] = [
  row({
    name: 'target',
    type: 'string',
    form: 'PREFIX:PATH',
    summary: 'What the guest gets: a prefix that says how, and the device or file on dom0.',
    details:
      '`phy:` takes a block device (relative to /dev), `file:` an image through a loop device, `tap:aio:` an image through blktap.',
    example: 'phy:vg0/web01',
    source: xm,
  }),
  row({
    name: 'vdev',
    type: 'string',
    form: 'device name, perhaps with :cdrom',
    summary: 'The device under which the guest finds the disk.',
    details: '`xvda` for PV drivers, `hda` for an emulated disk; `hdc:cdrom` makes it a CD drive.',
    example: 'xvda',
    source: xm,
  }),
  row({
    name: 'access',
    type: 'enum',
    values: ['r', 'w', 'w!'],
    summary: 'Whether the guest may write: r reads only, w writes, w! writes even where another guest does.',
    details: 'rw and ro belong to xl; xm refuses them.',
    example: 'w',
    source: xm,
  }),
  row({
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain that serves the disk.',
    source: xm,
  }),
  row({
    name: 'protocol',
    type: 'enum',
    values: ['x86_32-abi', 'x86_64-abi', 'native'],
    default: 'native',
    summary: 'The layout of the ring between guest and backend, for a guest of another word size than dom0.',
    source: xm,
  }),
];

const api = 'xend-final:tools/python/xen/xend/server/SrvServer.py:195';

/** The items of one listener in `xen-api-server`. */
export const xenApiItems: readonly Row[] = [
  row({
    name: 'listener',
    type: 'string',
    form: 'unix, PORT or ADDRESS:PORT',
    values: ['unix'],
    summary: 'Where the Xen-API answers: the Unix socket, or a TCP port, on one address or on all.',
    example: '127.0.0.1:9363',
    source: api,
  }),
  row({
    name: 'auth',
    type: 'enum',
    values: ['pam', 'none'],
    default: 'none',
    summary: 'How a caller logs in: pam asks for a user of dom0 and the password, none lets everybody in.',
    source: api,
  }),
  row({
    name: 'hosts',
    type: 'regex-list',
    summary: 'The hosts that may call; left out, every host may.',
    details: 'All patterns stand in one pair of quotes, one blank between them.',
    example: "'^localhost$ ^admin\\\\.example\\\\.org$'",
    source: api,
  }),
  row({
    name: 'key',
    type: 'path',
    summary: 'The file with the private key; with it the listener speaks TLS.',
    source: api,
  }),
  row({
    name: 'certificate',
    type: 'path',
    summary: 'The file with the certificate that belongs to the key.',
    source: api,
  }),
];
