/** What xl refuses or distorts in `pci`, `rdm` and the USB options, and devices that two guests want. */
import type { Rule } from '../rule.ts';
import balloonedPassthrough from './ballooned-passthrough.ts';
import e820HostForced from './e820-host-forced.ts';
import malformedHostRange from './malformed-host-range.ts';
import malformedPciAddress from './malformed-pci-address.ts';
import pciInTwoGuests from './pci-in-two-guests.ts';
import pciOptionWithoutEffect from './pci-option-without-effect.ts';
import rdmDropped from './rdm-dropped.ts';
import unknownPciOption from './unknown-pci-option.ts';
import unknownUsbOption from './unknown-usb-option.ts';
import usbOctalNumber from './usb-octal-number.ts';
import usbPortWithoutController from './usb-port-without-controller.ts';
import usbdeviceHost from './usbdevice-host.ts';

export const rules: readonly Rule[] = [
  balloonedPassthrough,
  malformedPciAddress,
  unknownPciOption,
  pciOptionWithoutEffect,
  rdmDropped,
  unknownUsbOption,
  usbOctalNumber,
  usbPortWithoutController,
  usbdeviceHost,
  pciInTwoGuests,
  malformedHostRange,
  e820HostForced,
];
