/** `xen-config advise`: shows a plan, writes only where it is told to, and never over a file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AdviseOptions, runAdvise } from '../../server/src/cli/advise.ts';
import { changedLines } from '../../server/src/features/network-advisor/preview.ts';

let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'advise-'));
});

afterEach(() => rmSync(cwd, { recursive: true }));

async function run(options: Partial<AdviseOptions>): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await runAdvise(
    { mode: 'nat', given: { toolstack: 'xl' }, folder: undefined, write: false, ...options },
    {
      cwd,
      print: (text) => {
        out += text;
      },
      error: (text) => {
        err += text;
      },
    },
  );
  return { status, out, err };
}

const below = (): string[] => (readdirSync(cwd, { recursive: true }) as string[]).sort();

it('shows a plan and writes nothing', async () => {
  const { status, out } = await run({});
  expect({ status, files: below() }).toEqual({ status: 0, files: [] });
  expect(out).toContain('--- new file: etc/xen/vm01.cfg');
  expect(out).toContain('iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o eth0 -j MASQUERADE');
});

it('lists the situations when none is named', async () => {
  expect((await run({ mode: undefined })).out).toContain(
    '  5  A separate network of guests that my LAN can reach -> route',
  );
});

it('writes into the folder that it is told, once', async () => {
  expect((await run({ folder: 'new', write: true })).status).toBe(0);
  expect(below().filter((path) => /interfaces$|\.cfg$|\.conf$/.test(path))).toEqual([
    'new/etc/network/interfaces',
    'new/etc/xen/vm01.cfg',
    'new/etc/xen/xl.conf',
    'new/vm01/etc/network/interfaces',
  ]);
  const before = below().map((path) => [path, path.includes('.') ? readFileSync(join(cwd, path), 'utf8') : '']);
  const again = await run({ mode: 'route', folder: 'new', write: true });
  expect(again).toEqual({
    status: 2,
    out: '',
    err: 'xen-config: nothing was written: new/etc/network/interfaces, new/etc/xen/xl.conf exist and would be changed. Run the same without --write, with the folder behind it, to see the changes.\n',
  });
  expect(below().map((path) => [path, path.includes('.') ? readFileSync(join(cwd, path), 'utf8') : ''])).toEqual(
    before,
  );
  expect((await run({ mode: 'route', folder: 'new' })).out).toContain(
    '- vif.default.script="vif-nat"\n+ vif.default.script="vif-route"\n',
  );
});

it('says which answer is at fault', async () => {
  expect(await run({ given: { toolstack: 'xl', lan: 'x' } })).toEqual({
    status: 2,
    out: '',
    err: 'xen-config: "x" is no subnet. Write network/bits, such as 192.168.0.0/24.\n',
  });
});

it('shows the lines that differ', () => {
  expect(changedLines('a\nb\nc\n', 'a\nB\nB2\nc\n')).toBe('@ line 2\n- b\n+ B\n+ B2\n');
  expect(changedLines('a\n', 'a\n')).toBe('');
  expect(changedLines('a\nb\n', 'a\n')).toBe('@ line 2\n- b\n');
});
