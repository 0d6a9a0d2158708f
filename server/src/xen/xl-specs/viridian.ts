/** The words of `viridian` (what a Windows guest sees of Hyper-V) and of `mca_caps`, as xl_parse.c reads them. */
import { type SpecRow, specRows, type WrittenSpecRow } from './spec-row.ts';

const idl = 'tools/libs/light/libxl_types.idl';
const xl = 'tools/xl/xl_parse.c';
const inDefaults = 'Part of defaults.';
const notInDefaults = 'Not part of defaults: name it, or say all.';

/** name, line of libxl_types.idl, first release, whether `defaults` has it, what it gives the guest */
const groups: readonly (readonly [name: string, line: number, since: string, inDefaults: boolean, what: string])[] = [
  [
    'base',
    250,
    '4.5',
    true,
    'Gives the guest Hyper-V calls, its vCPU number and a fast way to the APIC; all other groups need it.',
  ],
  ['freq', 251, '4.5', true, 'Tells the guest how fast its clock (TSC) and APIC timer run.'],
  ['time_ref_count', 252, '4.5', true, 'Gives the guest a counter of the time since it started.'],
  [
    'reference_tsc',
    253,
    '4.6',
    false,
    'Gives the guest a page from which it reads the time without a trap, which makes clocks cheap.',
  ],
  [
    'hcall_remote_tlb_flush',
    254,
    '4.7',
    false,
    'Lets the guest flush the TLBs of all its vCPUs in one call; helps busy guests with many vCPUs.',
  ],
  ['apic_assist', 255, '4.7', true, 'Lets the guest end interrupts without a trap.'],
  ['crash_ctl', 256, '4.9', true, 'Lets a crashing Windows leave its error numbers in the log of Xen.'],
  ['synic', 257, '4.13', false, 'Gives the guest the interrupt controller of Hyper-V.'],
  ['stimer', 258, '4.13', false, 'Gives the guest the timers of Hyper-V, together with its interrupt controller.'],
  ['hcall_ipi', 259, '4.13', false, 'Lets the guest wake other vCPUs in one call; helps guests with many vCPUs.'],
  ['ex_processor_masks', 260, '4.15', false, 'Lets the calls name sparse sets of vCPUs; needed above 64 vCPUs.'],
  ['no_vp_limit', 261, '4.15', true, 'Tells the guest that there is no fixed limit on its vCPUs.'],
  ['cpu_hotplug', 262, '4.15', true, 'Tells the guest that vCPUs can be added while it runs.'],
];

const groupRow = ([name, line, since, offered, what]: (typeof groups)[number]): WrittenSpecRow => ({
  name,
  type: 'flag',
  place: 'word',
  guests: ['hvm'],
  since,
  ...(offered ? { default: 'in defaults' } : {}),
  summary: what,
  details: `${offered ? inDefaults : notInDefaults} Guests other than Windows have no use for it.`,
  example: `viridian = [ "defaults", "${name}" ]`,
  source: `${idl}:${line}`,
});

/** What each word stands for: itself, or several of the groups. */
export const viridianGroups: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...groups.map(([name]): [string, string[]] => [name, [name]]),
  ['defaults', groups.filter(([, , , offered]) => offered).map(([name]) => name)],
  ['all', groups.map(([name]) => name)],
]);

export const viridianSpec: readonly SpecRow[] = specRows('viridian', [
  ...groups.map(groupRow),
  {
    name: 'defaults',
    type: 'flag',
    place: 'word',
    guests: ['hvm'],
    summary: 'The groups that suit most Windows guests; the same as viridian = 1.',
    example: 'viridian = [ "defaults", "reference_tsc" ]',
    source: `${xl}:1947`,
  },
  {
    name: 'all',
    type: 'flag',
    place: 'word',
    guests: ['hvm'],
    summary: 'Every group that this release of Xen knows.',
    details: 'The set grows with each release, so a guest may see other hardware after an upgrade.',
    example: 'viridian = [ "all" ]',
    source: `${xl}:1945`,
  },
  {
    name: '!GROUP',
    type: 'flag',
    place: 'form',
    form: '! and the name of a group',
    guests: ['hvm'],
    summary: 'Takes a group out again.',
    details: 'The entries are read in order and the later one wins, so put it after all or defaults.',
    example: 'viridian = [ "all", "!crash_ctl" ]',
    source: `${xl}:1953`,
  },
  {
    name: '(unknown word)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'A word that is no group ends the start of the guest with an error.',
    details: 'Letter case does not matter. A group of a newer release counts as unknown.',
    source: `${xl}:1962`,
  },
]);

export const mcaCapsSpec: readonly SpecRow[] = specRows('mca_caps', [
  {
    name: 'lmce',
    type: 'flag',
    place: 'word',
    guests: ['hvm'],
    summary: 'Tells the guest of a hardware memory error on the one vCPU that met it.',
    details: 'Only on Intel hosts that can do so; a guest that handles it can survive the error.',
    example: 'mca_caps = [ "lmce" ]',
    source: `${xl}:2095`,
  },
  {
    name: '(other word)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other word ends the start of the guest with an error.',
    details: 'That goes for the word default in the manual too: leave the option out instead.',
    source: `${xl}:2098`,
  },
]);
