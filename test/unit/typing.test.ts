/**
 * Typing on past suggestions: whenever a list has opened, whatever it holds, the Enter that ends a line accepts nothing. This asks
 * for every list that an editor may have open while the texts of the robot (test/vscode/typing.test.ts) are typed, and
 * filters it as an editor does, so it holds for every speed of typing.
 */
import { describe, expect, it } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { complete, TRIGGERS } from '../../server/src/features/completion.ts';
import { documentOf, positionOf } from '../../server/src/model/lines.ts';
import { uriOf, workspaceOf } from '../support/check.ts';
import { NEIGHBOURS, TEXTS, type TypedText } from '../vscode/typing-texts.ts';

/** What an editor closes by itself behind the cursor. */
function closers(text: string): string {
  const open: string[] = [];
  const partner: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
  let quote = '';
  for (const line of text.split('\n')) {
    quote = '';
    for (const character of line) {
      if (quote) quote = character === quote ? '' : quote;
      else if (character === '#') break;
      else if (character === "'" || character === '"') quote = character;
      else if (partner[character]) open.push(partner[character]);
      else if (character === open.at(-1)) open.pop();
    }
  }
  return quote + open.reverse().join('');
}

/** Whether an editor keeps an item in its list while this is typed; blanks in front do not count, nor two letters in the wrong order. */
function stays(item: CompletionItem, typed: string): boolean {
  const within = (item.filterText ?? item.label).toLowerCase();
  const word = typed.trimStart().toLowerCase();
  if (holds(within, word)) return true;
  for (let at = 1; at + 1 < word.length; at++)
    if (holds(within, word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2))) return true;
  return false;
}

function holds(within: string, word: string): boolean {
  let at = 0;
  for (const character of word) {
    at = within.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Items that typing on would accept, as `typed → label` with the line. */
function accepted({ path, language, text }: TypedText): string[] {
  const workspace = workspaceOf(NEIGHBOURS);
  const found: string[] = [];
  for (let at = 1; at <= text.length; at++) {
    const last = text[at - 1] ?? '';
    const isTrigger = TRIGGERS.includes(last);
    if (last === '\n' || (!isTrigger && !/\w/.test(last))) continue;
    workspace.set(uriOf(path), language, text.slice(0, at) + closers(text.slice(0, at)), at);
    const file = workspace.files.get(uriOf(path));
    if (!file) throw new Error(`${path} is not in the workspace`);
    const position = positionOf(file, at);
    for (const trigger of isTrigger ? [last, undefined] : [undefined]) {
      // A word opens a list by its letters only, a blank or a bracket by being a trigger.
      if (trigger === undefined && !/\w/.test(last)) continue;
      const { items } = complete(file, position, workspace, { snippets: true, trigger });
      for (const item of items) {
        const start = documentOf(file).offsetAt((item.textEdit as TextEdit).range.start);
        for (let end = at; end < text.length && stays(item, text.slice(start, end)); end++) {
          const key = text[end] ?? '';
          const accepts = key === '\n' || (key === '\t' && end > at) || item.commitCharacters?.includes(key);
          if (accepts) found.push(`${JSON.stringify(text.slice(start, end + 1))} → ${item.label}`);
          if (key === '\n') break;
        }
      }
    }
  }
  return [...new Set(found)];
}

describe('typing', () => {
  it.each(TEXTS.map((one) => [one.habit, one] as const))('%s accepts nothing by the way', (_, one) => {
    expect(accepted(one)).toEqual([]);
  });

  it('is watched well enough to see a list that stays open', () => {
    const item = { label: 'manual', filterText: 'manual' };
    const seen = [' man', 'manual', 'mnaual', 'manuel'].map((typed) => stays(item, typed));
    expect([...seen, stays({ ...item, filterText: 'manua' }, 'manual')]).toEqual([true, true, true, false, false]);
  });
});
