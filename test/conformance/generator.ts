/**
 * Makes the input that the conformance tests, the fuzzer and the benchmarks share: texts built afresh from the tables and
 * mutants of good ones. Everything hangs on one seed, so that whatever was found can be made again.
 */
import type { Language } from '../../server/src/model/source-file.ts';
import { rules } from '../../server/src/rules/index.ts';
import { interfacesMethods, interfacesOptions } from '../../server/src/xen/interfaces-options.ts';
import type { Row } from '../../server/src/xen/row.ts';
import { xendOptions } from '../../server/src/xen/xend-options.ts';
import { xlConfKeys } from '../../server/src/xen/xl-conf-keys.ts';
import { xlKeys } from '../../server/src/xen/xl-keys.ts';
import { xmKeys } from '../../server/src/xen/xm-keys.ts';
import { pick as pickOf } from './judges.ts';

/** A number from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

export function below(next: Random, limit: number): number {
  return Math.floor(next() * limit);
}

const pick = <T>(next: Random, from: readonly T[]): T => pickOf(from, next);

/** `count` results of `make`, joined. */
export function several(next: Random, most: number, make: () => string, between = ''): string {
  return Array.from({ length: below(next, most + 1) }, make).join(between);
}

/** One to four small changes at random places: pieces of the grammar put in, characters taken out, the end cut off. */
export function mutate(text: string, pieces: readonly string[], next: Random): string {
  let out = text;
  for (let times = 1 + below(next, 4); times > 0; times--) {
    const at = below(next, out.length + 1);
    const cut = next() < 0.5 ? below(next, 6) : 0;
    const piece = next() < 0.75 ? pick(next, pieces) : '';
    out = out.slice(0, at) + piece + out.slice(at + cut);
  }
  return next() < 0.1 ? out.slice(0, below(next, out.length + 1)) : out;
}

const CFG_PIECES: readonly string[] = [
  '\n', '\n\n', ' ', '\t', ',', ';', '[', ']', '=', '+=', '"', "'", '\\', '#', '# c\n', '\r\n', '\r', '\ufeff', '(', ')', '{', '}', ':', '.', '-', '+', '%',
  'a', 'name', 'memory = 512', 'disk = [', "'x'", '"y"', '""', "'''", '"""', '0x1f', '010', '08', '-1', '4G', '1.5', 'True', 'None', 'yes', 'X=1', 'a-b=1',
  '\\x41', '\\101', '\\0', '\\n', '\\q', '\u201c', '\u00a0', '\u00e9', '@', '_', '[[', ']]', 'b = []\n', 'b += "x"\n', 'a += 1\n', 'if a:\n', ' += ',
  'x\\\n', '\f', '\v', '$', '?', '!', '\0', ';;', '#\0', '[section]', '==', 'a =\n', '"\\', "'\\\n", '\u0000"', '"\u{1f600}"',
]; // biome-ignore format: a list to draw from

const PYTHON_PIECES: readonly string[] = [
  ...CFG_PIECES.filter((piece) => !piece.includes('\0')),
  'import os\n', "u'x'", '1L', 'print a\n', '<>', '`a`', ' % ', 'def f(x):\n  return x\n', 'for i in a:\n', 'lambda x: x', ' if a else b', '.append(',
  ' and ', ' or ', ' not ', ' in ', ' is ', '*', '**', '//', 'try:\n', 'except:\n', 'else:\n', 'pass\n', '    ', 'global a\n', 'del a\n', 'a.b = 1\n', 'a[0] = 1\n',
  'x, y = 1, 2\n', 'with a:\n', 'class A:\n', 'return\n', 'yield', '@a\n', 'from os import *\n', '[i for i in a]', '{1: 2}', '(1,)', '~', '^', '>>', '<', '>=',
]; // biome-ignore format: a list to draw from

const SXP_PIECES: readonly string[] = [
  '(', ')', '()', '"', "'", '\\', '\\"', '\\n', '\\x41', '\\101', '\\x4', '\\400', '\\\n', '#', '# c\n', '#(', '\n', '\r\n', '\r', ' ', '\t', '\f', '\u0004', '@', '(@ a)',
  ';', ':', ',', '[', ']', '{', '}', '%', '$', '-', '+', '/', '.', '1', 'yes', 'no', 'network-script', 'vif-script', 'network-bridge', "'network-bridge bridge=xenbr0'",
  '(xend-port 8000)', '(dom0-min-mem 196)', 'xend-relocation-hosts-allow', '\u00e9', '\u201c', '\ufeff', '\0', '__proto__', '!', '?', '~', '|', '<', '=', '*', '^', '`', '&',
]; // biome-ignore format: a list to draw from

