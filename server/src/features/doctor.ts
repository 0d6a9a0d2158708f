/** The troubleshooter: compares what dom0 shows with what the configuration asks for. */
import type { ShownText } from '../syntax/dom0/facts.ts';
import { mergeDom0Outputs, parseDom0Output } from '../syntax/dom0/parser.ts';
import { bootRows } from './doctor/boot-checks.ts';
import { captureRows } from './doctor/capture-checks.ts';
import type { DoctorConfig, DoctorOutput, DoctorRow } from './doctor/config.ts';
import { guestRows } from './doctor/guest-checks.ts';
import { hostRows } from './doctor/host-checks.ts';
import { readMessages } from './doctor/messages.ts';
import { makeScene, unknown } from './doctor/rows.ts';
import { runningRows } from './doctor/running-checks.ts';
import { vifsOfGuests } from './doctor/scene.ts';
import { storageRows } from './doctor/storage-checks.ts';
import { vifRows } from './doctor/vif-checks.ts';

export type {
  DoctorConfig,
  DoctorDevice,
  DoctorGuest,
  DoctorMode,
  DoctorOutput,
  DoctorPlace,
  DoctorRow,
  DoctorVif,
  Verdict,
} from './doctor/config.ts';
export { doctorConfig } from './doctor/from-workspace.ts';
export { byVerdict, isFault, renderJson, renderMarkdown, renderText } from './doctor/render.ts';

/** What the troubleshooter made of the outputs. */
export interface DoctorReport {
  readonly rows: readonly DoctorRow[];
  /** False when not one line of the outputs was understood: nothing at all can be said then. */
  readonly understood: boolean;
}

/** The rows of `diagnose`. */
export function doctor(config: DoctorConfig, outputs: readonly DoctorOutput[]): readonly DoctorRow[] {
  return diagnose(config, outputs).rows;
}

/**
 * Messages of the toolstack first, then guests that do not run as they should, then one row for each thing that the
 * configuration expects of dom0. What the outputs do not show is `not-shown`; without any output about the network there
 * are no rows about it. A last row names the lines that were not recognised.
 */
export function diagnose(config: DoctorConfig, outputs: readonly DoctorOutput[]): DoctorReport {
  const shown = mergeDom0Outputs(outputs.map((output) => parseDom0Output(output.text)));
  const scene = makeScene(config, shown);
  const network =
    shown.devices.size +
      shown.bridges.size +
      shown.routes.length +
      shown.rules.length +
      shown.chains.length +
      shown.settings.length +
      shown.domains.length +
      shown.vifs.length >
    0;
  const messages = readMessages(config, shown.texts);
  const rows = network ? [...hostRows(scene), ...vifsOfGuests(scene).flatMap((pair) => vifRows(scene, pair))] : [];
  return {
    rows: [
      ...messages.rows,
      ...runningRows(scene),
      ...bootRows(scene),
      ...rows,
      ...guestRows(scene),
      ...storageRows(scene),
      ...captureRows(scene),
      ...unrecognised(messages.rest, shown.recognised + messages.recognised),
    ],
    understood: shown.recognised + messages.recognised > 0,
  };
}

/** The row that names what was not understood: a short piece of it, and its lines. */
function unrecognised(rest: readonly ShownText[], recognised: number): DoctorRow[] {
  const [first] = rest;
  if (!first) return [];
  const lines = ranges(rest.map((one) => one.line));
  const subject = { check: 'lines that were not recognised', expected: 'output of commands in dom0', place: undefined };
  const piece = first.text.length > 60 ? `${first.text.slice(0, 59)}…` : first.text;
  return [
    unknown(
      subject,
      `${rest.length === 1 ? 'line' : 'lines'} ${lines}: ${piece}`,
      recognised === 0
        ? 'Nothing of this output was understood, so nothing can be said about the host.'
        : 'Nothing was concluded from these lines.',
      `What is read: ${READ}.`,
    ),
  ];
}

/** The commands whose output is understood. */
export const READ =
  'messages of xl, xm and their logs, xl list, xl list -l, xl network-list, xl info, ifconfig, ip addr, ip link (also -j), ip route, route -n, brctl show, bridge link, bridge vlan, ovs-vsctl show, iptables -L -n -v, iptables-save, nft list ruleset, sysctl, xenstore-ls, tcpdump, losetup -a, mount, lsmod, ethtool -k, xl dmesg';

/** `3, 7-9`: numbers in order, neighbours put together; what is more than a few is counted. */
function ranges(lines: readonly number[]): string {
  const found: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else found.push([line, line]);
  }
  const named = found.slice(0, 6).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return found.length > 6 ? `${named.join(', ')} and more` : named.join(', ');
}
