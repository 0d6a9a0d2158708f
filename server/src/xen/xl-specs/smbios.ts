/** The entries of `smbios`, texts that an HVM guest reads as its firmware tables (libxl_types.idl). */
import { type SpecRow, specRows, type WrittenSpecRow } from './spec-row.ts';

const idl = 'tools/libs/light/libxl_types.idl';

/** name, line of libxl_types.idl, what it tells the guest, an example text */
const texts: readonly (readonly [name: string, line: number, what: string, text: string])[] = [
  ['bios_vendor', 434, 'the maker of the BIOS', 'Example Ltd'],
  ['bios_version', 435, 'the version of the BIOS', '1.0'],
  ['system_manufacturer', 436, 'the maker of the machine', 'Example Ltd'],
  ['system_product_name', 437, 'the model of the machine', 'Server 1'],
  ['system_version', 438, 'the version of the machine', '1.0'],
  ['system_serial_number', 439, 'the serial number of the machine', 'SN0001'],
  ['baseboard_manufacturer', 440, 'the maker of the mainboard', 'Example Ltd'],
  ['baseboard_product_name', 441, 'the model of the mainboard', 'Board 1'],
  ['baseboard_version', 442, 'the version of the mainboard', '1.0'],
  ['baseboard_serial_number', 443, 'the serial number of the mainboard', 'SN0002'],
  ['baseboard_asset_tag', 444, 'the inventory number of the mainboard', 'A-17'],
  ['baseboard_location_in_chassis', 445, 'where in the case the mainboard sits', 'Slot 1'],
  ['enclosure_manufacturer', 446, 'the maker of the case', 'Example Ltd'],
  ['enclosure_serial_number', 447, 'the serial number of the case', 'SN0003'],
  ['enclosure_asset_tag', 448, 'the inventory number of the case', 'A-18'],
  ['battery_manufacturer', 449, 'the maker of the battery', 'Example Ltd'],
  ['battery_device_name', 450, 'the name of the battery', 'Battery 1'],
];

const textRow = ([name, line, what, text]: (typeof texts)[number]): WrittenSpecRow => ({
  name,
  type: 'string',
  form: 'text, not empty',
  guests: ['hvm'],
  summary: `Tells the guest ${what}.`,
  details: 'Wanted for software that checks the hardware it runs on. An empty value stops the start of the guest.',
  example: `smbios = [ "${name}=${text}" ]`,
  source: `${idl}:${line}`,
});

export const smbiosSpec: readonly SpecRow[] = specRows('smbios', [
  ...texts.map(textRow),
  {
    name: 'oem',
    type: 'string',
    form: 'text, not empty',
    guests: ['hvm'],
    summary: 'A free text of the maker that the guest can read; up to 99 of them.',
    details: 'Handy to hand data, such as a key for cloud-init, to the guest. An empty value stops its start.',
    example: 'smbios = [ "oem=site=berlin", "oem=role=web" ]',
    source: `${idl}:451`,
  },
  {
    name: '(unknown key)',
    type: 'string',
    status: 'invalid',
    place: 'other',
    summary: 'Any other name ends the start of the guest with an error.',
    source: 'tools/xl/xl_parse.c:2044',
  },
]);
