/**
 * What Oracle VM's Manager writes into a guest's `vm.cfg` for its own agent (Oracle VM Server 2 and 3). The agent reads the file
 * in Python and starts the guest through xend; neither xm nor xl ever reads these names.
 */

/** How the names begin that the Manager keeps for itself: `OVM_simple_name`, `OVM_domain_type`, `OVM_os_type` and others. */
const PREFIX = 'OVM_';

/** Whether a name shows that Oracle VM wrote the file. */
export function isOracleVmKey(name: string): boolean {
  return name.startsWith(PREFIX);
}
