/** What libxl takes and drops, mostly with a message that nobody sees; run with 4.14 to 4.20. */
import { isTraditional } from './boot.ts';
import type { Refusal } from './refusal.ts';

/** What the QEMU backend of a share needs, and what only the daemon reads. */
const P9_NEEDED = ['tag', 'path', 'security_model'] as const;
const P9_DAEMON = ['max-files', 'max-open-files', 'max-space', 'auto-delete'] as const;

export const losses: readonly Refusal[] = [
  {
    rule: 'lost-at-creation',
    severity: 'information',
    guests: ['hvm'],
    options: ['maxmem'],
    objection: (guest) => {
      const start = guest.number('memory');
      const most = guest.number('maxmem');
      return start !== undefined && most !== undefined && start > 0 && start < most
        ? `The guest sees ${most} MiB and has ${start}: unless its balloon driver is early enough, it dies with "out of PoD memory". Write the same number twice where it has none`
        : undefined;
    },
    source: 'xl.cfg(5): memory, maxmem; docs of populate on demand',
  },
  {
    rule: 'lost-at-creation',
    severity: 'warning',
    since: '4.19',
    options: ['p9'],
    objection: (guest) => {
      for (const { index, words } of guest.devices('p9')) {
        if ((words.get('type') ?? 'qemu').toLowerCase() !== 'qemu') continue;
        if (!P9_NEEDED.every((key) => words.has(key)))
          return {
            index,
            reason: `Without ${P9_NEEDED.filter((key) => !words.has(key)).join(' and ')} QEMU serves no share, and the guest starts without it. Add what is missing`,
          };
        if (P9_DAEMON.some((key) => words.has(key)))
          return {
            index,
            reason: `${P9_DAEMON.find((key) => words.has(key))} is for type=xen_9pfsd, and libxl gives up the share. Add the type, or remove the limit`,
          };
      }
      return undefined;
    },
    source: 'libxl_9pfs.c: "9pfs spec missing required field!", "Illegal 9pfs parameter combination"',
  },
  {
    rule: 'lost-at-creation',
    severity: 'warning',
    until: '4.17',
    options: ['channel'],
    objection: (guest) =>
      guest.devices('channel')[0]?.words.get('name')
        ? {
            index: 0,
            reason:
              'The first channel of every guest is lost in this release of Xen, with the message "Primary console has invalid configuration". Put a channel that nobody needs before it, or use Xen 4.18 or later',
          }
        : undefined,
    source: 'libxl_console.c: "Primary console has invalid configuration"',
  },
  {
    rule: 'lost-at-creation',
    severity: 'warning',
    guests: ['hvm'],
    options: ['spiceusbredirection'],
    objection: (guest) =>
      (guest.number('spiceusbredirection') ?? 0) !== 0 && !guest.isOn('spice')
        ? 'Without spice = 1 libxl switches the redirection of USB devices off. Add spice = 1, or remove spiceusbredirection'
        : undefined,
    source: 'libxl_create.c: "spice disabled, disabling usbredirection"',
  },
  {
    rule: 'lost-at-creation',
    severity: 'warning',
    guests: ['hvm'],
    until: '4.20',
    options: ['videoram'],
    objection: (guest) =>
      isTraditional(guest) &&
      (guest.text('vga') ?? 'cirrus') === 'cirrus' &&
      !guest.isOn('stdvga') &&
      ![undefined, 4].includes(guest.number('videoram'))
        ? 'The cirrus card of qemu-xen-traditional has 4 MiB whatever videoram says. Remove videoram'
        : undefined,
    source: 'libxl_create.c: "ignoring videoram other than 4 MB for CIRRUS on QEMU_XEN_TRADITIONAL"',
  },
];
