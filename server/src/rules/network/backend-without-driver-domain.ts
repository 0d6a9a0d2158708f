import type { CfgFile } from '../../model/source-file.ts';
import type { Workspace } from '../../model/workspace.ts';
import { onSameHost } from '../fleet/same-guest.ts';
import { defineRule } from '../rule.ts';
import { driverDomainOf, guestTitle } from './vifs.ts';

const USER = 'name = "web"\ntype = "pvh"\nkernel = "/boot/vmlinuz"\nvif = [ \'backend=net,bridge=dmz\' ]\n';
const BACKEND = 'name = "net"\ntype = "hvm"\npci = [ \'03:00.0\' ]\n';

export default defineRule({
  code: 'backend-without-driver-domain',
  area: 'network',
  severity: 'information',
  title: 'Backend that is not made a driver domain',
  explanation:
    'With `backend=` another guest serves the vif. Xen’s daemon for that, `xl devd` inside the guest, works only where xl has made the guest a driver domain: ' +
    '`driver_domain = 1` in its file gives it the permissions that the daemon needs (xl.cfg(5)). Without it nothing runs the hotplug script, unless that guest has ' +
    'udev rules of its own for it, as before Xen 4.3.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'web.cfg': USER, 'net.cfg': BACKEND },
      good: { 'web.cfg': USER, 'net.cfg': `${BACKEND}driver_domain = 1\n` },
      fixed: { 'net.cfg': `${BACKEND}driver_domain = 1\n` },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    if (file.toolstack.toolstack !== 'xl') return;
    const told = new Set<CfgFile>();
    for (const vif of file.facts.vifs) {
      const backend = driverDomainOf(file, vif, workspace);
      const guest = backend?.uri === file.uri ? guestCalled(backend.value, file, workspace) : undefined;
      if (!backend || !guest || told.has(guest) || isDriverDomain(guest)) continue;
      told.add(guest);
      const { name } = guest.facts;
      yield {
        span: { offset: backend.offset, end: backend.end },
        message: `${guestTitle(guest)} serves this vif, and its file does not make it a driver domain: xl devd cannot work in it, and the vif is never connected. Write driver_domain = 1 there.`,
        related: name ? [{ uri: guest.uri, span: name, message: `The file of ${name.value}` }] : [],
        fixes: () => [
          {
            title: `Make ${guestTitle(guest)} a driver domain`,
            preferred: true,
            edits: [
              {
                uri: guest.uri,
                span: { offset: guest.text.length, end: guest.text.length },
                newText: `${/(?:^|[\r\n])$/.test(guest.text) ? '' : '\n'}driver_domain = 1\n`,
              },
            ],
          },
        ],
      };
    }
  },
});

/** The one guest of the same host with this name; undefined where there are several, or none. */
function guestCalled(name: string, file: CfgFile, workspace: Workspace): CfgFile | undefined {
  const found = workspace
    .sharing(`name:${name}`)
    .filter((one): one is CfgFile => one.language === 'xen-cfg' && one !== file && onSameHost(file, one, workspace));
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the file sets the key to anything but a plain zero. */
function isDriverDomain(guest: CfgFile): boolean {
  const value = guest.facts.variables.get('driver_domain')?.value;
  return value !== undefined && !(value.kind === 'number' && value.value === 0);
}
