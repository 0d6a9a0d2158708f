/** One file or one rule that fails takes nothing else with it, and the command line says what it could not check. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCheck } from '../../server/src/cli/check.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { ruleByCode } from '../../server/src/rules/index.ts';

const guest = (name: string) => `name = "${name}"\nkernel = "/k"\nmemory = 512\nvif = [ 'brigde=xenbr0' ]\n`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xen-fences-'));
  for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.cfg`), guest(name));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** The exit status, where something was found, and what was told. */
async function check(...paths: string[]): Promise<[number, string[], string[]]> {
  let out = '';
  const told: string[] = [];
  const status = await runCheck(
    { paths, format: 'json', toolstack: 'auto', version: 'newest' },
    {
      cwd: folder,
      print: (text) => {
        out += text;
      },
      error: (text) => {
        told.push(text);
      },
    },
  );
  const found = JSON.parse(out) as { file: string; code: string }[];
  return [status, found.map(({ file, code }) => `${file}: ${code}`), told];
}

it('finds the same in both files when nothing fails', async () => {
  expect(await check('.')).toEqual([1, ['a.cfg: unknown-vif-key', 'b.cfg: unknown-vif-key'], []]);
});

it('checks the other files when one cannot be taken in', async () => {
  const set = Workspace.prototype.set;
  vi.spyOn(Workspace.prototype, 'set').mockImplementation(function (this: Workspace, uri, ...rest) {
    if (uri.endsWith('/a.cfg')) throw new RangeError('Invalid string length');
    return set.call(this, uri, ...rest);
  });
  const told = ['a.cfg: cannot be checked: Invalid string length'];
  expect(await check('.')).toEqual([2, ['b.cfg: unknown-vif-key'], told]);
  expect(await check('a.cfg', 'b.cfg')).toEqual([2, ['b.cfg: unknown-vif-key'], told]);
});

it('runs the other rules when one fails, and names it with the file', async () => {
  const rule = ruleByCode('missing-name');
  if (!rule) throw new Error('there is no such rule');
  vi.spyOn(rule, 'check').mockImplementation((file) => {
    if (file.path.endsWith('/b.cfg')) throw new RangeError('Invalid array length');
    return [];
  });
  expect(await check('.')).toEqual([
    2,
    ['a.cfg: unknown-vif-key', 'b.cfg: unknown-vif-key'],
    ['b.cfg: the rule missing-name failed, its findings are missing: Invalid array length'],
  ]);
});
