/** Go to definition: where a bridge is made, a guest's address is set, a variable gets its value. */
import type { Location, Position } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import { guestDevice } from '../model/network.ts';
import { basename } from '../model/paths.ts';
import type { CfgFile, SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';
import { scriptOf, usedOption } from '../model/xend.ts';
import type { Span } from '../syntax/span.ts';
import { modeOfScript } from '../xen/hotplug-scripts.ts';
import { type Occurrence, occurrenceAt, occurrencesOf } from './occurrences.ts';

/** The places that define what stands at the position; none when nothing in the workspace does. */
export function definition(file: SourceFile, position: Position, workspace: Workspace): Location[] {
  const wanted = occurrenceAt(file, documentOf(file).offsetAt(position), workspace);
  if (!wanted) return [];
  const defining = occurrencesOf(wanted, workspace).filter((one) => one.defines);
  const found = preferred(wanted, defining, workspace);
  return found.map((one) => ({ uri: one.file.uri, range: rangeOf(one.file, one) }));
}

type Place = Span & { readonly file: SourceFile };

function preferred(wanted: Occurrence, defining: readonly Occurrence[], workspace: Workspace): readonly Place[] {
  if (wanted.kind === 'device') {
    // A stanza for the name of a bridge may stand in several files; where one makes the bridge, that is it.
    const made = defining.filter((one) => one.bridge);
    if (made.length > 0) return made;
    return defining.length > 0 ? defining : networkBridge(wanted, workspace);
  }
  if (wanted.kind === 'script' && defining.length === 0) return vifScript(wanted, workspace);
  const device =
    wanted.kind === 'address' && wanted.file.language === 'xen-cfg' && deviceOf(wanted, wanted.file, workspace);
  return device ? [device] : defining;
}

/** xend's network-bridge makes a bridge whose name no file holds. */
function networkBridge(wanted: Occurrence, workspace: Workspace): Place[] {
  const { xend } = workspace.hostOf(wanted.file);
  const option = xend && usedOption(xend.facts, 'network-script');
  const script = option && scriptOf(option);
  const makes = script && modeOfScript(basename(script.name.text)) === 'bridge';
  return wanted.bridge && makes && !script.args.some((one) => one.text.startsWith('bridge='))
    ? [{ ...script.name, file: xend }]
    : [];
}

/** The host's own script, which the vif's stands in for. */
function vifScript(wanted: Occurrence, workspace: Workspace): Place[] {
  const { xend, xlConf } = workspace.hostOf(wanted.file);
  const option = xend && usedOption(xend.facts, 'vif-script');
  if (xend && option) return [{ ...option.nameSpan, file: xend }];
  return xlConf?.facts.script ? [{ ...xlConf.facts.script, file: xlConf }] : [];
}

/** The address that the guest's own interfaces file gives to the device of this vif, even where the two differ. */
function deviceOf(wanted: Occurrence, guest: CfgFile, workspace: Workspace): Place | undefined {
  const file = workspace.interfacesOf(guest);
  const vif = guest.facts.vifs.find((one) => one.ips.some((ip) => ip.offset === wanted.offset));
  const family = wanted.name.includes(':') ? 6 : 4;
  const address = file && vif && guestDevice(file, guest, vif, family)?.address;
  return address && { offset: address.offset, end: address.end, file };
}
