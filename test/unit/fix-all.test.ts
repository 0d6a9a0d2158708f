/** `source.fixAll.xen`: applied again and again it comes to rest, and leaves the files better than it found them. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { codeActions, FIX_ALL, safeEdits } from '../../server/src/features/code-actions.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { applyFix, findings, uriOf, workspaceOf } from '../support/check.ts';

/** How often it may take: a fix may bring to light what another one repairs. */
const ROUNDS = 6;

function once(files: ExampleFiles, path: string, settings: Partial<Settings>): ExampleFiles {
  const workspace = workspaceOf(files, settings);
  const file = workspace.files.get(uriOf(path));
  if (!file && workspace.networkFiles.has(uriOf(path))) return files;
  if (!file) throw new Error(`${path} is not in the workspace`);
  const edits = safeEdits(file, check(file, contextFor(file, workspace)));
  return edits.length === 0 ? files : applyFix(files, { title: 'all', edits });
}

/** Applies everything that is safe until nothing changes; gives undefined when it does not come to rest. */
function untilStable(files: ExampleFiles, settings: Partial<Settings>): ExampleFiles | undefined {
  let before = files;
  for (let round = 0; round < ROUNDS; round++) {
    const after = Object.keys(before).reduce((now, path) => once(now, path, settings), before);
    if (Object.keys(after).every((path) => after[path] === before[path])) return after;
    before = after;
  }
  return undefined;
}

const settingsOf = ({ toolstack, version }: { toolstack?: 'xl' | 'xm'; version?: string }): Partial<Settings> => ({
  toolstack: toolstack ?? 'auto',
  version: version ?? 'newest',
});

const RANKS = { error: 0, warning: 1, information: 2, hint: 3 } as const;

function codes(files: ExampleFiles, settings: Partial<Settings>): string[] {
  return findings(files, settings)
    .filter((one) => RANKS[one.severity] <= RANKS.warning)
    .map((one) => one.code);
}

const examples = rules.flatMap((rule) =>
  rule.examples.map((example, index) => ({ name: `${rule.code} ${index}`, rule, example })),
);

describe('everything that is safe', () => {
  it.each(examples)('comes to rest on the bad example of $name, and makes nothing worse', ({ example }) => {
    const settings = settingsOf(example);
    const after = untilStable(example.bad, settings);
    if (!after) throw new Error('it never comes to rest');
    const before = codes(example.bad, settings);
    const worse = codes(after, settings).filter((code) => !before.includes(code));
    expect(worse).toEqual([]);
  });

  it.each(examples)(
    'changes nothing in the good example of $name that its rule would object to',
    ({ rule, example }) => {
      const settings = settingsOf(example);
      const after = untilStable(example.good, settings);
      if (!after) throw new Error('it never comes to rest');
      expect(codes(after, settings)).not.toContain(rule.severity === 'hint' ? undefined : rule.code);
    },
  );

  it('repairs several things of one file at once', () => {
    const text = 'name = "a"\nbuilder = "hvm"\nvif = [ \'mac=00:16:3e:00:00:01 ,bridge=xenbr0\' ]\nmemory = 010\n';
    expect(untilStable({ 'a.cfg': text }, { toolstack: 'xl' })?.['a.cfg']).toBe(
      'name = "a"\ntype = "hvm"\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\nmemory = 010\n',
    );
  });

  const actionsFor = (text: string) => {
    const workspace = workspaceOf({ 'a.cfg': text }, { toolstack: 'xl' });
    const file = workspace.files.get(uriOf('a.cfg'));
    if (!file) throw new Error('no file');
    const whole = { start: { line: 0, character: 0 }, end: documentOf(file).positionAt(text.length) };
    const shown = check(file, contextFor(file, workspace));
    const actions = codeActions(file, whole, [FIX_ALL], { workspace, shown: () => shown });
    return { actions, file, workspace };
  };
  const editsOf = ({ edit }: CodeAction) => (edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits ?? [];

  it('goes on in one action until nothing is left, and leaves the workspace as it was', () => {
    const text = 'name = "a"\nkernel = "/k"\nvif = [ \'ip=10.0.0.1,10.0.0.2,10.0.0.3\' ]\n';
    const { actions, file, workspace } = actionsFor(text);
    const [action] = actions;
    if (!action) throw new Error('no action');
    const after = TextDocument.applyEdits(documentOf(file), editsOf(action) as TextEdit[]);
    expect(after).toBe('name = "a"\nkernel = "/k"\nvif = [ \'ip=10.0.0.1 10.0.0.2 10.0.0.3\' ]\n');
    expect(workspace.files.get(file.uri)?.text).toBe(text);
  });

  it('is one action, and none where nothing is to be done', () => {
    const { actions } = actionsFor('name = "a"\nbuilder = "hvm"\n');
    const [action, ...more] = actions;
    expect(more).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.xen');
    expect(action && editsOf(action).map((edit) => 'newText' in edit && edit.newText)).toEqual(['type', '"hvm"']);
    expect(actionsFor('name = "a"\ntype = "hvm"\n').actions).toEqual([]);
  });
});
