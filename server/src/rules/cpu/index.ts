/** vCPUs and where they run: pinning, NUMA, and what the guest sees of the processor. */

import type { Rule } from '../rule.ts';
import allVcpusOnOneCpu from './all-vcpus-on-one-cpu.ts';
import malformedCpuList from './malformed-cpu-list.ts';
import malformedCpuid from './malformed-cpuid.ts';
import malformedVnuma from './malformed-vnuma.ts';
import pinningWithoutVcpus from './pinning-without-vcpus.ts';
import unknownEnlightenment from './unknown-enlightenment.ts';
import vcpusOutOfRange from './vcpus-out-of-range.ts';
import vnumaSum from './vnuma-sum.ts';

export const rules: readonly Rule[] = [
  vcpusOutOfRange,
  malformedCpuList,
  pinningWithoutVcpus,
  allVcpusOnOneCpu,
  malformedVnuma,
  vnumaSum,
  malformedCpuid,
  unknownEnlightenment,
];
