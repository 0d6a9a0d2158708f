import { describe, expect, it } from 'vitest';
import { rules as disk } from '../../server/src/rules/disk/index.ts';
import { rules as pci } from '../../server/src/rules/pci/index.ts';
import { applyFix, findings } from '../support/check.ts';

const CODES: ReadonlySet<string> = new Set([
  ...[...disk, ...pci].map((rule) => rule.code),
  'pygrub-reads-first-disk',
  'root-device-without-disk',
]);

/** `file:line: severity: code: marked text` of the rules about disks and devices. */
function found(files: Record<string, string>, toolstack: 'xl' | 'xm' | 'auto' = 'auto'): string[] {
  return findings(files, { toolstack })
    .filter((one) => CODES.has(one.code))
    .map((one) => `${one.file}:${one.line}: ${one.severity}: ${one.code}: ${one.marked}`);
}

const guest = (lines: string) => `name = "a"\nmemory = 512\n${lines}\n`;

describe('disks', () => {
  it('are left alone where xm would take what xl refuses and nobody knows which it is', () => {
    const files = { 'a.cfg': guest("disk = [ 'phy:/dev/vg/a,xvda,w!', 'npiv:aa-bb,hde,w' ]") };
    expect(found(files)).toEqual([]);
    expect(found(files, 'xl')).toEqual([
      'a.cfg:3: error: unknown-disk-access: w!',
      'a.cfg:3: error: unknown-disk-format: hde',
    ]);
    expect(found(files, 'xm')).toEqual([]);
  });

  it('are not held against xm because of one key that was left over', () => {
    const files = { 'a.cfg': guest("vncconsole = 1\ndisk = [ '/dev/vg/a,raw,xvda,rw' ]") };
    expect(found(files)).toEqual([]);
    expect(found(files, 'xm')).toEqual([
      'a.cfg:4: error: malformed-disk: /dev/vg/a',
      'a.cfg:4: error: unknown-disk-access: xvda',
    ]);
  });

  it('are not judged when only Python knows them', () => {
    const text = guest("import os\ndisk = [ 'phy:' + os.environ['D'] + ',xvda,w', 'phy:/dev/vg/a,xvda,w' ]");
    expect(found({ 'a.cfg': text })).toEqual([]);
  });

  it('say one thing about an entry with target= in front', () => {
    expect(found({ 'a.cfg': guest("disk = [ 'target=/a,vdev=xvda' ]") }, 'xl')).toEqual([
      'a.cfg:3: error: disk-target-not-last: vdev=xvda',
    ]);
    expect(found({ 'a.cfg': guest("disk = [ 'vdev=xvda,target=/a,format=qcow2' ]") }, 'xl')).toEqual([
      'a.cfg:3: warning: disk-target-not-last: format=qcow2',
    ]);
  });

  it('may be shared read-only, by templates, by guests of one name', () => {
    const writes = (name: string) => `name = "${name}"\nmemory = 512\ndisk = [ 'phy:/dev/vg/a,xvda,w' ]\n`;
    expect(found({ 'a.cfg': writes('a'), 'template.cfg': writes('b') })).toEqual([]);
    expect(found({ 'a.cfg': writes('a'), 'a-install.cfg': writes('a') })).toEqual([]);
    expect(found({ 'a.cfg': writes('a'), 'b.cfg': writes('b').replace(',w', ',r') })).toEqual([]);
    expect(found({ 'a.cfg': writes('a'), 'b.cfg': writes('b') })).toEqual([
      'a.cfg:3: warning: shared-writable-disk: /dev/vg/a',
      'b.cfg:3: warning: shared-writable-disk: /dev/vg/a',
    ]);
  });

  it('are compared in full: xm puts /dev/ in front of a relative device', () => {
    const files = {
      'a.cfg': "name = 'a'\ndisk = [ 'phy:vg/a,xvda,w' ]\n",
      'b.cfg': "name = 'b'\ndisk = [ 'phy:/dev/vg/a,xvda,w' ]\n",
    };
    expect(found(files, 'xm')).toEqual([
      'a.cfg:2: warning: shared-writable-disk: vg/a',
      'b.cfg:2: warning: shared-writable-disk: /dev/vg/a',
    ]);
  });

  it('of a PV guest may be an ISO, read-only', () => {
    expect(found({ 'a.cfg': guest("disk = [ '/srv/a.iso,raw,xvdc,r' ]") }, 'xl')).toEqual([]);
  });

  it('keep their other words when a format is named', () => {
    const files = { 'a.cfg': guest("disk = [ 'file:/a.qcow2,hdc:cdrom,r' ]") };
    const [first] = findings(files, { toolstack: 'xl' }).filter((one) => one.code === 'image-read-as-raw');
    const fix = first?.fixes?.()[0];
    expect(fix && applyFix(files, fix)).toEqual({
      'a.cfg': guest("disk = [ 'format=qcow2,vdev=hdc,devtype=cdrom,target=/a.qcow2' ]"),
    });
  });

  it('that a kernel calls xvda may be named sda', () => {
    const rest = 'kernel = "/boot/vmlinuz"\ndisk = [ \'phy:/dev/vg/a,sda,w\' ]';
    expect(found({ 'a.cfg': guest(`root = "/dev/xvda1 ro"\n${rest}`) })).toEqual([]);
    expect(found({ 'a.cfg': guest(`root = "/dev/sda1"\n${rest}`) })).toEqual([]);
    expect(found({ 'a.cfg': guest(`extra = "root=/dev/xvdb ro"\n${rest}`) })).toEqual([
      'a.cfg:3: warning: root-device-without-disk: /dev/xvdb',
    ]);
    expect(found({ 'a.cfg': guest(`root = "/dev/mapper/a-root"\n${rest}`) })).toEqual([]);
  });
});

describe('host devices', () => {
  it('meet when one guest takes all functions', () => {
    const files = {
      'a.cfg': "name = 'a'\npci = [ '01:00.*' ]\n",
      'b.cfg': "name = 'b'\npci = [ '0000:01:00.1', '01:01.0' ]\n",
    };
    expect(found(files)).toEqual([
      'a.cfg:2: warning: pci-in-two-guests: 01:00.*',
      'b.cfg:2: warning: pci-in-two-guests: 0000:01:00.1',
    ]);
  });

  it('are not taken twice by one guest', () => {
    expect(found({ 'a.cfg': guest("pci = [ '01:00.0', '0000:01:00.0' ]") })).toEqual([
      'a.cfg:3: warning: pci-in-two-guests: 01:00.0',
      'a.cfg:3: warning: pci-in-two-guests: 0000:01:00.0',
    ]);
  });

  it('of USB keep harmless zeros', () => {
    expect(found({ 'a.cfg': guest("usbdev = [ 'hostbus=001,hostaddr=003' ]") }, 'xl')).toEqual([]);
  });

  it('need VNC to be on before displays collide', () => {
    const files = {
      'a.cfg': "name = 'a'\ntype = 'hvm'\nvnc = 1\nvncdisplay = 5\n",
      'b.cfg': "name = 'b'\ntype = 'hvm'\nvnc = 0\nvncdisplay = 5\n",
    };
    expect(found(files, 'xl')).toEqual([]);
  });
});
