/** Definition, references, highlights and rename: one answer to where a name is written, seen from four sides. */
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, TextEdit } from 'vscode-languageserver-types';
import { definition } from '../../server/src/features/definition.ts';
import { documentHighlight } from '../../server/src/features/document-highlight.ts';
import { references } from '../../server/src/features/references.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { uriOf } from '../support/check.ts';
import { atCursor } from '../support/cursor.ts';

type Files = Record<string, string>;

const guest = (vif: string) => `name = 'a'\nmemory = 64\nbootloader = 'pygrub'\nvif = [ ${vif} ]\n`;

/** `file:line: text` of each place. */
function told(places: readonly Location[], workspace: Workspace): string[] {
  return places.map(({ uri, range }) => {
    const file = workspace.files.get(uri);
    if (!file) throw new Error(`${uri} is not in the workspace`);
    return `${uri.slice(uriOf('').length)}:${range.start.line + 1}: ${documentOf(file).getText(range)}`;
  });
}

function definedAt(path: string, text: string, others: Files = {}): string[] {
  const { file, position, workspace } = atCursor(path, text, others);
  return told(definition(file, position, workspace), workspace);
}

function referencesAt(path: string, text: string, others: Files = {}): string[] {
  const { file, position, workspace } = atCursor(path, text, others);
  return told(references(file, position, true, workspace), workspace);
}

/** The files that differ after a rename, or the reason for which there is none. */
function renamed(path: string, text: string, newName: string, others: Files = {}): Files | string {
  const { file, position, workspace } = atCursor(path, text, others);
  try {
    if (!prepareRename(file, position, workspace)) return 'nothing to rename';
    const changes = rename(file, position, newName, workspace)?.documentChanges ?? [];
    const after: Files = {};
    for (const change of changes) {
      if (!('textDocument' in change)) throw new Error('an edit of text was expected');
      const changed = workspace.files.get(change.textDocument.uri);
      if (!changed) throw new Error(`${change.textDocument.uri} is not in the workspace`);
      after[changed.uri.slice(uriOf('').length)] = TextDocument.applyEdits(
        documentOf(changed),
        change.edits as TextEdit[],
      );
    }
    return after;
  } catch (error) {
    return (error as Error).message;
  }
}

const XL: Files = {
  'etc/xen/xl.conf': 'vif.default.bridge="br0"\n',
  'etc/network/interfaces':
    'auto br0\niface br0 inet static\n  address 10.0.0.254/24\n  bridge_ports eth1\n  up brctl stp br0 off\niface br0.7 inet manual\n',
  'etc/xen/b.cfg': guest("'bridge=br0'").replace("'a'", "'b'"),
};

