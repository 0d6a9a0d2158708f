/** The names that the string form of `cpuid` takes, by the register whose bits they stand for. */

/** `feature`: a bit by Xen's own name; `old`: a bit by a name that libxl keeps; `number`: a field of several bits. */
export type CpuidKind = 'feature' | 'old' | 'number';

export interface CpuidName {
  readonly name: string;
  readonly kind: CpuidKind;
  /** Register, as in `leaf 0x7 subleaf 0 ebx` or `MSR 0x10a`. */
  readonly register: string;
  /** Lowest and highest bit, which are the same for a feature. */
  readonly bits: readonly [number, number];
}

interface Register {
  readonly register: string;
  readonly kind: CpuidKind;
  /** `NAME:BIT` or `NAME:LOWEST-HIGHEST`, divided by blanks. */
  readonly names: string;
}

/** From libxl_cpuid.c (`old` and `number`) and xen/include/public/arch-x86/cpufeatureset.h (`feature`). */
const REGISTERS: readonly Register[] = [
  {
    register: 'leaf 0x0 eax',
    kind: 'number',
    names: 'maxleaf:0-31',
  },
  {
    register: 'leaf 0x1 eax',
    kind: 'number',
    names: 'stepping:0-3 model:4-11 family:8-15',
  },
  {
    register: 'leaf 0x1 ebx',
    kind: 'number',
    names: 'brandid:0-7 clflush:8-15 proccount:16-23 localapicid:24-31',
  },
  {
    register: 'leaf 0x1 ecx',
    kind: 'old',
    names: 'est:7 cntxid:10 cmpxchg16:13 sse4_1:19 sse4.1:19 sse4_2:20 sse4.2:20 aes:25',
  },
  {
    register: 'leaf 0x1 edx',
    kind: 'old',
    names: 'cmpxchg8:8 sysenter:11 psn:18 clfsh:19 tm:29 ia64:30',
  },
  {
    register: 'leaf 0x6 eax',
    kind: 'old',
    names: 'arat:2',
  },
  {
    register: 'leaf 0x7 subleaf 0 ebx',
    kind: 'old',
    names: 'tsc_adjust:1 cmt:12',
  },
  {
    register: 'leaf 0x80000001 ecx',
    kind: 'old',
    names: 'lahfsahf:0 cmplegacy:1 altmovcr8:4 nodeid:19 perfctr_core:23 perfctr_nb:24',
  },
  {
    register: 'leaf 0x4 subleaf 0 eax',
    kind: 'number',
    names: 'procpkg:26-31',
  },
  {
    register: 'leaf 0x80000007 edx',
    kind: 'old',
    names: 'invtsc:8',
  },
  {
    register: 'leaf 0x80000008 ebx',
    kind: 'old',
    names: 'ppin:23',
  },
  {
    register: 'leaf 0x80000008 ecx',
    kind: 'number',
    names: 'nc:0-7 apicidsize:12-15',
  },
  {
    register: 'leaf 0x8000000a edx',
    kind: 'old',
    names: 'svm_npt:0 svm_lbrv:1 svm_nrips:3 svm_tscrate:4 svm_vmcbclean:5 svm_decode:7 svm_pausefilt:10',
  },
  {
    register: 'leaf 0x80000021 eax',
    kind: 'old',
    names: 'lfence+:2',
  },
  {
    register: 'leaf 0x40000000 eax',
    kind: 'number',
    names: 'maxhvleaf:0-7',
  },
  {
    register: 'leaf 0x1 edx',
    kind: 'feature',
    names:
      'fpu:0 vme:1 de:2 pse:3 tsc:4 msr:5 pae:6 mce:7 cx8:8 apic:9 sep:11 mtrr:12 pge:13 mca:14 cmov:15 ' +
      'pat:16 pse36:17 ds:21 acpi:22 mmx:23 fxsr:24 sse:25 sse2:26 ss:27 htt:28 tm1:29 pbe:31',
  },
  {
    register: 'leaf 0x1 ecx',
    kind: 'feature',
    names:
      'sse3:0 pclmulqdq:1 dtes64:2 monitor:3 dscpl:4 vmx:5 smx:6 eist:7 tm2:8 ssse3:9 sdbg:11 fma:12 ' +
      'cx16:13 xtpr:14 pdcm:15 pcid:17 dca:18 sse4-1:19 sse4-2:20 x2apic:21 movbe:22 popcnt:23 ' +
      'tsc-deadline:24 aesni:25 xsave:26 osxsave:27 avx:28 f16c:29 rdrand:30 hypervisor:31',
  },
  {
    register: 'leaf 0x80000001 edx',
    kind: 'feature',
    names: 'syscall:11 nx:20 mmxext:22 ffxsr:25 page1gb:26 rdtscp:27 lm:29 3dnowext:30 3dnow:31',
  },
  {
    register: 'leaf 0x80000001 ecx',
    kind: 'feature',
    names:
      'lahf-lm:0 cmp-legacy:1 svm:2 extapic:3 cr8-legacy:4 abm:5 sse4a:6 misalignsse:7 3dnowprefetch:8 ' +
      'osvw:9 ibs:10 xop:11 skinit:12 wdt:13 lwp:15 fma4:16 nodeid-msr:19 tbm:21 topoext:22 dbext:26 ' +
      'monitorx:29 addr-msk-ext:30',
  },
  {
    register: 'leaf 0xd subleaf 1 eax',
    kind: 'feature',
    names: 'xsaveopt:0 xsavec:1 xgetbv1:2 xsaves:3 xfd:4',
  },
  {
    register: 'leaf 0x7 subleaf 0 ebx',
    kind: 'feature',
    names:
      'fsgsbase:0 tsc-adjust:1 sgx:2 bmi1:3 hle:4 avx2:5 fdp-excp-only:6 smep:7 bmi2:8 erms:9 ' +
      'invpcid:10 rtm:11 pqm:12 no-fpu-sel:13 mpx:14 pqe:15 avx512f:16 avx512dq:17 rdseed:18 adx:19 ' +
      'smap:20 avx512-ifma:21 clflushopt:23 clwb:24 proc-trace:25 avx512pf:26 avx512er:27 avx512cd:28 ' +
      'sha:29 avx512bw:30 avx512vl:31',
  },
  {
    register: 'leaf 0x7 subleaf 0 ecx',
    kind: 'feature',
    names:
      'prefetchwt1:0 avx512-vbmi:1 umip:2 pku:3 ospke:4 waitpkg:5 avx512-vbmi2:6 cet-ss:7 gfni:8 vaes:9 ' +
      'vpclmulqdq:10 avx512-vnni:11 avx512-bitalg:12 tme:13 avx512-vpopcntdq:14 la57:16 rdpid:22 bld:24 ' +
      'cldemote:25 movdiri:27 movdir64b:28 enqcmd:29 sgx-lc:30 pks:31',
  },
  {
    register: 'leaf 0x80000007 edx',
    kind: 'feature',
    names: 'hw-pstate:7 itsc:8 cpb:9 efro:10',
  },
  {
    register: 'leaf 0x80000008 ebx',
    kind: 'feature',
    names:
      'clzero:0 rstr-fp-err-ptrs:2 wbnoinvd:9 ibpb:12 ibrs:14 amd-stibp:15 ibrs-always:16 ' +
      'stibp-always:17 ibrs-fast:18 ibrs-same-mode:19 no-lmsl:20 amd-ppin:23 amd-ssbd:24 virt-ssbd:25 ' +
      'ssb-no:26 cppc:27 psfd:28 btc-no:29 ibpb-ret:30',
  },
  {
    register: 'leaf 0x7 subleaf 0 edx',
    kind: 'feature',
    names:
      'sgx-keys:1 avx512-4vnniw:2 avx512-4fmaps:3 fsrm:4 uintr:5 avx512-vp2intersect:8 srbds-ctrl:9 ' +
      'md-clear:10 rtm-always-abort:11 tsx-force-abort:13 serialize:14 hybrid:15 tsxldtrk:16 pconfig:18 ' +
      'arch-lbr:19 cet-ibt:20 amx-bf16:22 avx512-fp16:23 amx-tile:24 amx-int8:25 ibrsb:26 stibp:27 ' +
      'l1d-flush:28 arch-caps:29 core-caps:30 ssbd:31',
  },
  {
    register: 'leaf 0x7 subleaf 1 eax',
    kind: 'feature',
    names:
      'sha512:0 sm3:1 sm4:2 avx-vnni:4 avx512-bf16:5 lass:6 cmpccxadd:7 arch-perf-mon:8 fzrm:10 fsrs:11 ' +
      'fsrcs:12 fred:17 lkgs:18 wrmsrns:19 nmi-src:20 amx-fp16:21 avx-ifma:23 lam:26 msrlist:27 ' +
      'no-invd:30 movrs:31',
  },
  {
    register: 'leaf 0x80000021 eax',
    kind: 'feature',
    names:
      'no-nest-bp:0 fs-gs-ns:1 lfence-dispatch:2 verw-clear:5 nscb:6 auto-ibrs:8 amd-fsrs:10 ' +
      'amd-fsrc:11 cpuid-user-dis:17 epsf:18 fsrsc:19 amd-prefetchi:20 avx512-bmm:23 sbpb:27 ' +
      'ibpb-brtype:28 srso-no:29 srso-us-no:30 srso-msr-fix:31',
  },
  {
    register: 'leaf 0x7 subleaf 1 ebx',
    kind: 'feature',
    names: 'intel-ppin:0',
  },
  {
    register: 'leaf 0x7 subleaf 2 edx',
    kind: 'feature',
    names: 'intel-psfd:0 ipred-ctrl:1 rrsba-ctrl:2 ddp-ctrl:3 bhi-ctrl:4 mcdt-no:5 uc-lock-dis:6',
  },
  {
    register: 'leaf 0x7 subleaf 1 edx',
    kind: 'feature',
    names:
      'avx-vnni-int8:4 avx-ne-convert:5 amx-complex:8 avx-vnni-int16:10 prefetchi:14 uiret-uif:17 ' +
      'cet-sss:18 slsm:24',
  },
  {
    register: 'MSR 0x10a',
    kind: 'feature',
    names:
      'rdcl-no:0 eibrs:1 rsba:2 skip-l1dfl:3 intel-ssb-no:4 mds-no:5 if-pschange-mc-no:6 tsx-ctrl:7 ' +
      'taa-no:8 mcu-ctrl:9 misc-pkg-ctrl:10 energy-filtering:11 doitm:12 sbdr-ssdp-no:13 fbsdp-no:14 ' +
      'psdp-no:15 mcu-ext:16 fb-clear:17 fb-clear-ctrl:18 rrsba:19 bhi-no:20 xapic-status:21 ' +
      'ovrclk-status:23 pbrsb-no:24 gds-ctrl:25 gds-no:26 rfds-no:27 rfds-clear:28 ign-umonitor:29 ' +
      'mon-umon-mitg:30 pb-opt-ctrl:32 its-no:62',
  },
  {
    register: 'leaf 0x80000021 ecx',
    kind: 'feature',
    names: 'tsa-sq-no:1 tsa-l1-no:2',
  },
];

function readName(text: string, { register, kind }: Register): CpuidName {
  const colon = text.lastIndexOf(':');
  const [low = 0, high = low] = text
    .slice(colon + 1)
    .split('-')
    .map(Number);
  return { name: text.slice(0, colon), kind, register, bits: [low, high] };
}

/** Every name; a number field also takes values above 1, up to what its bits hold. */
export const cpuidNames: readonly CpuidName[] = REGISTERS.flatMap((register) =>
  register.names.split(' ').map((text) => readName(text, register)),
);

/** What a name may be set to: 0 off, 1 on, x default, k and s the host's value (`libxl_cpuid.c`). */
export const cpuidValues = ['0', '1', 'x', 'k', 's'] as const;
