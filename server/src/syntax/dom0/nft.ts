/** Recognises `nft list ruleset`: tables, chains with their hooks, and the rules in them. */
import type { ShownChain } from './facts.ts';
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

/** The chain of iptables that a hook of nftables stands for. */
const HOOKS: Readonly<Record<string, string>> = {
  forward: 'FORWARD',
  input: 'INPUT',
  output: 'OUTPUT',
  postrouting: 'POSTROUTING',
  prerouting: 'PREROUTING',
};

interface Place {
  family: string | undefined;
  table: string;
  chain: string | undefined;
  /** The hooked chain, once its `type … hook …` line was read. */
  hooked: ShownChain | undefined;
  /** How many braces of sets, maps and flowtables are open. */
  inner: number;
}

export function nftReader(facts: Collector): Reader {
  const at: Place = { family: undefined, table: '', chain: undefined, hooked: undefined, inner: 0 };
  return {
    command: (words) => {
      at.family = undefined;
      at.chain = undefined;
      at.inner = 0;
      if (words[0] === 'nft' && words.includes('ruleset')) facts.nft = true;
    },
    read: (line) => {
      const { words } = line;
      const [first = '', second = '', third = ''] = words;
      if (first === 'table' && /^(?:ip|ip6|inet|arp|bridge|netdev)$/.test(second) && words.includes('{')) {
        Object.assign(at, { family: second, table: third, chain: undefined, inner: 0 });
        facts.nft = true;
        return true;
      }
      // A piece of a listing that begins within a table.
      if (at.family === undefined && first === 'chain' && words.at(-1) === '{' && words.length === 3) {
        Object.assign(at, { family: 'inet', table: '', chain: undefined, inner: 0 });
        facts.nft = true;
      }
      if (at.family === undefined) return false;
      if (first === '#') return true;
      return at.chain === undefined ? readInTable(words, at) : readInChain(line, at, facts);
    },
  };
}

function readInTable(words: readonly string[], at: Place): boolean {
  const [first = '', second = ''] = words;
  if (first === 'chain' && words.at(-1) === '{' && at.inner === 0) {
    at.chain = second;
    at.hooked = undefined;
    return true;
  }
  // Sets, maps and flowtables hold braces of their own.
  for (const word of words) {
    for (const letter of word) {
      if (letter === '{') at.inner++;
      if (letter === '}') at.inner--;
    }
  }
  if (at.inner < 0) at.family = undefined;
  return words.length > 0;
}

function readInChain(line: OutputLine, at: Place, facts: Collector): boolean {
  const { words, text } = line;
  if (words[0] === '}') {
    at.chain = undefined;
    return true;
  }
  const hook = /\btype (\w+) hook (\w+) (?:device \S+ )?priority [^;]*;(?: *policy (\w+);)?/.exec(text);
  if (hook) {
    const [, type = '', name = '', policy] = hook;
    const bridged = at.family === 'bridge' || at.family === 'arp' || at.family === 'netdev' || at.family === 'ip6';
    const table = bridged ? `nft ${at.family}` : type === 'nat' ? 'nat' : type;
    const chain = { ...place(line), table, name: HOOKS[name] ?? name, policy: (policy ?? 'accept').toUpperCase() };
    at.hooked = chain;
    facts.chains.push(chain);
    if (table === 'filter' && chain.name === 'FORWARD') facts.whole.add('forward');
    if (table === 'nat' && chain.name === 'POSTROUTING') facts.whole.add('nat');
    return true;
  }
  if (words.length > 0) addRule(line, at, facts);
  return words.length > 0;
}

/** The verdict or statement that ends a rule, in the words of iptables. */
const TARGETS: Readonly<Record<string, string>> = {
  accept: 'ACCEPT',
  drop: 'DROP',
  reject: 'REJECT',
  masquerade: 'MASQUERADE',
};

function addRule(line: OutputLine, at: Place, facts: Collector): void {
  const { text } = line;
  const plain = text.replaceAll('"', '').replaceAll(/ counter packets \d+ bytes \d+| counter/g, '');
  const verdict = /\b(accept|drop|reject|masquerade)\b/.exec(plain)?.[1];
  const jump = /\b(?:jump|goto) (\S+)/.exec(plain)?.[1];
  const snat = /\bsnat to\b/.test(plain);
  const after = (name: string): string | undefined => new RegExp(`\\b${name} (?!\\{|!=)([^ ]+)`).exec(plain)?.[1];
  facts.rules.push({
    ...place(line),
    table: at.hooked?.table ?? `nft ${at.table}`,
    chain: at.hooked?.name ?? at.chain ?? '',
    target: snat ? 'SNAT' : (jump ?? TARGETS[verdict ?? ''] ?? ''),
    protocol: /\b(tcp|udp|icmp)\b/.exec(plain)?.[1] ?? 'all',
    source: after('ip saddr') ?? (/\bsaddr\b/.test(plain) ? 'several' : 'anywhere'),
    destination: after('ip daddr') ?? (/\bdaddr\b/.test(plain) ? 'several' : 'anywhere'),
    inDevice: after('iif(?:name)?'),
    outDevice: after('oif(?:name)?'),
    physdevIn: undefined,
    physdevOut: undefined,
    rest: plain.trim(),
  });
}