const INTERFACES_PIECES: readonly string[] = [
  'iface', 'auto', 'mapping', 'inherits', 'inet', 'inet6', 'static', 'dhcp', 'manual', 'allow-', 'allow-x', 'no-auto-down', 'template', '/24', '192.0.2.7', 'bridge_ports',
  'rename', 'script', 'map', 'up', 'address', 'base', 'eth0', '\\', '\\\n', '\n', '\n\n', ' ', '\t', '#', '# ', '\r\n', '\v', 'loopback', ' \\\n ', '\u00e9', 'netmask', 'gateway',
]; // biome-ignore format: a list to draw from

const VALUES: readonly string[] = [
  '1', '0', '2', '512', '010', '0x1f', '08', '-1', '"1"', "'0'", '"-1"', '"0x1F"', '"512M"', '4294967296', '99999999999999999999', '"yes"', "'on'", '"none"', '""', "''",
  '"/boot/vmlinuz"', "'root=/dev/xvda1 ro'", '"hvm"', '"pv"', '"pvh"', '"destroy"', '"restart"', '"cdn"', '"0-3"', '"all"', "'a,b'", '[]', '["a"]', '["a", "b"]', "['1', 2,]",
  '[["a"], "b"]', '[ "0,2", ]', '"a b"', '"\\\\"', '"\\n"', '"192.0.2.1"', '"00:16:3e:00:00:01"', '"tap:aio:/a"', '1.5', 'True', 'None', 'yes', '"\u00e9"', '"a#b"',
]; // biome-ignore format: a list to draw from

const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  disk: [
    'phy:/dev/vg/a,xvda,w', 'file:/srv/a.img,hda,w', '/dev/vg/a,raw,xvda,rw', 'format=qcow2,vdev=xvda,access=rw,target=/srv/a.qcow2', 'tap:aio:/a,sda1,w', ',hdc:cdrom,r',
    'tap:qcow2:/img/a,ioemu:hda:disk,r', '/img/a.iso,,hdc,cdrom', 'vdev=hdc,devtype=cdrom,target=', 'nbd:192.0.2.1 10809,xvda', 'script=block-iscsi,vdev=xvda,target=iqn=a', 'x',
  ],
  vif: [
    'mac=00:16:3e:00:00:01,bridge=xenbr0', 'bridge=xenbr0', 'ip=192.0.2.5,script=vif-nat', '', 'type=ioemu,model=e1000', 'vifname=a0,rate=10Mb/s', 'mac=zz', 'ip=10.0.0.2/24, bridge=br1',
    'backend=net,gatewaydev=eth0', 'rate=1MB/s@20ms', 'bridgee=x', 'xenbr0', 'mac=00:16:3E:11:22:33,ip=fe80::1',
  ],
  pci: ['01:00.0', '0000:01:1f.7@1f,permissive=1', 'name=gpu', '01:00.*', '1:2', '02:00.0,seize=1,power_mgmt=yes'],
  vfb: ['type=vnc,vncdisplay=1', 'sdl=1', 'vnc=1,vnclisten=0.0.0.0,vncpasswd=a', 'type=sdl,opengl=1,keymap=de', 'vncunused=1', 'type=rdp'],
  cpus: ['0', '1-3', '^1', 'all', 'node:0', '0-3,^2', 'nodes:0-1'],
  usbdev: ['hostbus=1,hostaddr=2', 'hostaddr=a', 'type=hostdev,hostbus=1,hostaddr=08'],
  ioports: ['2f8-2ff', '3f8', 'zz'],
  irqs: ['4', '5', '"7"'],
  rdm: ['strategy=host', 'policy=relaxed', 'strategy=host,policy=strict'],
  channel: ['connection=socket,path=/a,name=b', 'name=b'],
  serial: ['pty', 'tcp::4444', 'none'],
}; // biome-ignore format: lists to draw from

