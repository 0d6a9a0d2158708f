import { defineRule } from '../rule.ts';
import { refusalsOf } from './refusals.ts';

const code = 'lost-at-creation';

export default defineRule({
  code,
  area: 'keys',
  severity: 'warning',
  title: 'Setting that is dropped when the guest is built',
  explanation:
    'libxl changes or drops some settings when it builds the guest, with a message among others on the terminal of `xl create`: the ' +
    'first `channel` up to Xen 4.17, USB redirection without SPICE, the video memory of an old card.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nspiceusbredirection = 2\n' },
      good: {
        'w.cfg':
          'name = "w"\ntype = "hvm"\nmemory = 512\nspice = 1\nspiceport = 6000\nspicepasswd = "x"\nspiceusbredirection = 2\n',
      },
    },
    {
      toolstack: 'xl',
      version: '4.17',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nchannel = [ "name=org.example.0,connection=pty" ]\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\n' },
    },
  ],
  languages: ['xen-cfg'],
  check: (file, { settings }) => refusalsOf(file, settings.version, code),
});
