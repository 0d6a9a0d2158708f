/** Finds options that stand in the file more than once, and what can be done about the ones that xend ignores. */
import { positionOf } from '../../model/lines.ts';
import type { SxpFile } from '../../model/source-file.ts';
import { scriptOf, type XendOption } from '../../model/xend.ts';
import { replace } from '../edits.ts';
import type { Finding, Fix } from '../rule.ts';
import { commentFormOut } from './edits.ts';
import { rowOf } from './options.ts';

/** A finding for each later form of an option that `concerns` picks by name; unknown names are none of our business. */
export function* duplicates(file: SxpFile, concerns: (name: string) => boolean): Generator<Finding> {
  if (!file.facts.xend) return;
  const first = new Map<string, XendOption>();
  for (const option of file.facts.options) {
    if (option.used) first.set(option.name, option);
    if (option.used || !rowOf.has(option.name) || !concerns(option.name)) continue;
    const used = first.get(option.name);
    // A script under the wrong name is no second value: that rule has the better answer.
    if (!used || isMisplaced(option)) continue;
    yield {
      span: { offset: option.offset, end: option.end },
      message: `xend uses only the first ${option.name} (line ${lineOf(file, used.offset)}); this one is ignored. Keep one of them.`,
      related: [
        { uri: file.uri, span: { offset: used.offset, end: used.end }, message: `This ${option.name} is in use` },
      ],
      tag: 'unnecessary',
      fixes: () => fixes(file, used, option),
    };
  }
}

/** Whether the option names a script of the network; these have a rule of their own. */
export function isScriptOption(name: string): boolean {
  return name === 'network-script' || name === 'vif-script';
}

function isMisplaced(option: XendOption): boolean {
  const name = scriptOf(option)?.name.text ?? '';
  return option.name === 'network-script'
    ? name.startsWith('vif-')
    : option.name === 'vif-script' && name.startsWith('network-');
}

/** More lines than this no repair comments out at once: such a file is no xend-config.sxp that somebody wrote. */
const MOST_COMMENTED = 1000;

function fixes(file: SxpFile, used: XendOption, option: XendOption): Fix[] {
  const others = file.facts.options.filter((one) => one.name === option.name && one !== option);
  const merge = merged(used, option);
  const keepFirst: Fix = {
    title: `Keep line ${lineOf(file, used.offset)}, comment this one out`,
    edits: commentFormOut(file, option.form),
    preferred: !merge,
  };
  if (others.length > MOST_COMMENTED) return [keepFirst];
  const keepThis: Fix = {
    title: `Use this one, comment ${placesOf(file, others)} out`,
    edits: others.flatMap((one) => commentFormOut(file, one.form)),
  };
  if (!merge || !used.value) return [keepFirst, keepThis];
  const both: Fix = {
    title: `Put the arguments together: ${merge}`,
    edits: [replace(file, used.value, merge), ...commentFormOut(file, option.form)],
  };
  return [keepFirst, keepThis, both];
}

/** One value with the arguments of both lines, where the script is the same and no argument contradicts another. */
function merged(used: XendOption, option: XendOption): string | undefined {
  if (used.name !== 'network-script' && used.name !== 'vif-script') return undefined;
  const [first, second] = [scriptOf(used), scriptOf(option)];
  if (!first || !second || first.name.text !== second.name.text) return undefined;
  const args = [...new Set([...first.args, ...second.args].map((word) => word.text))];
  const names = args.map((arg) => arg.split('=', 1)[0]);
  if (args.length === first.args.length || new Set(names).size < names.length) return undefined;
  const value = [first.name.text, ...args].join(' ');
  return /['"\\]/.test(value) ? undefined : `'${value}'`;
}

const lineOf = (file: SxpFile, offset: number): number => positionOf(file, offset).line + 1;

/** The lines of the others, where there are few enough to be named. */
function placesOf(file: SxpFile, others: readonly XendOption[]): string {
  if (others.length > 3) return `the ${others.length} others`;
  return others.map((one) => `line ${lineOf(file, one.offset)}`).join(' and ');
}
