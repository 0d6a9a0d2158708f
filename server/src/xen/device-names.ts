/** Names of network devices: what the kernel takes (`dev_valid_name` in net/core/dev.c), and what the hotplug scripts add. */

/** The longest name, in bytes: IFNAMSIZ without the NUL at its end. */
export const LONGEST_DEVICE_NAME = 15;

/** What the script adds to `vifname=` for the emulated card of an HVM guest (vif-common.sh). */
export const EMULATED_SUFFIX = '-emu';

/** The length of a name as the kernel counts it. */
export function bytesOf(name: string): number {
  return new TextEncoder().encode(name).length;
}

/** Why no network device can have this name, to follow "it": undefined for one that it can have. */
export function deviceNameProblem(name: string): string | undefined {
  const bytes = bytesOf(name);
  if (bytes > LONGEST_DEVICE_NAME)
    return `has ${bytes} bytes, and the name of a network device has at most ${LONGEST_DEVICE_NAME}`;
  if (/[\s/]/.test(name)) return 'has a blank or a slash in it, and the name of a network device has none';
  return name === '.' || name === '..' ? 'is not a name for a network device' : undefined;
}