describe('a bridge', () => {
  test('is defined by the stanza that makes it', () => {
    expect(definedAt('etc/xen/a.cfg', guest("'ip=10.0.0.1,bridge=b|r0'"), XL)).toEqual([
      'etc/network/interfaces:2: br0',
    ]);
  });

  test('is referred to by guests, xl.conf and stanzas', () => {
    expect(referencesAt('etc/xen/a.cfg', guest("'bridge=b|r0', 'bridge=br1'"), XL)).toEqual([
      'etc/xen/a.cfg:4: br0',
      'etc/xen/xl.conf:1: br0',
      'etc/network/interfaces:1: br0',
      'etc/network/interfaces:2: br0',
      'etc/network/interfaces:5: br0',
      'etc/network/interfaces:6: br0',
      'etc/xen/b.cfg:4: br0',
    ]);
  });

  test('is renamed in all of them', () => {
    expect(renamed('etc/xen/a.cfg', guest("'bridge=b|r0', 'bridge=br1'"), 'lan', XL)).toEqual({
      'etc/xen/a.cfg': guest("'bridge=lan', 'bridge=br1'"),
      'etc/xen/xl.conf': 'vif.default.bridge="lan"\n',
      'etc/network/interfaces':
        'auto lan\niface lan inet static\n  address 10.0.0.254/24\n  bridge_ports eth1\n  up brctl stp lan off\niface lan.7 inet manual\n',
      'etc/xen/b.cfg': guest("'bridge=lan'").replace("'a'", "'b'"),
    });
  });

  test('is renamed only to what the kernel takes', () => {
    const message = 'A bridge has a name of at most 15 letters, digits, _ and -: the kernel takes no longer one.';
    for (const name of ['a b', 'sixteen-letters-', "x'", '', 'a,b'])
      expect(renamed('etc/xen/a.cfg', guest("'bridge=b|r0'"), name, XL)).toBe(message);
  });

  test('is not renamed to what is there already', () => {
    expect(renamed('etc/xen/a.cfg', guest("'bridge=b|r0'"), 'eth1', XL)).toBe('eth1 is in use already, in interfaces.');
    expect(
      renamed('a.cfg', guest("'mac=00:16:3e:|00:00:01'"), '00:16:3E:00:00:02', {
        'b.cfg': guest("'mac=00:16:3e:00:00:02'"),
      }),
    ).toBe('00:16:3E:00:00:02 is in use already, in b.cfg.');
  });

  test('of another host stays', () => {
    const files = {
      'one/xend-config.sxp': "(network-script 'network-bridge bridge=xenbr0')\n(vif-script vif-bridge)\n",
      'two/xend-config.sxp': "(network-script 'network-bridge bridge=xenbr0')\n(vif-script vif-bridge)\n",
      'two/b.cfg': guest("'bridge=xenbr0'"),
    };
    expect(renamed('one/a.cfg', guest("'bridge=xen|br0'"), 'lan', files)).toEqual({
      'one/a.cfg': guest("'bridge=lan'"),
      'one/xend-config.sxp': "(network-script 'network-bridge bridge=lan')\n(vif-script vif-bridge)\n",
    });
    expect(definedAt('two/b.cfg', guest("'bridge=xen|br0'"), files)).toEqual(['two/xend-config.sxp:1: xenbr0']);
  });

  test('that network-bridge names by itself leads to the script', () => {
    const files = { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' };
    expect(definedAt('a.cfg', guest("'bridge=xen|br0'"), files)).toEqual(['xend-config.sxp:1: network-bridge']);
  });

  test('is no card: cards keep their names', () => {
    expect(renamed('etc/network/interfaces', 'auto eth1\niface e|th1 inet dhcp\n', 'lan')).toBe(
      "eth1 is no bridge: the name of a card is the kernel's, and is not changed from here.",
    );
  });

  test('that is put together from pieces is not renamed by halves', () => {
    const text = "n = '0'\nname = 'a'\nmemory = 64\nvif = [ 'bridge=b' + 'r' + n, 'bridge=b|r0' ]\n";
    expect(renamed('a.cfg', text, 'lan', { 'xend-config.sxp': '(vif-script vif-bridge)\n' })).toMatch(
      /^br0 is put together in line \d of this file, and can only be changed by hand there\.$/,
    );
  });
});

test('a bridge that Python adds is found where it is written; one that it fills in is not renamed', () => {
  const text = "net = 'br0'\nname = 'a'\nmemory = 64\nvif = [ 'ip=10.0.0.1,bridge=' + net ]\n";
  const others = { 'b.cfg': guest("'bridge=br0'") };
  expect(referencesAt('a.cfg', text.replace('br0', 'b|r0'), others)).toEqual(['a.cfg:1: br0', 'b.cfg:4: br0']);
  const filled = { 'c.cfg': text.replace("' + net", "%s' % net") };
  expect(renamed('b.cfg', guest("'bridge=b|r0'"), 'lan', filled)).toBe(
    'br0 is put together in line 4 of /example/c.cfg, and can only be changed by hand there.',
  );
});

describe("Open vSwitch's form of a bridge", () => {
  const others = {
    'b.cfg': guest("'bridge=ovsbr0:42:43'"),
    'c.cfg': guest("'bridge=ovsbr0.10,script=vif-openvswitch'"),
  };

  test('is renamed by its bridge alone, tag and trunks stay, in all files', () => {
    const after = {
      'a.cfg': guest("'bridge=br9'"),
      'b.cfg': guest("'bridge=br9:42:43'"),
      'c.cfg': guest("'bridge=br9.10,script=vif-openvswitch'"),
    };
    expect(renamed('a.cfg', guest("'bridge=ovs|br0'"), 'br9', others)).toEqual(after);
    const plain = { 'a.cfg': guest("'bridge=ovsbr0'"), 'c.cfg': others['c.cfg'] };
    expect(renamed('b.cfg', guest("'bridge=ovs|br0:42:43'"), 'br9', plain)).toEqual(after);
  });

  test('is a name as a whole where the host has a device called so', () => {
    const host = { 'etc/network/interfaces': 'auto br0.10\niface br0.10 inet manual\n' };
    expect(referencesAt('etc/xen/a.cfg', guest("'bridge=br|0.10'"), host)).toEqual([
      'etc/xen/a.cfg:4: br0.10',
      'etc/network/interfaces:1: br0.10',
      'etc/network/interfaces:2: br0.10',
    ]);
  });
});

test('a file that is not in UTF-8 and that no editor shows is not edited', () => {
  const { file, position, workspace } = atCursor('a.cfg', guest("'bridge=xen|br0'"), {
    'b.cfg': `# caf\u00e9\n${guest("'bridge=xenbr0'")}`,
  });
  workspace.setOtherEncoding(uriOf('b.cfg'), true);
  expect(() => rename(file, position, 'br9', workspace)).toThrow(
    'b.cfg is not in UTF-8, and letters of it would be lost. Convert it first, or open it in its encoding, then rename.',
  );
  const closed = workspace.files.get(uriOf('b.cfg'));
  if (closed) workspace.set(closed.uri, closed.language, closed.text, 1);
  expect(rename(file, position, 'br9', workspace)?.documentChanges?.length).toBe(2);
});

describe('a MAC', () => {
  test('is found in every spelling, also in the guest', () => {
    const others = {
      'b.cfg': guest("'mac=00:16:3e:00:00:0a'"),
      'a/etc/network/interfaces': 'iface eth0 inet dhcp\n  hwaddress ether 00:16:3E:00:00:0A\n',
    };
    expect(referencesAt('a.cfg', guest("'mac=00:16:3E:|00:00:0A'"), others)).toEqual([
      'a.cfg:4: 00:16:3E:00:00:0A',
      'b.cfg:4: 00:16:3e:00:00:0a',
      'a/etc/network/interfaces:2: 00:16:3E:00:00:0A',
    ]);
    expect(renamed('a.cfg', guest("'mac=00:16:3E:|00:00:0A'"), 'nonsense')).toBe(
      'A MAC address is written as six bytes, such as 00:16:3e:00:00:01.',
    );
    expect(renamed('a.cfg', guest("'mac=00:16:3E:|00:00:0A,bridge=x'"), '00:16:3e:00:00:0b')).toEqual({
      'a.cfg': guest("'mac=00:16:3e:00:00:0b,bridge=x'"),
    });
  });
});

describe('an address', () => {
  const own = {
    'a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 10.0.0.1/24\n  gateway 10.0.0.254\n',
  };

  test('of a vif is defined by the guest', () => {
    expect(definedAt('a.cfg', guest("'ip=10.0|.0.1'"), own)).toEqual(['a/etc/network/interfaces:3: 10.0.0.1']);
  });

  test('leads there even when the two differ', () => {
    expect(definedAt('a.cfg', guest("'ip=10.0|.0.2'"), own)).toEqual(['a/etc/network/interfaces:3: 10.0.0.1']);
  });

  test('of the guest is referred to by its vif', () => {
    expect(
      referencesAt('a/etc/network/interfaces', 'auto eth0\niface eth0 inet static\n  address 10.|0.0.1\n', {
        'a.cfg': guest("'ip=10.0.0.1/24 10.0.0.9'"),
      }),
    ).toEqual(['a/etc/network/interfaces:3: 10.0.0.1', 'a.cfg:4: 10.0.0.1']);
  });

  test('is renamed in both', () => {
    expect(renamed('a.cfg', guest("'ip=10.0|.0.1/24'"), '10.0.0.7', own)).toEqual({
      'a.cfg': guest("'ip=10.0.0.7/24'"),
      'a/etc/network/interfaces': 'auto eth0\niface eth0 inet static\n  address 10.0.0.7/24\n  gateway 10.0.0.254\n',
    });
    expect(renamed('a.cfg', guest("'ip=10.0|.0.1'"), 'fe80::1', own)).toBe('This is no IPv4 address.');
  });
});

describe('a vif script', () => {
  const files = { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n' };

  test('is defined by vif-script of the host', () => {
    expect(definedAt('a.cfg', guest("'script=vif-|nat,ip=10.0.0.1'"), files)).toEqual(['xend-config.sxp:2: vif-nat']);
    expect(definedAt('a.cfg', guest("'script=vif-|route,ip=10.0.0.1'"), files)).toEqual([
      'xend-config.sxp:2: vif-script',
    ]);
  });

  test('is not renamed', () => {
    expect(renamed('a.cfg', guest("'script=vif-|nat'"), 'x', files)).toBe(
      'A script is a file on the host; its name is not changed from here.',
    );
  });
});

describe('a variable', () => {
  test('is renamed where xm declares it too', () => {
    const text = "xm_vars.var('vmid', use='Virtual machine id')\nname = 'vm%d' % vmid\nip = '10.0.0.%d' % vm|id\n";
    expect(renamed('a.cfg', text, 'number')).toEqual({
      'a.cfg': "xm_vars.var('number', use='Virtual machine id')\nname = 'vm%d' % number\nip = '10.0.0.%d' % number\n",
    });
  });

  const python = "import os\nhost = 'x'\nif os.path.exists(host):\n  memory = 64\nname = host + '1'\n";

  test('is defined where it is set, and found where it is used', () => {
    expect(definedAt('a.cfg', python.replace('host +', 'ho|st +'))).toEqual(['a.cfg:2: host']);
    expect(referencesAt('a.cfg', python.replace('host +', 'ho|st +'))).toEqual([
      'a.cfg:2: host',
      'a.cfg:3: host',
      'a.cfg:5: host',
    ]);
  });

  test('is renamed, but neither to a name nor to a setting that is there', () => {
    const text = python.replace('host =', 'ho|st =');
    expect(renamed('a.cfg', text, 'label')).toEqual({ 'a.cfg': python.replaceAll('host', 'label') });
    expect(renamed('a.cfg', text, 'os')).toBe('os is in use already, in a.cfg.');
    expect(renamed('a.cfg', text, 'vcpus')).toBe('vcpus is a setting of Xen.');
    expect(renamed('a.cfg', text, '1x')).toBe('A variable has a name of letters, digits and _.');
  });

  test('is not renamed where Python could mean something else', () => {
    expect(renamed('a.cfg', 'import o|s\nname = os.name\n', 'x')).toBe(
      'os is the name of a module or of something in one.',
    );
    expect(renamed('a.cfg', "h|ost = 'x'\ndef f(host):\n  return host\nname = f(host)\n", 'y')).toBe(
      'host is a name inside a function too; renaming could mix up the two.',
    );
    expect(renamed('a.cfg', "h|ost = 'x'\nname = '%(host)s' % locals()\nimport os\n", 'y')).toBe(
      'The file reaches variables by names in texts, which renaming would miss.',
    );
  });

  test('that is a setting keeps its name', () => {
    expect(renamed('a.cfg', "mem|ory = 64\nname = 'a'\n", 'x')).toBe(
      'memory is a setting of xl: under another name it would set nothing.',
    );
  });
});

test('highlights tell reading from writing', () => {
  const { file, position, workspace } = atCursor('a.cfg', "h|ost = 'x'\nimport os\nname = host\nf(host=1)\n");
  expect(documentHighlight(file, position, workspace)).toEqual([
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } }, kind: 3 },
    { range: { start: { line: 2, character: 7 }, end: { line: 2, character: 11 } }, kind: 2 },
  ]);
});

test('nothing is found where no name stands', () => {
  for (const text of ['|', 'a = 1 |# b\n', '# vif| = 1\nname = "a"\n', 'name = "|a"\n']) {
    const { file, position, workspace } = atCursor('a.cfg', text);
    expect(definition(file, position, workspace)).toEqual([]);
    expect(references(file, position, true, workspace)).toEqual([]);
    expect(documentHighlight(file, position, workspace)).toEqual([]);
    expect(prepareRename(file, position, workspace)).toBeNull();
    expect(rename(file, position, 'x', workspace)).toBeNull();
  }
});
