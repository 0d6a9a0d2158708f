/** Recognises chains and rules: `iptables -L` with and without `-n`, `-v` and line numbers, and `iptables-save`. */
import type { OutputLine } from './lines.ts';
import { type Collector, place, type Reader } from './readers.ts';

const PROTOCOL = /^(?:all|tcp|udp|icmp|esp|ah|sctp|udplite|ipv6-icmp|\d{1,3})$/;
const OPTION = /^(?:--|–|—|-|-f|!f)$/;
const COUNTER = /^\d+[KMGT]?$/;

/** The state between two lines: which table and chain the rules belong to. */
interface Place {
  /** The table that the command or `*nat` named. */
  table: string | undefined;
  chain: string | undefined;
  chainTable: string;
}

export function iptablesReader(facts: Collector): Reader {
  const at: Place = { table: undefined, chain: undefined, chainTable: 'filter' };
  return {
    command: (words) => {
      const option = words.findIndex((word) => word === '-t' || word === '--table');
      at.table = option < 0 ? undefined : words[option + 1];
      at.chain = undefined;
    },
    read: (line) => readChain(line, at, facts) || readSaved(line, at, facts) || readRule(line, at, facts),
  };
}

/** `Chain FORWARD (policy ACCEPT)`, with counters behind the policy in `-v`. */
function readChain({ words, ...line }: OutputLine, at: Place, facts: Collector): boolean {
  const [first, name, bracket = ''] = words;
  if (first !== 'Chain' || !name || !bracket.startsWith('(')) return isHead(words);
  begin(name, bracket === '(policy' ? words[3]?.replace(')', '') : undefined, { words, ...line }, at, facts);
  return true;
}

/** The columns' names, with and without counters and line numbers. */
function isHead(words: readonly string[]): boolean {
  const at = words.indexOf('target');
  return (
    at >= 0 &&
    at <= 3 &&
    words[at + 1] === 'prot' &&
    words.slice(0, at).every((word) => /^(?:num|pkts|bytes)$/.test(word))
  );
}

function begin(name: string, policy: string | undefined, line: OutputLine, at: Place, facts: Collector): void {
  at.chain = name;
  at.chainTable = at.table ?? (name === 'POSTROUTING' || name === 'PREROUTING' ? 'nat' : usualTable(name, at, facts));
  facts.chains.push({ ...place(line), table: at.chainTable, name, policy });
  if (at.chainTable === 'filter' && name === 'FORWARD') facts.whole.add('forward');
  if (at.chainTable === 'nat' && name === 'POSTROUTING') facts.whole.add('nat');
}

/** INPUT and FORWARD are the filter table's unless the command said otherwise; other names follow their block. */
function usualTable(name: string, at: Place, facts: Collector): string {
  if (name === 'FORWARD' || name === 'INPUT') return 'filter';
  return facts.chains.length > 0 ? at.chainTable : 'filter';
}

/** A line of a listing: `[pkts bytes] target prot opt [in out] source destination …`. */
function readRule({ words, ...line }: OutputLine, at: Place, facts: Collector): boolean {
  if (!at.chain) return false;
  const opt = words.findIndex(
    (word, index) => index > 0 && index < 6 && OPTION.test(word) && PROTOCOL.test(words[index - 1] as string),
  );
  if (opt < 1) return false;
  const before = words.slice(0, opt - 1);
  let counters = 0;
  while (counters < before.length && COUNTER.test(before[counters] as string)) counters++;
  const verbose = counters >= 2;
  const [source, destination, ...rest] = words.slice(opt + (verbose ? 3 : 1));
  if (!source || !destination) return false;
  const matches = rest.join(' ');
  facts.rules.push({
    ...place(line),
    table: at.chainTable,
    chain: at.chain,
    target: before[counters] ?? '',
    protocol: protocolName(words[opt - 1]),
    source: host(source),
    destination: host(destination),
    inDevice: verbose ? device(words[opt + 1]) : undefined,
    outDevice: verbose ? device(words[opt + 2]) : undefined,
    physdevIn: /physdev-in ([\w.:+-]+)/.exec(matches)?.[1],
    physdevOut: /physdev-out ([\w.:+-]+)/.exec(matches)?.[1],
    rest: matches,
  });
  return true;
}

/** `*nat`, `:FORWARD DROP [0:0]` and `-A FORWARD -s 10.0.0.1/32 … -j ACCEPT`. */
function readSaved({ words, ...line }: OutputLine, at: Place, facts: Collector): boolean {
  const [first = '', second = ''] = words;
  if (/^# (?:Generated|Completed)/.test(words.slice(0, 2).join(' '))) return true;
  if (words.length === 1 && /^\*(?:nat|filter|mangle|raw|security)$/.test(first)) {
    at.table = first.slice(1);
    return true;
  }
  if (/^:[A-Za-z]/.test(first) && words[2]?.startsWith('[')) {
    begin(first.slice(1), second === '-' ? undefined : second, { words, ...line }, at, facts);
    return true;
  }
  if (words.length === 1 && first === 'COMMIT') return true;
  // iptables -S tells policies and chains of its own so.
  if ((first === '-P' || first === '-N') && second) {
    begin(second, first === '-P' ? words[2] : undefined, { words, ...line }, at, facts);
    return true;
  }
  if (first !== '-A' || !second) return false;
  const after = (...names: string[]): string | undefined =>
    words[words.findIndex((word) => names.includes(word)) + 1 || words.length];
  const table = at.table ?? (second === 'POSTROUTING' || second === 'PREROUTING' ? 'nat' : 'filter');
  facts.rules.push({
    ...place(line),
    table,
    chain: second,
    target: after('-j', '--jump') ?? '',
    protocol: protocolName(after('-p', '--protocol')),
    source: host(after('-s', '--source') ?? 'anywhere'),
    destination: host(after('-d', '--destination') ?? 'anywhere'),
    inDevice: after('-i'),
    outDevice: after('-o'),
    physdevIn: after('--physdev-in'),
    physdevOut: after('--physdev-out'),
    rest: words.slice(2).join(' '),
  });
  return true;
}

function protocolName(word: string | undefined): string {
  if (word === undefined || word === '0') return 'all';
  return word === '17' ? 'udp' : word === '6' ? 'tcp' : word;
}

function host(word: string): string {
  if (word === '0.0.0.0/0' || word === '::/0') return 'anywhere';
  return word.replace(/\/(?:32|255\.255\.255\.255)$/, '');
}

function device(word: string | undefined): string | undefined {
  return word === '*' || word === 'any' ? undefined : word;
}
