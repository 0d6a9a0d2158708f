/** The advisor: from an empty folder to each set-up without a finding, and existing files changed in place. */
import { describe, expect, it } from 'vitest';
import { adviceLetters, adviceSvg } from '../../server/src/features/network-advisor/drawing.ts';
import { FIRST_QUESTION, type Question } from '../../server/src/features/network-advisor/questions.ts';
import { advise, type TypedAnswers } from '../../server/src/features/network-advisor.ts';
import type { Settings } from '../../server/src/model/settings.ts';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';
import { networkSituations } from '../../server/src/xen/network-modes.ts';
import { summary, workspaceOf } from '../support/check.ts';

const FOLDER = 'file:///example';

/** The files after the advisor's edit, as an editor would leave them. */
function advised(files: ExampleFiles, typed: TypedAnswers, settings: Partial<Settings> = {}): ExampleFiles {
  const workspace = workspaceOf(files, settings);
  const { edit, error } = advise(typed, undefined, FOLDER, workspace);
  if (error !== undefined) throw new Error(error);
  const after: Record<string, string> = { ...files };
  for (const change of edit?.documentChanges ?? []) {
    if (!('textDocument' in change)) continue;
    const path = change.textDocument.uri.slice(FOLDER.length + 1);
    const lines = (after[path] ?? '').split('\n');
    const at = ({ line, character }: { line: number; character: number }): number =>
      lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
    const edits = change.edits
      .map((one) => ({ from: at(one.range.start), to: at(one.range.end), text: 'newText' in one ? one.newText : '' }))
      .reverse()
      .sort((a, b) => b.from - a.from);
    let text = after[path] ?? '';
    let last = Number.POSITIVE_INFINITY;
    for (const one of edits) {
      if (one.to > last) throw new Error(`edits overlap in ${path}`);
      last = one.from;
      text = text.slice(0, one.from) + one.text + text.slice(one.to);
    }
    after[path] = text;
  }
  return after;
}

const modes = ['bridge', 'nat', 'route'] as const;

describe('an empty folder', () => {
  for (const toolstack of ['xm', 'xl'] as const) {
    for (const mode of modes) {
      it(`becomes a set-up without a finding: ${mode}, ${toolstack}`, () => {
        const files = advised({}, { mode, toolstack, guests: 'vm01, vm02, web' });
        const host = toolstack === 'xm' ? ['etc/xen/xend-config.sxp'] : ['etc/network/interfaces', 'etc/xen/xl.conf'];
        const guests = ['vm01', 'vm02', 'web'].flatMap((name) => [
          `etc/xen/${name}.cfg`,
          `${name}/etc/network/interfaces`,
        ]);
        expect(Object.keys(files)).toEqual([...host, ...guests]);
        expect(summary(files)).toEqual([]);
        expect(files).toMatchSnapshot();
      });

      it(`needs no second change: ${mode}, ${toolstack}`, () => {
        const files = advised({}, { mode, toolstack, guests: 'vm01, vm02' });
        const again = advise({ mode, toolstack }, undefined, FOLDER, workspaceOf(files));
        expect(again.files).toEqual([]);
      });
    }
  }
});

describe('existing files', () => {
  for (const toolstack of ['xm', 'xl'] as const) {
    for (const from of modes) {
      for (const to of modes) {
        if (from === to) continue;
        it(`go from ${from} to ${to} with ${toolstack} without a finding`, () => {
          const files = advised(advised({}, { mode: from, toolstack, guests: 'vm01, vm02' }), { mode: to, toolstack });
          expect(summary(files)).toEqual([]);
          expect(files).toMatchSnapshot();
        });
      }
    }
  }
});

it('every path of questions ends with one of the five situations', () => {
  const ends: number[] = [];
  const walk = ({ choices }: Question): void => {
    for (const choice of choices) {
      if (choice.next) walk(choice.next);
      else ends.push(choice.situation ?? 0);
    }
  };
  walk(FIRST_QUESTION);
  expect(ends.sort()).toEqual(networkSituations.map((_, index) => index + 1));
});

