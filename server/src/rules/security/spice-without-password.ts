import { stringOf } from '../../model/guest.ts';
import { fixBy, lineAfter, usualQuote, writeString } from '../edits.ts';
import { numberSetting } from '../keys/numbers.ts';
import { refusalsOf } from '../keys/refusals.ts';
import { whereCertain } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

const LOCAL = /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/;

const code = 'spice-without-password';

export default defineRule({
  code,
  area: 'security',
  severity: 'warning',
  title: 'SPICE display that anybody can open, or nobody',
  explanation:
    'With `spicedisable_ticketing = 1` whoever reaches the port sees the screen and types on the keyboard of the guest; without `spicehost` ' +
    'that is every machine which reaches the host. Without that line, SPICE needs `spicepasswd`, and the creation of the guest fails when it is ' +
    'missing. A port is needed as well: `spiceport` or `spicetls_port`.',
  examples: [
    {
      toolstack: 'xl',
      bad: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nspice = 1\nspiceport = 6000\nspicehost = "0.0.0.0"\nspicedisable_ticketing = 1\n',
      },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nspice = 1\nspiceport = 6000\nspicehost = "127.0.0.1"\nspicedisable_ticketing = 1\n',
      },
      fixed: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nspice = 1\nspiceport = 6000\nspicehost = "127.0.0.1"\nspicedisable_ticketing = 1\n',
      },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nspice = 1\nspiceport = 6000\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nspice = 1\nspiceport = 6000\nspicepasswd = "change-me"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { settings }) {
    yield* refusalsOf(file, settings.version, code);
    const { variables, kind } = file.facts;
    if (file.toolstack.toolstack !== 'xl' || kind !== 'hvm') return;
    const spice = numberSetting(variables, 'spice');
    if (!spice || spice.value === 0) return;
    const isUnknown = (name: string) => variables.get(name)?.value.kind === 'unknown';
    const open = numberSetting(variables, 'spicedisable_ticketing');
    const severity = whereCertain(file, 'warning');
    if (open && open.value !== 0) {
      const host = stringOf(variables, 'spicehost');
      if (isUnknown('spicehost') || LOCAL.test(host?.value ?? '')) return;
      const place = host ?? open;
      yield {
        span: { offset: place.offset, end: place.end },
        severity,
        message:
          'Anybody who reaches this host can open the SPICE display without a password. Set spicehost = "127.0.0.1" or a spicepasswd.',
        fixes: () => {
          const quote = usualQuote(file);
          const edit = host
            ? writeString(file, host, '127.0.0.1')
            : lineAfter(file, open, `spicehost = ${quote}127.0.0.1${quote}`);
          return [fixBy('Listen on 127.0.0.1 only', edit, { preferred: true })];
        },
      };
    }
  },
});
