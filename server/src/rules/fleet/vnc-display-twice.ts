import { vncDisplayOf } from '../../model/devices.ts';
import { fixBy, writeNumber } from '../edits.ts';
import { guestTitle } from '../network/vifs.ts';
import { defineRule } from '../rule.ts';
import { firstOnes, onSameHost, otherGuests } from './same-guest.ts';

export default defineRule({
  code: 'vnc-display-twice',
  area: 'fleet',
  severity: 'information',
  title: 'VNC display asked for by two guests',
  explanation:
    'Two guests that ask for the same VNC display cannot both have it: with `vncunused=1`, the default, the second one moves on to the ' +
    'next free display, and one connects to the wrong guest; with `vncunused=0` it does not start.',
  examples: [
    {
      bad: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvnc = 1\nvncdisplay = 1\n',
        'b.cfg': 'name = "b"\ntype = "hvm"\nmemory = 512\nvnc = 1\nvncdisplay = 1\n',
      },
      good: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvnc = 1\nvncdisplay = 1\n',
        'b.cfg': 'name = "b"\ntype = "hvm"\nmemory = 512\nvnc = 1\nvncdisplay = 2\n',
      },
      fixed: { 'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvnc = 1\nvncdisplay = 2\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const display = vncDisplayOf(file.facts.variables);
    if (!display) return;
    const name = file.facts.name?.value;
    const others = firstOnes(
      otherGuests(file, `vnc:${display.value}`, workspace),
      (guest) => onSameHost(file, guest, workspace) && (name === undefined || guest.facts.name?.value !== name),
    );
    const [first] = others;
    if (!first) return;
    yield {
      span: { offset: display.offset, end: display.end },
      message: `${guestTitle(first)} asks for VNC display ${display.value} as well: the one that starts second gets another display. Give each its own number.`,
      related: others.flatMap((guest) => {
        const place = vncDisplayOf(guest.facts.variables);
        return place
          ? [
              {
                uri: guest.uri,
                span: { offset: place.offset, end: place.end },
                message: `${guestTitle(guest)} asks for it here`,
              },
            ]
          : [];
      }),
      fixes: () => {
        let free = display.value;
        while (free < 100 && !workspace.eachSharing(`vnc:${free}`).next().done) free++;
        const written = file.text.slice(display.offset, display.end);
        return free < 100 && /^(['"]?)\d+\1$/.test(written)
          ? [fixBy(`Use the next free display ${free}`, writeNumber(file, display, free))]
          : [];
      },
    };
  },
});
