/** The main job as an administrator does it: see what is wrong, repair it at a keystroke, write a new set-up. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  acceptFirstSuggestion,
  actionsAt,
  closeAll,
  cursorAfter,
  diagnosticOf,
  eventually,
  hoverAt,
  insertSnippet,
  labelOf,
  noSquiggles,
  open,
  openNew,
  pause,
  remove,
  repair,
  screenshot,
  squiggle,
  squiggles,
  suggestions,
  type,
  undo,
  workspaceUri,
  writeFile,
} from './harness.ts';

const TWICE = `(network-script network-nat)
(network-script network-bridge)
#(network-script network-route)

(vif-script vif-nat)
#(vif-script vif-bridge)
#(vif-script vif-route)
`;

const GUEST = `name   = 'vm01'
memory = 128
kernel = '/boot/vmlinuz-xen'
disk   = [ 'phy:/dev/vg0/vm01,xvda,w' ]
vif    = [ 'ip=10.0.0.1' ]
`;

const INTERFACES = `auto eth0
iface eth0 inet static
    address 10.0.0.1
    gateway 10.0.0.254
    netmask 255.255.255.0
`;

describe('the main job', () => {
  /** A folder of its own for each test, so that nothing is left of the one before. */
  let host = 'host-0';
  let count = 0;

  beforeEach(() => {
    host = `host-${++count}`;
  });

  afterEach(async () => {
    await closeAll();
    await remove(host);
  });

  it('marks the second network-script, keeps the first at a keystroke, and takes it back with undo', async () => {
    const { document } = await openNew(`${host}/xend-config.sxp`, TWICE, 'xend-sxp');
    deepStrictEqual(await squiggle(document, 'duplicate-network-script'), {
      code: 'duplicate-network-script',
      severity: 'warning',
      text: '(network-script network-bridge)',
      line: 2,
      message: 'xend uses only the first network-script (line 1); this one is ignored. Keep one of them.',
    });
    const { relatedInformation } = await diagnosticOf(document, 'duplicate-network-script');
    deepStrictEqual(
      relatedInformation?.map((one) => one.location.range.start.line),
      [0],
    );
    const text = await repair(document, 'duplicate-network-script', 'Keep line 1, comment this one out');
    strictEqual(text, TWICE.replace('\n(network-script network-bridge)', '\n#(network-script network-bridge)'));
    await noSquiggles(document);
    strictEqual(await undo(document), TWICE);
    await squiggle(document, 'duplicate-network-script');
  });

  it('switches a pair of different modes either way, using the line that stands ready', async () => {
    const mixed = TWICE.replace('(network-script network-bridge)\n', '')
      .replace('(vif-script vif-nat)', '(vif-script vif-bridge)')
      .replace('#(vif-script vif-bridge)', '#(vif-script vif-nat)');
    const { document } = await openNew(`${host}/xend-config.sxp`, mixed, 'xend-sxp');
    const text = await repair(document, 'network-mode-mismatch', 'Use vif-nat for the guests');
    strictEqual(
      text,
      mixed
        .replace('(vif-script vif-bridge)', '#(vif-script vif-bridge)')
        .replace('##', '#')
        .replace('#(vif-script vif-nat)', '(vif-script vif-nat)'),
    );
    await noSquiggles(document);
  });

  it('quotes arguments that xend would drop', async () => {
    const { document } = await openNew(
      `${host}/xend-config.sxp`,
      '(network-script network-bridge netdev=eth1)\n(vif-script vif-bridge)\n',
      'xend-sxp',
    );
    strictEqual(
      await repair(document, 'unquoted-script-arguments', /Quote the whole value/),
      "(network-script 'network-bridge netdev=eth1')\n(vif-script vif-bridge)\n",
    );
    await noSquiggles(document);
  });

  it('finds what is wrong across files, and shows it in both', async () => {
    await writeFile(`${host}/vm02.cfg`, GUEST.replaceAll('vm01', 'vm02'));
    const { document } = await openNew(`${host}/vm01.cfg`, GUEST, 'xen-cfg');
    const here = await squiggle(document, 'duplicate-ip');
    strictEqual(here.text, '10.0.0.1');
    const other = workspaceUri(`${host}/vm02.cfg`);
    await eventually(
      () => (vscode.languages.getDiagnostics(other).length === 1 ? true : undefined),
      () => 'the other guest has no finding',
    );
    await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('10.0.0.1'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, '10.0.0.1'.length)), '10.0.0.2');
    await vscode.workspace.applyEdit(edit);
    await eventually(
      () => (vscode.languages.getDiagnostics(other).length === 0 ? true : undefined),
      () => 'the other guest keeps its finding',
    );
    await noSquiggles(document);
  });

  it("compares a guest's vif with the guest's own interfaces file", async () => {
    await writeFile(`${host}/vm01/etc/network/interfaces`, INTERFACES);
    const { document } = await openNew(`${host}/vm01.cfg`, GUEST.replace('10.0.0.1', '10.0.0.7'), 'xen-cfg');
    const seen = await squiggle(document, 'guest-address-differs');
    match(seen.message, /dom0 expects 10\.0\.0\.7 .* sets 10\.0\.0\.1 on eth0/);
    await screenshot('guest-address-differs');
    strictEqual(await repair(document, 'guest-address-differs', /Use the guest's own address/), GUEST);
    await noSquiggles(document);
  });

  it('tells the subnet of an address when the mouse rests on it', async () => {
    await writeFile(`${host}/xend-config.sxp`, TWICE.replace('(network-script network-bridge)\n', ''));
    await writeFile(`${host}/vm01/etc/network/interfaces`, INTERFACES);
    const { document } = await openNew(`${host}/vm01.cfg`, GUEST, 'xen-cfg');
    await noSquiggles(document);
    // The guest's interfaces file was only just written: VS Code tells the server of it a moment later.
    const text = await eventually(
      async () => {
        const shown = await hoverAt(document, document.positionAt(GUEST.indexOf('10.0.0.1') + 3));
        return shown.includes("Known from the guest's own interfaces file") ? shown : undefined;
      },
      () => 'the hover does not tell the subnet from the interfaces file',
    );
    match(text, /Network: 10\.0\.0\.0\/24/);
  });

  it('finds every planted mistake of the examples, and leaves the good set-ups alone', async () => {
    const expected: Record<string, readonly string[]> = {
      'xend-config.sxp': [
        'unquoted-script-arguments',
        'duplicate-network-script',
        'network-mode-mismatch',
        'semicolon-comment',
        'unclosed-form',
      ],
      'shop.cfg': ['guest-address-differs'],
      'wiki.cfg': ['vif-ip-outside-subnet'],
      'ldap.cfg': ['duplicate-mac'],
      'proxy.cfg': ['unknown-vif-key'],
      'print.cfg': ['unclosed-list'],
      'mail/etc/network/interfaces': ['interface-gateway-outside-subnet'],
    };
    for (const [path, codes] of Object.entries(expected)) {
      const { document } = await open(`examples/mistakes/${path}`);
      for (const code of codes) await squiggle(document, code);
      deepStrictEqual(
        squiggles(document).map((one) => one.code),
        codes,
        path,
      );
    }
    await open('examples/mistakes/xend-config.sxp', 'xend-sxp');
    await vscode.commands.executeCommand('workbench.action.problems.focus');
    await screenshot('mistakes');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    for (const folder of ['bridge', 'nat', 'route']) {
      const files = await vscode.workspace.findFiles(`examples/${folder}/**`);
      ok(files.length > 4);
      deepStrictEqual(
        files.flatMap((uri) => vscode.languages.getDiagnostics(uri).map((one) => `${uri.path}: ${one.message}`)),
        [],
      );
    }
  });

  it('repairs every planted mistake until nothing is left', async () => {
    const files = ['xend-config.sxp', 'shop.cfg', 'wiki.cfg', 'ldap.cfg', 'proxy.cfg', 'print.cfg'];
    const left: string[] = [];
    for (const path of files) {
      const { document } = await open(`examples/mistakes/${path}`);
      for (let round = 0; round < 10; round++) {
        await pause(300);
        const [worst] = vscode.languages.getDiagnostics(document.uri);
        if (!worst) break;
        // To silence a finding is no repair.
        const action = (await actionsAt(document, worst.range)).find(({ title }) => !title.startsWith('Ignore '));
        if (!action?.edit) break;
        await vscode.workspace.applyEdit(action.edit);
      }
      for (const one of squiggles(document)) left.push(`${path}: ${one.code}`);
    }
    deepStrictEqual(left, []);
  });

  it('sets the network mode in one step that undo takes back', async () => {
    const { document } = await openNew(`${host}/xend-config.sxp`, TWICE, 'xend-sxp');
    await squiggle(document, 'duplicate-network-script');
    await vscode.commands.executeCommand('xen.setNetworkMode', '5');
    const text = await eventually(
      () => (document.getText() === TWICE ? undefined : document.getText()),
      () => 'the command changed nothing',
    );
    strictEqual(
      text,
      '#(network-script network-nat)\n#(network-script network-bridge)\n(network-script network-route)\n\n#(vif-script vif-nat)\n#(vif-script vif-bridge)\n(vif-script vif-route)\n',
    );
    await noSquiggles(document);
    strictEqual(await undo(document), TWICE);
  });

  it('offers the five situations in plain words', async () => {
    await openNew(`${host}/xend-config.sxp`, TWICE, 'xend-sxp');
    const picking = vscode.commands.executeCommand('xen.setNetworkMode');
    await screenshot('set-network-mode');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await picking;
  });
});

