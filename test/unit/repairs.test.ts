/** What repairs make of kinds of mistakes that the rules' own examples do not show: the text after each fix that is offered. */
import { describe, expect, it } from 'vitest';
import { applyFix, findings } from '../support/check.ts';

const FILE = 'etc/network/interfaces';
const STATIC = 'auto eth0\niface eth0 inet static\n';
const HEAD = 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';

/** The texts after each of the fixes of the first finding of the code. */
function repaired(path: string, text: string, code: string, toolstack: 'xl' | 'xm' = 'xl'): (string | undefined)[] {
  const one = findings({ [path]: text }, { toolstack }).find((found) => found.code === code);
  return (one?.fixes?.() ?? []).map((fix) => applyFix({ [path]: text }, fix)[path]);
}

/** The same of a guest's file: the lines after its first three. */
function repairedGuest(lines: string, code: string, toolstack: 'xl' | 'xm' = 'xl'): (string | undefined)[] {
  return repaired('a.cfg', HEAD + lines, code, toolstack).map((text) => text?.replace(HEAD, ''));
}

describe('repairs of interfaces files', () => {
  it.each([
    ['address 192,0.2..3/24', 'address 192.0.2.3/24'],
    ['address l92.0.2.3O/24', 'address 192.0.2.30/24'],
    ['address = 192.0.2.3/24', 'address 192.0.2.3/24'],
    ['address 192.0.2.3/255.255.225.0', 'address 192.0.2.3/255.255.255.0'],
    ['address 192.0.2.3/0.0.0.255', 'address 192.0.2.3/255.255.255.0'],
  ])('understand %s', (wrong, right) => {
    expect(repaired(FILE, `${STATIC}    ${wrong}\n`, 'malformed-interface-address')).toEqual([
      `${STATIC}    ${right}\n`,
    ]);
  });

  it('use the family of the address', () => {
    expect(repaired(FILE, `${STATIC}    address 2001:db8::2/64\n`, 'malformed-interface-address')).toEqual([
      'auto eth0\niface eth0 inet6 static\n    address 2001:db8::2/64\n',
    ]);
  });

  it('guess no address that nobody can know', () => {
    expect(repaired(FILE, `${STATIC}    address 192.0.2.300/24\n`, 'malformed-interface-address')).toEqual([]);
  });

  it('move a comment above its line, with the indentation and the line ends of the file', () => {
    const text = `${STATIC}\taddress 192.0.2.2/24 # LAN, 2nd floor\n`.replaceAll('\n', '\r\n');
    const fixed = `${STATIC}\t# LAN, 2nd floor\n\taddress 192.0.2.2/24\n`.replaceAll('\n', '\r\n');
    expect(repaired(FILE, text, 'comment-behind-value')).toEqual([fixed]);
  });

  it('take one port out of the bridge, whichever of the two is meant', () => {
    const text =
      'auto b0 b1\niface b0 inet dhcp\n  bridge_ports eth0 eth1\niface b1 inet manual\n  bridge_ports eth1\n';
    expect(repaired(FILE, text, 'port-in-two-bridges')).toEqual([
      text.replace('bridge_ports eth1', 'bridge_ports none'),
      text.replace('eth0 eth1', 'eth0'),
    ]);
  });
});

describe('repairs of disks', () => {
  it.each([
    ['/srv/a=b.img,raw,xvda,w', 'format=raw,vdev=xvda,access=w,target=/srv/a=b.img'],
    ['Format=raw,vdev=xvda,target=/y', 'format=raw,vdev=xvda,target=/y'],
    ['file:/srv/c.img', 'file:/srv/c.img,vdev=xvda'],
    ['vdev=xvda,format=raw,vdev=xvdb,target=/y', 'vdev=xvda,format=raw,target=/y'],
  ])('xl reads %s', (wrong, right) => {
    const code = 'malformed-disk';
    expect(repairedGuest(`disk = [ "${wrong}" ]\n`, code)).toEqual([`disk = [ "${right}" ]\n`]);
  });

  it('xm reads three words, and what kind of disk it is', () => {
    const code = 'malformed-disk';
    expect(repairedGuest("disk = [ 'phy:/dev/vg/a,xvda' ]\n", code, 'xm')).toEqual([
      "disk = [ 'phy:/dev/vg/a,xvda,w' ]\n",
      "disk = [ 'phy:/dev/vg/a,xvda,r' ]\n",
    ]);
    expect(repairedGuest("disk = [ '/srv/a.img,xvda,w' ]\n", code, 'xm')).toEqual([
      "disk = [ 'file:/srv/a.img,xvda,w' ]\n",
      "disk = [ 'tap:aio:/srv/a.img,xvda,w' ]\n",
    ]);
  });
});

