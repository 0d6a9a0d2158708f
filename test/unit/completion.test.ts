/** What is offered at a cursor, and what the text is after accepting it. */
import { describe, expect, it } from 'vitest';
import { type CompletionItem, MarkupKind, type TextEdit } from 'vscode-languageserver-types';
import { complete, resolveCompletion } from '../../server/src/features/completion.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { atCursor } from '../support/cursor.ts';

function itemsAt(path: string, text: string, others: Record<string, string> = {}): CompletionItem[] {
  const { file, position, workspace } = atCursor(path, text, others);
  return complete(file, position, workspace).items;
}

function labelsAt(path: string, text: string, others: Record<string, string> = {}): string[] {
  return itemsAt(path, text, others).map((item) => item.label);
}

/** The text after the item was accepted, snippet placeholders as they are. */
function accept(path: string, text: string, label: string, others: Record<string, string> = {}): string {
  const { file, position, workspace } = atCursor(path, text, others);
  const item = complete(file, position, workspace).items.find((one) => one.label === label);
  if (!item) throw new Error(`${label} is not offered`);
  const edit = item.textEdit as TextEdit;
  const document = documentOf(file);
  const from = document.offsetAt(edit.range.start);
  return file.text.slice(0, from) + edit.newText + file.text.slice(document.offsetAt(edit.range.end));
}

const SXP = 'xend-config.sxp';
const CFG = 'vm01.cfg';

describe('completion in xend-config.sxp', () => {
  it('offers the pair of each mode first, then the option names', () => {
    const labels = labelsAt(SXP, '(|)\n');
    expect(labels.slice(0, 3)).toEqual([
      'network-script and vif-script: Bridge',
      'network-script and vif-script: NAT',
      'network-script and vif-script: Two-way routed',
    ]);
    expect(labels).toContain('xend-relocation-port');
    expect(labels).toContain('total_available_memory');
    expect(labels).not.toContain('xen-tcp-xmlrpc-server-port');
  });

  it('replaces the whole name that is typed', () => {
    expect(accept(SXP, '(network-|scr network-nat)\n', 'network-script')).toBe('(network-script network-nat)\n');
    expect(accept(SXP, '(dom0|)\n', 'dom0-min-mem')).toBe('(dom0-min-mem)\n');
  });

  it('brings the brackets where there are none yet', () => {
    expect(accept(SXP, '(vif-script vif-nat)\ndom0-m|', 'dom0-min-mem')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of a snippet
      '(vif-script vif-nat)\n(dom0-min-mem ${1:0})',
    );
  });

  it('writes the whole pair of a mode, the others commented out', () => {
    const whole = [
      '(network-script network-nat)',
      '#(network-script network-bridge)',
      '#(network-script network-route)',
      '',
      '(vif-script vif-nat)',
      '#(vif-script vif-bridge)',
      '#(vif-script vif-route)',
    ].join('\n');
    expect(accept(SXP, '|', 'network-script and vif-script: NAT')).toBe(whole);
    expect(accept(SXP, '(|)\n(xend-port 8000)\n', 'network-script and vif-script: NAT')).toBe(
      `${whole}\n(xend-port 8000)\n`,
    );
    expect(accept(SXP, '(net|\n', 'network-script and vif-script: NAT')).toBe(`${whole}\n`);
  });

  it('offers scripts of the right kind, then their arguments', () => {
    expect(labelsAt(SXP, '(network-script |)\n(vif-script vif-nat)\n')).toEqual([
      'network-bridge',
      'network-route',
      'network-nat',
      'network-vnet',
    ]);
    expect(labelsAt(SXP, '(vif-script vif|)\n')).toContain('vif-route');
    expect(accept(SXP, "(network-script 'network-bridge net|')\n", 'netdev=')).toBe(
      "(network-script 'network-bridge netdev=')\n",
    );
  });

  it('offers the whole pair behind network-script too, while no vif-script is set', () => {
    expect(accept(SXP, '(network-script |)\n', 'network-route with vif-route')).toBe(
      `(network-script network-route)
#(network-script network-bridge)
#(network-script network-nat)

(vif-script vif-route)
#(vif-script vif-bridge)
#(vif-script vif-nat)
`,
    );
    expect(labelsAt(SXP, '(network-script |)\n(vif-script vif-nat)\n')).not.toContain('network-nat with vif-nat');
  });

  it('offers the words of a boolean and of an enum', () => {
    expect(labelsAt(SXP, '(xend-http-server |)\n')).toEqual(['yes', 'no']);
    expect(labelsAt(SXP, '(loglevel D|)\n')).toContain('DEBUG');
  });

  it('offers nothing in a comment', () => {
    expect(labelsAt(SXP, '# (network-|\n')).toEqual([]);
  });
});

