/** What libxl takes and drops, mostly with a message that nobody sees; run with 4.14 to 4.20. */
import { isTraditional } from './boot.ts';
import type { Refusal } from './refusal.ts';

export const losses: readonly Refusal[] = [
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
