import { defineRule } from '../rule.ts';
import { refusalsOf } from './refusals.ts';

const code = 'refused-at-creation';

export default defineRule({
  code,
  area: 'keys',
  severity: 'error',
  title: 'Setting that fails when the guest is built',
  explanation:
    'xl reads some settings without objection, and libxl refuses them when it builds the guest, often with no more than "invalid argument": ' +
    '`bios = "rombios"`, `nestedhvm` with `altp2m`, less video memory than the card needs, a `cap` above what the vCPUs have together, ' +
    'virtual NUMA in a PV guest, host devices for a PVH guest, a channel without a name, and more of this kind. `xl create -n` says nothing ' +
    'of them.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nvga = "stdvga"\nvideoram = 8\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nvga = "stdvga"\nvideoram = 16\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusb = 1\nusbversion = 2\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nmemory = 512\nusbversion = 2\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 512\nchannel = [ "connection=pty" ]\n',
      },
      good: {
        'a.cfg':
          'name = "a"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 512\nchannel = [ "name=org.example.0,connection=pty" ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  check: (file, { settings }) => refusalsOf(file, settings.version, code),
});
