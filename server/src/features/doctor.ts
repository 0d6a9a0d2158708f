/** The troubleshooter: compares what dom0 shows with what the configuration asks for. */
import { mergeDom0Outputs, parseDom0Output } from '../syntax/dom0/parser.ts';
import type { DoctorConfig, DoctorOutput, DoctorRow } from './doctor/config.ts';
import { guestRows } from './doctor/guest-checks.ts';
import { hostRows } from './doctor/host-checks.ts';
import { messageRows } from './doctor/messages.ts';
import { makeScene } from './doctor/rows.ts';
import { vifsOfGuests } from './doctor/scene.ts';
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

/**
 * One row for each thing that the configuration expects of dom0, then one for each message of xl or xm. What the
 * outputs do not show is `not-shown`; without any output about the network there are rows for messages only.
 */
export function doctor(config: DoctorConfig, outputs: readonly DoctorOutput[]): DoctorRow[] {
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
  const rows = network ? [...hostRows(scene), ...vifsOfGuests(scene).flatMap((pair) => vifRows(scene, pair))] : [];
  return [...messageRows(config, shown.messages), ...rows, ...guestRows(scene)];
}
