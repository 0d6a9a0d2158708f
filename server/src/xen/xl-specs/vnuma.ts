/** The inner lists of `vnuma`, the NUMA nodes that a guest sees, as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const vnumaSpec: readonly SpecRow[] = specRows('vnuma', [
  {
    name: 'pnode',
    type: 'int',
    min: 0,
    default: 'required',
    summary: 'The NUMA node of the host that holds this node of the guest.',
    details: 'A node that the host does not have stops the start of the guest; xl info -n lists them.',
    example: 'vnuma = [ [ "pnode=0", "size=2048", "vcpus=0-1", "vdistances=10,20" ] ]',
    source: `${xl}:668`,
  },
  {
    name: 'size',
    type: 'int',
    form: 'MiB',
    min: 0,
    default: 'required',
    summary: 'The memory of the node in MiB.',
    details: 'All nodes together must come to maxmem when that is set, or the guest does not start.',
    example: 'size=2048',
    source: `${xl}:677`,
  },
  {
    name: 'vcpus',
    type: 'string',
    form: 'numbers and ranges joined by commas',
    default: 'required',
    summary: 'The vCPUs that belong to the node.',
    details: 'All nodes together must have as many as maxvcpus says when that is set.',
    example: 'vcpus=0-1',
    source: `${xl}:681`,
  },
  {
    name: 'vdistances',
    type: 'string',
    form: 'numbers joined by commas',
    default: 'required',
    summary: 'How far away each node of the guest is, in the order of the nodes.',
    details: 'The distance of a node to itself is 10; larger means slower.',
    example: 'vdistances=10,20',
    source: `${xl}:705`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'ignored',
    place: 'other',
    summary: 'Any other key is dropped without a message.',
    details: 'That goes for vdistance without its s too.',
    source: `${xl}:705`,
  },
]);
