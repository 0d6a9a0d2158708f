/** What a host's files say of its network before any guest is looked at: its script, its mode, and how it names things. */

import type { Place } from '../../model/network.ts';
import { basename } from '../../model/paths.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Host } from '../../model/workspace.ts';
import { scriptOf, usedOption, type XendOption } from '../../model/xend.ts';
import { modeOfScript, type NetworkMode } from '../../xen/hotplug-scripts.ts';
import { compareReleases } from '../../xen/releases.ts';

/** A script that the host's files name, with its `key=value` arguments. */
export interface HostScript {
  readonly name: string;
  readonly mode: NetworkMode;
  readonly args: ReadonlyMap<string, string>;
  readonly place: Place;
}

export interface HostSetup {
  /** What xend runs once when it starts. */
  readonly networkScript: HostScript | undefined;
  /** What runs for a vif that names no script itself. */
  readonly vifScript: HostScript | undefined;
  /** The `gatewaydev` of xl.conf. */
  readonly gatewaydev: string | undefined;
  readonly version: string;
}

/** Reads xend-config.sxp and xl.conf of a host. */
export function setupOf(host: Host, version: string): HostSetup {
  const { xend, xlConf } = host;
  const named = (name: string): HostScript | undefined => {
    const option = xend?.facts.xend ? usedOption(xend.facts, name) : undefined;
    return option && xend ? readScript(option, xend.uri) : undefined;
  };
  const fallback = xlConf?.facts.script;
  const xlScript = fallback && xlConf ? scriptAt(fallback.value, [], { uri: xlConf.uri, span: fallback }) : undefined;
  return {
    networkScript: named('network-script'),
    vifScript: named('vif-script') ?? xlScript,
    gatewaydev: xlConf?.facts.gatewaydev?.value,
    version,
  };
}

function readScript(option: XendOption, uri: string): HostScript | undefined {
  const script = scriptOf(option);
  if (!script) return undefined;
  const span = { offset: option.form.offset, end: option.form.end };
  return scriptAt(
    script.name.text,
    script.args.map((word) => word.text),
    { uri, span },
  );
}

function scriptAt(command: string, words: readonly string[], place: Place): HostScript {
  const name = basename(command.split(/\s/, 1)[0] ?? '');
  const args = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0) args.set(word.slice(0, equals), word.slice(equals + 1));
  }
  return { name, mode: modeOfScript(name), args, place };
}

/** Whether xend makes a bridge when it starts. */
export function makesBridge(script: HostScript | undefined): script is HostScript {
  return script?.name === 'network-bridge' && script.args.get('bridge') !== 'null';
}

/**
 * The bridge that network-bridge makes of a card, where the release is known: xenbr0 up to Xen 3.1, the card's old name from
 * 3.2 on; else a name that the only guests with a `bridge=` agree on, else undefined.
 */
export function bridgeOfScript(
  script: HostScript,
  netdev: string,
  version: string,
  guests: readonly CfgFile[],
): { name: string; certain: boolean } | undefined {
  const given = script.args.get('bridge');
  if (given) return { name: given, certain: true };
  if (version !== 'newest') {
    const old = compareReleases(version, '3.2') < 0;
    return { name: old ? `xenbr${/\d+$/.exec(netdev)?.[0] ?? '0'}` : netdev, certain: true };
  }
  const names = new Set(guests.flatMap((guest) => guest.facts.vifs.flatMap((vif) => vif.bridge?.value ?? [])));
  const [only] = names;
  return names.size === 1 && only ? { name: only, certain: false } : undefined;
}