describe('what the workspace tells', () => {
  const LAN =
    'auto br0\niface br0 inet static\n    address 192.0.2.9/24\n    gateway 192.0.2.254\n    bridge_ports eth1\n';
  const GUEST = 'name = "a"\ntype = "hvm"\nvif = [ \'bridge=br0,ip=192.0.2.20,script=vif-bridge\', \'\' ]\n';

  it('is proposed', () => {
    const workspace = workspaceOf({ 'etc/network/interfaces': LAN, 'etc/xen/a.cfg': GUEST, 'etc/xen/xl.conf': '' });
    const values = (mode: 'bridge' | 'route') =>
      advise({ mode }, undefined, FOLDER, workspace).fields?.map((field) => `${field.name} ${field.value}`);
    expect(values('bridge')).toEqual([
      'card eth1',
      'bridge br0',
      'lan 192.0.2.0/24',
      'gateway 192.0.2.254',
      'dom0 192.0.2.9',
      'guests a=192.0.2.20',
    ]);
    expect(values('route')).toEqual([
      'card br0',
      'lan 192.0.2.0/24',
      'gateway 192.0.2.254',
      'dom0 192.0.2.9',
      'subnet 10.0.0.0/24',
      'guestGateway 10.0.0.254',
      'guests a=10.0.0.1',
    ]);
  });

  it('is changed in place, every vif of a guest', () => {
    const files = advised(
      { 'etc/network/interfaces': LAN, 'etc/xen/a.cfg': GUEST, 'etc/xen/xl.conf': '' },
      { mode: 'route' },
    );
    expect(files).toEqual({
      'etc/network/interfaces': `${LAN.trimEnd()}\n    post-up sysctl -w net.ipv4.ip_forward=1\n    post-up sysctl -w net.ipv4.conf.br0.proxy_arp=1\n`,
      'etc/xen/a.cfg': 'name = "a"\ntype = "hvm"\nvif = [ \'ip=10.0.0.1,script=vif-route\', \'ip=10.0.0.2\' ]\n',
      'etc/xen/xl.conf': 'vif.default.script="vif-route"\nvif.default.gatewaydev="br0"\n',
      'a/etc/network/interfaces':
        "# The network of a: this file belongs into the guest's own disk.\nauto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n    address 10.0.0.1\n    netmask 255.255.255.0\n    gateway 10.0.0.254\n\nauto eth1\niface eth1 inet static\n    address 10.0.0.2\n    netmask 255.255.255.0\n",
    });
    expect(summary(files)).toEqual([]);
  });

  it('moves the address of a card to the bridge', () => {
    const files = advised(
      {
        'etc/network/interfaces':
          'auto lo eth0\niface lo inet loopback\niface eth0 inet static\n\taddress 192.0.2.9/24\n\tgateway 192.0.2.1\n',
        'etc/xen/xl.conf': '# mine\nvif.default.script="vif-nat"',
      },
      { mode: 'bridge', guests: 'a=192.0.2.20' },
    );
    expect(files['etc/network/interfaces']).toBe(
      'auto lo xenbr0\niface lo inet loopback\niface eth0 inet manual\n\niface xenbr0 inet static\n\taddress 192.0.2.9/24\n\tgateway 192.0.2.1\n\tbridge_ports eth0\n',
    );
    expect(files['etc/xen/xl.conf']).toBe('# mine\nvif.default.script="vif-bridge"\nvif.default.bridge="xenbr0"\n');
    expect(summary(files)).toEqual([]);
  });

  it('comes from the setting xen.networks where no file tells', () => {
    const networks = [
      { mode: 'nat', subnet: '172.20.0.0/24', gateway: '172.20.0.200' },
      { subnet: '192.0.2.0/24', gateway: '192.0.2.1' },
    ] as const;
    const workspace = workspaceOf({}, { networks });
    const { fields } = advise({ mode: 'nat', toolstack: 'xl' }, undefined, FOLDER, workspace);
    expect(fields?.map((field) => `${field.name} ${field.value}`)).toEqual([
      'card eth0',
      'lan 192.0.2.0/24',
      'gateway 192.0.2.1',
      'dom0 192.0.2.2',
      'subnet 172.20.0.0/24',
      'guestGateway 172.20.0.200',
      'guests vm01=172.20.0.1',
    ]);
  });

  it('is left alone where Python decides, and said so', () => {
    const python = "name = 'p'\nmemory = 512\nvif = [ 'ip=10.0.0.%d' % n for n in range(1, 3) ]\n";
    const workspace = workspaceOf({
      'etc/xen/xend-config.sxp': '(network-script network-nat)\n(vif-script vif-nat)\n',
      'etc/xen/p.cfg': python,
    });
    const answer = advise({ mode: 'nat' }, undefined, FOLDER, workspace);
    expect(answer.files).toEqual([]);
    expect(answer.notes).toContain(
      'p: its vif list is put together by Python or a variable. Write ip=10.0.0.1 into it yourself.',
    );
  });
});

it('proposes to NAT guests only addresses that vif-nat can serve', () => {
  const guests = Array.from({ length: 130 }, (_, n) => `g${n}`).join(',');
  const { fields } = advise(
    { mode: 'nat', toolstack: 'xl', guests, subnet: '10.0.0.0/16' },
    undefined,
    FOLDER,
    workspaceOf({}),
  );
  const addresses = (fields?.at(-1)?.value ?? '').split(', ').map((one) => one.split('=')[1]);
  expect([addresses[126], addresses[127], addresses[129]]).toEqual(['10.0.0.127', '10.0.1.0', '10.0.1.2']);
});

