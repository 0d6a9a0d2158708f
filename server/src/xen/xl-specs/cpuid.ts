/** The words of `cpuid`, which decides what processor a guest sees (libxl_cpuid.c and, for flags, cpufeatureset.h). */
import {
  type CpuidFlag,
  type CpuidNumber,
  type CpuidOffer,
  type CpuidOlderFlag,
  type CpuidRegister,
  cpuidFlags,
  cpuidNumbers,
  cpuidOlderFlags,
} from './cpuid-flags.ts';
import { type SpecRow, specRows, type WrittenSpecRow } from './spec-row.ts';

const lib = 'tools/libs/light/libxl_cpuid.c';
const letters: readonly string[] = ['0', '1', 'x', 'k', 's'];

const offers: Record<CpuidOffer, { readonly default?: string; readonly words: string }> = {
  all: { default: 'offered by default', words: 'Xen offers it to every guest when the host has it.' },
  hvm: {
    default: 'offered by default to HVM and PVH guests',
    words: 'Xen offers it to HVM and PVH guests when the host has it.',
  },
  hap: {
    default: 'offered by default with hardware assisted paging',
    words: 'Xen offers it to guests with hardware assisted paging when the host has it.',
  },
  '': { words: 'Xen does not offer it by itself; setting it to 1 only works where Xen can provide it.' },
};

/** Register and bit as people write them: `0x7/0 ebx` is leaf 0x7, subleaf 0, ebx. */
function place(register: CpuidRegister, bits: string | number): string {
  const bit = `${typeof bits === 'number' ? 'bit' : 'bits'} ${bits}`;
  if (register.startsWith('MSR')) return `${register}, ${bit}`;
  return `Leaf ${register.replace('/', ' subleaf ').replace(/ (e[abcd]x)$/, ', $1')} ${bit}`;
}

function numberRow([name, line, register, bits, max, summary]: CpuidNumber): WrittenSpecRow {
  return {
    name,
    type: 'int',
    form: 'number, or x, k or s',
    values: ['x', 'k', 's'],
    min: 0,
    max,
    summary,
    details: `${place(register, bits)}. Wanted when software insists on a certain processor. 0x makes the number hexadecimal and a leading 0 octal; one that is too large loses its upper bits.`,
    example: `cpuid = "host,${name}=${Math.min(max, 4)}"`,
    source: `${lib}:${line}`,
  };
}

function olderRow([name, line, register, bit, sees]: CpuidOlderFlag): WrittenSpecRow {
  const today = cpuidFlags.get(register)?.find((flag) => flag[1] === bit)?.[0];
  return {
    name,
    type: 'enum',
    values: letters,
    summary: `Whether the guest sees ${sees}${today ? `; the older name of ${today}` : ''}.`,
    details: `${place(register, bit)}.`,
    example: `cpuid = "host,${name}=0"`,
    source: `${lib}:${line}`,
  };
}

function flagRow(register: CpuidRegister, [name, bit, line, offered, sees]: CpuidFlag): WrittenSpecRow {
  const offer = offers[offered];
  return {
    name,
    type: 'enum',
    values: letters,
    ...(offer.default === undefined ? {} : { default: offer.default }),
    summary: `Whether the guest sees ${sees}.`,
    details: `${place(register, bit)}. ${offer.words}`,
    example: `cpuid = "host,${name}=0"`,
    source: `xen/include/public/arch-x86/cpufeatureset.h:${line}`,
  };
}

export const cpuidSpec: readonly SpecRow[] = specRows('cpuid', [
  {
    name: 'host',
    type: 'flag',
    place: 'word',
    summary: 'Starts from the processor of the host; the words behind it change single features.',
    details: 'It has to be the first word of the text, or xl drops the whole setting.',
    example: 'cpuid = "host,avx512f=0"',
    source: 'tools/xl/xl_parse.c:2776',
  },
  {
    name: 'leaf[,subleaf]:reg=bits',
    type: 'string',
    place: 'form',
    form: 'LEAF[,SUBLEAF]:eax|ebx|ecx|edx=32 letters of 0, 1, x, k and s',
    summary: 'Sets the bits of a CPUID leaf one by one, as an entry of a list.',
    details:
      'Each register takes exactly 32 letters, the highest bit first. xl skips an entry that it cannot read and starts the guest all the same.',
    example: 'cpuid = [ "1:ecx=xxxx0xxxxxxxxxxxxxxxxxxxxxxxxxxx" ]',
    source: `${lib}:414`,
  },
  {
    name: '(value letters)',
    type: 'enum',
    place: 'form',
    values: letters,
    summary: '0 hides a feature, 1 shows it, x leaves it to Xen, k takes it from the host.',
    details:
      's is an older way to write k. Of a larger number only the last bit counts, so 2 hides as 0 does. To move a guest between unlike hosts, hide what the oldest does not have.',
    example: 'cpuid = "host,avx2=0"',
    source: `${lib}:120`,
  },
  ...cpuidNumbers.map(numberRow),
  ...cpuidOlderFlags.map(olderRow),
  ...[...cpuidFlags].flatMap(([register, flags]) => flags.map((flag) => flagRow(register, flag))),
]);
