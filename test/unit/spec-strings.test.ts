/** Completion, hover, signature help and colours inside the strings of a guest: exact ranges, both toolstacks, any release. */
import { describe, expect, it } from 'vitest';
import type { MarkupContent, TextEdit } from 'vscode-languageserver-types';
import { complete, resolveCompletion } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { semanticTokens, tokenEdits, tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { newMac } from '../../server/src/model/free-addresses.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import { uriOf, workspaceOf } from '../support/check.ts';
import { atCursor } from '../support/cursor.ts';

const XL: Partial<Settings> = { toolstack: 'xl' };
const XM: Partial<Settings> = { toolstack: 'xm' };
const CFG = 'vm01.cfg';
const SXP = 'xend-config.sxp';

function items(text: string, settings = XL, path = CFG) {
  const { file, position, workspace } = atCursor(path, text, {}, settings);
  return { file, items: complete(file, position, workspace).items };
}

const labels = (text: string, settings = XL, path = CFG) => items(text, settings, path).items.map((item) => item.label);

function accept(text: string, label: string, settings = XL, path = CFG): string {
  const { file, items: found } = items(text, settings, path);
  const edit = found.find((item) => item.label === label)?.textEdit as TextEdit | undefined;
  if (!edit) throw new Error(`${label} is not offered`);
  const document = documentOf(file);
  const [from, to] = [document.offsetAt(edit.range.start), document.offsetAt(edit.range.end)];
  return file.text.slice(0, from) + edit.newText + file.text.slice(to);
}

function hoverAt(text: string, settings = XL, path = CFG): { first: string; all: string; marked: string } | undefined {
  const { file, position, workspace } = atCursor(path, text, {}, settings);
  const found = hover(file, position, workspace);
  if (!found?.range) return undefined;
  const all = (found.contents as MarkupContent).value;
  return { first: all.split('\n', 1)[0] ?? '', all, marked: documentOf(file).getText(found.range) };
}

describe('completion replaces exactly the word at the cursor', () => {
  it.each([
    ["vif = [ 'mac=00:16:3e:00:00:01, bri|d=x' ]\n", 'bridge', "vif = [ 'mac=00:16:3e:00:00:01, bridge=x' ]\n"],
    ["disk = [ '/dev/vg/a,r|w,xvda' ]\n", 'qcow2', "disk = [ '/dev/vg/a,qcow2,xvda' ]\n"],
    ["disk = [ '/dev/vg/a,,|' ]\n", 'xvda', "disk = [ '/dev/vg/a,,xvda' ]\n"],
    ["disk = [ 'grant_usage=|,vdev=xvda' ]\n", '1', "disk = [ 'grant_usage=1,vdev=xvda' ]\n"],
    ["pci = [ '01:00.0,|permissive=1' ]\n", 'seize', "pci = [ '01:00.0,seize=1' ]\n"],
    ['rdm = "strategy=ho|"\n', 'host', 'rdm = "strategy=host"\n'],
    ['cpuid = "host,avx2=|0"\n', 'x', 'cpuid = "host,avx2=x"\n'],
    ['cpus = "0-3,a|"\n', 'all', 'cpus = "0-3,all"\n'],
    ["vsnd = [ [ 'CARD, sample-formats=s8;u|' ] ]\n", 'u8', "vsnd = [ [ 'CARD, sample-formats=s8;u8' ] ]\n"],
    ['extra = "quiet ip=10.0.0.1:::::eth0:d|"\n', 'dhcp', 'extra = "quiet ip=10.0.0.1:::::eth0:dhcp"\n'],
    ['vif = [ | ]\n', 'bridge', "vif = [ 'bridge=$1' ]\n"],
    ['viridian = [ "!ba|" ]\n', 'freq', 'viridian = [ "freq" ]\n'],
  ])('%s', (before, label, after) => {
    expect(accept(before, label)).toBe(after);
  });

  it('counts escapes: the ranges are those of the document', () => {
    expect(accept("vif = [ 'vifname=a\\'b,bri|' ]\n", 'bridge')).toBe("vif = [ 'vifname=a\\'b,bridge=' ]\n");
    expect(hoverAt("vif = [ 'vifname=a\\'b,bri|dge=x' ]\n")?.marked).toBe('bridge');
    expect(accept("disk = [ 'phy:vg\\x2fa,hda,|' ]\n", 'w', XM)).toBe("disk = [ 'phy:vg\\x2fa,hda,w' ]\n");
  });

  it('reads strings that Python adds to a list', () => {
    expect(accept("disk = []\ndisk.append('phy:vg/a,hda,|')\n", 'w', XM)).toContain("disk.append('phy:vg/a,hda,w')");
    expect(accept("vif = []\nif x:\n  vif.extend([ 'bri|' ])\n", 'bridge', XM)).toContain("vif.extend([ 'bridge=' ])");
    expect(colours("vif = []\nvif.append('mac=00:16:3e:00:00:01')\n", XM)).toBe(
      'vif:property vif:property mac:property 00:16:3e:00:00:01:address',
    );
  });

  it('reads strings that Python puts together', () => {
    expect(accept("disk = [ 'phy:vg/a,' 'hda,|' ]\n", 'w', XM)).toBe("disk = [ 'phy:vg/a,' 'hda,w' ]\n");
    expect(accept("disk = [ 'phy:vg/%s,hda,|' % name ]\n", 'w', XM)).toBe("disk = [ 'phy:vg/%s,hda,w' % name ]\n");
  });
});

describe('completion keeps the two toolstacks apart', () => {
  it('in disks', () => {
    expect(labels("disk = [ 'phy:vg/a,|' ]\n", XM)).toContain('hdc:cdrom');
    expect(labels("disk = [ 'phy:vg/a,hda,|' ]\n", XM)).toEqual(['r', 'w', 'w!']);
    expect(labels("disk = [ '|' ]\n", XM)).toContain('tap:aio:');
    expect(labels("disk = [ 'phy:/dev/vg/a,hda,|' ]\n")).toEqual(
      expect.arrayContaining(['r', 'ro', 'w', 'rw', 'cdrom']),
    );
    expect(labels("disk = [ 'phy:/dev/vg/a,hda,|' ]\n")).not.toContain('w!');
  });

  it('in vifs', () => {
    expect(labels("vif = [ '|' ]\n", XM)).not.toContain('gatewaydev');
    expect(labels("vif = [ '|' ]\n", XL)).toContain('gatewaydev');
  });

  it('in pci, where xm has what xl had when xend ended', () => {
    expect(labels("pci = [ '|' ]\n", XM)).not.toContain('name');
    expect(labels("pci = [ '|' ]\n", XL)).toContain('name');
  });

  it('offers no place twice', () => {
    expect(labels("disk = [ '/dev/vg/a,raw,xvda,|' ]\n")).not.toContain('vdev');
    expect(labels("pci = [ '01:00.0@1e,|' ]\n")).not.toContain('vslot');
  });
});

describe('hover', () => {
  it.each([
    ["disk = [ '/dev/vg/a,qc|ow2,xvda,w' ]\n", XL, '**qcow2**', 'qcow2'],
    ["disk = [ '/dev/vg/a,raw,xv|da,w' ]\n", XL, '**vdev**', 'xvda'],
    ["disk = [ 'ta|p:aio:/a,hda,w' ]\n", XM, '**tap:aio:**', 'tap:'],
    ["pci = [ '01:00.0@1|e' ]\n", XL, '**@vslot (positional)**', '1e'],
    ['iomem = [ "fe000,1|0" ]\n', XL, '**START,COUNT**', '10'],
    ['cpus = "0-3,^|1"\n', XL, '**^N or ^N-M**', '^1'],
    ['cpuid = [ "1:e|cx=xxxx" ]\n', XL, '**leaf[,subleaf]:reg=bits**', 'ecx'],
    ["vsnd = [ [ 'CA|RD, short-name=x' ] ]\n", XL, '**CARD**', 'CARD'],
    ['extra = "ip=10.0.0.1::10.0.0.|2:255.0.0.0"\n', XL, '**gateway**', '10.0.0.2'],
    ["vnuma = [ [ 'pnode=0', 'vcp|us=0-1' ] ]\n", XL, '**vcpus**', 'vcpus'],
    ["usbdevice = 'tab|let'\n", XL, '**DEVICE**', 'tablet'],
  ])('%s', (text, settings, title, marked) => {
    const found = hoverAt(text, settings);
    expect(found?.first).toContain(title);
    expect(found?.marked).toBe(marked);
  });

  it('explains the listeners and hosts of xend', () => {
    expect(hoverAt("(xen-api-server ((9363 p|am '^a$')))\n", XL, SXP)?.first).toContain('**auth**');
    expect(hoverAt("(xend-relocation-hosts-allow '^a$ ^|b$')\n", XL, SXP)?.marked).toBe('^b$');
    expect(labels('(xen-api-server ((9363 |)))\n', XL, SXP)).toEqual(['pam', 'none']);
  });
});

describe('words of values', () => {
  it('are explained above their option', () => {
    const found = hoverAt('on_crash = "pre|serve"\n');
    expect(found?.all).toMatch(/^\*\*preserve\*\*: .+\n\n---\n\n\*\*on_crash\*\*/);
    expect(found?.marked).toBe('preserve');
  });

  it('are patterns where xend wants hosts', () => {
    expect(accept("(xend-relocation-hosts-allow '|')\n", '^localhost$', XL, SXP)).toBe(
      "(xend-relocation-hosts-allow '^localhost$')\n",
    );
    expect(accept('(xend-relocation-hosts-allow |)\n', '^localhost\\\\.localdomain$', XL, SXP)).toBe(
      "(xend-relocation-hosts-allow '^localhost\\\\.localdomain$')\n",
    );
  });

  it('are hotplug scripts only where such a script runs', () => {
    expect(labels('vif.default.script = "|"\n', XL, 'xl.conf')).toContain('vif-route');
    expect(labels('remus.default.netbufscript = "|"\n', XL, 'xl.conf')).toEqual([]);
  });
});

describe('the release of the host', () => {
  const at = (version: string, toolstack: 'xl' | 'xm' = 'xl'): Partial<Settings> => ({ toolstack, version });

  it('narrows what is offered', () => {
    expect(labels('|\n', at('4.9'))).not.toContain('passthrough');
    expect(labels('|\n', at('4.13'))).toContain('passthrough');
    expect(labels('|\n', at('newest'))).not.toContain('pvh');
    expect(labels('|\n', at('4.8'))).toContain('pvh');
    expect(labels('|\n', at('4.9'))).not.toContain('pvh');
    expect(labels("vif = [ '|' ]\n", at('4.14'))).not.toContain('mtu');
    expect(labels("vif = [ '|' ]\n", at('4.15'))).toContain('mtu');
    expect(labels("disk = [ 'format=|' ]\n", at('4.8'))).not.toContain('qed');
    expect(labels('viridian = [ "|" ]\n', at('4.6'))).not.toContain('stimer');
    expect(labels('tee = "|"\n', at('4.17'))).toEqual(['none', 'optee']);
  });

  it('narrows the tables of xm by releases that had it, and no others', () => {
    expect(labels('|\n', at('3.4', 'xm'))).not.toContain('pool');
    expect(labels('|\n', at('3.0.2', 'xm'))).toContain('ssidref');
    expect(labels('|\n', at('4.17', 'xm'))).toEqual(labels('|\n', at('newest', 'xm')));
    expect(labels('(|)\n', at('3.2'), SXP)).not.toContain('xend-udev-event-server');
    expect(labels('(|)\n', at('4.17'), SXP)).toContain('xend-udev-event-server');
  });

  it('is named in hovers and in the details of what is offered', () => {
    expect(hoverAt('passth|rough = "enabled"\n', at('4.11'))?.all).toContain(
      '- Since Xen 4.13, newer than the 4.11 of this host',
    );
    expect(hoverAt('passth|rough = "enabled"\n', at('4.13'))?.all).toContain('- Since Xen 4.13\n');
    expect(hoverAt('pv|h = 1\n', at('4.11'))?.all).toContain('- From Xen 4.4 to 4.8, older than the 4.11 of this host');
    const pvh = items('pv|\n', at('4.6')).items.find((item) => item.label === 'pvh');
    expect(pvh && resolveCompletion(pvh).documentation).toMatchObject({
      value: expect.stringContaining('From Xen 4.4'),
    });
  });
});

describe('snippets', () => {
  const offered = (path: string, text: string, snippets = true) => {
    const { file, position, workspace } = atCursor(path, text);
    const found = complete(file, position, workspace, { snippets }).items;
    return found.map((item) => item.label).filter((label) => label.startsWith('xen-') && label !== 'xen-api-server');
  };

  it('stand where a statement begins, once each, for editors that want them', () => {
    const guests = ['xen-guest-pv', 'xen-guest-pvh', 'xen-guest-hvm'];
    const vifs = ['xen-vif-bridge', 'xen-vif-nat', 'xen-vif-route'];
    expect(offered(CFG, '|\n').toSorted()).toEqual([...guests, ...vifs].sort());
    expect(offered(CFG, '|\n', false)).toEqual([]);
    expect(offered(CFG, 'memory = |\n')).toEqual([]);
    expect(offered(CFG, 'on_crash = "|"\n')).toEqual([]);
    expect(offered('etc/network/interfaces', '|\n')).toEqual(['xen-bridge', 'xen-nat', 'xen-route', 'xen-dom0-bridge']);
    expect(offered(SXP, '|\n')).toEqual(['xen-bridge', 'xen-nat', 'xen-route']);
    expect(offered(SXP, '(network-script |)\n')).toEqual([]);
  });

  it('are left out where the file has what they bring', () => {
    expect(offered(CFG, 'name = "a"\n|\n')).toEqual(['xen-vif-bridge', 'xen-vif-nat', 'xen-vif-route']);
    expect(offered(CFG, 'name = "a"\nvif = [ \'\' ]\n|\n')).toEqual([]);
    expect(offered(SXP, '(network-script network-nat)\n|\n')).toEqual([]);
  });

  it('bring a free MAC, and an address of the bridge where a file tells', () => {
    const interfaces =
      'iface xenbr0 inet static\n  bridge_ports eth0\n  address 172.20.10.2/24\n  gateway 172.20.10.1\n';
    const { file, position, workspace } = atCursor('xen/a.cfg', '|\n', { 'network/interfaces': interfaces });
    const { items } = complete(file, position, workspace, { snippets: true });
    const text = items.find((item) => item.label === 'xen-guest-pv')?.textEdit?.newText.split('\n') ?? [];
    expect(text.find((line) => line.startsWith('vif'))).toBe(
      `vif = [ "mac=${newMac('a', 0, workspace)},ip=\${7:172.20.10.3}" ]`,
    );
  });
});

/** The signature with the active word in braces. */
function signatureAt(text: string, settings = XL, path = CFG): string | undefined {
  const { file, position, workspace } = atCursor(path, text, {}, settings);
  const help = signatureHelp(file, position, workspace);
  const signature = help?.signatures[0];
  const span = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (!signature || !Array.isArray(span)) return undefined;
  const { label } = signature;
  return `${label.slice(0, span[0])}{${label.slice(...span)}}${label.slice(span[1])}`;
}

describe('signature help', () => {
  const DISK = (word: string) => 'TARGET, [FORMAT], VDEV, [ACCESS], key=value…'.replace(word, `{${word}}`);
  it.each([
    ["disk = [ '|' ]\n", XL, DISK('TARGET')],
    ["disk = [ '/dev/vg/a,|' ]\n", XL, DISK('FORMAT')],
    ["disk = [ '/dev/vg/a,raw,|' ]\n", XL, DISK('VDEV')],
    ["disk = [ '/dev/vg/a,raw,xvda,|' ]\n", XL, DISK('ACCESS')],
    ["disk = [ 'phy:/dev/vg/a,|' ]\n", XL, DISK('VDEV')],
    ["disk = [ '/dev/vg/a,raw,xvda,rw,backendtype=|' ]\n", XL, DISK('key=value')],
    ["disk = [ 'phy:vg/a,|' ]\n", XM, 'TARGET, {VDEV}, ACCESS[, BACKEND[, PROTOCOL]]'],
    ["disk = [ 'phy:vg/a,hda,w,|' ]\n", XM, 'TARGET, VDEV, ACCESS[, {BACKEND}[, PROTOCOL]]'],
    ["pci = [ '01:00.0@|' ]\n", XL, 'BDF[@{VSLOT}][, key=value…]'],
    ["pci = [ '01:00.0,|' ]\n", XL, 'BDF[@VSLOT][, {key=value}…]'],
    ['iomem = [ "fe000,|" ]\n', XL, 'START,{COUNT}[@GFN]'],
    ['rdm = "strategy=host,|"\n', XL, 'strategy=, {policy=}'],
    ["usbdev = [ 'type=hostdev,hostbus=|' ]\n", XL, 'type=, {hostbus=}, hostaddr=, controller=, port='],
    ['extra = "ip=10.0.0.1::|"\n', XL, 'ip=client:server:{gateway}:netmask:hostname:device:autoconf:dns0:dns1:ntp0'],
    ['cpus = "0,|"\n', XL, undefined],
    ['memory = |\n', XL, undefined],
  ])('%s', (text, settings, expected) => {
    expect(signatureAt(text, settings)).toBe(expected);
  });

  it('lists the usual options of a vif and marks the one that is typed, or the next', () => {
    expect(signatureAt("vif = [ 'mac=00:16:3e:00:00:01,|' ]\n")).toMatch(/^mac=, \{bridge=\}, gatewaydev=/);
    expect(signatureAt("vif = [ 'mac=00:16:3e:00:00:01,script=|' ]\n")).toContain('{script=}');
    expect(signatureAt("vif = [ 'mac=|' ]\n")).not.toContain('colo_');
  });

  it.each([
    ["(network-script 'network-bridge |')\n", 'network-bridge [{netdev=}] [bridge=] [antispoof=] [vifnum=]'],
    ["(network-script 'network-bridge bridge=|')\n", 'network-bridge [netdev=] [{bridge=}] [antispoof=] [vifnum=]'],
    ['(network-script network-bri|dge)\n', '{network-bridge} [netdev=] [bridge=] [antispoof=] [vifnum=]'],
    ["(xen-api-server ((9363 pam '|')))\n", '(LISTENER [AUTH [{HOSTS} [KEY CERTIFICATE]]])'],
    ['(network-script my-own |)\n', undefined],
  ])('%s', (text, expected) => {
    expect(signatureAt(text, XL, SXP)).toBe(expected);
  });
});

function fileOf(text: string, settings = XL, path = CFG): SourceFile {
  const file = workspaceOf({ [path]: text }, settings).files.get(uriOf(path));
  if (!file) throw new Error(`${path} is not in the workspace`);
  return file;
}

/** `word:type` for each coloured word; `!` marks what is deprecated. */
function colours(text: string, settings = XL, path = CFG): string {
  const file = fileOf(text, settings, path);
  return tokensOf(file)
    .map((one) => `${file.text.slice(one.offset, one.end)}:${one.type}${one.deprecated ? '!' : ''}`)
    .join(' ');
}

describe('semantic tokens', () => {
  it.each([
    [
      "vif = [ 'mac=00:16:3e:00:00:01, ip=10.0.0.1 10.0.0.2/24,netdev=eth0,rate=10Mb/s@20ms,foo=bar,trusted' ]\n",
      XL,
      'vif:property mac:property 00:16:3e:00:00:01:address ip:property 10.0.0.1:address 10.0.0.2/24:address ' +
        'netdev:property! eth0:string rate:property 10Mb/s@20ms:number foo:variable bar:string trusted:enumMember',
    ],
    ["vif = [ 'script=vif-nat' ]\nmine = 1\n", XL, 'vif:property script:property vif-nat:script mine:variable'],
    [
      "disk = [ 'phy:/dev/vg/a,xvda,w', 'format=raw,vdev=xvdb,target=/x,y' ]\n",
      XL,
      'disk:property phy::keyword! /dev/vg/a:string xvda:string w:enumMember format:property raw:enumMember ' +
        'vdev:property xvdb:string target:property /x,y:string',
    ],
    [
      "disk = [ 'tap:aio:/a,ioemu:hdc:cdrom,r' ]\n",
      XM,
      'disk:property tap::keyword aio::keyword /a:string ioemu::keyword hdc:string cdrom:enumMember r:enumMember',
    ],
    [
      "pci = [ '0000:01:00.0@1e,seize=1' ]\nrdm = 'strategy=host'\n",
      XL,
      'pci:property 0000:01:00.0:address 1e:number seize:property 1:number rdm:property strategy:property host:enumMember',
    ],
    [
      'cpuid = "host,tm=0,avx9=1"\ncpus = "0-3,all"\nviridian = [ "base", "!freq", "x" ]\n',
      XL,
      'cpuid:property host:enumMember tm:property 0:number avx9:variable 1:number cpus:property 0-3:number ' +
        'all:enumMember viridian:property base:enumMember !freq:enumMember x:variable',
    ],
    [
      'extra = "ip=10.0.0.1::10.0.0.2:255.255.255.0::eth0:off quiet foo"\n',
      XL,
      'extra:property ip:property 10.0.0.1:address 10.0.0.2:address 255.255.255.0:address eth0:string off:enumMember ' +
        'quiet:enumMember foo:string',
    ],
  ])('%s', (text, settings, expected) => {
    expect(colours(text, settings)).toBe(expected);
  });

  it('colour the options, scripts, patterns and listeners of xend', () => {
    expect(
      colours(
        "(network-script 'network-bridge netdev=eth1 foo=1')\n(xend-relocation-hosts-allow '^a$ ^b$')\n(xen-api-server ((9363 pam)))\n(mine no)\n",
        XL,
        SXP,
      ),
    ).toBe(
      'network-script:property network-bridge:script netdev:property eth1:string foo:variable 1:number ' +
        'xend-relocation-hosts-allow:property ^a$:regexp ^b$:regexp xen-api-server:property 9363:number pam:enumMember mine:variable',
    );
  });

  it('are packed relative to each other, for the whole file or a range of it', () => {
    const file = fileOf("memory = 1\nvif = [ 'ip=10.0.0.1' ]\n");
    const whole = [0, 0, 6, 0, 2, 1, 0, 3, 0, 2, 0, 9, 2, 0, 0, 0, 3, 8, 5, 0];
    expect(semanticTokens(file)).toEqual(whole);
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect(semanticTokens(file, range)).toEqual([1, 0, 3, 0, 2, 0, 9, 2, 0, 0, 0, 3, 8, 5, 0]);
  });

  it('leave out words that a line continuation breaks in two', () => {
    expect(colours("vif = [ 'mac=00:16:3e:00:00:01,bri\\\ndge=a' ]\n", XM)).toBe(
      'vif:property mac:property 00:16:3e:00:00:01:address a:string',
    );
  });

  it('tell what changed', () => {
    expect(tokenEdits([1, 2, 3, 4], [1, 9, 9, 4])).toEqual([{ start: 1, deleteCount: 2, data: [9, 9] }]);
    expect(tokenEdits([1, 1], [1, 1, 1])).toEqual([{ start: 2, deleteCount: 0, data: [1] }]);
    expect(tokenEdits([1, 2], [1, 2])).toEqual([]);
  });
});

describe('semantic tokens of interfaces', () => {
  it.each([
    [
      'auto xenbr0\niface xenbr0 inet static\n  address 10.0.0.1/24\n  bridge_ports eth0\n  bridge-stp off\n  mtu 1500\n',
      'xenbr0:variable xenbr0:variable inet:enumMember static:enumMember address:property 10.0.0.1/24:address ' +
        'bridge_ports:property eth0:variable bridge-stp:property off:enumMember mtu:property 1500:number',
    ],
    [
      'source interfaces.d/*\niface b inet inherits a\n  up ip route add 10.0.0.0/8\n  netwrok 10.0.0.0 # x\n  network 1.2.3.0\n',
      'interfaces.d/*:string b:variable inet:enumMember inherits:keyword a:variable up:property ' +
        'netwrok:variable 10.0.0.0:address network:property! 1.2.3.0:address',
    ],
    [
      'iface v6 inet6 auto\n  hwaddress 00:16:3e:00:00:01\n',
      'v6:variable inet6:enumMember auto:enumMember hwaddress:property 00:16:3e:00:00:01:address',
    ],
  ])('%s', (text, expected) => expect(colours(text, XL, 'etc/network/interfaces')).toBe(expected));
});
