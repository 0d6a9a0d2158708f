/** Comments that silence findings: what they cover, how a fix writes them, and what is said of useless ones. */
import { describe, expect, it } from 'vitest';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { ignoreFix, ignoreInFileFix } from '../../server/src/rules/ignore-comments.ts';
import { rules } from '../../server/src/rules/index.ts';
import { applyFix, findings, summary, uriOf, workspaceOf } from '../support/check.ts';

const CFG = 'name = "a"\nkernel = "/boot/vmlinuz"\n';

/** The file after the first finding of a code was silenced by its fix. */
function ignored(path: string, text: string, code: string): string {
  const workspace = workspaceOf({ [path]: text });
  const file = workspace.files.get(uriOf(path));
  if (!file) throw new Error(`${path} is not in the workspace`);
  const finding = check(file, contextFor(file, workspace)).find((one) => one.code === code);
  if (!finding) throw new Error(`${code} is not found`);
  const fix = ignoreFix(file, finding);
  return fix ? (applyFix({ [path]: text }, fix)[path] ?? '') : text;
}

describe('a comment that silences', () => {
  it('covers its own line', () => {
    expect(summary({ 'a.cfg': `${CFG}memroy = 512 # xen-config: ignore unknown-option\n` })).toEqual([]);
  });

  it('covers the line below when it stands alone, other comments in between', () => {
    expect(
      summary({ 'a.cfg': `${CFG}# xen-config: ignore unknown-option\n# As the vendor wants it.\nmemroy = 512\n` }),
    ).toEqual([]);
  });

  it('silences no other code and no other line', () => {
    expect(summary({ 'a.cfg': `${CFG}memroy = 512 # xen-config: ignore octal-number\n` })).toEqual([
      'a.cfg:3: warning: unknown-option',
      'a.cfg:3: hint: useless-ignore',
    ]);
    expect(summary({ 'a.cfg': `${CFG}# xen-config: ignore unknown-option\nvcpus = 2\nmemroy = 512\n` })).toEqual([
      'a.cfg:3: hint: useless-ignore',
      'a.cfg:5: warning: unknown-option',
    ]);
  });

  it('covers the whole file where it says so, wherever it stands', () => {
    const two = 'memroy = 512\nvcpu = 2\n';
    expect(summary({ 'a.cfg': `# xen-config: ignore-file unknown-option\n${CFG}${two}` })).toEqual([]);
    expect(summary({ 'a.cfg': `${CFG}${two}# xen-config: ignore-file unknown-option octal-number\n` })).toEqual([
      'a.cfg:5: hint: useless-ignore',
    ]);
  });

  it('silences no error, and is told so', () => {
    const [error, hint, ...more] = findings({
      'a.cfg': `${CFG}on_crash = destroy # xen-config: ignore unquoted-value\n`,
    });
    expect([error?.severity, error?.code, hint?.code, hint?.message, more]).toEqual([
      'error',
      'unquoted-value',
      'useless-ignore',
      'An error is shown whatever a comment says, so this silences nothing. Correct what unquoted-value reports and remove the comment.',
      [],
    ]);
    expect(summary({ 'a.cfg': `# xen-config: ignore-file unquoted-value\n${CFG}on_crash = destroy\n` })).toEqual([
      'a.cfg:1: hint: useless-ignore',
      'a.cfg:4: error: unquoted-value',
    ]);
  });

  it('may name several codes', () => {
    expect(summary({ 'a.cfg': `${CFG}memroy = 512 # xen-config: ignore unknown-option, octal-number\n` })).toEqual([
      'a.cfg:3: hint: useless-ignore',
    ]);
  });
});

describe('a comment that silences nothing', () => {
  it('is told apart from one with a name that nobody knows', () => {
    const [one, two] = findings({
      'a.cfg': `${CFG}memory = 512 # xen-config: ignore unknown-option unknown-opton\n`,
    });
    expect([one?.marked, one?.message]).toEqual([
      'unknown-option',
      'Nothing on this line or the next is reported as unknown-option, so the comment silences nothing. Remove it.',
    ]);
    expect([two?.marked, two?.message]).toEqual([
      'unknown-opton',
      'There is no finding of the name unknown-opton, so this silences nothing. Did you mean unknown-option?',
    ]);
  });

  it('is left alone where its rule is switched off, or speaks of other files', () => {
    const files = { 'a.cfg': `${CFG}memory = 512 # xen-config: ignore unknown-option duplicate-mac\n` };
    expect(summary(files, { rules: { 'unknown-option': 'off' } })).toEqual([]);
    expect(summary(files, { rules: { 'useless-ignore': 'off' } })).toEqual([]);
  });
});

