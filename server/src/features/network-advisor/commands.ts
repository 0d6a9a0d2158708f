/** What is left to do by hand once the files are written: on dom0, and on the gateway of the LAN. */
import { shell } from '../../syntax/shell.ts';
import { netmask, parseSubnet } from '../../xen/addresses.ts';
import { type AdviceAnswers, type Commands, DHCP } from './types.ts';
import { forwarding, sysctlName } from './xl-plan.ts';

/** `device` is the one of dom0 that leads outside, as it is called once the files are in force. */
export function commandsFor(answers: AdviceAnswers, device: string): Commands[] {
  return [...onDom0(answers, device), ...onGateway(answers), restart(answers)];
}

function onDom0(answers: AdviceAnswers, device: string): Commands[] {
  const { mode, toolstack, subnet } = answers;
  if (mode === 'bridge') {
    const lines = ['apt-get install bridge-utils'];
    return [{ title: 'On dom0, as root', why: 'The bridge is made with the tools of bridge-utils.', lines }];
  }
  const accept = [`iptables -A FORWARD -s ${subnet} -j ACCEPT`, `iptables -A FORWARD -d ${subnet} -j ACCEPT`];
  const firewall = {
    title: 'On dom0, as root, where the policy of the FORWARD chain is DROP',
    why: "Lets the guests' packets through the firewall.",
    lines: accept,
  };
  if (mode === 'nat') {
    if (toolstack === 'xm') return [];
    const lines = forwarding(device, answers)
      .filter((line) => line.startsWith('post-up '))
      .map((line) => line.slice('post-up '.length));
    const why = 'Takes effect at once; the interfaces file does the same at each start.';
    return [{ title: 'On dom0, as root', why, lines }, firewall];
  }
  const lines = [
    'sysctl -w net.ipv4.ip_forward=1',
    toolstack === 'xl'
      ? shell`sysctl -w ${`net.ipv4.conf.${sysctlName(device)}.proxy_arp=1`}`
      : 'sysctl -w net.ipv4.conf.all.proxy_arp=1',
  ];
  const why =
    toolstack === 'xl'
      ? 'Takes effect at once; the interfaces file does the same at each start.'
      : 'dom0 forwards packets and answers for the guests. Enter both in /etc/sysctl.conf to keep them over a restart.';
  return [{ title: 'On dom0, as root', why, lines }, firewall];
}

function onGateway({ mode, subnet, dom0, gateway }: AdviceAnswers): Commands[] {
  if (mode !== 'route') return [];
  const net = parseSubnet(subnet);
  const address = subnet.slice(0, subnet.indexOf('/'));
  return [
    {
      title: `On the gateway of the LAN (${gateway})`,
      why: 'Without this route nothing outside finds its way back to the guests. A router with a web page has the same as "static route".',
      lines: [
        `ip route add ${subnet} via ${dom0}`,
        `# the same in the older form: route add -net ${address} netmask ${netmask(net?.prefix ?? 24)} gw ${dom0}`,
      ],
    },
  ];
}

function restart({ toolstack, mode, dom0 }: AdviceAnswers): Commands {
  if (toolstack === 'xm')
    return {
      title: 'On dom0, once the files are in place',
      why: 'xend sets the network up when it starts. Guests that run keep their old connection until they are started anew.',
      lines: ['/etc/init.d/xend restart'],
    };
  const from = dom0 === DHCP ? 'the console' : `the console: ${dom0} is out of reach for a moment`;
  return {
    title: 'On dom0, once the files are in place',
    why:
      mode === 'bridge'
        ? `Takes the card down and brings the bridge up. Do it at ${from}. Guests that run keep their old connection until they are started anew.`
        : 'Guests that run keep their old connection until they are started anew.',
    lines: [mode === 'bridge' ? 'systemctl restart networking' : 'xl shutdown -w GUEST && xl create GUEST.cfg'],
  };
}