/** A quoted value with the quote that people like. */
function quoted(next: Random, text: string): string {
  return next() < 0.5 ? `'${text}'` : `"${text}"`;
}

function cfgValue(next: Random, row: Row): string {
  const entries = ENTRIES[row.name];
  if (entries && next() < 0.8) {
    const gap = pick(next, ['', ' ', '\n  ', ' # c\n  ']);
    return `[${gap}${several(next, 4, () => quoted(next, pick(next, entries)), `,${gap}`)}${pick(next, ['', ',', gap])}]`;
  }
  if (row.values && next() < 0.6) return quoted(next, pick(next, row.values));
  if (row.example && next() < 0.4) return row.example.replace(/^[^=\n]{0,60}=\s?/, '').trim() || '1';
  if ((row.type === 'int' || row.type === 'bool' || row.type === 'defbool') && next() < 0.6)
    return String(below(next, pick(next, [2, 9, 5000])));
  return pick(next, VALUES);
}

function cfgLines(next: Random, rows: readonly Row[]): string {
  return several(next, 12, () => {
    const row = pick(next, rows);
    const key = next() < 0.05 ? `${row.name}x` : row.name;
    const operator = pick(next, ['=', ' = ', ' = ', '  =\t', next() < 0.2 ? ' += ' : ' = ']);
    const end = pick(next, ['\n', '\n', '\n', '\n\n', ' # c\n', ';', ' ;\n', next() < 0.05 ? '\r\n' : '\n']);
    return `${pick(next, ['', '', '', '# ', ' '])}${key}${operator}${cfgValue(next, row)}${end}`;
  });
}

/** A domU file for xl: enough to start from, then lines of the table, good and bad. */
export function freshXl(next: Random): string {
  const start = pick(next, [
    'name = "t"\nkernel = "/boot/vmlinuz"\nmemory = 128\n',
    'name = "t"\ntype = "hvm"\nmemory = 512\n',
    'name = "t"\nbuilder = "hvm"\n',
    'name = "t"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\n',
    'name = "t"\nbootloader = "pygrub"\n',
    '',
  ]);
  return start + cfgLines(next, xlKeys);
}

/** An expression of literals and names, as deep as `depth`; only what Python 2 and Python 3 read alike. */
function pythonExpression(next: Random, depth: number): string {
  const inner = (): string => pythonExpression(next, depth - 1);
  if (depth <= 0 || next() < 0.3)
    return pick(next, ['1', '2', '-3', '0x1f', '0', "'a'", '"b"', "'%d'", "'%s-%s'", 'a', 'b', 'c', 'l', 's', 'vmid', '[]', "['q']", 'True', 'None', "r'\\d'", "'\\n'", "'\\x41'"]); // biome-ignore format: a list to draw from
  switch (below(next, 14)) {
    case 0:
      return `${inner()} + ${inner()}`;
    case 1:
      return `${inner()} - ${inner()}`;
    case 2:
      return `(${inner()})`;
    case 3:
      return `[${several(next, 3, inner, ', ')}${next() < 0.2 ? ' ' : ''}]`;
    case 4:
      return `'x%d' % ${pick(next, ['1', 'a', 'vmid', '(1,)', '(vmid+1)', '(a)', inner()])}`;
    case 5:
      return `'%s:%03d%%' % (${inner()}, ${inner()})`;
    case 6:
      return `${quoted(next, 'p')} ${quoted(next, 'q')}`;
    case 7:
      return `${inner()} * ${below(next, 4)}`;
    case 8:
      return `${inner()} if ${inner()} else ${inner()}`;
    case 9:
      return `${pick(next, ['l', 'a', "['x','y']", "'text'"])}[${pick(next, ['0', '-1', '1:', ':1', 'a'])}]`;
    case 10:
      return `(${inner()}, ${inner()})`;
    case 11:
      return pick(next, ['os.uname()[4]', 'str(1)', 'int("7")', 'len(l)', 'range(2)', "'a'.upper()", "','.join(['a'])", 'l.pop()', 'l.count(1)', "l.append('z')"]); // biome-ignore format: a list to draw from
    case 12:
      return `[${pick(next, ['i', "'v%d' % i", 'a'])} for ${pick(next, ['i', 'a', 'l'])} in ${pick(next, ['l', '[1, 2]', 'range(2)'])}]`;
    default:
      return `${inner()} ${pick(next, ['%', '//', 'and', 'or', '==', '<', 'in', '*', 'not in', 'is', 'is not', '!=', '>=', '&', '|', '>>'])} ${inner()}`;
  }
}

