/** Puts together what the troubleshooter needs to know from the files of a workspace. */

import { pciDevicesOf } from '../../model/devices.ts';
import { disksOf } from '../../model/disks.ts';
import { positionOf } from '../../model/lines.ts';
import { deviceAddress, vifMode } from '../../model/network.ts';
import { basename, stem } from '../../model/paths.ts';
import type { CfgFile, SourceFile } from '../../model/source-file.ts';
import type { Host, Workspace } from '../../model/workspace.ts';
import { scriptOf, usedOption } from '../../model/xend.ts';
import { modeOfScript } from '../../xen/hotplug-scripts.ts';
import { compareNames } from '../diagram/hosts.ts';
import type { DoctorConfig, DoctorDevice, DoctorGuest, DoctorMode, DoctorPlace, DoctorVif } from './config.ts';
import { MESSAGE_KEYS } from './message-places.ts';

/**
 * The configuration of the host with this root, else of the one that the workspace describes (where there are several,
 * that of the first guest, with its guests). `nameOf` turns a URI into the name that rows show.
 */
export function doctorConfig(workspace: Workspace, nameOf: (uri: string) => string, root?: string): DoctorConfig {
  const all = workspace.guests();
  const host = hostOfAll(workspace, all, root);
  const guests = all.filter((guest) => workspace.hostOf(guest).root === host.root);
  const network = host.xend && usedOption(host.xend.facts, 'network-script');
  const script = network && scriptOf(network);
  const scriptName = script && basename(script.name.text);
  const minimum = host.xend && usedOption(host.xend.facts, 'dom0-min-mem');
  const netdev = script?.args.find((word) => word.text.startsWith('netdev='))?.text.slice('netdev='.length);
  return {
    toolstack: toolstackOf(host, guests),
    ...modeOfHost(host, nameOf),
    networkScript: scriptName,
    ...(netdev ? { netdev } : {}),
    ...(host.xend && minimum ? { dom0MinMem: placeIn(host.xend, minimum.offset, nameOf) } : {}),
    guests: guests.map((guest) => doctorGuest(workspace, guest, nameOf)).sort((a, b) => compareNames(a.name, b.name)),
    dom0: doctorDevices(host, nameOf),
  };
}

function hostOfAll(workspace: Workspace, guests: readonly CfgFile[], root: string | undefined): Host {
  const files = [...workspace.files.values()];
  const named =
    root === undefined ? undefined : files.map((one) => workspace.hostOf(one)).find((one) => one.root === root);
  if (named) return named;
  const [first] = guests;
  if (first) return workspace.hostOf(first);
  const file = files.find((one) => one.language === 'xend-sxp') ?? files.find((one) => one.language !== 'xl-cpupool');
  return file ? workspace.hostOf(file) : { root: '', xend: undefined, xlConf: undefined, interfaces: undefined };
}

function toolstackOf(host: Host, guests: readonly CfgFile[]): DoctorConfig['toolstack'] {
  if (host.xend) return 'xm';
  if (host.xlConf) return 'xl';
  return guests.find((guest) => guest.toolstack.certain)?.toolstack.toolstack ?? 'unknown';
}

/** The mode of the scripts that the host names; without one, a bridge that dom0's interfaces file makes decides. */
function modeOfHost(host: Host, nameOf: (uri: string) => string): { mode: DoctorMode; place: DoctorPlace | undefined } {
  const { xend, xlConf, interfaces } = host;
  const option = xend && (usedOption(xend.facts, 'network-script') ?? usedOption(xend.facts, 'vif-script'));
  const script = option && scriptOf(option);
  if (xend && option && script)
    return { mode: modeOfScript(script.name.text), place: placeIn(xend, option.offset, nameOf) };
  const fallback = xlConf?.facts.script;
  if (xlConf && fallback)
    return { mode: modeOfScript(fallback.value), place: placeIn(xlConf, fallback.offset, nameOf) };
  const bridge = interfaces?.facts.bridges[0];
  if (interfaces && bridge) return { mode: 'bridge', place: placeIn(interfaces, bridge.offset, nameOf) };
  return { mode: 'unknown', place: undefined };
}

function lineOf(file: SourceFile, offset: number): number {
  return positionOf(file, offset).line + 1;
}

function placeIn(file: SourceFile, offset: number, nameOf: (uri: string) => string): DoctorPlace {
  return { file: nameOf(file.uri), line: lineOf(file, offset) };
}

function doctorGuest(workspace: Workspace, guest: CfgFile, nameOf: (uri: string) => string): DoctorGuest {
  const lines: Record<string, number> = {};
  for (const key of MESSAGE_KEYS) {
    const assignment = guest.facts.variables.get(key)?.assignments.at(-1);
    if (assignment) lines[key] = lineOf(guest, assignment.offset);
  }
  const vifs = guest.facts.vifs.map((vif): DoctorVif => {
    const mode = vifMode(guest, vif, workspace)?.mode ?? (vif.bridge?.value ? 'bridge' : 'unknown');
    const named = vif.spec.parts.findLast((part) => part.key?.text === 'vifname')?.value.text;
    return {
      line: lineOf(guest, vif.offset),
      index: vif.index,
      mac: vif.mac?.value,
      ips: vif.ips.map((ip) => ip.value.split('/', 1)[0] ?? ip.value),
      bridge: vif.bridge?.value || undefined,
      mode,
      ...(named ? { device: named } : {}),
      ...(vif.gatewaydev?.value ? { gatewaydev: vif.gatewaydev.value } : {}),
    };
  });
  const { variables } = guest.facts;
  const disks = disksOf(variables, guest.toolstack.toolstack).disks.map((disk) => ({
    line: lineOf(guest, disk.offset),
    index: disk.index,
    vdev: disk.vdev?.value,
    target: disk.target?.value,
  }));
  const pci = pciDevicesOf(variables).map((device) => ({
    line: lineOf(guest, device.offset),
    bdf: device.address?.value ?? '',
  }));
  return { name: guest.facts.name?.value ?? stem(guest.path), file: nameOf(guest.uri), vifs, disks, pci, lines };
}

function doctorDevices(host: Host, nameOf: (uri: string) => string): DoctorDevice[] {
  const { interfaces } = host;
  if (!interfaces) return [];
  return interfaces.facts.devices
    .filter((device) => device.family === 'inet' && device.method !== 'loopback')
    .map((device) => {
      const known = deviceAddress(device);
      return {
        ...placeIn(interfaces, device.name.offset, nameOf),
        name: device.name.value,
        address: known?.address.text,
        ...(known ? { prefix: known.prefix } : {}),
        ...(device.gateway ? { gateway: device.gateway.value } : {}),
        ports: device.bridgePorts?.map((port) => port.value),
      };
    });
}
