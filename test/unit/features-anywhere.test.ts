/** Whatever is typed so far and wherever the cursor stands: answers keep to what an editor can use. */
import { describe, expect, it } from 'vitest';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { semanticTokens, tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { positionOf } from '../../server/src/model/lines.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import type { Workspace } from '../../server/src/model/workspace.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

const TEXTS: readonly [path: string, text: string][] = [
  [
    'guest.cfg',
    [
      'name = "web01" # xen-config: ignore missing-name, unknown-option',
      "vif = [ 'mac=00:16:3e:00:00:01, bridge=xenbr0,ip=10.0.0.1 10.0.0.2,script=vif-nat,rate=1Mb/s@20ms' ]",
      "disk = [ 'phy:/dev/vg/a,xvda,w', '/a.img,qcow2,hdc:cdrom,ro', 'format=raw,vdev=xvdb,target=/x,y', '' ]",
      "pci = [ '0000:01:00.0@1e,seize=1', '*', '01:00.' ]",
      'rdm = "strategy=host,policy=strict"',
      'cpuid = "host,tm=0"',
      'cpuid = [ "1,0:ecx=xxxx,edx=1" ]',
      'cpus = "0-3,^1,node:0"',
      'vnuma = [ [ "pnode=0", "size=1", "vcpus=0,1", "vdistances=10,20" ] ]',
      'vsnd = [ [ "CARD, short-name=a", "PCM, name=b", "STREAM, sample-rates=1;2,type=p" ] ]',
      'vdispl = [ "backend=0,connectors=a:1x2;b:3x4" ]',
      'ioports = [ "2f8-2ff" ]',
      'iomem = [ "fe000,10@4" ]',
      'irqs = [ 5, "6" ]',
      'extra = "ip=1.2.3.4::5.6.7.8:255.0.0.0:h:eth0:off quiet \\" x"',
      'usbdev = [ "type=hostdev,hostbus=1" ]',
      'viridian = [ "base", "!all" ]',
      'vfb = [ "vnc=1,vnclisten=0.0.0.0,keymap=de" ]',
      '',
    ].join('\n'),
  ],
  [
    'python.cfg',
    [
      'import os',
      "name = 'a' + \\",
      "  'b'",
      'if vmid:',
      "  disk = [ 'phy:vg/%s,xvda,w' % name, 'tap:aio:/a,' 'ioemu:hdc:cdrom,r' ]",
      'vif = [ """mac=00:16:3e:00:00:01,',
      'bridge=a""", \'bri\\',
      "dge=b' ]",
      '',
    ].join('\n'),
  ],
  [
    'xend-config.sxp',
    [
      "(network-script 'network-bridge netdev=eth0 bridge=xenbr0') # xen-config: ignore unknown-script",
      '(vif-script vif-bridge)',
      "(xend-relocation-hosts-allow '^localhost$ ^a\\\\.b$')",
      "(xen-api-server ((9363 pam '^localhost$' key cert) (unix none)))",
      '(loglevel DEBUG) (xend-port 8000',
      '(dom0-min-mem "196',
      '',
    ].join('\n'),
  ],
  ['xl.conf', 'vif.default.script="vif-route"\nvm.cpumask="0-3,all"\n# xen-config: ignore\n'],
  [
    'etc/network/interfaces',
    'auto eth0\niface eth0 inet static\n  address 10.0.0.1\n  # xen-config: ignore x\n  netmask \\\n  255.0.0.0\n',
  ],
];

function isOnLine(range: Range, line: number): boolean {
  return range.start.line === line && range.end.line === line;
}

function expectUsable(file: SourceFile, offset: number, workspace: Workspace): void {
  const position = positionOf(file, offset);
  for (const item of complete(file, position, workspace, { snippets: true }).items) {
    const { range } = item.textEdit as TextEdit;
    const covers = range.start.character <= position.character && position.character <= range.end.character;
    if (!isOnLine(range, position.line) || !covers)
      expect([item.label, position, range]).toBe('a range around the cursor');
  }
  const found = hover(file, position, workspace);
  if (found)
    expect(found.contents).toMatchObject({ kind: 'markdown', value: expect.not.stringMatching(/undefined|^$/) });
  const help = signatureHelp(file, position, workspace);
  const count = help?.signatures[0]?.parameters?.length ?? 0;
  if (help) expect(help.activeParameter).toBeLessThan(count);
}

function expectOrdered(file: SourceFile): void {
  const tokens = tokensOf(file);
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (before && token.offset < before.end) expect([before, token]).toBe('tokens one behind the other');
    if (positionOf(file, token.offset).line !== positionOf(file, token.end).line) expect(token).toBe('on one line');
  }
  expect(semanticTokens(file)).toHaveLength(tokens.length * 5);
}

describe.each(TEXTS)('%s', (path, text) => {
  const open = (typed: string): { file: SourceFile; workspace: Workspace } => {
    const workspace = workspaceOf({ [path]: typed });
    const file = workspace.files.get(uriOf(path));
    if (!file) throw new Error(`${path} is not in the workspace`);
    return { file, workspace };
  };

  it('answers everywhere in the whole text', () => {
    const { file, workspace } = open(text);
    expectOrdered(file);
    for (let offset = 0; offset <= text.length; offset++) expectUsable(file, offset, workspace);
  });

  it('answers behind every character as it is typed', () => {
    for (let end = 0; end <= text.length; end++) {
      const { file, workspace } = open(text.slice(0, end));
      expectOrdered(file);
      expectUsable(file, end, workspace);
    }
  });

  it('answers where a character is missing', () => {
    for (let at = 0; at < text.length; at++) {
      const { file, workspace } = open(text.slice(0, at) + text.slice(at + 1));
      expectOrdered(file);
      expectUsable(file, at, workspace);
    }
  });
});