function pythonStatement(next: Random, depth: number): string {
  const name = (): string => pick(next, ['a', 'b', 'c', 'l', 's', 'vmid', 'disk', 'vif', 'name']);
  const value = (): string => pythonExpression(next, 3);
  const body = (): string =>
    Array.from({ length: 1 + below(next, 2) }, () => pythonStatement(next, depth - 1))
      .join('')
      .replace(/^(?=.)/gm, '    ');
  switch (below(next, depth > 0 ? 20 : 12)) {
    case 0:
      return `${name()} += ${value()}\n`;
    case 1:
      return `${name()} = ${name()} = ${value()}\n`;
    case 2:
      return `${name()}.${pick(next, ['append', 'extend', 'insert', 'remove', 'pop', 'reverse', 'sort'])}(${pick(next, ['', value(), `0, ${value()}`, value()])})\n`;
    case 3:
      return `${name()}, ${name()} = ${value()}, ${value()}\n`;
    case 4:
      return `${name()}[${pick(next, ['0', '-1', ':', '1:2'])}] = ${value()}\n`;
    case 5:
      return `${name()} = "${pick(next, ['"', ''])}long${pick(next, ['', '\\\n'])}text"${pick(next, ['', ''])}\n`.replace(
        /^(\S+ = "")(.*)"$/m,
        '$1"$2"""',
      );
    case 6:
      return pick(next, ['import os\n', 'pass\n', `del ${name()}\n`, `global ${name()}\n`, `${name()}; ${name()} = 1\n`, `x.y = ${name()}\n`, `${name()} -= 1\n`, `${name()} *= 2\n`]); // biome-ignore format: a list to draw from
    case 12:
      return `if ${value()}:\n${body()}${next() < 0.5 ? `else:\n${body()}` : ''}`;
    case 13:
      return `for ${pick(next, ['i', 'a', 'i, a'])} in ${pick(next, ['l', '[1, 2]', 'range(2)'])}:\n${body()}`;
    case 14:
      return `def f(x, b=${value()}):\n${body()}    return x\n`;
    case 15:
      return `try:\n${body()}except ${pick(next, ['TypeError', 'NameError'])}:\n${body()}`;
    case 16:
      return `${name()} = f(${name()})\n`;
    case 17:
      return `if ${name()}: ${name()} = ${value()}${pick(next, ['', `; ${name()} = ${value()}`])}\n`;
    case 18:
      return `${name()} = lambda x: ${value()}\n`;
    default:
      return `${name()} = ${value()}\n`;
  }
}

/** A domU file for xm: Python that Python 2 and Python 3 understand alike, of the constructs that such files hold. */
export function freshPython(next: Random): string {
  const start = pick(next, [
    '',
    '',
    "a = 1\nb = 'x'\nl = ['p', 2]\ns = 'q'\nvmid = 3\n",
    "l = []\nvmid = 2\nc = 'z'\n",
  ]);
  const lines = Array.from({ length: 1 + below(next, 8) }, () => pythonStatement(next, 2));
  return start + lines.join('') + (next() < 0.2 ? cfgLines(next, xmKeys) : '');
}

function sxpItem(next: Random, depth: number): string {
  if (depth <= 0 || next() < 0.6)
    return pick(next, ['a', 'yes', '8000', "''", '"x y"', "'network-bridge bridge=xenbr0'", '-1', '/usr/lib', '\\x41', "'\\''", '"^localhost$"', 'vif-nat', '192.0.2.1', '"\\101"']); // biome-ignore format: a list to draw from
  return `(${several(next, 3, () => sxpItem(next, depth - 1), pick(next, [' ', '\n  ', ' # c\n ']))})`;
}

/** An xend-config.sxp of forms from the table and of forms that nobody wants. */
export function freshSxp(next: Random): string {
  return several(next, 10, () => {
    const row = pick(next, xendOptions);
    const value =
      row.values && next() < 0.5 ? pick(next, row.values) : several(next, 2, () => sxpItem(next, below(next, 4)), ' ');
    return `${pick(next, ['', '', '#', '# ', '  '])}(${row.name} ${value})${pick(next, ['\n', '\n', ' ', ' # c\n', ''])}`;
  });
}

