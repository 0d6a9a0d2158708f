/** Entries of a list that Python glues together because the comma between them is missing. */
import type { CfgFile } from '../../../model/source-file.ts';
import { assignedName, type CfgAdjacent, type CfgString } from '../../../syntax/cfg/tree.ts';
import type { Span } from '../../../syntax/span.ts';
import { byName } from '../../../xen/row.ts';
import { xmKeys } from '../../../xen/xm-keys.ts';
import { fixBy, insert } from '../../edits.ts';
import { defineRule } from '../../rule.ts';

const ROWS = byName(xmKeys);

/** A comma that is missing between two entries: the two texts around it. */
export interface JoinedEntries extends Span {
  readonly before: CfgString;
  readonly after: CfgString;
  readonly key: string;
}

/** The places where two entries of a list of devices stand side by side without a comma; the span is both texts. */
export function joinedEntries(file: CfgFile): readonly JoinedEntries[] {
  const { tree } = file;
  const found: JoinedEntries[] = [];
  for (const statement of tree.statements) {
    if (statement.kind !== 'assignment' || statement.value?.kind !== 'list') continue;
    const key = assignedName(tree, statement) ?? '';
    const beginning = ROWS.get(key)?.entryBegins;
    if (!beginning) continue;
    for (const item of statement.value.items) {
      if (item.kind === 'adjacent') for (const one of joinedIn(tree.text, item, key, beginning)) found.push(one);
    }
  }
  return found;
}

function* joinedIn(text: string, item: CfgAdjacent, key: string, beginning: RegExp): Generator<JoinedEntries> {
  for (const [index, after] of item.parts.entries()) {
    const before = item.parts[index - 1];
    if (!before) continue;
    const first = text.slice(before.content.offset, before.content.end);
    const second = text.slice(after.content.offset, after.content.end);
    // A text that ends in a separator is the beginning of one entry, written in two pieces.
    if (!beginning.test(first) || !beginning.test(second) || /[,=:/\s]$/.test(first)) continue;
    yield { offset: before.offset, end: after.end, before, after, key };
  }
}

export default defineRule({
  code: 'joined-entries',
  area: 'syntax',
  severity: 'error',
  title: 'Entries glued together for want of a comma',
  explanation:
    'Python glues texts that stand side by side into one. Where the comma between two entries of a list is missing, xm sees one long entry ' +
    'and stops much later, with a message about a strange device or mode. (xl refuses the whole file.)',
  examples: [
    {
      toolstack: 'xm',
      bad: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\ndisk = [ \'phy:/dev/vg/a,xvda,w\'\n         \'phy:/dev/vg/b,xvdb,w\' ]\n',
      },
      good: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\ndisk = [ \'phy:/dev/vg/a,xvda,w\',\n         \'phy:/dev/vg/b,xvdb,w\' ]\n',
      },
      fixed: {
        'a.cfg':
          'name = "a"\nkernel = "/boot/vmlinuz"\ndisk = [ \'phy:/dev/vg/a,xvda,w\',\n         \'phy:/dev/vg/b,xvdb,w\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm') return;
    for (const { before, key } of joinedEntries(file)) {
      yield {
        span: { offset: before.offset, end: before.end },
        message: `A comma is missing behind this entry: xm glues it to the next one, and the guest does not start with a ${key} that reads like that. Add the comma.`,
        fixes: () => [fixBy('Add the comma', insert(file, before.end, ','), { preferred: true, safe: true })],
      };
    }
  },
});
