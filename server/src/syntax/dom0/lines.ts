/** Cuts pasted text into lines, and takes off what pasting adds: quote signs, table bars, prompts. */
import type { Shown } from './facts.ts';

export interface OutputLine extends Shown {
  /** The line without bars, with blanks for tabs. */
  readonly text: string;
  readonly words: readonly string[];
  /** Whether the line begins with blanks. */
  readonly indented: boolean;
  /** The command behind a prompt; its words, without sudo and the program's folder. */
  readonly command: readonly string[] | undefined;
}

/** Longest line that is looked at; what is longer is no output of these tools. */
const LONGEST = 2000;

const PROGRAMS = new Set([
  'nft', 'ovs-vsctl', 'xenstore-ls', 'dmesg', 'journalctl', 'ethtool', 'tcpdump', 'losetup', 'mount', 'lsmod', 'tail', 'lspci', 'uname',
  'ifconfig', 'ip', 'route', 'netstat', 'brctl', 'bridge', 'iptables', 'iptables-save', 'iptables-legacy', 'iptables-nft', 'sysctl', 'cat', 'xl', 'xm', 'xu', 'networkctl',
]); // biome-ignore format: a list

/** The lines of the text, numbered from 1. */
export function outputLines(text: string): OutputLine[] {
  const lines: OutputLine[] = [];
  let offset = 0;
  let number = 0;
  for (const raw of text.split('\n')) {
    number++;
    const end = offset + raw.length;
    lines.push(makeLine(raw.slice(0, LONGEST), { line: number, offset, end }));
    offset = end + 1;
  }
  return lines;
}

function makeLine(raw: string, place: Shown): OutputLine {
  let text = raw.replaceAll(/[\t\r\u00a0]/g, ' ').trimEnd();
  // Quotes of mails, of any depth.
  const quotes = /^ *(?:> ?)+(?= |$|\S)/.exec(text)?.[0];
  if (quotes !== undefined && /^ *> ?/.test(text)) text = ' '.repeat(quotes.length) + text.slice(quotes.length);
  if (/^ *\|/.test(text)) text = text.replaceAll(/[|,`]/g, ' ').trimEnd();
  const words = text.split(' ').filter((word) => word !== '');
  return { ...place, text, words, indented: text.startsWith(' '), command: commandOf(words) };
}

/**
 * The command of a line that is a prompt with a command, or a bare command as people write it above the output. The
 * prompt is at most three words that end in one of the usual signs.
 */
function commandOf(words: readonly string[]): readonly string[] | undefined {
  for (let at = 0; at < Math.min(4, words.length); at++) {
    const word = words[at] as string;
    if (at === 0 && isProgram(word) && isBareCommand(words)) return commandWords(words);
    if (/[#$%>»❯]$/.test(word) && isProgram(words[at + 1] === 'sudo' ? (words[at + 2] ?? '') : (words[at + 1] ?? ''))) {
      return commandWords(words.slice(at + 1));
    }
    if (/^(?:\S*[#$])(?:\S+)$/.test(word) && at === 0 && isProgram(word.slice(lastPrompt(word) + 1))) {
      return commandWords([word.slice(lastPrompt(word) + 1), ...words.slice(1)]);
    }
  }
  return words[0] === 'sudo' && isProgram(words[1] ?? '') ? commandWords(words) : undefined;
}

function lastPrompt(word: string): number {
  return Math.max(word.lastIndexOf('#'), word.lastIndexOf('$'));
}

function isProgram(word: string): boolean {
  return PROGRAMS.has(word.slice(word.lastIndexOf('/') + 1));
}

/** `brctl show` alone on a line is a command; `route` may be one too, but `cat …` and `bridge name bridge id` are not. */
function isBareCommand(words: readonly string[]): boolean {
  const [program, first] = words;
  if (program === 'bridge') return words.length <= 4 && /^(?:link|vlan|fdb)$/.test(first ?? '');
  return words.length <= 6 && program !== 'cat' ? true : (first ?? '').startsWith('/proc/');
}

function commandWords(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'sudo' ? words.slice(1) : words;
  const program = rest[0] ?? '';
  return [program.slice(program.lastIndexOf('/') + 1), ...rest.slice(1)];
}
