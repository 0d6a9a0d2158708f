/** The rules about interfaces files: their own examples, and files of people who know what they do, which stay quiet. */
import { expect, test } from 'vitest';
import { contextFor } from '../../server/src/rules/check.ts';
import { rules as interfacesRules } from '../../server/src/rules/interfaces/index.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { rules as syntaxRules } from '../../server/src/rules/syntax/interfaces/index.ts';
import { uriOf, workspaceOf } from '../support/check.ts';

const RULES = [...syntaxRules, ...interfacesRules];
const PATH = 'etc/network/interfaces';

function check(text: string, others: ExampleFiles = {}, path = PATH) {
  const workspace = workspaceOf({ [path]: text, ...others });
  const file = workspace.files.get(uriOf(path));
  if (file?.language !== 'xen-interfaces') throw new Error(`${path} is no interfaces file`);
  const context = contextFor(file, workspace);
  return RULES.flatMap((rule) =>
    [...rule.check(file, context)].map((finding) => ({
      code: rule.code,
      severity: finding.severity ?? rule.severity,
      line: text.slice(0, finding.span.offset).split('\n').length,
    })),
  );
}

/** `LINE: severity: code`, in the order of the text. */
function summary(text: string): string[] {
  return check(text)
    .sort((a, b) => a.line - b.line)
    .map((one) => `${one.line}: ${one.severity}: ${one.code}`);
}

test.each(RULES.map((rule) => [rule.code, rule] as const))(
  'the good examples of %s are good for all rules',
  (_, rule) => {
    for (const { good } of rule.examples) {
      const [[path = '', text = ''] = []] = Object.entries(good);
      expect(check(text, good, path)).toEqual([]);
    }
  },
);

test('what is found in a file with several faults', () => {
  expect(
    summary(
      'iface xenbr0 inet dhcp\n    bridge_ports eth0\niface xenbr1 inet static\n    bridge_ports eth1\n    address 10.0.0.2\n    gateway 10.0.0.1\nauto xenbr0\nauto xenbr1\n',
    ),
  ).toEqual(['5: warning: static-without-netmask', '6: warning: second-default-gateway']);
  expect(summary('auto lo\naddress 1\nnetmask 2\niface e inet dhcp\nbridge_fd\n')).toEqual([
    '2: error: misplaced-interface-option',
    '4: information: interface-not-started',
    '5: error: interface-option-without-value',
  ]);
});

test.each([
  [
    'aliases and several addresses',
    'auto eth0 eth0:1\niface eth0 inet static\n address 192.0.2.2/24\n gateway 192.0.2.1\niface eth0 inet static\n address 192.0.2.3/24\niface eth0:1 inet static\n address 192.0.2.4/24\niface eth0 inet6 static\n address 2001:db8::2/64\n gateway fe80::1\n',
  ],
  [
    'a gateway outside, by its own routes',
    'auto eth0\niface eth0 inet static\n address 192.0.2.70/26\n gateway 192.0.2.1\n pointopoint 192.0.2.1\n',
  ],
  [
    'onlink routes',
    'auto eth0\niface eth0 inet static\n address 192.0.2.70/26\n gateway 192.0.2.1\n post-up ip route add default via 192.0.2.1 onlink dev eth0\n',
  ],
  [
    'two gateways with metrics',
    'auto a b\niface a inet static\n address 192.0.2.2/24\n gateway 192.0.2.1\niface b inet static\n address 198.51.100.2/24\n gateway 198.51.100.1\n metric 100\n',
  ],
  [
    'alternatives that are started by hand',
    'auto lo\nmapping eth0\n script choose\niface home inet static\n address 192.0.2.2/24\n gateway 192.0.2.1\niface work inet static\n address 198.51.100.2/24\n gateway 198.51.100.1\n',
  ],
  [
    'a bridge without a card',
    'auto xenbr1\niface xenbr1 inet static\n address 10.0.0.254/24\n bridge_ports none\n bridge-stp off\n',
  ],
  [
    'an access point',
    'auto br0\niface br0 inet static\n address 10.0.0.254/24\n bridge_ports wlan0\niface wlan0 inet manual\n hostapd /etc/hostapd/hostapd.conf\n',
  ],
  ['templates', 'auto eth0\niface eth0 inet static\n address {{ address }}\n netmask $NETMASK\n gateway @GATEWAY@\n'],
  [
    'options of hook scripts',
    'auto eth0\niface eth0 inet dhcp\n firewall on\n address6 x\n dns-nameserver 192.0.2.1\n bridge_whatever 1\n mystuff 2\n',
  ],
  [
    'a port with the old zero address',
    'auto eth0 br0\niface eth0 inet static\n address 0.0.0.0\niface br0 inet dhcp\n bridge_ports eth0\n',
  ],
  ['point-to-point subnets', 'auto a\niface a inet static\n address 192.0.2.0/31\n gateway 192.0.2.1\n'],
  [
    'files for ifupdown2',
    'auto vmbr0\niface vmbr0 inet static\n address 192.0.2.2/24\n address 192.0.2.3/24\n bridge-ports eth0\n bridge-vlan-aware yes\niface eth0\n',
  ],
  ['a guest with DHCP', 'auto eth0\niface eth0 inet dhcp\n'],
  [
    'inherited addresses',
    'iface lan inet static\n address 192.0.2.2/24\niface eth0 inet static inherits lan\n gateway 192.0.2.1\nauto eth0\n',
  ],
])('silent on %s', (_, text) => {
  expect(summary(text)).toEqual([]);
});

test('cards of a guest are judged by their usual names only', () => {
  const guest = { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'bridge=xenbr0\' ]\n' };
  const of = (device: string, more = '') =>
    check(`auto ${device}\niface ${device} inet dhcp\n${more}`, guest, `vm01/${PATH}`).map((one) => one.code);
  expect(of('eth1')).toEqual(['guest-device-without-vif']);
  expect(of('enX3')).toEqual(['guest-device-without-vif']);
  for (const device of ['eth0', 'enX0', 'ens3', 'eth1.100', 'wg0']) expect(of(device)).toEqual([]);
  expect(of('eth1', 'rename eth0=eth1\n')).toEqual([]);
  expect(of('eth1', 'iface eth1 inet manual\n  bridge_ports eth0\n')).toEqual([]);
});
