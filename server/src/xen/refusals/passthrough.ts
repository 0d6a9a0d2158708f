/** Refusals about host devices: PCI, the device tree, USB; from libxl of 4.14 to 4.20, run. */

import { usbVersions } from '../xl-specs/usb.ts';
import { isForArm } from './arm.ts';
import type { GuestView, Refusal } from './refusal.ts';

const hasDevices = (guest: GuestView): boolean => guest.list('pci').length > 0 || guest.list('dtdev').length > 0;

/** What `passthrough` comes to: with devices it is on unless it is switched off. */
function isPassing(guest: GuestView): boolean {
  const word = guest.word('passthrough') ?? 'default';
  return word === 'default' ? hasDevices(guest) : word !== 'disabled';
}

const number = (words: ReadonlyMap<string, string>, key: string): number => {
  const text = words.get(key);
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
};

/** A PV controller is served by a driver of dom0, the others by QEMU; without `type` the kind of guest decides. */
function isEmulated(guest: GuestView, words: ReadonlyMap<string, string>): boolean {
  const type = words.get('type')?.toLowerCase() ?? 'auto';
  return type === 'auto' ? guest.kind === 'hvm' : type === 'devicemodel';
}

/** Most ports of a PV controller (USBIF_MAX_PORTNR). */
const PV_PORTS = 31;

export const passthroughRefusals: readonly Refusal[] = [
  {
    rule: 'refused-at-creation',
    since: '4.13',
    options: ['passthrough'],
    objection: (guest) =>
      guest.word('passthrough') === 'disabled' && hasDevices(guest)
        ? 'passthrough is disabled, and the guest names devices. Remove one of the two'
        : undefined,
    source: 'libxl_create.c: "passthrough disabled but devices are specified"',
  },
  {
    rule: 'refused-at-creation',
    since: '4.13',
    guests: ['pv'],
    options: ['passthrough'],
    objection: (guest) =>
      guest.word('passthrough') === 'share_pt' && !isForArm(guest)
        ? 'a PV guest has no page tables to share. Write enabled, or leave passthrough out'
        : undefined,
    source: 'libxl_x86.c: passthrough="share_pt" not valid for PV domain',
  },
  {
    rule: 'refused-at-creation',
    since: '4.13',
    guests: ['pvh'],
    options: ['pci', 'passthrough'],
    objection: (guest) =>
      isPassing(guest) && !isForArm(guest)
        ? 'on x86 no PVH guest gets devices of the host. Make it an HVM or a PV guest, or remove the line'
        : undefined,
    source: 'libxl_x86.c: "passthrough not yet supported for x86 PVH guests"',
  },
  {
    rule: 'refused-at-creation',
    since: '4.15',
    guests: ['hvm'],
    options: ['dtdev'],
    objection: (guest) =>
      guest.list('dtdev').length > 0 && guest.word('passthrough') !== 'disabled'
        ? 'a host with x86 processors has no device tree to take devices from. Use pci for its devices'
        : undefined,
    source: 'libxl_create.c: "xc_assign_dtdevice failed"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    options: ['maxmem', 'passthrough'],
    objection: (guest) => {
      const start = guest.number('memory');
      const most = guest.number('maxmem');
      // Devices have a rule of their own, which mends it.
      if (start === undefined || most === undefined || start >= most || guest.list('pci').length > 0) return undefined;
      return isPassing(guest)
        ? 'a guest that may pass devices through cannot start with memory below maxmem. Set both to the same number'
        : undefined;
    },
    source: 'libxl_create.c: "IOMMU required for device passthrough but not supported together with PoD"',
  },
  {
    rule: 'refused-at-creation',
    guests: ['hvm'],
    since: '4.6',
    options: ['gfx_passthru'],
    objection: (guest) => {
      const word = guest.word('gfx_passthru');
      const isDetecting = word === 'default' || (guest.number('gfx_passthru') ?? 0) !== 0;
      const isUpstream = guest.word('device_model_version') !== 'qemu-xen-traditional';
      return isDetecting &&
        isUpstream &&
        guest.list('pci').length === 0 &&
        !guest.isOn('device_model_stubdomain_override')
        ? 'gfx_passthru needs the graphics card among the devices of pci. Add it, or remove gfx_passthru'
        : undefined;
    },
    source: 'libxl_dm.c: "unable to detect required gfx_passthru_kind"',
  },
  {
    rule: 'refused-at-creation',
    options: ['usbdev'],
    objection: (guest) => {
      const controllers = guest.list('usbctrl').length;
      for (const { index, words } of guest.devices('usbdev')) {
        const controller = words.get('controller');
        if (controller !== undefined && number(words, 'controller') >= controllers)
          return {
            index,
            reason:
              controllers === 0
                ? `the guest has no USB controller ${controller}. Leave controller out and it gets one, or add usbctrl`
                : `the guest has no USB controller ${controller}: they count from 0. Name one of usbctrl`,
          };
        if (number(words, 'hostbus') === 0 || number(words, 'hostaddr') === 0)
          return { index, reason: 'a USB device needs hostbus and hostaddr, as lsusb shows them. Add both' };
      }
      return undefined;
    },
    source: 'libxl_usb.c: "USB device is not assignable"',
  },
  {
    rule: 'refused-at-creation',
    options: ['usbctrl'],
    objection: (guest) => {
      for (const { index, words } of guest.devices('usbctrl')) {
        const version = number(words, 'version');
        const ports = number(words, 'ports');
        if (isEmulated(guest, words)) {
          const row = usbVersions.find((one) => one.version === (version || 2));
          if (!row) return { index, reason: `there is no USB version ${version}. Write version=1, 2 or 3` };
          if (ports > 0 && row.ports !== undefined && ports !== row.ports)
            return {
              index,
              reason: `an emulated controller of USB ${row.version} has ${row.ports} ports. Leave ports out`,
            };
          if (guest.kind !== 'hvm')
            return { index, reason: 'only an HVM guest has emulated controllers. Leave type out, or write type=pv' };
        } else {
          if (version > 2) return { index, reason: 'a PV controller knows USB 1 and 2 only. Write version=2' };
          if (ports > PV_PORTS)
            return { index, reason: `a PV controller has at most ${PV_PORTS} ports. Write ports=${PV_PORTS} or less` };
        }
      }
      return undefined;
    },
    source: 'libxl_usb.c: "Number of ports for USB controller .."',
  },
];