describe('the fix that silences a finding', () => {
  it('writes behind the line where a comment may stand there', () => {
    expect(ignored('a.cfg', `${CFG}memroy = 512\nmemory = 64\n`, 'unknown-option')).toBe(
      `${CFG}memroy = 512 # xen-config: ignore unknown-option\nmemory = 64\n`,
    );
    expect(ignored('xend-config.sxp', '(network-script network-nta)\n', 'unknown-script')).toBe(
      '(network-script network-nta) # xen-config: ignore unknown-script\n',
    );
  });

  it('writes above in interfaces files, which have no comments behind values', () => {
    expect(
      ignored(
        'etc/network/interfaces',
        'iface eth0 inet static\n  address 192.0.2.0\n  netmask 255.255.255.0\n',
        'network-address-as-host',
      ),
    ).toBe(
      'iface eth0 inet static\n  # xen-config: ignore network-address-as-host\n  address 192.0.2.0\n  netmask 255.255.255.0\n',
    );
  });

  it('writes above where the line has a comment, or is the last without a line break', () => {
    expect(ignored('a.cfg', `${CFG}memroy = 512 # MiB\n`, 'unknown-option')).toBe(
      `${CFG}# xen-config: ignore unknown-option\nmemroy = 512 # MiB\n`,
    );
    expect(ignored('a.cfg', `${CFG}memroy = 512`, 'unknown-option')).toBe(
      `${CFG}# xen-config: ignore unknown-option\nmemroy = 512`,
    );
  });

  it('adds to a comment that is there, and keeps the line ends of the file', () => {
    expect(ignored('a.cfg', `${CFG}# xen-config: ignore octal-number\nmemroy = 512\n`, 'unknown-option')).toBe(
      `${CFG}# xen-config: ignore octal-number unknown-option\nmemroy = 512\n`,
    );
    expect(ignored('xend-config.sxp', '(network-script network-nta) # ours\r\n', 'unknown-script')).toBe(
      '# xen-config: ignore unknown-script\r\n(network-script network-nta) # ours\r\n',
    );
  });

  it('writes into lists, and above strings and lines that go on', () => {
    const list = "vif = [\n  'mac=01:00:00:00:00:01',\n]\n";
    expect(ignored('a.cfg', CFG + list, 'multicast-mac')).toBe(
      `${CFG}vif = [\n  'mac=01:00:00:00:00:01', # xen-config: ignore multicast-mac\n]\n`,
    );
    const joined = "import os\nvif = [ 'mac=' + \\\n  'x' ]\nvif = [ 'bridge=a,' \\\n  'mac=01:00:00:00:00:01' ]\n";
    expect(ignored('a.cfg', joined, 'multicast-mac')).toBe(
      joined.replace("vif = [ 'bridge", "# xen-config: ignore multicast-mac\nvif = [ 'bridge"),
    );
    const form = "(xend-relocation-hosts-allow\n  '^a$\n  ^b$')\n(network-script\n  network-nta)\n";
    expect(ignored('xend-config.sxp', form, 'unknown-script')).toBe(
      form.replace('network-nta)', 'network-nta) # xen-config: ignore unknown-script'),
    );
  });

  it('is not offered for what the toolstack refuses', () => {
    const text = `${CFG}on_crash = destroy\n`;
    expect(ignored('a.cfg', text, 'unquoted-value')).toBe(text);
  });

  it('writes for the whole file at its head, after what speaks to other programs, or adds to what is there', () => {
    const silenced = (text: string): string | undefined => {
      const file = workspaceOf({ 'a.cfg': text }).files.get(uriOf('a.cfg'));
      return file && applyFix({ 'a.cfg': text }, ignoreInFileFix(file, 'octal-number'))['a.cfg'];
    };
    const line = '# xen-config: ignore-file octal-number';
    expect(silenced(CFG)).toBe(`${line}\n${CFG}`);
    expect(silenced('name = "a"\r\n')).toBe(`${line}\r\nname = "a"\r\n`);
    const head = '#!/usr/sbin/xl create\n# -*- coding: utf-8 -*-\n';
    expect(silenced(`${head}# ours\n${CFG}`)).toBe(`${head}${line}\n# ours\n${CFG}`);
    expect(silenced('# -*- python -*-')).toBe(`# -*- python -*-\n${line}\n`);
    expect(silenced(`${CFG}# xen-config: ignore-file multicast-mac\n`)).toBe(
      `${CFG}# xen-config: ignore-file multicast-mac octal-number\n`,
    );
  });

  const examples = rules.flatMap((rule) => rule.examples.map((example, index) => ({ rule, example, index })));
  it.each(examples.map((one) => ({ ...one, name: `${one.rule.code} ${one.index}` })))(
    'silences the finding of $name and breaks nothing',
    ({ rule, example }) => {
      const settings = { toolstack: example.toolstack ?? ('auto' as const), version: example.version ?? 'newest' };
      const workspace = workspaceOf(example.bad, settings);
      const count = (files: Readonly<Record<string, string>>): string[] =>
        findings(files, settings)
          .map((one) => `${one.file}: ${one.code}: ${one.marked}`)
          .sort();
      const before = count(example.bad);
      for (const [path, text] of Object.entries(example.bad)) {
        const file = workspace.files.get(uriOf(path));
        if (!file && workspace.networkFiles.has(uriOf(path))) continue;
        if (!file) throw new Error(`${path} is not in the workspace`);
        for (const one of check(file, contextFor(file, workspace)).filter(({ code }) => code === rule.code)) {
          const fix = ignoreFix(file, one);
          if (!fix) {
            expect(one.refused || one.code === 'crlf-line-ends', one.code).toBe(true);
            continue;
          }
          const after = count({ ...example.bad, ...applyFix({ [path]: text }, fix) });
          expect(after.length, `${text}\n${after.join('\n')}`).toBeLessThan(before.length);
          expect(after.filter((line) => !before.includes(line))).toEqual([]);
        }
      }
    },
  );
});
