/** What files put into the output of the command line is text there: for a terminal, for a shell, and for who reads lines. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../server/src/cli/check.ts';
import { runDiagram } from '../../server/src/cli/diagram.ts';
import { runDoctor } from '../../server/src/cli/doctor.ts';
import { printable, printableJson, printableLines } from '../../server/src/syntax/printable.ts';
import { shell, shellWord } from '../../server/src/syntax/shell.ts';

const ESC = '\x1b';

/** Whatever a terminal would obey, and line breaks that nobody meant. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xen-printable-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function output(
  run: (terminal: { cwd: string; print(text: string): void; error(text: string): void }) => Promise<number>,
): Promise<string> {
  // biome-ignore format: one line
  const out: string[] = [];
  const take = (text: string) => out.push(text.endsWith('\n') ? text : `${text}\n`);
  await run({ cwd: folder, print: take, error: take });
  return out.join('');
}

const check = (format: 'text' | 'json', ...paths: string[]) =>
  output((terminal) => runCheck({ paths, format, toolstack: 'auto', version: 'newest' }, terminal));

describe('a text that is shown', () => {
  it('has what cannot be seen written out', () => {
    expect(printable(`a${ESC}[2Jb\nc\r\u009bd\u202ee\u2028f\ttab é 😀 \ud800`)).toBe(
      `${String.raw`a\x1b[2Jb\nc\r\x9bd\u202ee\u2028f`}\ttab é 😀 ${String.raw`\ud800`}`,
    );
    expect(printableLines(`a${ESC}\nb\u0007\n`)).toBe('a\\x1b\nb\\x07\n');
  });

  it('is the same value as JSON', () => {
    const value = [{ a: `x${ESC}\u009b\u202e\n\u007f\ud800 é 😀` }];
    const text = printableJson(value, 1);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).not.toMatch(OBEYED);
  });
});

describe('a word of a command', () => {
  it('stays as it is where the shell sees nothing in it', () => {
    expect(shell`brctl addif ${'xenbr0'} ${'vif1.0'} ${'10.0.0.1/24'} ${7}`).toBe(
      'brctl addif xenbr0 vif1.0 10.0.0.1/24 7',
    );
  });

  const hostile = [
    'w$(touch x)',
    '`id`',
    "it's",
    'a;reboot',
    'a b',
    '',
    '-rf',
    'a\nb',
    '"',
    '\\',
    '*',
    '~',
    '!x',
    "';x'",
  ];

  it.runIf(process.platform !== 'win32')('is one word for a shell, and the same', () => {
    const command = hostile.map((word) => `printf '%s\\0' ${shellWord(word)}`).join('; ');
    expect(execFileSync('sh', ['-c', command], { cwd: folder }).toString().split('\0').slice(0, -1)).toEqual(hostile);
  });
});

describe('check', () => {
  it("shows a guest's name and a file's name as text", async () => {
    const guest = (name: string) => `name = "${name}"\nkernel = "/k"\nmemory = 512\nvif = ['mac=00:16:3e:00:00:01,br${ESC}[31midge=x']\n`; // biome-ignore format: one line
    write('b.cfg', guest(`web${ESC}]0;title\u0007`));
    write('c.cfg', guest(`web${ESC}]0;title\u0007`));
    write(`odd${ESC}[2J.cfg`, guest('odd'));
    if (process.platform !== 'win32') write('a\nb: error: fake finding [x].cfg', guest('fake'));
    const text = await check('text', folder);
    expect(text).not.toMatch(OBEYED);
    expect(text.split('\n').filter((line) => line.startsWith('b: error: fake'))).toEqual([]);
    expect(text).toContain(String.raw`odd\x1b[2J.cfg:4:`);
    expect(await check('json', folder)).not.toMatch(OBEYED);
  });

  it('shows the names of what cannot be read as text', async () => {
    const text = await check('text', `no${ESC}[2J\nsuch`);
    expect(text).toBe('no\\x1b[2J\\nsuch: cannot be read: no such file or directory\n');
  });

  it.runIf(process.platform !== 'win32')('never shows the text of a file outside of what was named', async () => {
    const other = mkdtempSync(join(tmpdir(), 'xen-secret-'));
    try {
      writeFileSync(join(other, 'shadow'), 'root:*:20228:0:99999:7:::\n');
      write('web.cfg', 'name = "web"\nkernel = "/k"\nmemory = 512\n');
      symlinkSync(join(other, 'shadow'), join(folder, 'interfaces'));
      symlinkSync(join(other, 'shadow'), join(folder, 'shadow.cfg'));
      const text = await check('text', folder);
      expect([text.includes('20228'), text.includes('1 file checked')]).toEqual([false, true]);
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});

describe('doctor and diagram', () => {
  it('quote for the shell what they offer to paste, and show no escape', async () => {
    write('etc/xen/xl.conf', '');
    write(
      'etc/xen/web.cfg',
      `name = "web${ESC}[31m"\nkernel = "/k"\nmemory = 512\nvif = ['vifname=w$(touch x);reboot,bridge=xenbr0']\n`,
    );
    write('shown', 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\nxenbr0\t\t8000.000000000000\tno\t\teth0\n');
    const options = { config: folder, outputs: [join(folder, 'shown')] };
    for (const format of ['text', 'json', 'markdown'] as const)
      expect(await output((terminal) => runDoctor({ ...options, format }, terminal))).not.toMatch(OBEYED);
    const text = await output((terminal) => runDoctor({ ...options, format: 'text' }, terminal));
    expect(text).toContain(`brctl addif xenbr0 'w$(touch x);reboot'; then look`);
    const drawn = await output((terminal) =>
      runDiagram(
        { paths: [folder], format: 'mermaid', host: undefined, toolstack: 'auto', version: 'newest' },
        terminal,
      ),
    );
    expect(drawn).not.toMatch(OBEYED);
    expect(drawn).toContain('web#92;x1b');
  });
});
