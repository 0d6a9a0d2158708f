/** vCPUs and where they run: pinning, NUMA, and what the guest sees of the processor. */

import type { Rule } from '../rule.ts';
import allVcpusOnOneCpu from './all-vcpus-on-one-cpu.ts';
import malformedCpuList from './malformed-cpu-list.ts';
import malformedCpuid from './malformed-cpuid.ts';
import malformedVnuma from './malformed-vnuma.ts';
import maxmemBelowMemory from './maxmem-below-memory.ts';
import moreCpuEntriesThanVcpus from './more-cpu-entries-than-vcpus.ts';
import pinningWithoutVcpus from './pinning-without-vcpus.ts';
import poolCpuEntry from './pool-cpu-entry.ts';
import poolCpusBesideNodes from './pool-cpus-beside-nodes.ts';
import unknownEnlightenment from './unknown-enlightenment.ts';
import vcpusAboveMaxvcpus from './vcpus-above-maxvcpus.ts';
import vcpusOutOfRange from './vcpus-out-of-range.ts';
import vnumaSum from './vnuma-sum.ts';

export const rules: readonly Rule[] = [
  vcpusAboveMaxvcpus,
  moreCpuEntriesThanVcpus,
  maxmemBelowMemory,
  vcpusOutOfRange,
  malformedCpuList,
  pinningWithoutVcpus,
  allVcpusOnOneCpu,
  malformedVnuma,
  vnumaSum,
  malformedCpuid,
  unknownEnlightenment,
  poolCpuEntry,
  poolCpusBesideNodes,
];
