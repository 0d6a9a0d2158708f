/** The sub-keys of a vif that wire QEMU's filters for COLO, the lock-step replication of an HVM guest to a second host. */

import type { Row } from './row.ts';

/** Line of tools/xl/xl_parse.c at which the first of the keys is read; each next one stands two lines below. */
const FIRST_LINE = 468;

/** Socket -> what travels over it. */
const SOCKETS = {
  mirror: 'copies of the packets that reach the primary guest',
  compare_sec_in: "the secondary guest's answers on their way to the comparer",
  redirector0: 'packets that the first redirector of the primary hands over',
  redirector1: 'packets that the second redirector of the primary hands over',
  redirector2: 'packets that the third redirector of the primary hands over',
  compare_pri_in: "the primary guest's answers on their way to the comparer",
  compare_notify: 'the notes by which the comparer asks for a checkpoint',
  sec_redirector0: 'packets that the first redirector of the secondary takes in',
  sec_redirector1: 'packets that the second redirector of the secondary hands over',
} as const;

type Socket = keyof typeof SOCKETS;

/** Filter -> which one is meant. */
const FILTERS = {
  mirror: 'the filter that copies packets to the secondary',
  redirector0: 'the first redirecting filter of the primary',
  redirector1: 'the second redirecting filter of the primary',
  sec_redirector0: 'the first redirecting filter of the secondary',
  sec_redirector1: 'the second redirecting filter of the secondary',
  sec_rewriter0: 'the filter that rewrites TCP numbers on the secondary',
} as const;

type Filter = keyof typeof FILTERS;

type ColoKey = Pick<Row, 'name' | 'form' | 'summary' | 'example'>;

/** The end of a socket that QEMU opens: its name, the address and the port. */
function socketKeys(socket: Socket): readonly ColoKey[] {
  const key = `colo_sock_${socket}`;
  const traffic = SOCKETS[socket];
  return [
    { name: `${key}_id`, form: 'qemu-id', summary: `Names the COLO socket for ${traffic}.`, example: `${key}_id=dev0` },
    {
      name: `${key}_ip`,
      form: 'ip-address',
      summary: `Sets the address of the COLO socket for ${traffic}.`,
      example: `${key}_ip=192.0.2.1`,
    },
    {
      name: `${key}_port`,
      form: 'port',
      summary: `Sets the port of the COLO socket for ${traffic}.`,
      example: `${key}_port=9003`,
    },
  ];
}

function queueKey(filter: Filter): ColoKey {
  const name = `colo_filter_${filter}_queue`;
  return {
    name,
    form: 'qemu-filter-queue',
    summary: `Chooses whether ${FILTERS[filter]} sees sent or received packets.`,
    example: `${name}=tx`,
  };
}

function deviceKey(filter: Filter, direction: 'indev' | 'outdev'): ColoKey {
  const name = `colo_filter_${filter}_${direction}`;
  const verb = direction === 'indev' ? 'reads from' : 'writes to';
  return {
    name,
    form: 'qemu-id',
    summary: `Names the socket that ${FILTERS[filter]} ${verb}.`,
    example: `${name}=${direction === 'indev' ? 'red0' : 'red1'}`,
  };
}

function filterKeys(filter: Filter): readonly ColoKey[] {
  return [queueKey(filter), deviceKey(filter, 'indev'), deviceKey(filter, 'outdev')];
}

/** In the order in which xl_parse.c asks for them, which is what counts the source lines. */
const IN_ORDER: readonly ColoKey[] = [
  ...socketKeys('mirror'),
  ...socketKeys('compare_sec_in'),
  ...socketKeys('redirector0'),
  ...socketKeys('redirector1'),
  ...socketKeys('redirector2'),
  ...socketKeys('compare_pri_in'),
  ...socketKeys('compare_notify'),
  queueKey('mirror'),
  deviceKey('mirror', 'outdev'),
  ...filterKeys('redirector0'),
  ...filterKeys('redirector1'),
  {
    name: 'colo_compare_pri_in',
    form: 'qemu-id',
    summary: "Names the socket on which COLO's comparer gets the primary's packets.",
    example: 'colo_compare_pri_in=cmp0',
  },
  {
    name: 'colo_compare_sec_in',
    form: 'qemu-id',
    summary: "Names the socket on which COLO's comparer gets the secondary's packets.",
    example: 'colo_compare_sec_in=cmp1',
  },
  {
    name: 'colo_compare_out',
    form: 'qemu-id',
    summary: "Names the socket into which COLO's comparer releases packets that both guests agree on.",
    example: 'colo_compare_out=out0',
  },
  {
    name: 'colo_compare_notify_dev',
    form: 'qemu-id',
    summary: "Names the socket by which COLO's comparer calls for a checkpoint when the guests differ.",
    example: 'colo_compare_notify_dev=notify0',
  },
  ...socketKeys('sec_redirector0'),
  ...socketKeys('sec_redirector1'),
  ...filterKeys('sec_redirector0'),
  ...filterKeys('sec_redirector1'),
  queueKey('sec_rewriter0'),
  {
    name: 'colo_checkpoint_host',
    form: 'ip-address',
    summary: 'Sets the address of the host with which COLO exchanges checkpoints.',
    example: 'colo_checkpoint_host=192.0.2.1',
  },
  {
    name: 'colo_checkpoint_port',
    form: 'port',
    summary: 'Sets the port of the host with which COLO exchanges checkpoints.',
    example: 'colo_checkpoint_port=9005',
  },
];

const DETAILS =
  'Only for `xl migrate-receive --colo` set-ups, where primary and secondary must be wired alike. ' +
  'Xen calls the setting unstable: names and meaning may change from one release to the next.';

/** Every `colo_…` sub-key of a vif. */
export const xlVifColoKeys: readonly Row[] = IN_ORDER.map((key, index) => ({
  type: 'string',
  guests: ['hvm'],
  status: 'current',
  since: '4.9',
  rank: 90,
  details: DETAILS,
  source: `tools/xl/xl_parse.c:${FIRST_LINE + 2 * index}`,
  ...key,
}));
