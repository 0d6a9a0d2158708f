/** Names that the files of the workspace use, to be offered where such a name is wanted. */
import type { Workspace } from '../../model/workspace.ts';

/** Bridges that dom0's files make or guests join, the most used first. */
export function workspaceBridges(workspace: Workspace): string[] {
  const uses = new Map<string, number>();
  const count = (name: string | undefined): void => {
    if (name) uses.set(name, (uses.get(name) ?? 0) + 1);
  };
  for (const file of workspace.files.values()) {
    if (file.language === 'xen-interfaces') {
      for (const device of file.facts.devices) if (device.bridgePorts) count(device.name.value);
    } else if (file.language === 'xen-cfg') {
      for (const vif of file.facts.vifs) count(vif.bridge?.value);
    } else if (file.language === 'xl-conf') count(file.facts.bridge?.value);
  }
  return [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
}
