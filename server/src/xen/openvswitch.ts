/** The names by which vif-openvswitch joins a bridge: `NAME[.VLAN][:TRUNK[:TRUNK…]]`. */

export interface OpenvswitchPort {
  readonly bridge: string;
  /** The VLAN whose packets the guest gets without a tag. */
  readonly vlan: number | undefined;
  /** The VLANs whose packets it gets with their tags; empty for all where no VLAN is named either. */
  readonly trunks: readonly number[];
}

/** Takes a `bridge=` apart as the script does (`add_to_openvswitch`); undefined where the script stops with an error. */
export function parseOpenvswitchBridge(value: string): OpenvswitchPort | undefined {
  const match = /^([^.:]+)(?:\.(\d+))?((?::\d+)*)$/.exec(value);
  if (!match) return undefined;
  return {
    bridge: match[1] ?? '',
    vlan: match[2] === undefined ? undefined : Number(match[2]),
    trunks: (match[3] ?? '').split(':').filter(Boolean).map(Number),
  };
}
