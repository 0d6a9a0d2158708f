/** Groups of Hyper-V interfaces for `viridian`; `!` before one leaves it out again (`libxl_types.idl`). */

import type { Word } from './word.ts';

export const viridianGroups: readonly Word[] = [
  { word: 'base', summary: 'The minimum that all other groups build on.', since: '4.5' },
  { word: 'freq', summary: 'Lets Windows read the frequencies of its clocks instead of measuring them.', since: '4.5' },
  { word: 'time_ref_count', summary: 'A clock that all processors of the guest share.', since: '4.5' },
  {
    word: 'reference_tsc',
    summary: 'The shared clock in a page of memory, without a call to Xen for each look.',
    since: '4.6',
  },
  {
    word: 'hcall_remote_tlb_flush',
    summary: "Flushes other processors' address caches by one call, which helps large guests.",
    since: '4.7',
  },
  { word: 'apic_assist', summary: 'Ends interrupts by a write to memory instead of by a trap.', since: '4.7' },
  { word: 'crash_ctl', summary: 'Lets a crashing Windows tell Xen what happened.', since: '4.9' },
  { word: 'synic', summary: 'An interrupt controller for Hyper-V messages, which the timers need.', since: '4.13' },
  { word: 'stimer', summary: 'Timers of the Hyper-V kind, lighter than the emulated ones.', since: '4.13' },
  { word: 'hcall_ipi', summary: 'Interrupts other processors by one call.', since: '4.13' },
  { word: 'ex_processor_masks', summary: 'Calls that can name more than 64 vCPUs.', since: '4.15' },
  { word: 'no_vp_limit', summary: 'Does not tell Windows an upper number of vCPUs.', since: '4.15' },
  { word: 'cpu_hotplug', summary: 'Lets Windows take new vCPUs while it runs.', since: '4.15' },
  { word: 'defaults', summary: 'The groups that `viridian = 1` stands for.' },
  { word: 'all', summary: 'Every group that this release knows.' },
];
