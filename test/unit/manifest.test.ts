/** The manifest promises nothing that is not there, and says the same as the server about languages and settings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../server/src/model/language.ts';
import { defaultSettings } from '../../server/src/model/settings.ts';

interface Language {
  readonly id: string;
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly configuration?: string;
}

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const { languages, grammars, snippets, commands, configuration } = manifest.contributes;
const own: Language[] = languages.filter((language: Language) => language.configuration);
const ids = own.map(({ id }) => id);

test('every file that the manifest names is there', () => {
  const files: string[] = [
    ...own.map(({ configuration }) => configuration),
    ...[...grammars, ...snippets].map(({ path }) => path),
    manifest.icon,
  ];
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  expect(files).toHaveLength(16);
  expect(readFileSync(new URL('.vscodeignore', root), 'utf8').split('\n')).toContain(`!${manifest.icon}`);
});

test('every language has a grammar of its own name, snippets, and suggestions inside strings', () => {
  expect(ids).toEqual(['xend-sxp', 'xen-cfg', 'xl-conf', 'xl-cpupool', 'xen-interfaces']);
  expect(grammars.map(({ language }: { language: string }) => language)).toEqual(ids);
  expect(snippets.map(({ language }: { language: string }) => language)).toEqual(ids);
  for (const { path, scopeName } of grammars) {
    expect(JSON.parse(readFileSync(new URL(path, root), 'utf8')).scopeName).toBe(scopeName);
  }
  for (const id of ids)
    expect(manifest.contributes.configurationDefaults[`[${id}]`]).toHaveProperty(
      ['editor.quickSuggestions', 'strings'],
      'on',
    );
});

test('the settings default to what the server takes when nothing is set', () => {
  const { properties } = configuration;
  const defaults = Object.fromEntries(
    ['toolstack', 'version', 'networks', 'rules'].map((name) => [name, properties[`xen.${name}`].default]),
  );
  expect(defaults).toEqual(defaultSettings);
});

test('every command belongs to Xen and is one that the client registers', () => {
  const folder = new URL('client/src/', root);
  const client = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  for (const { command, category } of commands) {
    expect(category).toBe('Xen');
    expect(client).toContain(`registerCommand('${command}'`);
  }
});

test('the extension is woken by the names that it looks for, and by texts whose language nobody knows', () => {
  const client = readFileSync(new URL('client/src/server-start.ts', root), 'utf8');
  const [, list = ''] = /CANDIDATES[^=]*= \[([^\]]*)\]/.exec(client) ?? [];
  const candidates = [...list.matchAll(/'([^']+)'/g)].map(([, pattern]) => pattern);
  expect(candidates.length).toBeGreaterThan(3);
  expect(manifest.activationEvents).toEqual([
    'onLanguage:plaintext',
    'onLanguage:ini',
    'onLanguage:properties',
    'onWebviewPanel:xen.network',
    ...candidates.map((pattern) => `workspaceContains:${pattern}`),
  ]);
});

describe('a name that makes VS Code choose a language', () => {
  const names = own.flatMap(({ id, extensions = [], filenames = [] }) => [
    ...extensions.map((extension) => [id, `/srv/host/any${extension}`] as const),
    ...filenames.map((name) => [id, `/srv/host/${name}`] as const),
  ]);
  test.each(names)('%s for %s is also what the server makes of it', (id, path) => {
    expect(languageOf(path, '')).toBe(id);
  });

  test('is none of a plain .cfg', () => {
    const patterns = own.flatMap(({ filenamePatterns = [] }) => filenamePatterns);
    expect(patterns.filter((pattern) => ['*.cfg', '**/*.cfg'].includes(pattern))).toEqual([]);
    expect(own.flatMap(({ extensions = [] }) => extensions)).not.toContain('.cfg');
  });
});
