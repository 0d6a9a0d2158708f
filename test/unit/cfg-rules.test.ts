/** What the syntax rules of domU files say, and what their fixes make of the files. */
import { describe, expect, it } from 'vitest';
import { contextFor } from '../../server/src/rules/check.ts';
import type { Finding } from '../../server/src/rules/rule.ts';
import { rules } from '../../server/src/rules/syntax/cfg/index.ts';
import { applyFix, uriOf, workspaceOf } from '../support/check.ts';

interface Found {
  readonly code: string;
  readonly line: number;
  readonly marked: string;
  readonly finding: Finding;
}

function found(text: string, toolstack: 'xl' | 'xm' | 'auto' = 'xl', path = 'a.cfg'): Found[] {
  const workspace = workspaceOf({ [path]: text }, { toolstack });
  const file = workspace.files.get(uriOf(path));
  if (!file) throw new Error('no file');
  const all = rules.flatMap((rule) =>
    rule.languages.includes(file.language)
      ? [...rule.check(file, contextFor(file, workspace))].map((finding) => ({
          code: rule.code,
          line: text.slice(0, finding.span.offset).split('\n').length,
          marked: text.slice(finding.span.offset, finding.span.end),
          finding,
        }))
      : [],
  );
  return all.sort((a, b) => a.finding.span.offset - b.finding.span.offset);
}

function brief(text: string, toolstack: 'xl' | 'xm' | 'auto' = 'xl', path?: string): string[] {
  return found(text, toolstack, path).map((one) => `${one.line} ${one.code} ${one.marked}`);
}

/** The text after the preferred fix of each finding, one after the other. */
function repaired(text: string, toolstack: 'xl' | 'xm' = 'xl'): string {
  let now = text;
  for (let round = 0; round < 20; round++) {
    const fix = found(now, toolstack)
      .flatMap((one) => one.finding.fixes?.() ?? [])
      .find((one) => one.preferred);
    if (!fix) return now;
    now = applyFix({ 'a.cfg': now }, fix)['a.cfg'] ?? '';
  }
  return now;
}

describe('rule examples', () => {
  it.each(rules.map((rule) => ({ code: rule.code, rule })))('$code', ({ rule }) => {
    for (const example of rule.examples) {
      const [path = '', bad = ''] = Object.entries(example.bad)[0] ?? [];
      const good = example.good[path] ?? '';
      const toolstack = example.toolstack ?? 'auto';
      const own = found(bad, toolstack, path);
      expect(own.map((one) => one.code)).toContain(rule.code);
      expect(own.filter((one) => one.code !== rule.code)).toEqual([]);
      expect(found(good, toolstack, path)).toEqual([]);
      if (!example.fixed) continue;
      const fix = own.flatMap((one) => one.finding.fixes?.() ?? [])[0];
      expect(fix && applyFix(example.bad, fix)).toEqual(example.fixed);
    }
  });
});