/** An interfaces file of stanzas with options of the table. */
export function freshInterfaces(next: Random): string {
  return several(next, 5, () => {
    const device = pick(next, ['eth0', 'xenbr0', 'lo', 'eth0:1', 'br-lan', 'eth*']);
    const options = several(next, 5, () => {
      const row = pick(next, interfacesOptions);
      const value = pick(next, ['192.0.2.1', '255.255.255.0', '192.0.2.7/24', 'eth0', 'none', 'off', '24', 'eth0 eth1', '', 'fe80::1', row.example?.replace(/^\S+\s/, '') ?? 'a']); // biome-ignore format: a list to draw from
      return `${pick(next, ['    ', '\t', ''])}${row.name} ${value}${pick(next, ['\n', '\n', ' \\\n', '\n# c\n'])}`;
    });
    const head = pick(next, [
      `auto ${device}\niface ${device} inet ${pick(next, interfacesMethods).name}\n`,
      `iface ${device} ${pick(next, ['inet', 'inet6', 'can'])} ${pick(next, ['static', 'dhcp', 'manual', 'auto'])}\n`,
      `mapping ${device}\n  script /a\n  map b\n`,
      `allow-hotplug ${device}\n`,
    ]);
    return head + options;
  });
}

const CFG_SEEDS: readonly string[] = [
  'name = "a"\nmemory = 512\ndisk = [ "x,y,z", \'b\' ]\nvif = [\n  "mac=1", # c\n  "b",\n]\n',
  'a = 1\na += 2\nb = "x"\nb += "y"\nc = []\nc += [ "z", [ 1, 2 ] ]\n',
  'a=1;b=2;\n# end\n\nc=[[],["x",],]',
  'extra = \'root=/dev/xvda1 ro\'\nt = "\\n\\t\\\\"\nvif.default.bridge="x"\n',
];

const PYTHON_SEEDS: readonly string[] = [
  "import os\narch = os.uname()[4]\nif arch == 'x':\n    a = 'lib' + arch\nelse:\n    a = 'y'\ndisk = [ 'phy:%d' % (7+1), 'b' ]\ndisk.append('c')\ndisk += ['d']\n",
  "vmid = 3\nname = 'vm%d' % vmid\nl = [1, 2] + [3]\ns = 'a' 'b'\nn = 1024 * 2 - 1\nx = y = ['q']\nx.append('r')\nt = ('a',)\nu = \"\"\"long\ntext\"\"\"\n",
  "def check(name, val):\n    val = int(val)\n    if val <= 0:\n        raise ValueError\n    return val\nvmid = check('vmid', '3')\nvif = ['bridge=x%d' % i for i in range(2)]\n",
  "a = []\nb = a\nb.append('x')\nfor i in range(2):\n    a.append('vif%d' % i)\nname = 'x' + \\\n  'y'\n",
];

const SXP_SEEDS: readonly string[] = [
  "# -*- sh -*-\n(xend-http-server no)\n(network-script 'network-bridge bridge=xenbr0')\n#(network-script network-nat)\n(vif-script vif-bridge)\n(dom0-min-mem 196)\n(dom0-cpus 0)\n",
  '(xend-tcp-xmlrpc-server-ssl-key-file /etc/xen/xmlrpc.key)\n(xend-relocation-hosts-allow \'^localhost$ ^localhost\\\\.localdomain$\')\n(xen-api-server ((9363 pam "^localhost$") (unix none)))\n',
  '(external-migration-tool \'\')\n(keymap "en-us")(xend-port            8000)\n(@ (a b))\n(a \\x41 \\101 "b\\"c")',
];

