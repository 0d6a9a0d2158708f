import { describe, expect, it } from 'vitest';
import { plainText } from '../../server/src/syntax/span.ts';
import { type DiskTree, parseXlDisk } from '../../server/src/syntax/spec/disk.ts';
import { parseXmDisk } from '../../server/src/syntax/spec/xm-disk.ts';
import { xmDiskForms } from '../../server/src/xen/xm-disk-forms.ts';

function reading(disk: DiskTree): Record<string, unknown> {
  return {
    target: disk.target?.text || undefined,
    vdev: disk.vdev?.text,
    format: disk.formatValue,
    access: disk.readOnly ? 'ro' : 'rw',
    cdrom: disk.cdrom || undefined,
    script: disk.script?.text,
  };
}

const xl = (text: string) => parseXlDisk(plainText(text, 0));
const xm = (text: string) => parseXmDisk(plainText(text, 0));
const problems = (disk: DiskTree) => disk.problems.map((one) => `${one.code}@${one.offset}-${one.end}`);

describe('parseXlDisk', () => {
  it('reads every form of xm as libxlutil does', () => {
    const asExpected = xmDiskForms.map((form) => {
      const { target, vdev, format, access, cdrom, script } = form.xlReads ?? {};
      return form.xlReads ? { target, vdev, format, access, cdrom: cdrom || undefined, script } : 'refused';
    });
    const asRead = xmDiskForms.map((form) => {
      const disk = xl(form.example);
      return disk.accepted ? reading(disk) : 'refused';
    });
    const names = xmDiskForms.map((form) => form.name);
    const rows = (list: readonly unknown[]) => names.map((name, index) => [name, list[index]]);
    expect(rows(asRead)).toEqual(rows(asExpected));
  });

  it('reads words by place', () => {
    expect(reading(xl('/dev/vg/a, raw, xvda, ro'))).toEqual({
      target: '/dev/vg/a',
      vdev: 'xvda',
      format: 'raw',
      access: 'ro',
      cdrom: undefined,
      script: undefined,
    });
  });

  it('lets target= take the rest, one last comma excepted', () => {
    expect(xl('vdev=xvda,target=/a,b=c d,').target).toEqual({ text: '/a,b=c d', offset: 17, end: 25 });
  });

  it('names what it refuses and where', () => {
    expect(problems(xl('/a,QCOW2,xvda'))).toEqual(['unknown-disk-format@3-8']);
    expect(problems(xl('dev=xvda,target=/a'))).toEqual(['unknown-disk-option@0-8']);
    expect(problems(xl('/a,raw,xvda,w!'))).toEqual(['unknown-disk-access@12-14']);
    expect(problems(xl('/a,raw,xvda,w,x'))).toEqual(['too-many-disk-words@14-15']);
    expect(problems(xl('vdev=a,vdev=b,target=c'))).toEqual(['disk-option-twice@12-13']);
    expect(problems(xl('vmdk:/a,xvda,w'))).toEqual(['unknown-disk-prefix@0-5']);
    expect(problems(xl('vdev=xvda'))).toEqual(['disk-without-target@0-9']);
    expect(problems(xl('/a'))).toEqual(['disk-without-vdev@0-2']);
    expect(problems(xl('/a=b,raw,xvda'))).toEqual(['bad-disk-syntax@0-13']);
  });

  it('takes blanks before a comma into the word, and says so', () => {
    const disk = xl('phy:/dev/vg/a ,xvda ,w');
    expect([disk.target?.text, disk.vdev?.text, disk.accepted]).toEqual(['/dev/vg/a ', 'xvda ', true]);
    expect(problems(disk)).toEqual(['blanks-before-comma@13-14', 'blanks-before-comma@19-20']);
  });

  it('stays linear on long strings', () => {
    for (const piece of ['phy:', 'a=', ',', ' ', 'a:', 'vdev=,', 'target']) {
      expect(xl(piece.repeat(40_000)).accepted).toBe(false);
    }
  });
});

describe('parseXmDisk', () => {
  it('reads device, guest device and mode', () => {
    const disk = xm('tap:tapdisk:vhd:/img/a,ioemu:hdc:cdrom,w!,drv1');
    expect(reading(disk)).toEqual({
      target: '/img/a',
      vdev: 'hdc',
      format: 'vhd',
      access: 'rw',
      cdrom: true,
      script: undefined,
    });
    expect([disk.accepted, disk.backend?.text, disk.prefixes.map((one) => one.text)]).toEqual([
      true,
      'drv1',
      ['tap:', 'tapdisk:', 'vhd:'],
    ]);
  });

  it('refuses too few words, unknown modes and a target without type', () => {
    expect(problems(xm('phy:/dev/x,xvda'))).toEqual(['disk-word-count@0-15']);
    expect(problems(xm('phy:/dev/x,xvda,rw'))).toEqual(['unknown-disk-mode@16-18']);
    expect(problems(xm('/img/a,xvda,w'))).toEqual(['unknown-disk-prefix@0-6']);
    expect(problems(xm(',hdc:cdrom,r'))).toEqual([]);
  });
});
