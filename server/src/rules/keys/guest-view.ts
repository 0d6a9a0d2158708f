/** A guest of a file for xl as the table of refusals looks at it. */
import type { Variable } from '../../model/evaluate.ts';
import type { CfgFile } from '../../model/source-file.ts';
import { pieces } from '../../syntax/spec/key-values.ts';
import type { DeviceWords, DiskView, GuestView } from '../../xen/refusals/refusal.ts';
import { compareReleases, isReadBy } from '../../xen/releases.ts';
import type { GuestKind } from '../../xen/row.ts';
import { countedNodes } from '../cpu/vnuma.ts';
import { diskList } from '../disk/disks.ts';
import { entriesIn, textOf } from '../entries.ts';
import { xlNumber } from './numbers.ts';
import { xlRows } from './settings-of.ts';

/** The view, and whether all that was asked of it is certain. */
export interface Viewed {
  readonly view: GuestView;
  readonly isCertain: () => boolean;
}

/** What the guest is for a host of this release; `kind` is that of the file. */
export function viewOf(file: CfgFile, kind: GuestKind, release: string): Viewed {
  let certain = true;

  /** The variable, if this release reads the option; an unknown one makes the answer uncertain. */
  function variable(option: string): Variable | undefined {
    const row = xlRows.get(option);
    if (row && !isReadBy(row, release)) return undefined;
    const found = file.facts.variables.get(option);
    if (found && (!found.unconditional || found.value.kind === 'unknown')) {
      certain = false;
      return undefined;
    }
    return found;
  }

  const single = (option: string): string | undefined => textOf(variable(option)?.value)?.text;

  /** xl counts no value that was added to with `+=`. */
  function number(option: string): number | undefined {
    const text = variable(option)?.assignments.at(-1)?.operator === '+=' ? undefined : single(option);
    return text === undefined ? undefined : xlNumber(text);
  }

  function list(option: string): readonly string[] {
    const value = variable(option)?.value;
    if (value?.kind === 'list') return entriesIn(value).map((entry) => entry.text.text);
    const text = textOf(value)?.text;
    return text !== undefined && xlRows.get(option)?.type === 'string-or-list' ? [text] : [];
  }

  function devices(option: string): readonly DeviceWords[] {
    return list(option).map((text, index) => {
      const words = new Map<string, string>();
      for (const { from, to } of pieces(text, ',')) {
        // As C's strtok cuts them: what stands before and behind the first = signs.
        const [key, value] = text.slice(from, to).split('=').filter(Boolean);
        if (key !== undefined && value !== undefined) words.set(key.trim(), value.trim());
      }
      return { index, words };
    });
  }

  const view: GuestView = {
    kind,
    isSince: (since) => compareReleases(release, since) >= 0,
    text: single,
    word: (option) => single(option)?.toLowerCase(),
    number,
    isOn: (option) => (number(option) ?? 0) !== 0,
    isSet: (option) => variable(option) !== undefined,
    list,
    count(option) {
      const value = variable(option)?.value;
      return value?.kind === 'list' ? value.items.length : 0;
    },
    devices,
    get disks() {
      variable('disk');
      return diskList(file).disks.map(disk);
    },
    get nodes() {
      const value = variable('vnuma')?.value;
      if (value?.kind !== 'list' || value.items.some((item) => item.kind !== 'list')) return undefined;
      return countedNodes(file);
    },
  };
  return { view, isCertain: () => certain };
}

function disk(one: ReturnType<typeof diskList>['disks'][number]): DiskView {
  return {
    target: one.target?.value,
    format: one.spec.formatValue,
    isCdrom: one.devtype === 'cdrom',
    script: one.script?.value,
    backendtype: one.backendtype?.value,
    isRemote: one.spec.backend !== undefined,
  };
}
