/** Runs the packaged hotplug scripts on a made-up host (oracle/hotplug-run) and says what an administrator gets. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BRIDGES, KINDS, type Setup } from './hotplug-setups.ts';

export interface HotplugAnswer {
  readonly rc: number | null;
  readonly calls: readonly (readonly string[])[];
  readonly messages: readonly string[];
}

export interface HotplugRequest {
  readonly script: string;
  readonly command?: string;
  readonly vif?: Readonly<Record<string, string>>;
  readonly dom0?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
}

/**
 * `torn`: the script fails and the guest is not created; `cut`: a card that nothing is connected to, or no route to the
 * address that was meant; `up`: what was written.
 */
export type Outcome = 'torn' | 'cut' | 'up';

/** The made-up hosts, as hotplug-run wants them. */
const DOM0: Readonly<Record<Setup['host'], Readonly<Record<string, unknown>>>> = {
  plain: { no: ['xenbr0'], ovs: BRIDGES.ovs },
  bridged: {
    devices: { eth0: [], xenbr0: ['192.168.0.3/24'] },
    bridges: { xenbr0: ['eth0'] },
    ovs: BRIDGES.ovs,
    routes: ['default via 192.168.0.1 dev xenbr0', '192.168.0.0/24 dev xenbr0 proto kernel scope link src 192.168.0.3'],
  },
};

/** xl starts the script for the card of the PV drivers and, where the guest has an emulated one, a second time for that. */
export function requestsOf(setup: Setup): HotplugRequest[] {
  const vif = { bridge: 'xenbr0', ...setup.vif };
  const one = { script: setup.script, dom0: DOM0[setup.host], vif };
  return KINDS[setup.kind].emulated ? [one, { ...one, vif: { ...vif, type_if: 'tap' } }] : [one];
}

/** What ip makes of a part of an address: strtoul with base 0, so `010` is 8. */
const sameNumber = (part: string): boolean => Number(part) === (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)); // biome-ignore format: one formula

/** Whether `ip route add` leads to the address as it was written: `10.0.0` leads to 10.0.0.0, which nobody meant. */
const isMeant = (to: string): boolean => {
  const parts = to.replace(/\/.*$/, '').split('.');
  return parts.length === 4 && parts.every(sameNumber);
};

/** A call that connects a card: to a bridge, or by an address and a route. */
const CONNECTS = /^(?:brctl addif|ip link set .* master|ip addr add|ifconfig .* up|ovs-vsctl .*add-port)/;

/** The outcome of the script's runs for one vif. */
export function outcomeOf(
  { script, vif }: { readonly script: string; readonly vif: Readonly<Record<string, string>> },
  answers: readonly HotplugAnswer[],
): Outcome {
  if (answers.some(({ rc }) => rc !== 0)) return 'torn';
  if (answers.some(({ calls }) => !calls.some((call) => CONNECTS.test(call.join(' '))))) return 'cut';
  if (script !== 'vif-route' && script !== 'vif-nat') return 'up';
  const wanted = vif.ip?.split(' ').filter(Boolean).length ?? 0;
  const routes = answers.flatMap(({ calls }) =>
    calls.filter((call) => call[0] === 'ip' && call[1] === 'route' && call[2] === 'add').map((call) => call[3] ?? ''),
  );
  return routes.length >= Math.max(wanted, 1) && routes.every(isMeant) ? 'up' : 'cut';
}

/** Asks the real scripts in one batch; a string says why they do not answer. */
export function askHotplug(all: readonly HotplugRequest[]): HotplugAnswer[] | string {
  const cache = mkdtempSync(join(tmpdir(), 'xen-oracle-'));
  try {
    const answer = spawnSync('test/conformance/oracle/hotplug-run', ['--batch'], {
      input: all.map((request, id) => `${JSON.stringify({ id, ...request })}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, XEN_ORACLE_CACHE: process.env.XEN_ORACLE_CACHE ?? cache },
    });
    if (answer.status !== 0) return answer.stderr?.trim().split('\n').at(-1) || String(answer.error);
    return answer.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
