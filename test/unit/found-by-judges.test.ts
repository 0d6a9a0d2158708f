/** What the comparisons with the real programs and the fuzzer once found, one named case each. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { pythonProblems } from '../../server/src/syntax/cfg/python-dialect.ts';
import { applyFix, findings } from '../support/check.ts';

const codes = (text: string): string[] => pythonProblems(parseCfg(text)).map((one) => one.code);

describe('Python takes', () => {
  it.each([
    ['not in', 'a = 1 not in b\n'],
    ['is not', 'a = b is not c\n'],
    ['a chain of choices', 'a = b if c else d if e else f\n'],
    ['a filter behind a choice', 'a = [b if c else d for x in y if z]\n'],
    ['a generator as the only argument', 'f(x for x in y)\n'],
    ['lists of one, unpacked', 'for i, in [[1]]:\n    a = i\n'],
    ['a function with all kinds of parameters', 'def f(a, (b, c), d=[1, 2], *e, **g):\n    return a\n'],
    ['an import of everything', 'from os import *\n'],
    ['a byte order mark in front', '\ufeffname = "a"\n'],
  ])('%s', (_, text) => expect(codes(text)).toEqual([]));
});

describe('Python refuses', () => {
  it.each([
    ['an if without its else', 'a = b if c else\n', ['missing-value']],
    ['a choice without its condition', 'a = if c else 1\n', ['unexpected-text']],
    ['half of not in', 'a = b not c\n', ['missing-value', 'unexpected-text']],
    ['a return outside functions', 'return\n', ['unexpected-text']],
    ['an else that follows no if', 'a = 1\nelse:\n    b = 1\n', ['unexpected-text']],
    ['a try that nothing follows', 'try:\n    a = 1\n', ['unexpected-text']],
    ['a block behind a block on one line', 'if a: if b: c = 1\n', ['unexpected-text']],
    ['a word of its own as a name', 'class = "x"\n', ['malformed-key']],
    ['a control character', 'a = 1\u0001\n', ['unexpected-text']],
    ['a vertical tab', 'a\v= 1\n', ['unexpected-text']],
  ])('%s', (_, text, expected) => expect(codes(text)).toEqual(expected));
});

const known = (text: string, toolstack: 'xl' | 'xm') =>
  Object.fromEntries(
    [...evaluate(parseCfg(text), toolstack)].map(([name, { value }]) => [
      name,
      value.kind === 'string' ? value.text.text : value.kind === 'number' ? value.value : value.kind,
    ]),
  );

describe('values', () => {
  it('are not kept behind an assignment to several names', () =>
    expect(known("b = 'x'\na, b = 1, 2\n", 'xm')).toEqual({ a: 'unknown', b: 'unknown' }));

  it('are not claimed behind a block on its own line', () =>
    expect(known('b = 1\nif c: a = 1; b = 2\n', 'xm')).toEqual({ a: 'unknown', b: 'unknown' }));

  it('survive a carriage return inside a text under xl', () =>
    expect(known('a = "x\ry"\nb = 1 # \rc = 2\n', 'xl')).toEqual({ a: 'x\ry', b: 1 }));

  it('keep their places when a text grows on every line', () => {
    const value = evaluate(parseCfg(`a = "x"\n${'a += "y"\n'.repeat(30_000)}`), 'xl').get('a')?.value;
    if (value?.kind !== 'string') throw new Error('the text is not known');
    expect([value.text.text.length, value.text.sourceOffset(0), value.text.sourceOffset(30_000)]).toEqual([30_001, 5, 270_005]); // biome-ignore format: one result
  });
});

it('takes CR and LF together, since the protocol knows no place between them', () => {
  const files = { 'a.cfg': 'name = "a"\r\nkernel = "/boot/vmlinuz"\r\n' };
  const crlf = findings(files, { toolstack: 'xl' }).find((one) => one.code === 'crlf-line-ends');
  const [fix] = crlf?.fixes?.() ?? [];
  if (!fix) throw new Error('there is no fix');
  expect(fix.edits.map(({ span }) => [span.offset, span.end])).toEqual([
    [10, 12],
    [36, 38],
  ]);
  expect(applyFix(files, fix)).toEqual({ 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' });
});

it('names no more than the first places where a MAC stands again', () => {
  const card = '"mac=00:16:3e:00:00:01,bridge=xenbr0"';
  const files = { 'a.cfg': `name = "a"\nkernel = "/boot/vmlinuz"\nvif = [ ${Array(100).fill(card).join(', ')} ]\n` };
  const found = findings(files, { toolstack: 'xl' }).filter((one) => one.code === 'duplicate-mac');
  expect([found.length, ...new Set(found.map((one) => one.related?.length))]).toEqual([100, 20]);
});

/** What is said of a whole guest for xl of a release that is at least a warning, by rule. */
function worst(text: string, version: string): string[] {
  const found = findings({ 'a.cfg': text }, { toolstack: 'xl', version });
  const worse = found.filter((one) => one.severity === 'error' || one.severity === 'warning');
  return [...new Set(worse.map((one) => `${one.severity} ${one.code}`))];
}

