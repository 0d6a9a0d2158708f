/** "Check Output of dom0…" as a person uses it: paste, look at the table, go to the line, copy it. */
import { deepStrictEqual as deepEqual, strictEqual as equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DoctorPanel } from '../../client/src/doctor/panel.ts';
import { closeAll, eventually, open, openNew, remove, screenshot, workspaceUri } from './harness.ts';

/** dom0 of examples/nat with both guests running; all is well but that it does not forward. */
const OUTPUT = `root@dom0:~# xl list
Name                                        ID   Mem VCPUs      State   Time(s)
Domain-0                                     0   512     2     r-----      88.1
build01                                      4  1024     2     -b----      12.3
test01                                       7   256     1     -b----       3.4
root@dom0:~# ifconfig
eth0      Link encap:Ethernet  HWaddr 00:1a:4b:0c:9e:31
          inet addr:192.168.0.3  Bcast:192.168.0.255  Mask:255.255.255.0
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
          RX packets:5120 errors:0 dropped:0 overruns:0 frame:0
          TX packets:4711 errors:0 dropped:0 overruns:0 carrier:0

vif4.0    Link encap:Ethernet  HWaddr fe:ff:ff:ff:ff:ff
          inet addr:10.0.0.128  Bcast:0.0.0.0  Mask:255.255.255.255
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
          RX packets:61 errors:0 dropped:0 overruns:0 frame:0
          TX packets:58 errors:0 dropped:0 overruns:0 carrier:0

vif7.0    Link encap:Ethernet  HWaddr fe:ff:ff:ff:ff:ff
          inet addr:10.0.0.129  Bcast:0.0.0.0  Mask:255.255.255.255
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1
          RX packets:33 errors:0 dropped:0 overruns:0 frame:0
          TX packets:29 errors:0 dropped:0 overruns:0 carrier:0
root@dom0:~# route -n
Kernel IP routing table
Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
10.0.0.1        0.0.0.0         255.255.255.255 UH    0      0        0 vif4.0
10.0.0.2        0.0.0.0         255.255.255.255 UH    0      0        0 vif7.0
192.168.0.0     0.0.0.0         255.255.255.0   U     0      0        0 eth0
0.0.0.0         192.168.0.1     0.0.0.0         UG    0      0        0 eth0
root@dom0:~# iptables -t nat -L -n
Chain PREROUTING (policy ACCEPT)
target     prot opt source               destination

Chain POSTROUTING (policy ACCEPT)
target     prot opt source               destination
MASQUERADE  all  --  10.0.0.0/16          0.0.0.0/0

Chain OUTPUT (policy ACCEPT)
target     prot opt source               destination
root@dom0:~# sysctl net.ipv4.ip_forward
net.ipv4.ip_forward = 0
`;

/** Runs the command and waits until its page shows a text. */
async function check(source: unknown, text: string): Promise<{ panel: DoctorPanel; page: string }> {
  const panel = await vscode.commands.executeCommand<DoctorPanel>('xen.checkOutput', source);
  ok(panel, 'the command gave no panel');
  let page = '';
  panel.onDidShow((shown) => {
    page = shown;
  });
  await panel.receive({ type: 'again' });
  await eventually(
    () => (page.includes(text) ? true : undefined),
    () => `the page shows ${JSON.stringify(page)}`,
  );
  return { panel, page };
}

const faults = (panel: DoctorPanel): string[][] =>
  (panel.answer?.rows ?? [])
    .filter((row) => row.verdict === 'wrong' || row.verdict === 'missing')
    .map((row) => [row.verdict, row.check, row.found, `${row.file}:${row.line}`]);

describe('check of output', () => {
  afterEach(async () => {
    await closeAll();
    await remove('output.txt', 'examples/nat/output.txt');
  });

  it('finds the one broken thing on the host of the open guest, and leads to its line', async () => {
    await vscode.env.clipboard.writeText(OUTPUT);
    await open('examples/nat/build01.cfg', 'xen-cfg');
    const { panel, page } = await check('clipboard', 'net.ipv4.ip_forward = 0');
    equal(panel.answer?.title, 'nat');
    deepEqual(faults(panel), [['wrong', 'IP forwarding', 'net.ipv4.ip_forward = 0', 'examples/nat/xend-config.sxp:7']]);
    equal(panel.answer?.summary, '1 wrong, 4 not shown, 11 as expected.');
    ok(page.includes('Copy as Markdown'));
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await screenshot('doctor');
    await vscode.commands.executeCommand('workbench.view.explorer');
    await panel.receive({ type: 'open', row: 0 });
    const editor = await eventually(
      () => vscode.window.visibleTextEditors.find((one) => one.document.uri.path.endsWith('/nat/xend-config.sxp')),
      () => 'xend-config.sxp is not open',
    );
    equal(editor.document.getText(editor.selection), '(network-script network-nat)');
    panel.dispose();
  });

  it('copies the table as Markdown', async () => {
    await vscode.env.clipboard.writeText(OUTPUT);
    await open('examples/nat/build01.cfg', 'xen-cfg');
    const { panel } = await check('clipboard', 'wrong');
    await panel.receive({ type: 'copy' });
    const copied = await vscode.env.clipboard.readText();
    equal(copied, panel.answer?.markdown);
    ok(copied.startsWith('| Verdict | Check | Expected | Found | Meaning | What to do | From |\n'));
    panel.dispose();
  });

  it('takes the selection of an editor, and of a file beside the host knows the host', async () => {
    const editor = await openNew('examples/nat/output.txt', OUTPUT);
    const line = OUTPUT.split('\n').findIndex((one) => one.startsWith('net.ipv4'));
    editor.selection = new vscode.Selection(line, 0, line + 1, 0);
    const { panel } = await check('editor', 'wrong');
    equal(panel.answer?.title, 'nat');
    deepEqual(
      panel.answer?.rows.filter((row) => row.verdict !== 'not-shown').map((row) => row.verdict),
      ['wrong'],
    );
    panel.dispose();
  });

  it('follows the files when the output is checked again', async () => {
    const uri = workspaceUri('examples/nat/output.txt');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(OUTPUT));
    const { document } = await open('examples/nat/test01.cfg', 'xen-cfg');
    const { panel } = await check(uri, 'test01');
    const before = faults(panel);
    const offset = document.getText().indexOf('10.0.0.2');
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + 8));
    edit.replace(document.uri, range, '10.0.0.9');
    ok(await vscode.workspace.applyEdit(edit));
    await panel.receive({ type: 'again' });
    deepEqual(
      faults(panel).map(([verdict, check]) => [verdict, check]),
      [
        ['wrong', 'IP forwarding'],
        ['wrong', 'router address on vif7.0'],
        ['wrong', 'host route to test01'],
      ],
    );
    equal(before.length, 1);
    panel.dispose();
  });

  it('says what to paste when nothing is recognised', async () => {
    await openNew('examples/nat/output.txt', 'Dear colleague,\n');
    const { panel, page } = await check('editor', 'recognised');
    deepEqual(
      panel.answer?.rows.map(({ check: what, verdict }) => `${verdict}: ${what}`),
      ['unknown: lines that were not recognised'],
    );
    ok(page.includes('ifconfig'));
    panel.dispose();
  });
});
