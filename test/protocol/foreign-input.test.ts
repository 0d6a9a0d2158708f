/** The built server goes on after whatever an editor may hand it, in every language. */
import { afterEach, expect, test } from 'vitest';
import { TestClient } from '../support/client.ts';

const TWICE = '(network-script network-bridge)\n(network-script network-nat)\n(vif-script vif-bridge)\n';
const languages = ['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces'];

let client: TestClient;

afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

const texts: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['a byte order mark', '\ufeff'],
  ['binary', '\u0000\u0001\ufffd\u0007(\u0000[='.repeat(500)],
  ['carriage returns', 'memory = 1\r\nname = "a"\r\n'],
  ['10,000 open brackets', '(['.repeat(5000)],
  ['10,000 closing brackets', ')]'.repeat(5000)],
  ['a half-typed line', 'vif = [ "ip='],
  ['lone surrogates', '\ud800 = "\udc00"'],
  ['one line of a million characters', `name = "${'a'.repeat(1_000_000)}"`],
  ['20,000 lines', 'name = "a"\n'.repeat(20_000)],
];
test.each(texts)('%s', async (_name, text) => {
  client = await TestClient.start();
  for (const language of languages) {
    const path = `file.${language}`;
    await client.open(path, language, text);
    const place = { textDocument: { uri: client.uri(path) }, position: { line: 0, character: 0 } };
    await client.request('textDocument/hover', place);
    await client.request('textDocument/completion', place);
    await client.request('textDocument/codeAction', {
      ...place,
      range: { start: place.position, end: { line: 1, character: 0 } },
      context: { diagnostics: [] },
    });
  }
  await client.open('xend-config.sxp', 'xend-sxp', TWICE);
  const found = await client.findings('xend-config.sxp', (one) => one.diagnostics.length > 0);
  expect(found.map(({ code }) => code)).toContain('duplicate-network-script');
});

test('positions outside the text', async () => {
  client = await TestClient.start();
  await client.open('a.cfg', 'xen-cfg', 'memory = 512\n');
  const place = { textDocument: { uri: client.uri('a.cfg') }, position: { line: 99, character: 99 } };
  expect(await client.request('textDocument/hover', place)).toBeNull();
  expect(await client.request('textDocument/completion', place)).not.toBeNull();
});
