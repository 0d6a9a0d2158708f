/** Refusals about memory, processors and what the machine can do; from libxl of 4.14 to 4.20, run. */
import { viridianGroups } from '../xl-specs/viridian.ts';
import { isForArm } from './arm.ts';
import type { GuestView, Refusal } from './refusal.ts';

/** Xen's HVM_MAX_VCPUS. */
const MOST_VCPUS = 128;

const isHoled = (guest: GuestView): boolean => {
  const start = guest.number('memory');
  const most = guest.number('maxmem');
  return start !== undefined && most !== undefined && start < most;
};

function hasAltp2m(guest: GuestView): boolean {
  const word = guest.word('altp2m');
  return (
    (word !== undefined && word !== 'disabled' && word !== '0') || (guest.kind === 'hvm' && guest.isOn('altp2mhvm'))
  );
}

/** The enlightenments that are left after all words of the list; libxl builds no guest with some and without the base. */
function lacksBase(guest: GuestView): boolean {
  // A single value is a switch.
  if (guest.count('viridian') === 0) return false;
  const on = new Set<string>();
  const off = new Set<string>();
  for (const text of guest.list('viridian')) {
    const word = text.replace(/^!/, '').toLowerCase();
    const members = viridianGroups.get(word);
    if (!members) return false;
    for (const name of members) (text.startsWith('!') ? off : on).add(name);
  }
  for (const name of off) on.delete(name);
  return on.size > 0 && !on.has('base');
}

export const machineRefusals: readonly Refusal[] = [
  {
    rule: 'missing-memory',
    guests: ['hvm', 'pvh'],
    since: '4.17',
    options: ['memory', 'type', 'builder', 'name'],
    objection: (guest) => {
      const sizes = [guest.number('memory'), guest.number('maxmem')].filter((size) => size !== undefined);
      // With a size of its own for the tables nothing has to be computed.
      if (guest.number('shadow_memory') !== undefined) return undefined;
      if (guest.count('vnuma') > 0 || (sizes.length > 0 && sizes.every((size) => size >= 0))) return undefined;
      return sizes.length > 0
        ? 'its memory is less than nothing. Write memory = 512, or as many MiB as it needs'
        : 'it has no memory. Add memory = 512, or as many MiB as it needs';
    },
    source: 'libxl_dom.c: "shadow_memkb value .. too large"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm', 'pvh'],
    options: ['maxvcpus', 'vcpus'],
    objection: (guest) => {
      const most = guest.number('maxvcpus') || guest.number('vcpus') || 0;
      const kind = guest.kind.toUpperCase();
      return most > MOST_VCPUS && most < 2 ** 31
        ? `${most} vCPUs are more than the ${MOST_VCPUS} that Xen gives to a guest of type ${kind}. Write ${MOST_VCPUS} or less`
        : undefined;
    },
    source: 'xen/include/public/hvm/hvm_info_table.h: HVM_MAX_VCPUS',
  },
  {
    rule: 'refused-at-creation',
    options: ['cap'],
    objection: (guest) => {
      const cap = guest.number('cap');
      // The nodes of vnuma bring vCPUs of their own, another pool may have another scheduler.
      if (cap === undefined || guest.count('vnuma') > 0 || guest.isSet('pool')) return undefined;
      const vcpus = guest.number('maxvcpus') || guest.number('vcpus') || 1;
      return cap > 100 * vcpus && cap < 2 ** 31
        ? `cap is the share of all vCPUs together, ${100 * vcpus} at most with ${vcpus === 1 ? 'one vCPU' : `${vcpus} vCPUs`}. Lower cap, or give the guest more vCPUs`
        : undefined;
    },
    source: 'libxl_sched.c: "Cpu cap out of range"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['pv'],
    since: '4.6',
    options: ['vnuma'],
    objection: (guest) =>
      guest.count('vnuma') > 0
        ? 'Xen has no virtual NUMA for PV guests. Remove vnuma, or make it a PVH guest'
        : undefined,
    source: 'libxl_create.c: "PV vNUMA is not yet supported"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm', 'pvh'],
    options: ['nestedhvm', 'altp2m'],
    objection: (guest) =>
      guest.isOn('nestedhvm') && hasAltp2m(guest)
        ? 'nestedhvm and altp2m exclude each other. Remove one of them'
        : undefined,
    source: 'libxl_create.c: "nestedhvm and altp2mhvm cannot be used together"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm', 'pvh'],
    options: ['altp2m', 'altp2mhvm'],
    objection: (guest) =>
      hasAltp2m(guest) && isHoled(guest)
        ? 'altp2m does not go with memory below maxmem. Set memory and maxmem to the same number'
        : undefined,
    source: 'libxl_create.c: "Cannot enable PoD and ALTP2M at the same time"',
  },
  {
    rule: 'refused-at-creation',
    since: '4.15',
    options: ['tsc_mode'],
    objection: (guest) =>
      guest.word('tsc_mode') === 'native_paravirt' || guest.text('tsc_mode') === '3'
        ? 'releases of Xen since 4.15 do not take native_paravirt. Write native'
        : undefined,
    source: 'libxl_x86.c: "TSC Mode native_paravirt .. has been removed"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['viridian'],
    objection: (guest) => (lacksBase(guest) ? 'enlightenments need the base group. Add "base" to viridian' : undefined),
    source: 'libxl_x86.c: "base group not enabled"',
  },
  {
    rule: 'refused-at-creation',
    since: '4.21',
    options: ['trap_unmapped_accesses'],
    objection: (guest) =>
      guest.isOn('trap_unmapped_accesses') && (guest.kind === 'hvm' || (guest.kind === 'pv' && !isForArm(guest)))
        ? 'on x86 libxl takes no trap_unmapped_accesses. Remove it'
        : undefined,
    source: 'libxl_x86.c: "is not supported on x86"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    since: '4.20',
    options: ['llc_colors'],
    objection: (guest) =>
      guest.list('llc_colors').length > 0 ? 'on x86 Xen has no cache colours. Remove llc_colors' : undefined,
    source: 'libxl_create.c: "LLC coloring not enabled in the hypervisor"',
  },
];