describe('repairs of devices and vifs', () => {
  it.each([
    ['yes', '1'],
    ['Off', '0'],
    ['1;', '1'],
  ])('%s is the number %s', (wrong, right) => {
    expect(repairedGuest(`vkb = [ "backend-type=linux,feature-abs-pointer=${wrong}" ]\n`, 'device-number')).toEqual([
      `vkb = [ "backend-type=linux,feature-abs-pointer=${right}" ]\n`,
    ]);
  });

  it('offer each kind that a device may have', () => {
    expect(repairedGuest('vkb = [ "feature-abs-pointer=1" ]\n', 'missing-device-option')).toEqual([
      'vkb = [ "feature-abs-pointer=1,backend-type=qemu" ]\n',
      'vkb = [ "feature-abs-pointer=1,backend-type=linux" ]\n',
    ]);
  });

  it('add nothing to a device that lacks what nobody can know', () => {
    expect(repairedGuest('vtpm = [ "uuid=6ba7b810-9dad-11d1-80b4-00c04fd430c8" ]\n', 'missing-device-option')).toEqual(
      [],
    );
  });

  it('shorten a name, and offer the vif without one', () => {
    expect(repairedGuest("vif = [ 'vifname=web frontend,bridge=xenbr0' ]\n", 'malformed-vifname')).toEqual([
      "vif = [ 'vifname=web-frontend,bridge=xenbr0' ]\n",
      "vif = [ 'bridge=xenbr0' ]\n",
    ]);
  });

  it('name a host USB device by its numbers', () => {
    expect(repairedGuest("type = 'hvm'\nusbdevice = [ 'host:1.003' ]\n", 'usbdevice-host')).toEqual([
      "type = 'hvm'\n#usbdevice = [ 'host:1.003' ]\nusbdev = [ 'hostbus=1,hostaddr=3' ]\n",
      "type = 'hvm'\n#usbdevice = [ 'host:1.003' ]\n",
    ]);
  });
});

describe('a UUID of two guests', () => {
  const guest = (name: string): string =>
    `name = "${name}"\nmemory = 512\nuuid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'\n`;
  const codes = (files: Readonly<Record<string, string>>): string[] =>
    findings(files)
      .filter((one) => one.code === 'duplicate-uuid')
      .map((one) => one.file);

  it('is told at both, with a new one in the quotes that are there', () => {
    const files = { 'a.cfg': guest('a'), 'b.cfg': guest('b') };
    expect(codes(files)).toEqual(['a.cfg', 'b.cfg']);
    const fix = findings(files)
      .find((one) => one.code === 'duplicate-uuid')
      ?.fixes?.()[0];
    const fixed = fix && applyFix(files, fix);
    expect(fixed?.['a.cfg']).toMatch(
      /^name = "a"\nmemory = 512\nuuid = '[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}'\n$/,
    );
    expect(codes(fixed ?? files)).toEqual([]);
  });

  it('is no matter of backups, versions of one guest and other hosts', () => {
    expect(codes({ 'a.cfg': guest('a'), 'old/b.cfg': guest('b') })).toEqual([]);
    expect(codes({ 'a.cfg': guest('a'), 'a2.cfg': guest('a') })).toEqual([]);
    expect(
      codes({
        'h1/etc/xen/xl.conf': 'autoballoon="off"\n',
        'h1/etc/xen/a.cfg': guest('a'),
        'h2/etc/xen/xl.conf': 'autoballoon="off"\n',
        'h2/etc/xen/b.cfg': guest('b'),
      }),
    ).toEqual([]);
  });
});
