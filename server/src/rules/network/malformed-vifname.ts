import { dom0Devices } from '../../model/dom0-files.ts';
import type { Vif } from '../../model/guest.ts';
import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { bytesOf, deviceNameProblem, EMULATED_SUFFIX, LONGEST_DEVICE_NAME } from '../../xen/device-names.ts';
import { fixBy, insert, replace } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { type Located, withoutWord, wordOfVif } from './vifs.ts';

export default defineRule({
  code: 'malformed-vifname',
  area: 'network',
  severity: 'warning',
  title: 'vifname= that no network device can have',
  explanation:
    'The hotplug script renames the vif on dom0 with `ip link set … name`. The kernel takes names of at most 15 bytes without blanks and ' +
    'slashes, and none that another device has: else the script fails and the guest is torn down again. An HVM guest under xl has an emulated card ' +
    'as well, which is called like the vif with `-emu` after it: there 11 bytes are left, unless the vif has `type=vif`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=production-web-frontend0\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=web0\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=production-web\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=web-frontend\' ]\n',
      },
      good: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=web-front\' ]\n',
      },
      fixed: {
        'a.cfg': 'name = "a"\ntype = "hvm"\nmemory = 512\nvif = [ \'bridge=xenbr0,vifname=web-fronten\' ]\n',
      },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    for (const vif of file.facts.vifs) {
      const name = wordOfVif(vif, 'vifname');
      // Of a script of its own nobody knows whether it renames the vif.
      if (!name?.value || /[${}]/.test(name.value)) continue;
      const message = problemOf(name.value, file, vif, workspace);
      if (!message) continue;
      yield {
        span: { offset: name.offset, end: name.end },
        message,
        fixes: () => repairs(name, file, vif, workspace),
      };
    }
  },
});

const TORN = 'the script of the vif fails and the guest is torn down again';

function problemOf(name: string, file: CfgFile, vif: Vif, workspace: Workspace): string | undefined {
  const problem = deviceNameProblem(name);
  if (problem) return `"${name}" ${problem}: ${TORN}. Write a shorter name of letters, digits, dots and dashes.`;
  const emulated = `${name}${EMULATED_SUFFIX}`;
  if (bytesOf(emulated) > LONGEST_DEVICE_NAME && hasEmulatedCard(file, vif))
    return `${emulated}, as the emulated card of this HVM guest is called, has ${bytesOf(emulated)} bytes, and ${LONGEST_DEVICE_NAME} are the most: ${TORN}. Shorten the name to ${LONGEST_DEVICE_NAME - EMULATED_SUFFIX.length} bytes, or add type=vif.`;
  return isTaken(name, file, workspace)
    ? `dom0 has a device ${name} already, so the vif cannot be called so: ${TORN}. Write another name.`
    : undefined;
}

/** Whether xl makes an emulated card beside the vif (libxl_nic.c: the default of an HVM guest). */
function hasEmulatedCard(file: CfgFile, vif: Vif): boolean {
  if (file.toolstack.toolstack !== 'xl' || file.facts.kind !== 'hvm') return false;
  return wordOfVif(vif, 'type')?.value !== 'vif';
}

/** A name of a card that dom0 surely has; a stanza alone may be waiting for the vif itself. */
const CARD = /^(?:eth\d+|en[opsx]\w+|wl\w+)$/;

function isTaken(name: string, file: CfgFile, workspace: Workspace): boolean {
  if (name === 'lo') return true;
  const devices = dom0Devices(workspace.hostOf(file), workspace);
  return devices.some(
    ({ device }) =>
      (device.name.value === name && (device.bridgePorts !== undefined || CARD.test(name))) ||
      (CARD.test(name) && device.bridgePorts?.some((port) => port.value === name)),
  );
}

/** A name that is short enough, the vif without an emulated card where this is what helps, and the vif without a name of its own. */
function repairs(name: Located<string>, file: CfgFile, vif: Vif, workspace: Workspace): Fix[] {
  const longest = LONGEST_DEVICE_NAME - (hasEmulatedCard(file, vif) ? EMULATED_SUFFIX.length : 0);
  const short = name.value
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  const used = file.facts.vifs.some((one) => wordOfVif(one, 'vifname')?.value === short);
  const isGood = short !== '' && !used && !problemOf(short, file, vif, workspace);
  const onlyEmulated = !deviceNameProblem(name.value) && hasEmulatedCard(file, vif) && !wordOfVif(vif, 'type');
  return [
    ...(isGood ? [fixBy(`Call it ${short}`, replace(file, name, short))] : []),
    ...(onlyEmulated ? [fixBy('Add type=vif', insert(file, name.end, ',type=vif'))] : []),
    ...withoutWord(file, vif, 'vifname'),
  ];
}
