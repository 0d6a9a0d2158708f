import { stringOf } from '../../model/guest.ts';
import { pieces } from '../../syntax/spec/key-values.ts';
import { wordAt } from '../devices/words.ts';
import { fixBy, replace, writeString } from '../edits.ts';
import { entriesIn, placeIn } from '../entries.ts';
import { numberSetting } from '../keys/numbers.ts';
import { defineRule, type Finding } from '../rule.ts';

/** All addresses of the host, a display number behind it or not. */
const EVERYWHERE = /^(?:0\.0\.0\.0|::|\[::\]|\*)(?::\d*)?$/;

/** An address of the host that others reach; a name may stand for the host itself. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-fA-F:]*:[0-9a-fA-F:]+\]?)(?::\d+)?$/;
const LOOPBACK = /^(?:127\.|\[?::1\]?(?::\d+)?$)/;

/** Who can open the display; undefined where only programs of the host can. */
function message(address: string): string | undefined {
  const who = EVERYWHERE.test(address)
    ? 'this host'
    : ADDRESS.test(address) && !LOOPBACK.test(address)
      ? address.slice(0, 60)
      : undefined;
  return (
    who &&
    `Anybody who reaches ${who} can open the VNC display without a password. Set vnclisten to 127.0.0.1, or a vncpasswd.`
  );
}

/** The same display on this host's own address. */
const localOf = (listen: string): string => `127.0.0.1${/[^:](:\d+)$/.exec(listen)?.[1] ?? ''}`;

export default defineRule({
  code: 'vnc-open-to-all',
  area: 'security',
  severity: 'warning',
  title: 'VNC on all addresses without a password',
  explanation:
    '`vnclisten = "0.0.0.0"` opens the screen and the keyboard of the guest on every address of the host, an address of the LAN to everybody there. Without `vncpasswd` nothing asks ' +
    'who comes. Listen on 127.0.0.1 and go through SSH, or set a password and a firewall.',
  examples: [
    {
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "0.0.0.0"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1"\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1"\n' },
    },
    {
      bad: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvfb = [ "vnc=1,vnclisten=0.0.0.0" ]\n' },
      good: {
        'a.cfg':
          'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvfb = [ "vnc=1,vnclisten=0.0.0.0,vncpasswd=secret" ]\n',
      },
      fixed: { 'a.cfg': 'name = "a"\ntype = "pv"\nkernel = "/boot/vmlinuz"\nvfb = [ "vnc=1,vnclisten=127.0.0.1" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    const { variables, kind } = file.facts;
    // xend has a password for all guests in its own configuration.
    if (file.toolstack.toolstack !== 'xl') return;
    const listen = stringOf(variables, 'vnclisten');
    const off = numberSetting(variables, 'vnc')?.value === 0;
    const known = variables.get('vnclisten')?.unconditional && variables.get('vncpasswd')?.value.kind !== 'unknown';
    // A PV guest has a screen only where the file asks for one, a PVH guest only through vfb.
    const hasScreen = kind === 'pv' ? !!numberSetting(variables, 'vnc')?.value : kind !== 'pvh';
    const said = listen && message(listen.value);
    if (said && known && !off && hasScreen && !stringOf(variables, 'vncpasswd')?.value)
      yield {
        span: { offset: listen.offset, end: listen.end },
        message: said,
        fixes: () => [
          fixBy('Listen on 127.0.0.1 only', writeString(file, listen, localOf(listen.value)), { preferred: true }),
        ],
      };
    for (const entry of entriesIn(variables.get('vfb')?.value)) {
      const { text } = entry.text;
      const words = [...pieces(text, ',')].map(({ from, to }) => wordAt(text, from, to, true)).filter((one) => !!one);
      const last = new Map(words.map((word) => [word.key, word]));
      const address = last.get('vnclisten');
      const open = address && message(address.value);
      if (!open || last.get('vnc')?.value === '0' || last.get('vncpasswd')?.value) continue;
      const span = placeIn(entry, address.valueFrom, address.valueTo);
      yield {
        span,
        message: open,
        fixes: () => [
          fixBy('Listen on 127.0.0.1 only', replace(file, span, localOf(address.value)), { preferred: true }),
        ],
      };
    }
  },
});
