import { nextFreeForVif } from '../../model/free-addresses.ts';
import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Span } from '../../syntax/span.ts';
import { xlVifKeys } from '../../xen/xl-vif-keys.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { vifParts } from './vif-strings.ts';

/** Keys whose values name something on the host or an address; a MAC that is none has a rule of its own. */
const KEYS: ReadonlySet<string> = new Set(xlVifKeys.filter((row) => row.reading?.namesHost).map((row) => row.name));

/** `<your bridge>`, `YOUR_BRIDGE`, `bridge-name-here`, `changeme`, `xxx`. */
export const PLACEHOLDER =
  /<[^<>]+>|(?:^|[-_ .])(?:your|here|changeme|change[-_ ]me|replace[-_ ]me|x{3,})(?:$|[-_ .])/i;

/** `x.x.x.x`, `192.168.1.x`, `10.0.0.XX`. */
const ADDRESS = /^(?:(?:\d+|x+|y+|z+)\.){3}(?:\d+|x+|y+|z+)(?:\/.*)?$/i;

/** So many names of the workspace are offered. */
const MOST_OFFERED = 5;

/** What the workspace knows of this kind: the next free address, the bridges of the host. */
function choices(file: CfgFile, vif: Vif, key: string, value: Span, workspace: Workspace): Fix[] {
  const names =
    key === 'ip'
      ? [nextFreeForVif(file, vif, workspace)]
      : key === 'bridge'
        ? (workspace.hostOf(file).interfaces?.facts.bridges.map((bridge) => bridge.value) ?? [])
        : [];
  return names
    .filter((name) => name !== undefined)
    .slice(0, MOST_OFFERED)
    .map((name) => fixBy(`Write ${name}`, replace(file, value, name)));
}

export default defineRule({
  code: 'placeholder-in-vif',
  area: 'network',
  severity: 'warning',
  title: 'Placeholder left in a vif',
  explanation:
    'A word such as `<your bridge>` or `192.168.1.x` was copied from a template or a guide and stands for something of this host. The ' +
    'toolstack passes it on as it is: no bridge and no address of that name exists, the vif cannot be set up, and the guest is torn down ' +
    'again. Write the real name or address.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=<your bridge>\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n' },
    },
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.1.x,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'ip=192.168.1.20,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const { vif, part } of vifParts(file)) {
      const { key, value } = part;
      if (!key || !KEYS.has(key.text)) continue;
      const isAddress = key.text === 'ip' && /[a-z]/i.test(value.text) && ADDRESS.test(value.text);
      if (!isAddress && !PLACEHOLDER.test(value.text)) continue;
      yield {
        span: { offset: value.offset, end: value.end },
        message: `"${value.text}" looks like a placeholder from a template: nothing on the host has this ${isAddress ? 'address' : 'name'}, so the vif cannot be set up. Write the real one.`,
        fixes: () => choices(file, vif, key.text, value, workspace),
      };
    }
  },
});
