/** Setting a network mode: the fewest edits, nothing lost, and a file without findings afterwards. */
import { describe, expect, it } from 'vitest';
import { modeEdits, networkSituations, setNetworkMode } from '../../server/src/features/network-mode.ts';
import type { SxpFile } from '../../server/src/model/source-file.ts';
import type { PairedMode } from '../../server/src/xen/network-modes.ts';
import { applyFix, findings, uriOf, workspaceOf } from '../support/check.ts';

const PATH = 'xend-config.sxp';

function set(text: string, mode: PairedMode): string {
  const file = workspaceOf({ [PATH]: text }).files.get(uriOf(PATH)) as SxpFile;
  return applyFix({ [PATH]: text }, { title: mode, edits: modeEdits(file, mode) })[PATH] ?? '';
}

const AS_SHIPPED = `# a comment
(network-script network-bridge)
#(network-script network-nat)
# (network-script network-route)

(vif-script vif-bridge)
#(vif-script vif-nat)
#(vif-script vif-route)
(dom0-min-mem 196)
`;

describe('set network mode', () => {
  it('comments the pair in use out and enables the one that stands ready', () => {
    expect(set(AS_SHIPPED, 'nat')).toBe(`# a comment
#(network-script network-bridge)
(network-script network-nat)
# (network-script network-route)

#(vif-script vif-bridge)
(vif-script vif-nat)
#(vif-script vif-route)
(dom0-min-mem 196)
`);
  });

  it('comes back to the very same file', () => {
    expect(set(set(AS_SHIPPED, 'nat'), 'bridge')).toBe(AS_SHIPPED);
  });

  it('changes nothing when the mode is set already', () => {
    expect(set(AS_SHIPPED, 'bridge')).toBe(AS_SHIPPED);
  });

  it('keeps a line with arguments and comments doubles out', () => {
    expect(
      set(
        "(network-script 'network-bridge netdev=eth1')\n(network-script network-nat)\n(vif-script vif-nat)\n",
        'bridge',
      ),
    ).toBe(
      "(network-script 'network-bridge netdev=eth1')\n#(network-script network-nat)\n#(vif-script vif-nat)\n(vif-script vif-bridge)\n",
    );
  });

  it('adds what is nowhere, with the line ends of the file', () => {
    expect(set('(xend-port 8000)\r\n', 'route')).toBe(
      '(xend-port 8000)\r\n(network-script network-route)\r\n(vif-script vif-route)\r\n',
    );
    expect(set('', 'nat')).toBe('(network-script network-nat)\n(vif-script vif-nat)\n');
  });

  it('loses nothing where forms share a line or span several', () => {
    expect(set('(network-script network-nat) (vif-script vif-nat) (xend-port 8000)\n', 'bridge')).toBe(
      '#(network-script network-nat)\n \n#(vif-script vif-nat)\n (xend-port 8000)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
    );
    expect(set('(network-script\n  network-nat)\n(vif-script vif-bridge)\n', 'bridge')).toBe(
      '#(network-script\n#  network-nat)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
    );
  });

  it.each(['bridge', 'nat', 'route'] as const)('leaves no finding for %s', (mode) => {
    expect(findings({ [PATH]: set(AS_SHIPPED, mode) })).toEqual([]);
  });

  it('offers the five situations, each with the mode it leads to', () => {
    expect(networkSituations().map((one) => [one.situation, one.description])).toEqual([
      ['1', 'Bridge'],
      ['2', 'Bridge'],
      ['3', 'NAT'],
      ['4', 'NAT'],
      ['5', 'Two-way routed'],
    ]);
  });

  it('finds the host of the guest that is open, and says why it finds none', () => {
    const workspace = workspaceOf({ [PATH]: AS_SHIPPED, 'vm01.cfg': "name = 'vm01'\nmemory = 64\n" });
    expect(setNetworkMode(uriOf('vm01.cfg'), '3', workspace)).toMatchObject({ uri: uriOf(PATH), mode: 'NAT' });
    expect(setNetworkMode(undefined, '1', workspaceOf({}))).toEqual({
      error: 'There is no xend-config.sxp in this workspace. xl hosts set their network up in /etc/network/interfaces.',
    });
  });
});
