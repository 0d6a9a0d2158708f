/** What a person reads when the mouse rests on a word. */
import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../server/src/features/hover.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { atCursor } from '../support/cursor.ts';

function hoverAt(
  path: string,
  text: string,
  others: Record<string, string> = {},
): { text: string; marked: string } | null {
  const { file, position, workspace } = atCursor(path, text, others);
  const found = hover(file, position, workspace);
  if (!found?.range) return null;
  return { text: (found.contents as MarkupContent).value, marked: documentOf(file).getText(found.range) };
}

const INTERFACES =
  'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  netmask 255.255.255.0\n  gateway 10.0.0.254\n';

describe('hover', () => {
  it('explains an option of xend', () => {
    const found = hoverAt('xend-config.sxp', '(dom0-|min-mem 196)\n');
    expect(found?.marked).toBe('dom0-min-mem');
    expect(found?.text).toContain('**dom0-min-mem** · whole number (MiB');
    expect(found?.text).toContain('- Default: 0');
  });

  it('explains a script and its arguments', () => {
    const found = hoverAt('xend-config.sxp', "(network-script 'network-|bridge netdev=eth1')\n");
    expect(found?.marked).toBe('network-bridge');
    expect(found?.text).toContain('**network-bridge** · bridge mode');
    expect(found?.text).toContain('`netdev`');
    expect(hoverAt('xend-config.sxp', "(network-script 'network-bridge net|dev=eth1')\n")?.text).toContain(
      'argument of `network-bridge`',
    );
  });

  it('explains a key of a domU file, and a key of a vif', () => {
    expect(hoverAt('vm01.cfg', 'mem|ory = 512\n')?.text).toContain('**memory** · whole number');
    expect(hoverAt('vm01.cfg', "vif = [ 'bri|dge=xenbr0' ]\n")?.marked).toBe('bridge');
  });

  it("tells an address's subnet, and which of the five sources gave it", () => {
    const found = hoverAt('vm01.cfg', 'name = "vm01"\nmemory = 128\nvif = [ \'ip=10.0.|0.1\' ]\n', {
      'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
      'vm01/etc/network/interfaces': INTERFACES,
    });
    expect(found).toEqual({
      marked: '10.0.0.1',
      text: [
        '**`10.0.0.1`** · vif 0 of `vm01`',
        '',
        '- Network: 10.0.0.0/24, mask 255.255.255.0',
        '- Broadcast: 10.0.0.255',
        '- Usable: 10.0.0.1 to 10.0.0.254',
        "- Known from the guest's own interfaces file",
        '- Gateway: `10.0.0.254`',
        '- Mode: nat (`vif-nat`)',
        '- Address of vif0 on dom0: 10.0.0.128',
      ].join('\n'),
    });
  });

  it('falls back to the range of vif-nat where no file tells', () => {
    const found = hoverAt('vm01.cfg', "name = 'vm01'\nmemory = 128\nvif = [ 'ip=10.0.|3.1' ]\n", {
      'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
    });
    expect(found?.text).toContain('- Network: 10.0.0.0/16, mask 255.255.0.0');
    expect(found?.text).toContain('Known from the range that vif-nat hands out');
  });

  it('tells the subnet of an interfaces stanza', () => {
    expect(hoverAt('etc/network/interfaces', INTERFACES.replace('10.0.0.1\n', '10.0.|0.1\n'))?.text).toContain(
      '10.0.0.0/24',
    );
  });

  it('tells what a comment silences', () => {
    const found = hoverAt('vm01.cfg', 'memroy = 1 # xen-config: ignore octal-number, unknown-|option\n');
    expect(found?.marked).toBe('unknown-option');
    expect(found?.text).toMatch(/^\*\*unknown-option\*\* · .+\n\n.+/);
    expect(hoverAt('vm01.cfg', '# xen-config: ignore nobody-kn|ows\n')).toBeNull();
  });

  it('says nothing where nothing of ours stands', () => {
    expect(hoverAt('vm01.cfg', '# mem|ory\n')).toBeNull();
    expect(hoverAt('vm01.cfg', 'my_own_no|te = 1\n')).toBeNull();
  });
});
