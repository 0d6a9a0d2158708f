/** The strings of `channel` (a private serial line between guest and host) and of `pvcalls`, as xl_parse.c reads them. */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

export const channelSpec: readonly SpecRow[] = specRows('channel', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain at the other end of the channel.',
    example: 'backend=0',
    source: `${xl}:2540`,
  },
  {
    name: 'name',
    type: 'string',
    default: 'required',
    summary: 'The name by which the program in the guest finds its channel.',
    details: 'xl does not complain when it is missing, but the guest then cannot tell the channel apart.',
    example: "channel = [ 'name=org.example.agent,connection=socket,path=/run/agent.sock' ]",
    source: `${xl}:2542`,
  },
  {
    name: 'path',
    type: 'path',
    form: 'path of a unix socket',
    default: 'required for socket',
    summary: 'Where the socket of the channel appears on the host.',
    details: 'Needed with connection=socket, and each guest needs its own.',
    example: 'path=/run/agent.sock',
    source: `${xl}:2544`,
  },
  {
    name: 'connection',
    type: 'enum',
    values: ['pty', 'socket'],
    default: 'required',
    summary: 'Whether the host end of the channel is a terminal or a unix socket.',
    details: 'Small letters only: the PTY and SOCKET of the manual are not understood.',
    example: 'connection=pty',
    source: `${xl}:2546`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'ignored',
    place: 'other',
    summary: 'Any other key is reported and then ignored.',
    source: `${xl}:2557`,
  },
]);

export const pvcallsSpec: readonly SpecRow[] = specRows('pvcalls', [
  {
    name: 'backend',
    type: 'string',
    form: 'domain name or id',
    default: '0',
    summary: 'The domain that makes the network connections for the guest.',
    details: 'Its kernel needs the pvcalls backend.',
    example: "pvcalls = [ 'backend=0' ]",
    source: `${xl}:2496`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other key ends the start of the guest with an error.',
    source: `${xl}:2499`,
  },
]);