const INTERFACES_SEEDS: readonly string[] = [
  'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n    address 192.0.2.2/24\n    gateway 192.0.2.1\n',
  'auto xenbr0\niface xenbr0 inet dhcp\n\tbridge_ports eth0 \\\n\t\teth1\n\tbridge_stp off # no\n# note \\\n',
  'iface base inet static\n netmask 24\niface eth0 inet inherits base\n address 10.0.0.1\niface eth1 inherits base\n',
  'mapping eth*\n script /usr/local/sbin/choose\n map home eth0-home\nno-auto-down eth0\nallow-hotplug eth0 eth1\n',
  'iface eth0 inet6 auto\n up ip route add a\\\n b\n down x\niface e can static\niface t inet6 v4tunnel\n',
  'rename a=b\nno-scripts a b\nauto a\niface a inet manual\n pre-up x\n post-up y\niface b ipx dynamic\n',
];

/** How one language's texts come about. */
export interface Grammar {
  readonly language: Language;
  readonly toolstack: 'xl' | 'xm';
  /** The path under which such a file stands in a workspace. */
  readonly path: string;
  readonly seeds: readonly string[];
  readonly pieces: readonly string[];
  readonly fresh: (next: Random) => string;
}

/** The texts of the rules' own examples, which hold each mistake that a rule knows. */
function examplesOf(language: Language, toolstack?: 'xl' | 'xm'): string[] {
  const texts = new Set<string>();
  for (const rule of rules) {
    if (!rule.languages.includes(language)) continue;
    for (const example of rule.examples) {
      if (toolstack && (example.toolstack ?? 'xl') !== toolstack) continue;
      for (const text of [Object.values(example.bad)[0], Object.values(example.good)[0]])
        if (text !== undefined && !text.includes('xen-config:')) texts.add(text);
    }
  }
  return [...texts];
}

export const GRAMMARS: Readonly<Record<'xl' | 'xm' | 'sxp' | 'interfaces' | 'xl-conf' | 'cpupool', Grammar>> = {
  xl: {
    language: 'xen-cfg',
    toolstack: 'xl',
    path: 'xen/guest.cfg',
    seeds: [...CFG_SEEDS, ...examplesOf('xen-cfg', 'xl')],
    pieces: CFG_PIECES,
    fresh: freshXl,
  },
  xm: {
    language: 'xen-cfg',
    toolstack: 'xm',
    path: 'xen/guest.cfg',
    seeds: [...CFG_SEEDS, ...PYTHON_SEEDS, ...PYTHON_SEEDS, ...examplesOf('xen-cfg', 'xm')],
    pieces: PYTHON_PIECES,
    fresh: freshPython,
  },
  sxp: {
    language: 'xend-sxp',
    toolstack: 'xm',
    path: 'xen/xend-config.sxp',
    seeds: [...SXP_SEEDS, ...examplesOf('xend-sxp')],
    pieces: SXP_PIECES,
    fresh: freshSxp,
  },
  interfaces: {
    language: 'xen-interfaces',
    toolstack: 'xl',
    path: 'network/interfaces',
    seeds: [...INTERFACES_SEEDS, ...examplesOf('xen-interfaces')],
    pieces: INTERFACES_PIECES,
    fresh: freshInterfaces,
  },
  'xl-conf': {
    language: 'xl-conf',
    toolstack: 'xl',
    path: 'xen/xl.conf',
    seeds: ['autoballoon="auto"\nvif.default.bridge="xenbr0"\n#lockfile="/a"\n', ...examplesOf('xl-conf')],
    pieces: CFG_PIECES,
    fresh: (next) => cfgLines(next, xlConfKeys),
  },
  cpupool: {
    language: 'xl-cpupool',
    toolstack: 'xl',
    path: 'xen/cpupool.cfg',
    seeds: ['name = "pool"\nsched = "credit2"\ncpus = ["0", "1-3"]\nnodes = [ "0" ]\n', ...examplesOf('xl-cpupool')],
    pieces: CFG_PIECES,
    fresh: (next) => cfgLines(next, xlKeys.slice(0, 12)),
  },
};

/** One text: built afresh, a mutant of such a one, or a mutant of a good one (`more` adds to those of the grammar). */
export function makeText(grammar: Grammar, next: Random, more: readonly string[] = []): string {
  const way = next();
  if (way < 0.2) return grammar.fresh(next);
  if (way < 0.4) return mutate(grammar.fresh(next), grammar.pieces, next);
  const at = below(next, grammar.seeds.length + more.length);
  return mutate(grammar.seeds[at] ?? (more[at - grammar.seeds.length] as string), grammar.pieces, next);
}
