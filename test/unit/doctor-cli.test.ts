/** `xen-config doctor`: exit status and what goes to which stream. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDoctor } from '../../server/src/cli/doctor.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xen-doctor-'));
  writeFileSync(join(folder, 'vm.cfg'), 'name = "vm"\nkernel = "/k"\nvif = [ "bridge=xenbr0" ]\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(text: string): Promise<{ status: number; printed: string; errors: string[] }> {
  writeFileSync(join(folder, 'paste.txt'), text);
  const printed: string[] = [];
  const errors: string[] = [];
  const terminal = {
    cwd: folder,
    print: (one: string) => void printed.push(one),
    error: (one: string) => void errors.push(one),
  };
  const status = await runDoctor(
    { config: 'vm.cfg', outputs: ['paste.txt'], format: 'text' },
    terminal as unknown as Parameters<typeof runDoctor>[1],
  );
  return { status, printed: printed.join(''), errors };
}

test('output that is not understood is said to be, and ends with 2', async () => {
  const { status, printed, errors } = await run('a poem\nof two lines\n');
  expect(status).toBe(2);
  expect(printed).toContain('lines that were not recognised: lines 1-2: a poem');
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^Nothing in paste\.txt was recognised\. What is read: messages of xl/);
});

test('a message that is understood ends with 1', async () => {
  const { status, printed, errors } = await run(
    '# xl create vm.cfg\nlibxl: error: x.c:1:f: Domain 1:unable to add vif devices\n',
  );
  expect({ status, errors }).toEqual({ status: 1, errors: [] });
  expect(printed).toMatch(/^wrong {6}vif of vm: .*unable to add vif devices \(vm\.cfg:3\)/);
});

test('output of a host that works ends with 0', async () => {
  expect((await run('# xl create vm.cfg\nParsing config from vm.cfg\n')).status).toBe(0);
});