describe('what administrators write', () => {
  it('wants quotes around words and paths', () => {
    const text = 'name = "web"\nkernel = /boot/vmlinuz-xen\non_reboot = restart\nmemory = 512\n';
    expect(brief(text)).toEqual(['2 unquoted-value /boot/vmlinuz-xen', '3 unquoted-value restart']);
    expect(repaired(text)).toBe('name = "web"\nkernel = "/boot/vmlinuz-xen"\non_reboot = "restart"\nmemory = 512\n');
  });

  it('names the bracket that was never closed, not the line behind it', () => {
    const text = 'vif = [ \'bridge=xenbr0\'\nmemory = 512\nname = "a"\n';
    expect(brief(text)).toEqual(['1 unclosed-list [']);
    expect(brief(text, 'xm')).toEqual(['1 unclosed-list [']);
    expect(repaired(text)).toBe('vif = [ \'bridge=xenbr0\' ]\nmemory = 512\nname = "a"\n');
  });

  it('names the entry behind which a comma is missing', () => {
    expect(brief("disk = [ 'phy:/a,xvda,w'\n  'phy:/b,xvdb,w' ]\n")).toEqual(["1 missing-comma 'phy:/a,xvda,w'"]);
  });

  it('joins a text that runs over the line end', () => {
    const text = 'extra = "root=/dev/xvda1\n ro quiet"\nname = "a"\n';
    expect(brief(text)).toEqual(['1 unclosed-string "root=/dev/xvda1']);
    expect(repaired(text)).toBe('extra = "root=/dev/xvda1 ro quiet"\nname = "a"\n');
  });

  it('says once that a file is another program’s', () => {
    for (const text of [
      '(vm\n  (name a)\n  (memory 512))\n',
      '<domain>\n  <name>a</name>\n</domain>\n',
      '[global]\na=b\n',
    ])
      for (const toolstack of ['xl', 'xm'] as const)
        expect(found(text, toolstack).map((one) => [one.code, one.line])).toEqual([['foreign-file-format', 1]]);
  });

  it('indents the block of an if for Python', () => {
    const text = "import os\nif os.name == 'x':\na = 'lib64'\nelse:\na = 'lib'\nname = \"w\"\n";
    expect(brief(text, 'xm')).toEqual(['3 wrong-indentation a', '5 wrong-indentation a']);
    expect(repaired(text, 'xm')).toBe(
      "import os\nif os.name == 'x':\n    a = 'lib64'\nelse:\n    a = 'lib'\nname = \"w\"\n",
    );
  });

  it('says that line ends are those of Windows once, and changes them all', () => {
    expect(brief('a = 1\r\nb = 2\r\n')).toEqual(['1 crlf-line-ends \r']);
    expect(repaired('a = 1\r\nb = 2\r\n')).toBe('a = 1\nb = 2\n');
    expect(brief('a = 1\r\nb = 2\r\n', 'xm')).toEqual([]);
  });

  it('turns round brackets, constants, units, dashes and typographic quotes into what xl reads', () => {
    expect(repaired("disk = ('phy:/dev/vg/a,xvda,w')\nvif = ('bridge=xenbr0',)\n")).toBe(
      "disk = ['phy:/dev/vg/a,xvda,w']\nvif = ['bridge=xenbr0']\n",
    );
    expect(repaired('vnc = True\nmemory = 4G\nllc-colors = ["1"]\nName = “web”\n')).toBe(
      'vnc = 1\nmemory = 4096\nllc_colors = ["1"]\nname = "web"\n',
    );
  });

  it('warns of += with numbers and writes the sum', () => {
    const text = 'name = "a"\nmemory = 512\nmemory += 256\n';
    expect(brief(text)).toEqual(['3 added-number memory += 256']);
    expect(repaired(text)).toBe('name = "a"\nmemory = 768\n');
    expect(brief(text, 'xm')).toEqual([]);
  });

  it('leaves Python alone that xm runs', () => {
    const text = "import os\nname = 'vm%d' % 3\ndisk = ['a' + 'b']\ndisk.append('c')\n";
    expect(brief(text, 'auto')).toEqual([]);
    expect(brief(text, 'xm')).toEqual([]);
    expect(brief(text, 'xl').map((one) => one.split(' ')[1])).toEqual([
      'python-statement',
      'python-value',
      'python-value',
      'python-statement',
    ]);
  });

  it('reads xl.conf as xl does', () => {
    expect(brief('autoballoon=off\nvif.default.bridge="xenbr0"\n', 'xm', 'xl.conf')).toEqual(['1 unquoted-value off']);
  });

  it('reads what both toolstacks read', () => {
    const text = 'name = "a" # c\nvif = [ "bridge=xenbr0",\n  ]\n\nmemory = 512;vcpus=2\n';
    expect(brief(text, 'xl')).toEqual([]);
    expect(brief(text, 'xm')).toEqual([]);
  });
});
