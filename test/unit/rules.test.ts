/** Every rule's own examples are its tests: the bad one is found, the good one is not, the fix gives the repaired files. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { applyFix, findings } from '../support/check.ts';

describe('rules', () => {
  it('have codes of their own', () => {
    const codes = rules.map((rule) => rule.code);
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes.filter((code) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  describe('in their files', () => {
    const folder = new URL('../../server/src/rules/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({
        path: path.replaceAll('\\', '/'),
        text: readFileSync(new URL(path.replaceAll('\\', '/'), folder), 'utf8'),
      }));

    it('stand in the folder of their area', () => {
      const places = files.flatMap(({ path, text }) => {
        const area = /\barea: '([a-z]+)'/.exec(text)?.[1];
        return area && path.includes('/') ? [{ path, folder: path.split('/', 1)[0], area }] : [];
      });
      expect(places.length).toBeGreaterThan(150);
      expect(places.filter((one) => one.folder !== one.area)).toEqual([]);
    });

    it('are all registered', () => {
      const codes = new Set(rules.map((rule) => rule.code));
      const written = files.flatMap(
        ({ text }) => /export default \w+\(\{\s+code: '([a-z0-9-]+)'/.exec(text)?.[1] ?? [],
      );
      expect(written.length).toBeGreaterThan(200);
      expect(written.filter((code) => !codes.has(code))).toEqual([]);
    });
  });

  describe.each(rules.map((rule) => ({ code: rule.code, rule })))('$code', ({ rule }) => {
    it.each(rule.examples.map((example, index) => ({ example, index })))('example $index', ({ example }) => {
      const settings = {
        toolstack: example.toolstack ?? ('auto' as const),
        version: example.version ?? 'newest',
        rules: { 'missing-memory': rule.code === 'missing-memory' ? ('error' as const) : ('off' as const) },
      };
      const bad = findings(example.bad, settings).filter((one) => one.code === rule.code);
      expect(bad.length, 'the bad example is found').toBeGreaterThan(0);
      expect(
        findings(example.good, settings)
          .filter((one) => one.code === rule.code)
          .map((one) => one.message),
        'the good example is not found',
      ).toEqual([]);
      for (const one of bad) {
        expect(one.message).not.toMatch(/\b(tokens?|AST|parse error|expression|syntax node|undefined)\b/);
        for (const fix of one.fixes?.() ?? []) expect(applyFix(example.bad, fix), fix.title).not.toEqual(example.bad);
      }
      const first = bad.flatMap((one) => one.fixes?.() ?? [])[0];
      if (example.fixed) {
        expect(first, 'there is a fix').toBeDefined();
        if (first) expect(applyFix(example.bad, first)).toEqual({ ...example.bad, ...example.fixed });
      }
    });
  });
});
