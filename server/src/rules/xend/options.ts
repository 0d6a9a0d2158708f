/** The options of a file as its rules look at them: known rows, the forms in use, and when xend notices a bad value. */
import type { SxpFile } from '../../model/source-file.ts';
import type { XendOption } from '../../model/xend.ts';
import { byName } from '../../xen/row.ts';
import { type ReadAt, type XendOptionRow, xendOptions } from '../../xen/xend-options.ts';

export const rowOf: ReadonlyMap<string, XendOptionRow> = byName(xendOptions);

/** The forms that xend looks at, each with the row of its option; nothing for other files or unknown options. */
export function* usedOptions(file: SxpFile): Generator<{ option: XendOption; row: XendOptionRow }> {
  if (!file.facts.xend) return;
  for (const option of file.facts.options) {
    const row = option.used ? rowOf.get(option.name) : undefined;
    if (row) yield { option, row };
  }
}

/** What happens when xend meets a bad value, by the moment at which it looks at the option. */
export const CONSEQUENCE: Record<ReadAt, string> = {
  load: 'xend does not start',
  start: 'xend does not start',
  'start-logged': 'xend starts, logs the error and skips the rest of the list',
  state: 'xend does not start',
  'first-guest': 'xend starts, and the first guest that needs it fails',
  special: 'xend starts, and fails when the option is needed',
  never: 'no release of xend reads it',
};
