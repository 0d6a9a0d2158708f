/** What a guest's own ifconfig has to show: a card with the MAC and the address that its vif gives. */
import type { ShownDevice } from '../../syntax/dom0/facts.ts';
import type { DoctorConfig, DoctorGuest, DoctorRow, DoctorVif } from './config.ts';
import { ok, type Scene, unknown, wrong } from './rows.ts';

/** Rows for the cards of guests; cards that no guest of the configuration can be told to own are left out. */
export function guestRows({ config, shown }: Scene): DoctorRow[] {
  return shown.guestDevices.flatMap((device) => {
    const owner = ownerOf(device, config);
    return owner ? cardRows(device, owner.guest, owner.vif) : [];
  });
}

function ownerOf(device: ShownDevice, { guests }: DoctorConfig): { guest: DoctorGuest; vif: DoctorVif } | undefined {
  const all = guests.flatMap((guest) => guest.vifs.map((vif) => ({ guest, vif })));
  const addresses = device.addresses.map((address) => address.text);
  return (
    all.find(({ vif }) => vif.mac !== undefined && vif.mac.toLowerCase() === device.mac) ??
    all.find(({ vif }) => vif.ips.some((ip) => addresses.includes(ip))) ??
    (all.length === 1 ? all[0] : undefined)
  );
}

function cardRows(device: ShownDevice, guest: DoctorGuest, vif: DoctorVif): DoctorRow[] {
  const place = { file: guest.file, line: vif.line };
  const rows: DoctorRow[] = [];
  if (device.mac) {
    const subject = {
      check: `MAC of ${device.name} in ${guest.name}`,
      expected: vif.mac ?? '00:16:3e:xx:xx:xx',
      place,
    };
    const same = vif.mac === undefined || vif.mac.toLowerCase() === device.mac;
    const meaning =
      'The card of the guest has another MAC address than its vif: it was changed in the guest, or this is another card.';
    rows.push(same ? ok(subject, device.mac) : unknown(subject, device.mac, meaning));
  }
  const ips = vif.ips.filter((ip) => !ip.includes(':'));
  const shown = device.addresses.filter((address) => address.family === 4).map((address) => address.text);
  if (ips.length === 0 || !device.addressesShown) return rows;
  const subject = { check: `address of ${device.name} in ${guest.name}`, expected: ips.join(' '), place };
  const action = "Set the address in the guest's /etc/network/interfaces to that of ip=, or the other way round.";
  const meaning =
    shown.length === 0
      ? 'The card of the guest has no address: it is not configured, or its DHCP request got no answer.'
      : 'dom0 routes and lets through another address than the guest uses: no answer reaches it.';
  rows.push(
    shown.some((address) => ips.includes(address))
      ? ok(subject, shown.join(' '))
      : wrong(subject, shown.join(' ') || 'none', meaning, action),
  );
  return rows;
}
