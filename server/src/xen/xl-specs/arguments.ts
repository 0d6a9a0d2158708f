/** The entries that xl hands on as they are: arguments of QEMU and of the bootloader, and serial lines (xl_parse.c). */
import { type SpecRow, specRows } from './spec-row.ts';

const xl = 'tools/xl/xl_parse.c';

function qemuArguments(key: string, line: number, guest: string): readonly SpecRow[] {
  return specRows(key, [
    {
      name: 'ARG',
      type: 'string',
      place: 'form',
      form: 'one argument of QEMU',
      summary: `One argument that is handed to the QEMU of ${guest} guest as it is.`,
      details:
        'Each word of the command line is an entry of its own; a plain text in place of the list is an error. QEMU judges them, so a mistake shows up in its log.',
      example: `${key} = [ "-device", "nec-usb-xhci" ]`,
      source: `${xl}:${line}`,
    },
  ]);
}

export const deviceModelArgsSpec = qemuArguments('device_model_args', 2872, 'any');
export const deviceModelArgsPvSpec = qemuArguments('device_model_args_pv', 2875, 'a PV');
export const deviceModelArgsHvmSpec = qemuArguments('device_model_args_hvm', 2878, 'an HVM');

export const bootloaderArgsSpec: readonly SpecRow[] = specRows('bootloader_args', [
  {
    name: 'ARG',
    type: 'string',
    place: 'form',
    form: 'one argument of the bootloader',
    summary: 'One argument that is handed to the bootloader as it is.',
    details: 'Each word is an entry of its own. A single text still works, is split at blanks, and is out of favour.',
    example: 'bootloader_args = [ "--entry=0" ]',
    source: `${xl}:1836`,
  },
]);

export const serialSpec: readonly SpecRow[] = specRows('serial', [
  {
    name: 'DEVICE',
    type: 'string',
    place: 'form',
    form: 'pty, stdio, tcp:HOST:PORT, … (a QEMU character device)',
    guests: ['hvm'],
    summary: 'Where the other end of a serial port of the guest is; pty makes it a console of xl.',
    details: 'Several ports make a list. QEMU judges the word, so a mistake shows up in its log.',
    example: 'serial = "pty"',
    source: `${xl}:2973`,
  },
]);

/** The options whose texts are arguments of QEMU, one by one. */
export const argumentLists: readonly string[] = ['device_model_args', 'device_model_args_pv', 'device_model_args_hvm'];
