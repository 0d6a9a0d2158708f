/** What xend-config.sxp has to say for a mode. */

import type { TextEdit } from '../../rules/rule.ts';
import { modePairOf, modePairs } from '../../xen/network-modes.ts';
import { modeEdits } from '../network-mode.ts';
import { shownPath, uriAt, xenFolder } from './target.ts';
import type { AdviceAnswers, AdviceTarget, PlannedFile } from './types.ts';

/** The change of the host's xend-config.sxp, or a new one; none where the mode is set already. */
export function xendPlan(answers: AdviceAnswers, target: AdviceTarget): PlannedFile[] {
  const { xend } = target.host;
  const title = modePairOf.get(answers.mode)?.title ?? answers.mode;
  if (xend) {
    const edits: TextEdit[] = modeEdits(xend, answers.mode);
    if (edits.length === 0) return [];
    const what = `Switch xend to the pair of scripts for ${title}`;
    return [{ uri: xend.uri, path: shownPath(target, xend.path), what, text: undefined, edits }];
  }
  const path = `${xenFolder(target)}/xend-config.sxp`;
  const what = `Tell xend to use ${title}`;
  return [{ uri: uriAt(target, path), path: shownPath(target, path), what, text: newXendConfig(answers), edits: [] }];
}

function newXendConfig(answers: AdviceAnswers): string {
  const pair = modePairOf.get(answers.mode);
  const others = modePairs.filter((one) => one.mode !== answers.mode);
  return `# The network, set up once when xend starts. One line only: xend takes the first and ignores the rest.
(network-script ${withDevice(pair?.networkScript ?? '', answers)})
${others.map((one) => `#(network-script ${one.networkScript})\n`).join('')}
# Each guest's interface, set up when the guest starts. It has to go with the line above.
(vif-script ${withDevice(pair?.vifScript ?? '', answers)})
${others.map((one) => `#(vif-script ${one.vifScript})\n`).join('')}
# Management: only programs on this machine talk to xend, and no other host may move guests here.
(xend-http-server no)
(xend-relocation-server no)

# dom0 keeps at least this much memory in MiB when guests need room, and all processors.
(dom0-min-mem 256)
(dom0-cpus 0)

# The guests' screens are offered to this machine only.
(vnc-listen '127.0.0.1')
`;
}

/**
 * The scripts of NAT and routing take eth0 unless told otherwise; network-route has no usable default up to Xen 4.0, so
 * that it is always told (network-route, vif-route and network-nat of each release).
 */
function withDevice(script: string, { card }: AdviceAnswers): string {
  const named = script === 'network-route' || (card !== 'eth0' && (script === 'network-nat' || script === 'vif-route'));
  return named ? `'${script} netdev=${card}'` : script;
}
