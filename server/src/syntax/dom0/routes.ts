/** Recognises routes: `route`, `route -n`, `netstat -rn` and `ip route`. */
import type { OutputLine } from './lines.ts';
import { type Collector, isDeviceName, isIpv4, maskBits, place, type Reader } from './readers.ts';

export function routeReader(facts: Collector): Reader {
  return {
    command: (words) => {
      const listing =
        words[0] === 'ip' && /^r/.test(words[1] ?? '') && (words.length === 2 || /^(?:s|l)/.test(words[2] ?? ''));
      if (listing || (words[0] === 'route' && words.slice(1).every((word) => word.startsWith('-'))))
        facts.whole.add('routes');
    },
    read: (line) => {
      if (isHeader(line.words)) {
        facts.whole.add('routes');
        return true;
      }
      return readTable(line, facts) || readIpRoute(line, facts);
    },
  };
}

function isHeader(words: readonly string[]): boolean {
  if (words[0] === 'Kernel' && words.includes('routing')) return true;
  return words[0] === 'Destination' && words[1] === 'Gateway';
}

/** `10.0.0.1  *  255.255.255.255 UH 0 0 0 vif1.0` */
function readTable({ words, ...line }: OutputLine, facts: Collector): boolean {
  const [destination = '', gateway = '', mask = '', flags = ''] = words;
  const device = words.at(-1) ?? '';
  const bits = maskBits(mask);
  if (
    words.length < 5 ||
    bits === undefined ||
    !isIpv4(mask) ||
    !/^!?[UGHRDMAC!]+$/.test(flags) ||
    !isDeviceName(device)
  )
    return false;
  facts.routes.push({
    ...place(line),
    destination: bits === 0 && (destination === '0.0.0.0' || destination === 'default') ? 'default' : destination,
    prefix: bits,
    gateway: gateway === '*' || gateway === '0.0.0.0' ? undefined : gateway,
    device,
  });
  return true;
}

/** `default via 192.0.2.1 dev eth0`, `10.0.0.1 dev vif1.0 scope link src 10.0.0.128` */
function readIpRoute({ words, ...line }: OutputLine, facts: Collector): boolean {
  const [first = ''] = words;
  const [address = '', bits] = first.split('/', 2);
  const dev = words.indexOf('dev');
  const via = words.indexOf('via');
  const device = words[dev + 1];
  if ((first !== 'default' && !isIpv4(address)) || dev < 1 || dev > 4 || !device || !isDeviceName(device)) return false;
  facts.routes.push({
    ...place(line),
    destination: address,
    prefix: first === 'default' ? 0 : bits === undefined ? 32 : Number(bits),
    gateway: via > 0 && via < dev ? words[via + 1] : undefined,
    device,
  });
  if (first === 'default') facts.whole.add('routes');
  return true;
}
