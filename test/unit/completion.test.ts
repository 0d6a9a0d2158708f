/** What is offered at a cursor, and what the text is after accepting it. */
import { describe, expect, it } from 'vitest';
import { type CompletionItem, MarkupKind, type TextEdit } from 'vscode-languageserver-types';
import { itemFor } from '../../server/src/client-answers.ts';
import { readClientCapabilities } from '../../server/src/client-capabilities.ts';
import { type CompletionWishes, complete, resolveCompletion, TRIGGERS } from '../../server/src/features/completion.ts';
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
  it('offers the plain option first, the pair of each mode next, then what is common', () => {
    const labels = labelsAt(SXP, '(|)\n');
    const pairs = [
      'network-script and vif-script: Bridge',
      'network-script and vif-script: NAT',
      'network-script and vif-script: Two-way routed',
    ];
    expect(labels.slice(0, 7)).toEqual(['network-script', ...pairs, 'vif-script', 'dom0-min-mem', 'dom0-cpus']);
    expect(labelsAt(SXP, '(network-s|)\n').slice(0, 4)).toEqual(['network-script', ...pairs]);
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

/** The host of the tests about names: a bridge with a subnet, cards, a pool, a guest. */
const HOST = {
  'etc/network/interfaces':
    'auto xenbr0 eno2\niface xenbr0 inet static\n  bridge_ports eno1\n  address 172.20.10.2/24\n  gateway 172.20.10.1\niface eno2 inet manual\n',
  'etc/xen/other.cfg': 'name = "o"\nmemory = 64\nvif = [ "bridge=xenbr0,ip=172.20.10.3" ]\n',
  'etc/xen/cpupool-rt': 'name = "rt"\ncpus = "2"\n',
};
const GUEST = 'etc/xen/new.cfg';
const INTERFACES = 'etc/network/interfaces.d/new';

describe('the order', () => {
  const first = (path: string, text: string, count: number) => labelsAt(path, text).slice(0, count);

  it('has first what a guest lacks, then what is common, the deprecated last', () => {
    expect(first(CFG, '|\n', 14).join(' ')).toBe(
      'name type kernel bootloader memory vcpus disk vif ramdisk cmdline root extra boot vnc',
    );
    expect(first(CFG, 'name = "a"\nbootloader = "pygrub"\nvcpus = 1\n|\n', 4)).toEqual([
      'type',
      'memory',
      'disk',
      'vif',
    ]);
    expect(first(CFG, 'name = "a"\ntype = "hvm"\nmemory = 64\n|\n', 3)).toEqual(['vcpus', 'disk', 'vif']);
    const last = itemsAt(CFG, '|\n').findLastIndex((item) => !item.tags);
    expect(itemsAt(CFG, '|\n').findIndex((item) => item.tags)).toBe(last + 1);
  });

  it('has the whole guests first in an empty file', () => {
    const { file, position, workspace } = atCursor(CFG, '|\n');
    const { items } = complete(file, position, workspace, { snippets: true });
    expect(items.slice(0, 4).map((item) => item.label)).toEqual([
      'xen-guest-pv',
      'xen-guest-pvh',
      'xen-guest-hvm',
      'name',
    ]);
  });

  it('of a string has its common keys first, and what must stand last last', () => {
    expect(first(CFG, "vif = [ '|' ]\n", 4)).toEqual(['bridge', 'mac', 'ip', 'script']);
    const disk = labelsAt(CFG, "disk = [ '|' ]\n");
    expect([...disk.slice(0, 4), disk.at(-1)]).toEqual(['format', 'vdev', 'access', 'devtype', 'target']);
    expect(first(CFG, "disk = [ '/dev/vg0/a,|' ]\n", 2)).toEqual(['raw', 'qcow']);
  });

  it('of interfaces has new stanzas first, and the options first where the line is indented', () => {
    expect(first(INTERFACES, 'iface eth0 inet static\n|\n', 5).join(' ')).toBe('iface auto address netmask gateway');
    expect(first(INTERFACES, 'iface eth0 inet static\n  |\n', 3)).toEqual(['address', 'netmask', 'gateway']);
  });

  it('of xl.conf and of a pool has what most need first', () => {
    expect(first('xl.conf', '|\n', 3)).toEqual(['vif.default.script', 'vif.default.bridge', 'vif.default.gatewaydev']);
    expect(first('pool.cpupool', '|\n', 4)).toEqual(['name', 'sched', 'cpus', 'nodes']);
    expect(first('pool.cpupool', 'cpus = "1"\n|\n', 3)).toEqual(['name', 'sched', 'nodes']);
  });
});

describe('names of the workspace', () => {
  it.each([
    ['etc/xen/xl.conf', 'vif.default.bridge="|"\n', ['xenbr0']],
    ['etc/xen/xl.conf', 'vif.default.gatewaydev="|"\n', ['eno2', 'eno1']],
    ['etc/xen/xend-config.sxp', "(network-script 'network-bridge netdev=|')\n", ['netdev=eno2', 'netdev=eno1']],
    [GUEST, 'vnclisten="|"\n', ['127.0.0.1', '172.20.10.2', '0.0.0.0']],
    [GUEST, 'vfb = [ "vnclisten=|" ]\n', ['127.0.0.1', '172.20.10.2', '0.0.0.0']],
    [GUEST, 'pool = "|"\n', ['Pool-0', 'rt']],
  ])('are offered in %s: %s', (path, text, expected) => {
    expect(labelsAt(path, text, HOST)).toEqual(expected);
  });

  it.each([
    ['auto |\n', ['lo', 'eth0']],
    ['iface eth7 inet manual\nauto |\n', ['eth7', 'lo', 'eth0']],
    ['auto eth7\niface |\n', ['eth7', 'lo', 'eth0']],
    ['iface eth7 inet manual\niface b inet manual\n  bridge_ports |\n', ['eth7', 'none']],
    ['iface b inet manual\n  bridge_ports eth1 |\n', ['eth1']],
    ['iface e inet static\n  netmask |\n', ['255.255.255.0']],
    ['source |\n', ['/etc/network/interfaces.d/*']],
  ])('are offered in an interfaces file alone: %s', (text, expected) => {
    expect(labelsAt(INTERFACES, text)).toEqual(expected);
  });

  it('are those of the host in its other interfaces files', () => {
    expect(labelsAt(INTERFACES, 'auto |\n', HOST)).toEqual(['xenbr0', 'eno2', 'eno1', 'lo', 'eth0']);
    const stanza = 'iface eno2 inet static\n  ';
    expect(labelsAt(INTERFACES, `${stanza}address |\n`, HOST)).toEqual(['172.20.10.4']);
    expect(labelsAt(INTERFACES, `${stanza}gateway |\n`, HOST)).toEqual(['172.20.10.1']);
    expect(labelsAt(INTERFACES, `${stanza}netmask |\n`, HOST)).toEqual(['255.255.255.0']);
  });

  it('are the variables above in a file of Python', () => {
    const python = 'import os\nvm_name = os.uname()[1]\nvm_size = 1\nmemory = 64\n';
    expect(labelsAt(CFG, `${python}name = vm_|\n`)).toEqual(['vm_size', 'vm_name']);
    expect(labelsAt(CFG, `${python}vif = [ v| ]\n`)).toEqual(['vm_size', 'vm_name']);
    expect(labelsAt(CFG, 'vm_name = "a"\nname = vm_|\n')).toEqual([]);
  });
});

describe('by the method of a stanza', () => {
  const options = (method: string) => labelsAt(INTERFACES, `iface eth0 ${method}\n  |\n`);

  it('only the options that it reads are offered', () => {
    const few = ['address', 'netmask', 'gateway', 'hostname', 'accept_ra', 'bridge_ports', 'mtu', 'provider'];
    const of = (method: string) => few.filter((name) => options(method).includes(name));
    expect(of('inet static')).toEqual(['address', 'netmask', 'gateway', 'bridge_ports', 'mtu']);
    expect(of('inet dhcp')).toEqual(['hostname', 'bridge_ports', 'mtu']);
    expect(of('inet manual')).toEqual(['bridge_ports', 'mtu']);
    expect(of('inet6 auto')).toEqual(['accept_ra', 'bridge_ports', 'mtu']);
    expect(of('inet ppp')).toEqual(['bridge_ports', 'mtu', 'provider']);
  });

  it('an option that the stanza has is not offered again, a command is', () => {
    const text = 'iface eth0 inet static\n  address 10.0.0.1\n  bridge-ports eth1\n  up true\n  |\n';
    const labels = labelsAt(INTERFACES, text);
    expect(['address', 'bridge_ports', 'up'].filter((name) => labels.includes(name))).toEqual(['up']);
  });

  it('only the methods of the family are offered', () => {
    expect(labelsAt(INTERFACES, 'iface eth0 inet6 |\n').join(' ')).toBe(
      'static dhcp manual loopback auto tunnel v4tunnel 6to4',
    );
  });

  it('a stanza that inherits names another one', () => {
    const text = 'iface lan inet manual\niface eth7 inet ';
    expect(labelsAt(INTERFACES, `${text}inherits |\n`)).toEqual(['lan']);
    expect(labelsAt(INTERFACES, 'iface lan inet manual\niface eth7 inherits |\n')).toEqual(['lan']);
  });

  it('a continued line goes on with the option before', () => {
    expect(labelsAt(INTERFACES, 'iface eth7 inet manual\niface b inet manual\n  bridge_ports eth1 \\\n  |\n')).toEqual([
      'eth7',
      'eth1',
    ]);
    expect(labelsAt(INTERFACES, 'iface b inet manual\n  up ip route add \\\n  |\n')).toEqual([]);
  });
});

describe('between the entries of a list', () => {
  it('what is inserted makes a correct list', () => {
    expect(accept(CFG, 'vif = [ |]\n', 'bridge')).toBe("vif = [ 'bridge=$1']\n");
    expect(accept(CFG, 'vif = [ "bridge=a" |]\n', 'bridge')).toBe('vif = [ "bridge=a" , \'bridge=$1\']\n');
    expect(accept(CFG, 'vif = [ "bridge=a", |]\n', 'bridge')).toBe('vif = [ "bridge=a", \'bridge=$1\']\n');
    expect(accept(CFG, 'vif = [ | "bridge=a" ]\n', 'bridge')).toBe('vif = [ \'bridge=$1\',  "bridge=a" ]\n');
    expect(accept(CFG, 'vif = [ "a" | , "b" ]\n', 'bridge')).toBe('vif = [ "a" , \'bridge=$1\' , "b" ]\n');
    expect(accept(CFG, 'vif = [\n  "a"\n  |\n', 'bridge')).toBe('vif = [\n  "a"\n  , \'bridge=$1\'\n');
  });

  it('a bracket that still waits for its partner is no place for keys', () => {
    const open = [
      'memory = f(\n  |\n',
      'd = {\n  "a": 1,\n  |\n',
      'f(a,\n  |\n',
      'memory = (1 +\n  |\n',
      'for i in [\n  |\n',
    ];
    expect(open.filter((text) => labelsAt(CFG, text).includes('vcpus'))).toEqual([]);
    expect(labelsAt(CFG, 'memory = f(1)\n|\n')).toContain('vcpus');
  });

  it('nothing is offered at the quote of an entry, after the list, and where a name of Python is typed', () => {
    expect(labelsAt(CFG, 'vif = [ "bridge=a"| ]\n')).toEqual([]);
    expect(labelsAt(CFG, 'vif = [ "bridge=a" ] |\n')).toEqual([]);
    expect(labelsAt(CFG, 'vif = [ d| ]\n')).toEqual([]);
  });
});

describe('what opens by itself', () => {
  const opened = (path: string, text: string, trigger: string) => {
    const { file, position, workspace } = atCursor(path, text, HOST);
    return complete(file, position, workspace, { snippets: true, trigger }).items.length > 0;
  };

  it('is not what stands between entries, begins a line, or follows a value that is complete', () => {
    expect(TRIGGERS).not.toContain('[');
    const places: readonly (readonly [string, string, string])[] = [
      [CFG, 'disk = [|]\n', '['],
      [CFG, 'disk = [ |]\n', ' '],
      [CFG, 'disk = [ "a",|]\n', ','],
      [CFG, 'disk = [\n  |\n]\n', ' '],
      [CFG, 'if 1:\n  |\n', ' '],
      [CFG, 'acpi = 1 |\n', ' '],
      [CFG, 'acpi =|\n', '='],
      [CFG, 'extra = \\\n  |\n', ' '],
      [CFG, 'extra = """ro |"""\n', ' '],
      [SXP, '  |\n', ' '],
      [SXP, '(xend-http-server no |)\n', ' '],
      [INTERFACES, 'iface b inet manual |\n', ' '],
      [INTERFACES, 'auto eth0 |\n', ' '],
      [INTERFACES, 'iface b inet manual\n  |\n', ' '],
      [INTERFACES, 'iface b inet manual\n  bridge_ports eth0 |\n', ' '],
    ];
    expect(places.filter((place) => opened(...place))).toEqual([]);
  });

  it('is what a value may be, where there is none yet', () => {
    const places: readonly (readonly [string, string, string])[] = [
      [CFG, "vif = [ '|' ]\n", "'"],
      [CFG, "vif = [ 'bridge=|' ]\n", '='],
      [CFG, "vif = [ 'bridge=a,|' ]\n", ','],
      [CFG, 'on_crash = |\n', ' '],
      [SXP, '(|)\n', '('],
      [SXP, '(network-script |)\n', ' '],
      [INTERFACES, 'iface b |\n', ' '],
      [INTERFACES, 'iface b inet |\n', ' '],
      [INTERFACES, 'iface b inet manual\n  bridge_stp |\n', ' '],
    ];
    expect(places.filter((place) => !opened(...place))).toEqual([]);
  });
});

describe('a word that is typed in full', () => {
  const kept = (path: string, text: string, label: string) =>
    itemsAt(path, text, HOST).find((item) => item.label === label)?.filterText;

  it('is not offered, and an item that is still shown stops matching with its last letter', () => {
    expect(labelsAt(CFG, 'memory|\n')).not.toContain('memory');
    expect(kept(CFG, 'me|\n', 'memory')).toBe('memor');
    expect(labelsAt(CFG, 'on_crash = "destroy|"\n')).not.toContain('destroy');
    expect(labelsAt(INTERFACES, 'iface b inet manual|\n')).not.toContain('manual');
    expect(kept(CFG, 'acpi = |\n', '1')).toBe(' ');
  });

  it('keeps longer ones away too where the line may end', () => {
    const text = 'vm = 1\nvm_a = 2\nimport os\nname = ';
    expect(kept(CFG, `${text}|\n`, 'vm_a')).toBe('v');
    expect(kept(CFG, `${text}vm|\n`, 'vm_a')).toBeUndefined();
    expect(kept(CFG, `${text}vm_|\n`, 'vm_a')).toBe('vm_');
    expect(kept(CFG, 'p|\n', 'passthrough')).toBe('pas');
    // VS Code forgives two letters in the wrong order: `psas` is in this name.
    expect(kept(CFG, 'p|\n', 'pci_msitranslate')).toBe('pci_msitran');
    expect(kept(CFG, 'passt|\n', 'passthrough')).toBe('passthroug');
  });

  it('may be any name or address that begins like a known one', () => {
    expect(kept(INTERFACES, 'iface b inet manual\n  bridge_ports |\n', 'eno1')).toBe('en');
    expect(kept(INTERFACES, 'iface b inet manual\n  gateway |\n', '172.20.10.1')).toBe('172.20.10.');
    expect(kept(CFG, "vif = [ 'bridge=|' ]\n", 'xenbr0')).toBe('xenbr');
  });
});

describe('what a client promised', () => {
  const RICH = readClientCapabilities({
    textDocument: {
      completion: {
        completionItem: {
          snippetSupport: true,
          insertReplaceSupport: true,
          labelDetailsSupport: true,
          commitCharactersSupport: true,
          tagSupport: { valueSet: [1] },
        },
      },
    },
  }).completion;
  const BARE = readClientCapabilities({}).completion;

  /** The item as the client gets it. */
  function itemOf(client: typeof BARE, path: string, text: string, label: string, more: CompletionWishes = {}) {
    const { file, position, workspace } = atCursor(path, text);
    const { items } = complete(file, position, workspace, { client, ...more });
    const item = items.find((one) => one.label === label);
    return item && itemFor(item, client);
  }

  it('decides whether placeholders are inserted', () => {
    const inserted = (path: string, text: string, label: string) => itemOf(BARE, path, text, label)?.textEdit?.newText;
    expect(inserted(CFG, 'maxm|\n', 'maxmem')).toBe('maxmem = ');
    expect(inserted(CFG, 'on_c|\n', 'on_crash')).toBe('on_crash = ');
    expect(inserted(CFG, 'vi|\n', 'vif')).toBe('vif = ');
    expect(inserted(CFG, 'vif = [ |]\n', 'bridge')).toBe("'bridge='");
    expect(inserted(SXP, 'dom0-m|\n', 'dom0-min-mem')).toBe('(dom0-min-mem 0)');
    expect(itemOf(RICH, CFG, 'maxm|\n', 'maxmem')?.textEdit?.newText).toBe('maxmem = $1');
  });

  it('decides whether an edit says what it inserts and what it replaces', () => {
    const replace = { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } };
    expect(itemOf(RICH, CFG, 'me|mory\n', 'memory')?.textEdit).toEqual({
      newText: 'memory = $1',
      insert: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
      replace,
    });
    expect(itemOf(BARE, CFG, 'me|mory\n', 'memory')?.textEdit).toEqual({ newText: 'memory = ', range: replace });
  });

  it('decides whether the type, a mark for the deprecated and accepting characters are there', () => {
    expect(itemOf(RICH, CFG, 'me|\n', 'memory')?.labelDetails).toEqual({ description: 'number' });
    expect(itemOf(BARE, CFG, 'me|\n', 'memory')?.labelDetails).toBeUndefined();
    expect([itemOf(RICH, CFG, 'b|\n', 'builder')?.tags, itemOf(BARE, CFG, 'b|\n', 'builder')?.tags]).toEqual([
      [1],
      undefined,
    ]);
    const format = "disk = [ 'format=r|' ]\n";
    expect(itemOf(RICH, CFG, format, 'raw')?.commitCharacters).toEqual([',']);
    expect(itemOf(BARE, CFG, format, 'raw')?.commitCharacters).toBeUndefined();
  });

  it('is asked again once a letter is typed where a comma may accept, since an empty place may be meant', () => {
    const listAt = (client: typeof BARE, text: string) => {
      const { file, position, workspace } = atCursor(CFG, text);
      const { isIncomplete, items } = complete(file, position, workspace, { client });
      return [isIncomplete, items.find((one) => one.label === 'raw')?.commitCharacters];
    };
    expect(listAt(RICH, "disk = [ '/dev/a,|' ]\n")).toEqual([true, undefined]);
    expect(listAt(RICH, "disk = [ '/dev/a,r|' ]\n")).toEqual([false, [',']]);
    expect(listAt(BARE, "disk = [ '/dev/a,|' ]\n")).toEqual([false, undefined]);
  });

  it('decides whether an item that asks for a value opens the next suggestions', () => {
    const more = { suggestAgain: 'client.suggest' };
    const command = { command: 'client.suggest', title: '' };
    expect(itemOf(RICH, CFG, 'vi|\n', 'vif', more)?.command).toEqual(command);
    expect(itemOf(RICH, CFG, "vif = [ 'br|' ]\n", 'bridge', more)?.command).toEqual(command);
    // A choice opens a list of its own.
    expect(itemOf(RICH, CFG, 'acp|\n', 'acpi', more)?.command).toBeUndefined();
    expect(itemOf(RICH, CFG, 'vi|\n', 'vif')?.command).toBeUndefined();
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