describe('completion in a domU file', () => {
  it('offers keys that are not set yet, with the form of their value', () => {
    const labels = labelsAt(CFG, 'name = "vm01"\nmem|\nkernel = "/boot/vmlinuz"\n');
    expect(labels).toContain('memory');
    expect(labels).not.toContain('name');
    expect(accept(CFG, 'name = "vm01"\nv|\n', 'vif')).toBe('name = "vm01"\nvif = [ \'$1\' ]\n');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of a snippet
    expect(accept(CFG, 'name = "vm01"\nty|\n', 'type')).toBe('name = "vm01"\ntype = "${1|pv,pvh,hvm|}"\n');
  });

  it('keeps the value of a key that is renamed', () => {
    expect(accept(CFG, 'memor| = 512\n', 'memory')).toBe('memory = 512\n');
  });

  it('offers the words of a value, with quotes where they are missing', () => {
    expect(accept(CFG, 'on_crash = |\n', 'preserve')).toBe('on_crash = "preserve"\n');
    expect(accept(CFG, "on_crash = 're|'\n", 'restart')).toBe("on_crash = 'restart'\n");
    expect(labelsAt(CFG, 'acpi = |\n')).toEqual(['1', '0']);
  });

  it('offers the sub-keys of a vif that are not there yet', () => {
    const labels = labelsAt(CFG, "vif = [ 'mac=00:16:3e:00:00:01,|' ]\n");
    expect(labels).toContain('bridge');
    expect(labels).not.toContain('mac');
    expect(accept(CFG, "vif = [ 'mac=00:16:3e:00:00:01,br|' ]\n", 'bridge')).toBe(
      "vif = [ 'mac=00:16:3e:00:00:01,bridge=' ]\n",
    );
    expect(accept(CFG, "vif = [ 'br|idg=xenbr0' ]\n", 'bridge')).toBe("vif = [ 'bridge=xenbr0' ]\n");
  });

  it('offers the bridges, scripts and models that are known', () => {
    const others = {
      'etc/network/interfaces': 'auto lan0\niface lan0 inet dhcp\n  bridge_ports eth0\n',
      'other.cfg': 'name = "o"\nmemory = 64\nvif = [ \'bridge=dmz0\' ]\n',
    };
    expect(labelsAt(CFG, "vif = [ 'bridge=|' ]\n", others)).toEqual(['dmz0', 'lan0']);
    expect(labelsAt(CFG, "vif = [ 'script=|' ]\n")).toEqual(['vif-bridge', 'vif-route', 'vif-nat', 'vif-openvswitch']);
    expect(accept(CFG, "vif = [ 'bridge=xen|br1,mac=00:16:3e:00:00:01' ]\n", 'dmz0', others)).toBe(
      "vif = [ 'bridge=dmz0,mac=00:16:3e:00:00:01' ]\n",
    );
    expect(labelsAt(CFG, "vif = [ 'model=|' ]\n")).toContain('e1000');
  });

  it('gives the documentation of an item when it is asked for', () => {
    const item = itemsAt(CFG, 'mem|\n').find((one) => one.label === 'memory');
    expect(item?.documentation).toBeUndefined();
    const resolved = item && resolveCompletion(item);
    expect(resolved?.documentation).toEqual({
      kind: MarkupKind.Markdown,
      value: expect.stringContaining('**memory**'),
    });
  });
});

describe('completion in xl.conf and interfaces files', () => {
  it('offers the keys of xl.conf', () => {
    expect(labelsAt('xl.conf', 'vif.|\n')).toContain('vif.default.bridge');
  });

  it('offers keywords, families, methods and options', () => {
    const path = 'etc/network/interfaces';
    expect(labelsAt(path, 'a|\n')).toContain('auto');
    expect(labelsAt(path, 'iface eth0 |\n')).toEqual(['inet', 'inet6']);
    expect(labelsAt(path, 'iface eth0 inet st|\n')).toContain('static');
    expect(labelsAt(path, 'iface eth0 inet static\n  net|\n')).toContain('netmask');
  });
});
