/** The built server over stdio: handshake, findings and their updates, own requests, foreign input, an orderly end. */
import { afterEach, expect, test } from 'vitest';
import { Editor, type Options } from './client.ts';

const TWICE = '(network-script network-bridge)\n(network-script network-nat)\n(vif-script vif-bridge)\n';
const ONCE = '(network-script network-bridge)\n(vif-script vif-bridge)\n';
const GUEST =
  'name = "vm01"\nmemory = 256\nkernel = "/boot/vmlinuz"\nvif = [ "mac=00:16:3e:00:00:01,bridge=xenbr0" ]\ndisk = [ "phy:/dev/vg/vm01,xvda,w" ]\n';

let editor: Editor | undefined;

async function start(options?: Options): Promise<Editor> {
  editor = await Editor.start(options);
  return editor;
}

afterEach(async () => {
  const code = await editor?.stop();
  const stderr = editor?.stderr;
  editor = undefined;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

const codes = (diagnostics: readonly { code?: number | string }[]) => diagnostics.map(({ code }) => code);

test('says who it is and takes incremental changes', async () => {
  const { result } = await start();
  expect(result?.serverInfo?.name).toBe('xen-config');
  expect(result?.capabilities.textDocumentSync).toMatchObject({ openClose: true, change: 2 });
});

test('publishes findings on open, new ones on change, and takes them back on close', async () => {
  const one = await start();
  await one.open('xend-config.sxp', 'xend-sxp', TWICE);
  const found = await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length > 0);
  expect(codes(found)).toEqual(['duplicate-network-script']);
  expect(found[0]?.range.start.line).toBe(1);
  await one.change('xend-config.sxp', ONCE);
  expect(await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length === 0)).toEqual([]);
  await one.change('xend-config.sxp', TWICE);
  await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length > 0);
  await one.close('xend-config.sxp');
  expect(await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length === 0)).toEqual([]);
});

test('knows the files of the folder that no editor has opened', async () => {
  const one = await start({ files: { 'vm01.cfg': GUEST, 'vm02.cfg': GUEST.replaceAll('vm01', 'vm02') } });
  const found = await one.diagnostics('vm02.cfg', (diagnostics) => codes(diagnostics).includes('duplicate-mac'));
  const related = found.find(({ code }) => code === 'duplicate-mac')?.relatedInformation;
  expect(related?.map(({ location }) => location.uri)).toEqual([one.uri('vm01.cfg')]);
});

test('honours the severity that a setting gives to a rule, and off', async () => {
  const one = await start({
    settings: { rules: { 'duplicate-network-script': 'off', 'network-mode-mismatch': 'hint' } },
  });
  await one.open('xend-config.sxp', 'xend-sxp', TWICE);
  expect(await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length === 0)).toEqual([]);
  await one.change('xend-config.sxp', '(network-script network-bridge)\n(vif-script vif-nat)\n');
  const found = await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length > 0);
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([['network-mode-mismatch', 4]]);
});

test('recognises a guest by its content and leaves foreign files alone', async () => {
  const one = await start();
  const detect = (path: string, text: string) => one.request('xen/detectLanguage', { uri: one.uri(path), text });
  expect(await detect('vm01.cfg', GUEST)).toEqual({ language: 'xen-cfg' });
  expect(await detect('setup.cfg', '[metadata]\nname = demo\n')).toEqual({ language: null });
  expect(await detect('xen.cfg', '[global]\ndefault=xen\n[xen]\nkernel=vmlinuz\nramdisk=initrd\n')).toEqual({
    language: null,
  });
});

test('tells the toolstack of a guest, and of nothing else', async () => {
  const one = await start({ settings: { toolstack: 'xm' } });
  const guest = await one.open('vm01.cfg', 'xen-cfg', GUEST);
  const host = await one.open('xend-config.sxp', 'xend-sxp', ONCE);
  expect(await one.request('xen/toolstack', { uri: guest })).toMatchObject({ toolstack: 'xm', certain: true });
  expect(await one.request('xen/toolstack', { uri: host })).toBeNull();
  expect(await one.request('xen/toolstack', { uri: one.uri('nowhere.cfg') })).toBeNull();
});

test('offers five situations, and each leads to an edit or to a reason', async () => {
  const one = await start();
  const uri = await one.open('xend-config.sxp', 'xend-sxp', ONCE);
  const situations = await one.request<{ situation: string; label: string }[]>('xen/networkSituations', {});
  expect(situations).toHaveLength(5);
  expect(new Set(situations.map(({ label }) => label)).size).toBe(5);
  const answers = await Promise.all(
    situations.map(({ situation }) =>
      one.request<{ edit?: unknown; uri: string }>('xen/setNetworkMode', { uri, situation }),
    ),
  );
  expect(answers.map((answer) => [answer.uri === uri, answer.edit !== undefined])).toEqual([
    [true, false],
    [true, false],
    [true, true],
    [true, true],
    [true, true],
  ]);
});

const foreign: readonly (readonly [name: string, text: string])[] = [
  ['nothing', ''],
  ['a byte order mark', '\ufeff'],
  ['binary', '\u0000\u0001\ufffd\u0007(\u0000[='.repeat(500)],
  ['carriage returns', 'memory = 1\r\nname = "a"\r\n'],
  ['10,000 open brackets', '(['.repeat(5000)],
  ['10,000 closing brackets', ')]'.repeat(5000)],
  ['a half-typed line', 'vif = [ "ip='],
  ['lone surrogates', '\ud800 = "\udc00"'],
];
for (const [name, text] of foreign) {
  test(`goes on after ${name} in every language`, async () => {
    const one = await start();
    for (const language of ['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces']) {
      const uri = await one.open(`file.${language}`, language, text);
      await one.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
      await one.request('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 0 } });
    }
    await one.open('xend-config.sxp', 'xend-sxp', TWICE);
    const found = await one.diagnostics('xend-config.sxp', (diagnostics) => diagnostics.length > 0);
    expect(codes(found)).toContain('duplicate-network-script');
  });
}
