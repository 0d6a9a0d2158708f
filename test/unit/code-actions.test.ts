/** What the light bulb offers at a place: fixes first, then all of the kind, then to silence, then what the client can do. */
import { describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-types';
import { type ActionSurroundings, codeActions, resolveCodeAction } from '../../server/src/features/code-actions.ts';
import { documentOf } from '../../server/src/model/lines.ts';
import { check, contextFor } from '../../server/src/rules/check.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

/** The actions for the marked text of the first file (the whole file when nothing is marked), and what they were made of. */
function actionsAt(files: ExampleFiles, marked: string, more: Partial<ActionSurroundings> = {}) {
  const workspace = workspaceOf(files, { toolstack: 'xl' });
  const file = workspace.files.get(uriOf(Object.keys(files)[0] ?? ''));
  if (!file) throw new Error('no file');
  const findings = new Map(
    [...workspace.files.values()].map((one) => [one.uri, check(one, contextFor(one, workspace))] as const),
  );
  const around = { workspace, shown: (one: typeof file) => findings.get(one.uri) ?? [], ...more };
  const document = documentOf(file);
  const from = marked === '' ? 0 : file.text.indexOf(marked);
  const to = marked === '' ? file.text.length : from + marked.length;
  const range = { start: document.positionAt(from), end: document.positionAt(to) };
  return { actions: codeActions(file, range, undefined, around), around, file };
}

const titles = (actions: readonly CodeAction[]) => actions.map((action) => action.title);

/** `file: new text` of each edit of an action. */
const written = ({ edit }: CodeAction) =>
  ((edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap(({ textDocument, edits }) =>
    edits.map((one) => `${textDocument.uri.slice(uriOf('').length)}: ${'newText' in one ? one.newText : ''}`),
  );

const HEAD = 'name = "a"\ntype = "pv"\nkernel = "/k"\n';
const ALL = new Set(['xen.turnRuleOff', 'xen.showRule']);

describe('code actions', () => {
  it('offer fixes, all of the kind, ways to silence, and what the client has commands for', () => {
    const files = { 'a.cfg': `${HEAD}memory = "512M"\nmaxmem = "1G"\n`, 'b.cfg': `${HEAD}memory = "64M"\n` };
    const { actions, file } = actionsAt(files, '"512M"', { commands: ALL });
    expect(titles(actions)).toEqual([
      'Write 512',
      'Fix all 2 of not-a-number in this file',
      'Fix all 3 of not-a-number in the workspace',
      'Ignore not-a-number on this line',
      'Ignore not-a-number in this file',
      'Turn not-a-number off in the settings',
      'Show what not-a-number means',
    ]);
    expect(actions.map(({ isPreferred }) => isPreferred === true)).toEqual([true, ...Array(6).fill(false)]);
    expect(actions.map(({ command }) => command && [command.command, ...(command.arguments ?? [])])).toEqual([
      ...Array(5).fill(undefined),
      ['xen.turnRuleOff', 'not-a-number', file.uri],
      ['xen.showRule', 'not-a-number', file.uri],
    ]);
    expect(actions.slice(0, 5).map(written)).toEqual([
      ['a.cfg: "512"'],
      ['a.cfg: "512"', 'a.cfg: "1024"'],
      ['a.cfg: "512"', 'a.cfg: "1024"', 'b.cfg: "64"'],
      ['a.cfg:  # xen-config: ignore not-a-number'],
      ['a.cfg: # xen-config: ignore-file not-a-number\n'],
    ]);
  });

  it('offer no command that the client has not named', () => {
    const { actions } = actionsAt({ 'a.cfg': `${HEAD}memory = "512M"\n` }, '"512M"');
    expect(titles(actions)).toEqual([
      'Write 512',
      'Ignore not-a-number on this line',
      'Ignore not-a-number in this file',
    ]);
  });

  it('offer nothing that would hide what the toolstack refuses', () => {
    const { actions } = actionsAt({ 'a.cfg': `${HEAD}on_crash = destroy\n` }, 'destroy', { commands: ALL });
    expect(titles(actions)).toEqual(['Write "destroy"', 'Show what unquoted-value means']);
  });

  it('leave the edit to be asked for where the client asks, and give the same then', () => {
    const files = { 'a.cfg': `${HEAD}memory = "512M"\nmaxmem = "1G"\n`, 'b.cfg': `${HEAD}memory = "64M"\n` };
    const { actions, around } = actionsAt(files, '"512M"', { resolves: true });
    expect(actions.every(({ edit }) => edit === undefined)).toBe(true);
    expect(actions.map((action) => written(resolveCodeAction(action, around)))).toEqual(
      actionsAt(files, '"512M"').actions.map(written),
    );
  });

  it('write nothing into a text that has changed since', () => {
    const { actions, around, file } = actionsAt({ 'a.cfg': `${HEAD}memory = "512M"\n` }, '"512M"', { resolves: true });
    around.workspace.set(file.uri, file.language, `\n${file.text}`, 2);
    expect(actions.map((action) => resolveCodeAction(action, around).edit)).toEqual(actions.map(() => undefined));
  });

  it('stay few and small for a selection of a thousand findings that relate to each other', () => {
    const text = `${Array(1000).fill('(xend-port 8000)').join('\n')}\n`;
    const { actions } = actionsAt({ 'xend-config.sxp': text }, '');
    expect(actions.length).toBeLessThan(100);
    expect(JSON.stringify(actions).length).toBeLessThan(300_000);
    const asked = actionsAt({ 'xend-config.sxp': text }, '', { resolves: true });
    expect(JSON.stringify(asked.actions).length).toBeLessThan(100_000);
  });
});
