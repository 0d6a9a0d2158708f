/** Which of the programs that set up a host's network reads a file, judged by its path alone. */
import { basename } from '../paths.ts';

/**
 * The program whose file it is. `other` stands for programs whose files are not read here (Gentoo's netifrc, netctl,
 * FreeBSD's rc.conf, NixOS): with one of them beside a host nobody can say which bridges there are.
 */
export type NetworkKind = 'netplan' | 'networkd' | 'networkmanager' | 'ifcfg' | 'netbsd' | 'script' | 'other';

/** The first pattern that fits the path decides. Sources: netplan(5), systemd.network(5), nm-settings-keyfile(5), ifcfg(5). */
const KINDS: readonly (readonly [RegExp, NetworkKind])[] = [
  [/(?:^|\/)netplan\/[^/]+\.ya?ml$/, 'netplan'],
  [/\.(?:netdev|network)$|\.(?:netdev|network)\.d\/[^/]+\.conf$/, 'networkd'],
  [/\.nmconnection$|\/system-connections\/[^/.][^/]*$/, 'networkmanager'],
  [/(?:^|\/)ifcfg-[^/~]+(?<!\.(?:bak|orig|old|rpmnew|rpmsave|save|swp|scripts))$/, 'ifcfg'],
  [/\/etc\/ifconfig\.(?:bridge|vlan|bnx|wm|re|em|fxp|xennet)[0-9]+$|^ifconfig\.bridge[0-9]+$/, 'netbsd'],
  [/\/etc\/(?:conf\.d\/net|netctl\/[^/.]+|rc\.conf|rc\.d\/rc\.inet1\.conf|hostname\.bridge[0-9]+)$/, 'other'],
  [/\/etc\/(?:rc\.local|network\/if-(?:pre-)?up\.d\/(?!(?:bridge|openvswitch|vlan|ethtool)$)[\w-]+)$/, 'script'],
  [/\/etc\/nixos\/[^/]+\.nix$/, 'other'],
];

/** The program that reads a file of this path; undefined when none does. */
export function networkKind(path: string): NetworkKind | undefined {
  if (basename(path).startsWith('.')) return undefined;
  return KINDS.find(([pattern]) => pattern.test(path))?.[1];
}
