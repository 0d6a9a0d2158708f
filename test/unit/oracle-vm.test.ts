/** Guests of Oracle VM: its Manager writes them, its agent reads them, and names of its own stand in them. */
import { expect, it } from 'vitest';
import type { CfgFile } from '../../server/src/model/source-file.ts';
import { findings, summary, uriOf, workspaceOf } from '../support/check.ts';

const COMMON = `OVM_simple_name = 'accounts'
OVM_high_availability = False
OVM_description = 'Made from a template; see the wiki'
OVM_os_type = 'Oracle Linux 6'
OVM_cpu_compat_group = ''
guest_os_type = 'linux'
name = '0004fb0000060000c1f2a3b4c5d6e7f8'
uuid = '0004fb00-0006-0000-c1f2-a3b4c5d6e7f8'
memory = 2048
maxmem = 4096
vcpus = 2
maxvcpus = 4
cpu_weight = 27500
cpu_cap = 0
cpus = ''
bootargs = ''
extra = ''
disk_other_config = []
vif_other_config = []
on_poweroff = 'destroy'
on_reboot = 'restart'
keymap = 'en-us'
`;
const PV = `${COMMON}OVM_domain_type = 'xen_pvm'
on_crash = 'restart'
bootloader = '/usr/bin/pygrub'
disk = ['file:/OVS/Repositories/aa/VirtualDisks/bb.img,xvda,w', 'phy:/dev/mapper/36001,xvdb,w!']
vif = ['mac=00:21:f6:00:00:12,bridge=10a2b3c4d5']
vfb = ['type=vnc,vncunused=1,vnclisten=127.0.0.1,keymap=en-us']
`;
const HVM = `${COMMON}OVM_domain_type = 'xen_hvm_pv_drivers'
builder = 'hvm'
kernel = '/usr/lib/xen/boot/hvmloader'
device_model = '/usr/lib/xen/bin/qemu-dm'
boot = 'cd'
pae = 1
acpi = 1
apic = 1
viridian = 1
timer_mode = 2
expose_host_uuid = 1
suppress_spurious_page_faults = 1
rtc_timeoffset = 3600
localtime = 0
serial = 'pty'
usbdevice = 'tablet'
vnc = 1
vncconsole = 1
vncunused = 1
vnclisten = '127.0.0.1'
vncpasswd = ''
on_crash = 'coredump-restart'
disk = ['file:/OVS/Repositories/aa/VirtualDisks/cc.img,hda,w', 'file:/OVS/Repositories/aa/ISOs/dd.iso,hdc:cdrom,r']
vif = ['type=netfront,mac=00:21:f6:00:00:13,bridge=10a2b3c4d5']
`;
const PVH = `${COMMON}OVM_domain_type = 'xen_pvh'
type = 'pvh'
on_crash = 'restart'
bootloader = '/usr/bin/pygrub'
disk = ['file:/OVS/Repositories/aa/VirtualDisks/ee.img,xvda,w']
vif = ['mac=00:21:f6:00:00:14,bridge=10a2b3c4d5']
`;
/** As an Exadata's tools write it: dictionaries in lists, which only Python reads. */
const EXADATA = `${HVM}ib_pfs = ['03:00.0']
ib_pkeys = [{'pf':'03:00.0','port':'1','pkey':['0x2a10','0xa016',]},]
cpuid = ['1:edx=xxxxxxxxxxxxxxxxxxx0xxxxxxxxxxxx']
`;

it.each([
  ['PV', PV, 'xm', []],
  ['HVM', HVM, 'xm', []],
  [
    'PVH, with a key that only xl has',
    PVH,
    'xm, perhaps',
    [6, 14, 16].map((line) => `vm.cfg:${line}: information: xm-only-option`),
  ],
  ['Exadata', EXADATA, 'xm', []],
])('no problem is seen in a guest that Oracle VM wrote: %s', (_title, text, toolstack, expected) => {
  const file = workspaceOf({ 'vm.cfg': text }).files.get(uriOf('vm.cfg')) as CfgFile;
  expect(file.toolstack.toolstack + (file.toolstack.certain ? '' : ', perhaps')).toBe(toolstack);
  expect(summary({ 'vm.cfg': text })).toEqual(expected);
});

it('says that xl refuses such a file where the host is one of xl', () => {
  const files = { 'etc/xen/vm.cfg': PV, 'etc/xen/xl.conf': 'autoballoon = "off"\n' };
  const errors = findings(files).filter((one) => one.severity === 'error');
  expect(errors.map((one) => `${one.line}: ${one.code}`)).toContain('1: upper-case-key');
});