describe('writing a new set-up', () => {
  afterEach(async () => {
    await closeAll();
    await remove('new');
  });

  const snippets: readonly (readonly [language: string, path: string, names: readonly string[]])[] = [
    ['xend-sxp', 'new/xend-config.sxp', ['Bridge mode', 'NAT mode', 'Two-way routed mode']],
    ['xen-cfg', 'new/xen/vm01.cfg', []],
    ['xen-interfaces', 'new/vm01/etc/network/interfaces', []],
  ];
  for (const [language, path, fixed] of snippets) {
    it(`inserts each ${language} snippet without a finding`, async () => {
      const extension = vscode.extensions.getExtension('xen-config.xen-config');
      const file = vscode.Uri.joinPath(extension?.extensionUri ?? workspaceUri(), 'snippets', `${language}.json`);
      const all: Record<string, { prefix: string[] }> = JSON.parse(
        new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
      );
      const names = Object.keys(all);
      deepStrictEqual(
        fixed.filter((name) => !names.includes(name)),
        [],
      );
      ok(names.length >= 3);
      for (const name of names) {
        const editor = await openNew(path, '', language);
        const text = await insertSnippet(editor, name);
        ok(text.trim().length > 0, name);
        await noSquiggles(editor.document);
        await closeAll();
      }
    });
  }

  it('accepts a key and a bridge while typing', async () => {
    await writeFile('new/vm01/etc/network/interfaces', INTERFACES);
    const editor = await openNew('new/xen/vm01.cfg', "name = 'vm01'\n", 'xen-cfg');
    await vscode.commands.executeCommand('cursorBottom');
    await type('memor');
    strictEqual(await acceptFirstSuggestion(editor), "name = 'vm01'\nmemory = ");
    await type("512\nvif = [ 'br");
    await eventually(
      async () => ((await suggestions(editor)).some((item) => labelOf(item) === 'bridge') ? true : undefined),
      () => 'bridge is not offered',
    );
    await screenshot('completion-vif');
  });

  it('offers the pair of each mode in an empty file', async () => {
    const editor = await openNew('new/xend-config.sxp', '', 'xend-sxp');
    await type('(net');
    cursorAfter(editor, '(net');
    const labels = (await suggestions(editor)).map(labelOf);
    for (const label of [
      'network-script and vif-script: Bridge',
      'network-script and vif-script: NAT',
      'network-script and vif-script: Two-way routed',
    ])
      ok(labels.includes(label), label);
  });
});
