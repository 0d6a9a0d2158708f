import { stringOf } from '../../model/guest.ts';
import { fixBy, settingOut, writeString } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { numberSetting } from './numbers.ts';
import { refusalsOf } from './refusals.ts';
import { whereCertain, xlSettings } from './settings-of.ts';

const code = 'vnc-display-in-two-options';

export default defineRule({
  code,
  area: 'keys',
  severity: 'error',
  title: 'VNC display in vnclisten and in vncdisplay',
  explanation:
    'A colon in `vnclisten` is followed by the number of the display, and `vncdisplay` gives the same number. xl creates no HVM guest that ' +
    'has both. For xl an IPv6 address has such a colon, too, so it cannot stand beside `vncdisplay`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1:1"\nvncdisplay = 1\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1"\nvncdisplay = 1\n' },
      fixed: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1:1"\n#vncdisplay = 1\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    yield* refusalsOf(file, settings.version, code);
    const { variables, kind } = file.facts;
    const listen = stringOf(variables, 'vnclisten');
    if (kind !== 'hvm' || !listen?.value.includes(':') || !numberSetting(variables, 'vncdisplay')) return;
    for (const { name, assignment } of xlSettings(file)) {
      if (name !== 'vncdisplay') continue;
      yield {
        span: { offset: assignment.offset, end: assignment.end },
        severity: whereCertain(file, 'error'),
        message:
          'xl does not create the guest: vnclisten has a colon and with it a display already. Remove vncdisplay, or the colon.',
        related: [{ uri: file.uri, span: { offset: listen.offset, end: listen.end }, message: 'The other display' }],
        fixes: () => [
          settingOut(file, 'vncdisplay'),
          ...(/^[\d.]+:\d*$/.test(listen.value)
            ? [
                fixBy(
                  'Take the colon and the display out of vnclisten',
                  writeString(file, listen, listen.value.replace(/:.*/, '')),
                ),
              ]
            : []),
        ],
      };
    }
  },
});
