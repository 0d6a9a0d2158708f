/** The pages about rules, the settings schema and the command that prints a page: made from the rules, and up to date. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExplain, toPlainText } from '../../server/src/cli/explain.ts';
import { toDiagnostic } from '../../server/src/features/diagnostics.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';
import { allPages, rulesSchema } from '../../server/src/rules/pages.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

const root = new URL('../../', import.meta.url);
const STALE = 'run npm run docs';

describe('docs/rules', () => {
  const pages = allPages(rules);

  it('has one page a rule, the index, and nothing else', () => {
    expect(readdirSync(new URL('docs/rules/', root)).sort(), STALE).toEqual([...pages.keys()].sort());
  });

  it.each([...pages.keys()])('%s is what the rules say', (name) => {
    expect(readFileSync(new URL(`docs/rules/${name}`, root), 'utf8'), STALE).toBe(pages.get(name));
  });

  it('shows of every rule a finding and a file in order', () => {
    for (const { code } of rules) {
      expect(pages.get(`${code}.md`)).toMatch(/What is said of it:\n\n- /);
      expect(pages.get(`${code}.md`)).toMatch(/In order is:|The first fix makes of it:/);
    }
  });

  it('lists every rule in the index once', () => {
    const listed = [...(pages.get('README.md') ?? '').matchAll(/^\| \[([a-z0-9-]+)\]/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual(rules.map((rule) => rule.code).sort());
  });
});

it('the setting xen.rules knows every code', () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const { patternProperties, properties } = manifest.contributes.configuration.properties['xen.rules'];
  expect({ patternProperties, properties }, STALE).toEqual(rulesSchema(rules));
});

it('a finding links to its page, where the pages came along', () => {
  const workspace = workspaceOf({ 'xend-config.sxp': '(network-script network-nta)\n' });
  const file = workspace.files.get(uriOf('xend-config.sxp'));
  if (!file) throw new Error('no file');
  const [one] = check(file, contextFor(file, workspace));
  if (!one) throw new Error('no finding');
  expect(toDiagnostic(file, one, workspace, 'file:///opt/xen/docs/rules/').codeDescription).toEqual({
    href: 'file:///opt/xen/docs/rules/unknown-script.md',
  });
  expect(toDiagnostic(file, one, workspace).codeDescription).toBeUndefined();
});

describe('xen-config explain', () => {
  function explain(code: string): { status: number; out: string; err: string } {
    const said = { out: '', err: '' };
    const status = runExplain(code, {
      cwd: '/',
      print: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.err += text;
      },
    });
    return { status, ...said };
  }

  it('prints the page without the signs of Markdown', () => {
    const { status, out, err } = explain('unknown-script');
    expect([status, err]).toEqual([0, '']);
    expect(out.startsWith('unknown-script\n==============\n')).toBe(true);
    expect(out).not.toMatch(/^#|````|\*\*/m);
  });

  it('ends with 2 for a code that nobody knows, and names a near one', () => {
    expect(explain('unknown-scrip')).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: there is no code "unknown-scrip". Did you mean unknown-script?',
    });
    expect(explain('zzzzzzzzzz').err).toBe(
      'xen-config: there is no code "zzzzzzzzzz". xen-config rules lists them all.',
    );
  });

  it('indents code and leaves what looks like a heading in it alone', () => {
    expect(toPlainText('# A\n\n````text\n# b\n\n(c)\n````\n## D')).toBe('A\n=\n\n    # b\n\n    (c)\nD\n-');
  });
});
