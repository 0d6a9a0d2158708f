/** Options of the hypervisor's own command line that people write into files of the toolstack (`docs/misc/xen-command-line.pandoc`). */
export const hypervisorOptions: ReadonlySet<string> = new Set([
  'dom0_mem',
  'dom0_max_vcpus',
  'dom0_vcpus_pin',
  'iommu',
  'sched',
]);
