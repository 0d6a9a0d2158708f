/** What the workspace says after any history is what a new one says that reads the same files. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { languageOf } from '../../server/src/model/language.ts';
import { defaultSettings, type Settings } from '../../server/src/model/settings.ts';
import type { FileKind } from '../../server/src/model/source-file.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { PATHS, seeded, textFor } from '../support/fleet.ts';

type Findings = ReadonlyMap<string, string>;

const uriOf = (path: string): string => `file://${path}`;
const kindOf = (path: string, text: string): FileKind => languageOf(path, text, true) ?? 'xen-cfg';

/** Toolstack and findings of one file, whole, as a text that can be compared. */
function said(workspace: Workspace, uri: string): string {
  const file = workspace.files.get(uri);
  if (!file) return '';
  const found = workspace.observe(uri, () => check(file, contextFor(file, workspace)));
  const at = ({ offset, end }: { offset: number; end: number }): string => `${offset}-${end}`;
  const plain = found.map(({ code, severity, message, span, related = [] }) => [
    `${at(span)} ${severity} ${code}: ${message}`,
    ...related.map((other) => `${other.uri} ${at(other.span)}: ${other.message}`),
  ]);
  return JSON.stringify([file.language === 'xen-cfg' ? file.toolstack : null, plain], null, 1);
}

/** A workspace together with the findings that were made of it as it went along. */
class LongLived {
  settings: Settings = defaultSettings;
  readonly texts = new Map<string, string>();
  readonly workspace: Workspace;
  readonly findings = new Map<string, string>();

  constructor(lazily: boolean) {
    this.workspace = new Workspace(() => this.settings, { lazily });
  }

  write(path: string, text: string): void {
    this.texts.set(path, text);
    this.#check(this.workspace.set(uriOf(path), kindOf(path, text), text, 0));
  }

  remove(path: string): void {
    this.texts.delete(path);
    this.findings.delete(uriOf(path));
    this.#check(this.workspace.delete(uriOf(path)));
  }

  choose(toolstack: Settings['toolstack']): void {
    this.settings = { ...defaultSettings, toolstack };
    this.workspace.rebuild();
    this.#check(this.workspace.files.keys());
  }

  /** All that was put off. */
  settle(): void {
    while (!this.workspace.isSettled) this.#check(this.workspace.renewSome(() => true));
  }

  #check(uris: Iterable<string>): void {
    for (const uri of uris) {
      const text = said(this.workspace, uri);
      if (text) this.findings.set(uri, text);
      else this.findings.delete(uri);
    }
  }
}

function fresh(texts: ReadonlyMap<string, string>, settings: Settings): Findings {
  const workspace = new Workspace(() => settings);
  for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1)))
    workspace.set(uriOf(path), kindOf(path, text), text, 0);
  return new Map([...workspace.files.keys()].map((uri) => [uri, said(workspace, uri)]));
}

const sorted = (findings: Findings): [string, string][] => [...findings].sort(([a], [b]) => (a < b ? -1 : 1));

function step(one: LongLived, seed: number): void {
  const next = seeded(seed);
  const path = PATHS[Math.floor(next() * PATHS.length)] as string;
  const what = next();
  if (what < 0.05) one.choose((['auto', 'xl', 'xm'] as const)[Math.floor(next() * 3)] ?? 'auto');
  else if (what < 0.35) one.remove(path);
  else one.write(path, textFor(path, next));
}

it('after thousands of steps', () => {
  for (const lazily of [false, true]) {
    const one = new LongLived(lazily);
    for (let seed = 1; seed <= 1000; seed++) {
      step(one, seed * 7919);
      if (seed % 25 > 0) continue;
      one.settle();
      expect(sorted(one.findings), `after step ${seed}, ${lazily ? 'lazily' : 'at once'}`).toEqual(
        sorted(fresh(one.texts, one.settings)),
      );
    }
  }
});

it('after any history', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (seeds, lazily) => {
      const one = new LongLived(lazily);
      for (const seed of seeds) step(one, seed);
      one.settle();
      expect(sorted(one.findings)).toEqual(sorted(fresh(one.texts, one.settings)));
    }),
    { numRuns: 150, seed: 11 },
  );
});