describe('answers that make no set-up', () => {
  const faults: readonly [TypedAnswers, string, string][] = [
    [
      { mode: 'bridge', lan: '192.168.0.0' },
      'lan',
      '"192.168.0.0" is no subnet. Write network/bits, such as 192.168.0.0/24.',
    ],
    [
      { mode: 'bridge', lan: 'fd00::/64' },
      'lan',
      'The set-up is written for IPv4. Add IPv6 addresses to it afterwards.',
    ],
    [
      { mode: 'nat', lan: '10.0.0.0/8', subnet: '10.0.0.0/24' },
      'subnet',
      '10.0.0.0/24 and the LAN 10.0.0.0/8 have addresses in common: dom0 could not tell guests and LAN apart.',
    ],
    [
      { mode: 'nat', guests: 'a=10.0.0.200' },
      'guests',
      "a: in NAT mode the last number of a guest's address is at most 127, since vif-nat adds 127 for dom0's end of the vif.",
    ],
    [{ mode: 'route', guests: 'a=10.0.0.254' }, 'guests', "a: 10.0.0.254 is the gateway's address already."],
    [
      { mode: 'route', guests: 'a=10.0.0.255' },
      'guests',
      'a: 10.0.0.255 is none of the addresses 10.0.0.1 to 10.0.0.254.',
    ],
    [{ mode: 'route', guests: 'a=10.0.0.1, b=10.0.0.1' }, 'guests', "b: 10.0.0.1 is a's address already."],
    [
      { mode: 'route', dom0: 'dhcp' },
      'dom0',
      "The gateway's route to the guests leads through dom0: give dom0 an address that stays the same.",
    ],
    [{ mode: 'route', card: 'eth 0' }, 'card', '"eth 0" is no name of a network device.'],
  ];
  for (const [typed, field, error] of faults) {
    it(`${typed.mode}: ${error}`, () => {
      const answer = advise({ toolstack: 'xl', ...typed }, undefined, FOLDER, workspaceOf({}));
      expect({ field: answer.field, error: answer.error, edit: answer.edit }).toEqual({
        field,
        error,
        edit: undefined,
      });
    });
  }
});

it('two-way routed gives the commands with the real addresses', () => {
  const answer = advise(
    {
      mode: 'route',
      toolstack: 'xm',
      lan: '192.0.2.0/25',
      gateway: '192.0.2.1',
      dom0: '192.0.2.3',
      subnet: '10.9.8.0/26',
    },
    undefined,
    FOLDER,
    workspaceOf({}),
  );
  expect(answer.commands?.map(({ title, lines }) => [title, ...lines])).toEqual([
    ['On dom0, as root', 'sysctl -w net.ipv4.ip_forward=1', 'sysctl -w net.ipv4.conf.all.proxy_arp=1'],
    [
      'On dom0, as root, where the policy of the FORWARD chain is DROP',
      'iptables -A FORWARD -s 10.9.8.0/26 -j ACCEPT',
      'iptables -A FORWARD -d 10.9.8.0/26 -j ACCEPT',
    ],
    [
      'On the gateway of the LAN (192.0.2.1)',
      'ip route add 10.9.8.0/26 via 192.0.2.3',
      '# the same in the older form: route add -net 10.9.8.0 netmask 255.255.255.192 gw 192.0.2.3',
    ],
    ['On dom0, once the files are in place', '/etc/init.d/xend restart'],
  ]);
});

it('draws the set-up in letters and as SVG, with nothing in it that a page could run', () => {
  const answers = {
    mode: 'nat',
    toolstack: 'xl',
    card: 'eth0',
    bridge: 'xenbr0',
    lan: '192.168.0.0/24',
    gateway: '192.168.0.1',
    dom0: '192.168.0.3',
    subnet: '10.0.0.0/24',
    guestGateway: '10.0.0.254',
    guests: [{ name: 'vm01', address: '10.0.0.1' }],
  } as const;
  expect(`\n${adviceLetters(answers)}\n`).toBe(`
+---------------------+     +-----------------+
| outside             |     | dom0            |     +-----------------------+
| LAN 192.168.0.0/24  |-----| 192.168.0.3     |-----| guests in 10.0.0.0/24 |
| gateway 192.168.0.1 |     | eth0            |     | vm01  10.0.0.1        |
+---------------------+     | NAT: translates |     +-----------------------+
                            +-----------------+
`);
  expect(adviceSvg({ ...answers, guests: [{ name: '<script>', address: '10.0.0.1' }] })).not.toMatch(/<script/);
});
