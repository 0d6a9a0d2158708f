/** Guests with what came after Xen 4.14: the options, the words and the device strings, in right and wrong forms. */
import { pick } from './judges.ts';

type Chance = () => number;

const BASES = {
  pv: 'name = "t"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  pvh: 'name = "t"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
  hvm: 'name = "t"\ntype = "hvm"\nmemory = 128\n',
} as const;

const NUMBERS = [
  '0',
  '1',
  '64',
  '960',
  '991',
  '992',
  '1000',
  '70000',
  '65535',
  '65536',
  '4294967296',
  '-1',
  '"64"',
  '"many"',
  '""',
];
const SWITCHES = ['0', '1', '2', '"yes"', '"1"', '"on"'];

/** Lists of strings: parts that are joined by commas. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  virtio: ['type=virtio,device22', 'type=virtio,device26', 'type=virtio,device', 'transport=mmio', 'transport=pci', 'transport=foo', 'backend=DomD', 'backend=0', 'grant_usage=1', 'grant_usage=0', 'grant_usage=true', 'foo=1', 'foo', 'type=foo', 'type=virtio,device22,transport=mmio', ''],
  smbios: ['bios_vendor=a', 'bios_version=1.2', 'system_serial_number=x', 'oem=one', 'oem-1=x', 'bios_vendor=', 'foo=1', 'bios_version', '=x', 'BIOS_VENDOR=a', 'chassis_manufacturer=c', 'battery_manufacturer=b', 'battery_device_name=d', ' bios_vendor=a', 'bios_vendor =a', 'bios_vendor= a', ''],
  p9: ['tag=share', 'path=/srv', 'security_model=none', 'security_model=mapped', 'type=qemu', 'type=xen_9pfsd', 'type=foo', 'max-files=10', 'max-files=many', 'max-files=5x', 'max-open-files=5', 'max-space=100', 'auto-delete=1', 'auto-delete=yes', 'auto-delete=2', 'backend=d', 'foo=1', 'tag', 'path=', 'tag=', 'tag=share', 'path=/srv=x', ' tag=share', 'type = qemu'],
  xenstore_quota: ['nodes=100', 'nodes', 'nodes=x', 'x=1', 'transactions=5'],
  llc_colors: ['0-7', '16', '1', '4-0', 'a', '', '0-', '-3', '0,1', '0-7,9', '1-1', '0x1', ' 3', '3 '],
  vif: ['bridge=xenbr0', 'vlan=10', 'vlan=10p/20', 'vlan=10p/100+10x4', 'vlan=lan', 'vlan=', 'vlan', 'mtu=9000', 'mtu=big', 'mtu=15x', 'mtu=', 'trusted', 'untrusted', 'trusted=1', 'script=vif-bridge'],
  disk: ['specification=virtio', 'specification=xen', 'specification=foo', 'backendtype=standalone', 'backendtype=tap', 'backendtype=qdisk', 'format=raw', 'format=qcow2', 'format=vhd', 'trusted', 'untrusted', 'grant_usage=1', 'grant_usage=0', 'grant_usage=yes', 'grant_usage', 'discard', 'access=ro', 'vdev=xvda', 'vdev=hda', 'devtype=cdrom'],
  pci: ['01:00.0', 'bdf=01:00.0', 'name=gpu', 'bdf=01:00.0,name=gpu', 'permissive=1', 'foo=1', 'seize=1', 'rdm_policy=strict', '01:00.*', 'vslot=5'],
  viridian: ['base', 'no_vp_limit', 'cpu_hotplug', 'ex_processor_masks', 'synic', 'defaults', 'all', 'foo'],
}; // biome-ignore format: lists to draw from

/** Single values as they stand in a file. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  sve: ['"hw"', '"128"', '256', '"129"', '"max"', '"disabled"', '0', '"2048"', '4096', '""'],
  tee: ['"none"', '"optee"', '"ffa"', '"foo"'],
  arm_sci: ['"type=none"', '"type=scmi_smc"', '"type=foo"', '"scmi_smc"', '""', '"foo=1"', '"type=scmi_smc_multiagent"'],
  nr_spis: NUMBERS,
  altp2m_count: NUMBERS,
  vmtrace_buf_kb: ['64', '65', '0', '"x"'],
  xenstore_feature_mask: NUMBERS,
  hvm_pirq: SWITCHES,
  bootloader_restrict: SWITCHES,
  bootloader_user: ['"nobody"', '1', '[ "x" ]'],
  xen_platform_pci_bar_uc: SWITCHES,
  trap_unmapped_accesses: SWITCHES,
  msr_relaxed: SWITCHES,
  assisted_xapic: SWITCHES,
  assisted_x2apic: SWITCHES,
  vpmu: SWITCHES,
  passthrough: ['"default"', '"disabled"', '"enabled"', '"foo"'],
  xend_suspend_evtchn_compat: SWITCHES,
  max_grant_version: ['0', '1', '2', '3'],
  cpuid: ['"host,avx512-fp16=0"', '"host,arch-caps=1,rdcl-no=1"', '"host,its-no=1"', '"host,foo=1"'],
  vga: ['"qxl"', '"none"', '"stdvga"'],
  device_model_version: ['"qemu-xen"', '"qemu-xen-traditional"', '"foo"'],
  tsc_mode: ['"native"', '"native_paravirt"', '"foo"'],
  rdm: ['"strategy=host,policy=relaxed"', '"strategy=host"', '"policy=foo"'],
  vcpus: ['0', '-1', '1', '2'],
  timer_mode: ['"delay_for_missed_ticks"', '0', '1', '9'],
}; // biome-ignore format: lists to draw from

function value(name: string, next: Chance): string {
  const parts = PARTS[name];
  if (!parts) return pick(VALUES[name] ?? ['1'], next);
  const entry = (): string => {
    const count = name === 'smbios' || name === 'llc_colors' || name === 'viridian' ? 1 : 1 + Math.floor(next() * 4);
    const chosen = Array.from({ length: count }, () => pick(parts, next));
    if (name === 'disk') chosen.push('vdev=xvdb', 'target=/dev/vg/lv');
    if (name === 'p9' && next() < 0.5) chosen.unshift('tag=s', 'path=/s', 'security_model=none');
    return `"${[...new Set(chosen)].join(',')}"`;
  };
  if (next() < 0.07) return entry();
  const numbers = name === 'llc_colors' && next() < 0.2 ? ['0', '1'] : [];
  return `[ ${[...Array.from({ length: 1 + Math.floor(next() * 2) }, entry), ...numbers].join(', ')} ]`;
}

/** A guest that uses one or two things which some releases do not know. */
export function newerGuest(next: Chance): string {
  const names = [...Object.keys(PARTS), ...Object.keys(VALUES)];
  const base = BASES[pick(['pv', 'pvh', 'hvm'] as const, next)];
  const chosen = new Set(Array.from({ length: 1 + Math.floor(next() * 2) }, () => pick(names, next)));
  return base + [...chosen].map((name) => `${name} = ${value(name, next)}\n`).join('');
}
