/** The names of Xen's own hotplug scripts, and names that are one slip away from them. */
import { distance } from 'fastest-levenshtein';
import { networkScripts, scriptsOfOption, vifScripts } from '../xen/hotplug-scripts.ts';

const ALL = new Set([...networkScripts, ...vifScripts].map((row) => row.name));

/** Whether Xen ships a script of this name, of whichever kind. */
export function isShippedScript(name: string): boolean {
  return ALL.has(name);
}

/** Whether the script sets up the host, so that no vif can use it. */
export function isNetworkScript(name: string): boolean {
  return networkScripts.some((row) => row.name === name);
}

/** The script of Xen's that was meant by a name that is none; undefined for names that are far from all of them. */
export function meantScript(name: string, kind: keyof typeof scriptsOfOption): string | undefined {
  if (ALL.has(name) || name.includes('/')) return undefined;
  return scriptsOfOption[kind].find((row) => isSlip(name, row.name))?.name;
}

/** One or two letters wrong, missing, doubled or swapped, or stray signs; a longer name is one of its own. */
function isSlip(word: string, known: string): boolean {
  const bare = word.replace(/^[`'",;:\t]+/, '').replace(/[`'",;:\t].*$/, '');
  if (bare !== word && bare === known) return true;
  if (word.startsWith(known)) return false;
  if (word.toLowerCase().replaceAll(/[-_.]/g, '') === known.replaceAll('-', '')) return true;
  return Math.abs(word.length - known.length) <= 1 && distance(word, known) <= 2;
}
