/** What tcpdump saw: requests that nobody answers name the place where packets get lost. */
import type { ShownCapture } from '../../syntax/dom0/facts.ts';
import type { DoctorConfig, DoctorRow } from './config.ts';
import { ok, type Scene, unknown, wrong } from './rows.ts';
import { isRouted } from './scene.ts';

export function captureRows({ config, shown }: Scene): DoctorRow[] {
  return shown.captures.flatMap((capture) => captureRow(capture, config) ?? []);
}

function captureRow(capture: ShownCapture, config: DoctorConfig): DoctorRow | undefined {
  const { device, arpAsked, arpAnswered, echoAsked, echoAnswered, packets, captured } = capture;
  const where = device ?? 'the device';
  const subject = { check: `packets on ${where}`, expected: 'requests and their answers', place: undefined };
  if (packets === 0) {
    if (captured !== 0) return undefined;
    const meaning = `Nothing that the filter asks for passed ${where}: the packets are lost before they get here.`;
    return unknown(
      subject,
      '0 packets',
      meaning,
      'Listen one step nearer to the sender: on the vif, then on the bridge, then on the card.',
    );
  }
  if (echoAsked > 0 && echoAnswered === 0) {
    const routed =
      config.mode === 'route' || config.guests.some((guest) => guest.vifs.some((vif) => isRouted(vif, config)));
    const meaning = routed
      ? "Requests of the guest go out and no answer comes back: the machines outside have no route to the guest's address. With two-way routing the LAN's gateway needs a route to the guests by way of dom0."
      : 'Requests go out and no answer comes back: the other side has no way back to this address, or a firewall there drops them.';
    const action = routed
      ? "On the LAN's gateway: ip route add GUEST-SUBNET via ADDRESS-OF-DOM0. Listen on the outer card of dom0 to see that the requests leave with the guest's own address."
      : 'Listen on the next device on the way; check the gateway and the firewall of the other side.';
    return wrong(subject, `${echoAsked} echo requests, no reply`, meaning, action);
  }
  if (arpAsked > 0 && arpAnswered === 0 && echoAnswered === 0) {
    const meaning =
      'Somebody asks who has an address and nobody answers: the address is not there, proxy ARP is off, or the two are not on the same bridge or VLAN.';
    return unknown(
      subject,
      `${arpAsked} ARP requests, no reply`,
      meaning,
      'Compare the bridge and the VLAN of both sides; for routed guests check proxy_arp.',
    );
  }
  return ok(subject, `${packets} packets`);
}