const PV = 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 512\n';
const HVM = 'name = "a"\ntype = "hvm"\nmemory = 512\n';
const SHARE = 'type=xen_9pfsd,tag=a,path=/b,security_model=none';

describe('xl create says', () => {
  it.each([
    ['a switch of a share counts what it can', '4.20', `${PV}p9 = [ "${SHARE},auto-delete=yes" ]\n`, ['warning device-number']],
    ['a count of a share must be one', '4.20', `${PV}p9 = [ "${SHARE},max-files=-1" ]\n`, ['error device-number']],
    ['a count of a share may have a tail', '4.20', `${PV}p9 = [ "${SHARE},max-files=5x" ]\n`, ['warning device-number']],
    ['a channel drops a word without a key', '4.20', `${PV}channel = [ "name=a,connection=pty,=no" ]\n`, ['warning unknown-device-option']],
    ['a channel was refused for it before', '4.17', `${PV}channel = [ "name=a,connection=pty,=no" ]\n`, ['warning lost-at-creation', 'error unknown-device-option']],
    ['a second = sign belongs to the value', '4.20', `${PV}channel = [ "name=a,connection=pty=" ]\n`, ['error unknown-device-word']],
    ['the old device model has no nameless firmware', '4.17', `${HVM}device_model_version = "qemu-xen-traditional"\nfirmware = ""\n`, ['error refused-at-creation']],
    ['firmware counts before bios', '4.17', `${HVM}device_model_version = "qemu-xen-traditional"\nbios = "rombios"\nfirmware = "uefi"\n`, ['error refused-at-creation']],
    ['a number is no disk', '4.17', `${HVM}disk = [ "phy:/dev/vg/a,xvda,w", 0x1f ]\n`, ['error malformed-disk']],
    ['a number is no PCI device', '4.17', `${HVM}pci = [ 8 ]\n`, ['error malformed-pci-address']],
    ['a number is no USB device', '4.17', `${HVM}usbdev = [ 8 ]\n`, ['error refused-at-creation', 'error unknown-usb-option']],
    ['a number is no USB controller', '4.17', `${HVM}usbctrl = [ 8 ]\n`, ['error unknown-usb-option']],
    ['a number is no option of a vif', '4.17', `${HVM}vif = [ 8 ]\n`, ['warning unknown-vif-key']],
    ['a line break ends what a prefix is for', '4.17', `${HVM}disk = [ "phy:/dev/a\\nb,xvda,w" ]\n`, ['error unknown-disk-format']],
    ['a stray last letter is no part of a number', '4.17', `${HVM}cap = 512M`, ['error refused-at-creation']],
    ['and numbers do not add up before it', '4.17', `${HVM}cap += 512M`, ['warning added-number']],
    ['a number is cut to an int', '4.17', `${HVM}usbversion = 4294967297\n`, ['warning number-out-of-range']],
    ['an empty CD drive needs a device model', '4.17', `${PV}device_model_stubdomain_override = 1\ndisk = [ ",,hdc,cdrom" ]\n`, ['error refused-at-creation']],
  ])('%s', (_, version, text, expected) => expect(worst(text, version)).toEqual(expected)); // biome-ignore format: a table

  it.each([
    ['0-3,^1,node:0', []],
    ['', []],
    ['8, 9', []],
    ['maybe', ['"maybe" in vm.cpumask is no CPU number, range, node:N or all']],
    ['0x1', ['"0x1" in vm.cpumask is no CPU number, range, node:N or all']],
    ['3-1,x', ['"3-1" in vm.cpumask ends before it begins']],
  ])('"%s" for a mask of xl.conf', (mask, expected) => {
    const found = findings({ 'etc/xen/xl.conf': `vm.cpumask = "${mask}"\n` }, { toolstack: 'xl' });
    const said = found.filter((one) => one.code === 'malformed-cpu-list');
    expect(said.map((one) => one.message.replace(/^.* as (.*?);.*$/s, '$1'))).toEqual(expected);
  });
});
