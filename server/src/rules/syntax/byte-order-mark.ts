/** A byte order mark that the editor keeps out of its document: the file on disk has it, and the toolstack trips over it. */
import type { SourceFile } from '../../model/source-file.ts';
import { fixBy, remove } from '../edits.ts';
import type { CheckContext, Finding, Fix } from '../rule.ts';

/** The mark as the first character of a text that still holds it. */
export const MARK = '\ufeff';

/** The finding for a mark that is on disk only, at the first character after it; none where there is no such mark. */
export function hiddenMark(file: SourceFile, context: CheckContext, message: string): Finding[] {
  if (!context.workspace.hidesMark(file.uri)) return [];
  return [
    {
      span: { offset: 0, end: Math.min(1, file.text.length) },
      message,
      fixes: () => [
        { title: 'Save without the byte order mark', edits: [], preferred: true, hidden: 'byte-order-mark' },
      ],
    },
  ];
}

/** Takes away a mark that is part of the text. */
export function removeMark(file: SourceFile): Fix {
  return fixBy('Remove the byte order mark', remove(file, { offset: 0, end: 1 }), { preferred: true, safe: true });
}
