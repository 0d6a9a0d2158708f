/** Recognises `xl info` and `xm info`: `key : value` lines. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

/** Keys of `xl info` (xl_info.c), at least one of which has to stand before others are believed. */
const KEYS =
  /^(?:host|release|version|machine|nr_cpus|max_cpu_id|nr_nodes|cores_per_socket|threads_per_core|cpu_mhz|hw_caps|virt_caps|total_memory|free_memory|sharing_freed_memory|sharing_used_memory|outstanding_claims|free_cpus|xen_major|xen_minor|xen_extra|xen_version|xen_caps|xen_scheduler|xen_pagesize|platform_params|xen_changeset|xen_commandline|cc_compiler|cc_compile_by|cc_compile_domain|cc_compile_date|build_id|xend_config_format|arm_sve_vector_length|node_to_cpu|node_to_memory|node_to_dma32_mem|max_para_memory|max_hvm_memory)$/;

export function infoReader(facts: Collector): Reader {
  return {
    command: () => {},
    read: (line) => {
      const match = /^ *(\w+) +: ?(.*)$/.exec(line.text);
      if (!match?.[1] || !KEYS.test(match[1])) return false;
      facts.info.push({ ...place(line as OutputLine), key: match[1], value: (match[2] ?? '').trim() });
      return true;
    },
  };
}
