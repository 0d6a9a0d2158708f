/** What is offered inside a comment that speaks to the checker. */
import { expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { complete } from '../../server/src/features/completion.ts';
import { rules } from '../../server/src/rules/index.ts';
import { atCursor } from '../support/cursor.ts';

function items(path: string, text: string) {
  const { file, position, workspace } = atCursor(path, text);
  return complete(file, position, workspace).items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

const labels = (path: string, text: string) => items(path, text).map((item) => item.label);

it('offers the codes of the line first, then those of the file, then all others of the language', () => {
  const text =
    'name = "a"\nkernel = "/boot/vmlinuz"\n# xen-config: ignore |\nmemory = 010\nvif = [ \'mac=01:00:00:00:00:01\' ]\n';
  const all = labels('a.cfg', text);
  expect(all[0]).toBe('octal-number');
  expect(all[1]).toBe('multicast-mac');
  expect(all.toSorted()).toEqual(
    rules
      .filter((rule) => rule.languages.includes('xen-cfg'))
      .map((rule) => rule.code)
      .sort(),
  );
});

it('looks at the line itself when the comment stands behind it', () => {
  expect(labels('a.cfg', 'name = "a"\nkernel = "/k"\nmemory = 010 # xen-config: ignore |\nvcpus = "x"\n')[0]).toBe(
    'octal-number',
  );
  expect(labels('xend-config.sxp', '(network-script network-nta) # xen-config: ignore un|\n')[0]).toBe(
    'unknown-script',
  );
});

it('offers the codes of all findings first in a comment for the file, and no error', () => {
  const text = 'name = "a"\nkernel = "/k"\nmemory = 010\nvif = [ \'mac=01:00:00:00:00:01\' ]\non_crash = destroy\n';
  expect(labels('a.cfg', `# xen-config: ignore-file |\n${text}`).slice(0, 3)).toEqual([
    'multicast-mac',
    'octal-number',
    'added-number',
  ]);
});

it('leaves out what the comment names already, and replaces the word that is typed', () => {
  const found = items('a.cfg', '# xen-config: ignore octal-number, dup|licate\nmemory = 010\n');
  expect(found.map((item) => item.label)).not.toContain('octal-number');
  const edit = found.find((item) => item.label === 'duplicate-mac')?.textEdit as TextEdit;
  expect(edit.range).toEqual({ start: { line: 0, character: 35 }, end: { line: 0, character: 44 } });
});

it('offers the words that begin such a comment once their first part is typed', () => {
  expect(labels('xend-config.sxp', '# xen-|\n')).toEqual(['xen-config: ignore', 'xen-config: ignore-file']);
  expect(labels('xend-config.sxp', '# xen-config: |\n')).toEqual(['ignore', 'ignore-file']);
  expect(labels('a.cfg', '# xen-config: i|\n')).toEqual(['ignore', 'ignore-file', 'interfaces']);
});

it('stays silent in comments for people', () => {
  expect(labels('a.cfg', '# |\n')).toEqual([]);
  expect(labels('a.cfg', '# a host of xen|\n')).toEqual([]);
  expect(labels('a.cfg', '# xen|\n')).toEqual([]);
  expect(labels('a.cfg', '# memory of the |\n')).toEqual([]);
  expect(labels('a.cfg', '# xen-config: interfaces /srv/|\n')).toEqual([]);
});
