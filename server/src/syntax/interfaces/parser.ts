/** Reads /etc/network/interfaces into a tree, and records what ifupdown would refuse the whole file for. */
import type { Span, SyntaxProblem } from '../span.ts';
import { type LogicalLine, logicalLines } from './lines.ts';
import type { InterfacesOption, InterfacesStanza, InterfacesTree, InterfacesWord } from './tree.ts';

/** What makes ifup, ifdown and ifquery (0.8.41) say "couldn't read interfaces file" and do nothing at all. */
export type InterfacesProblemCode =
  | 'iface-without-name'
  | 'iface-without-family'
  | 'iface-unknown-family'
  | 'iface-without-method'
  | 'iface-unknown-method'
  | 'inherits-without-name'
  | 'inherits-unknown'
  | 'option-without-value'
  | 'misplaced-option'
  | 'duplicate-mapping-script';

/** The methods of each address family that ifupdown was built with. */
export const METHODS: Readonly<Record<string, readonly string[]>> = {
  inet: ['loopback', 'static', 'manual', 'dhcp', 'bootp', 'tunnel', 'ppp', 'wvdial', 'ipv4ll'],
  inet6: ['auto', 'loopback', 'static', 'manual', 'dhcp', 'v4tunnel', 'tunnel', '6to4'],
  can: ['static'],
  ipx: ['static', 'dynamic'],
};

/** Words that begin a stanza of one line; `allow-…` and `source-dir…` are recognised by their beginning. */
const ONE_LINE = new Set(['auto', 'source', 'no-auto-down', 'no-scripts', 'rename']);

/** Whether ifupdown takes the word for the beginning of a stanza. */
export function isStanzaKeyword(word: string): boolean {
  return word === 'iface' || word === 'mapping' || isOneLine(word);
}

function isOneLine(word: string): boolean {
  return ONE_LINE.has(word) || word.startsWith('source-dir') || (word.startsWith('allow-') && word.length > 6);
}

/** A stanza still open: options join it until the next stanza begins. */
interface OpenStanza {
  readonly keyword: InterfacesWord;
  readonly args: readonly InterfacesWord[];
  readonly options: InterfacesOption[];
  end: number;
}

type Problem = SyntaxProblem<InterfacesProblemCode>;

/**
 * Parses the text of an interfaces(5) file. Never throws and takes time linear in the length of the text. A line that is out of place
 * becomes a stanza of its own (its first word the keyword), so that nothing of the text is lost.
 */
export function parseInterfaces(text: string): InterfacesTree {
  // A byte order mark is the file's fault, said once; what stands after it is read as if it were not there.
  const { lines, comments } = logicalLines(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const reader = new StanzaReader();
  for (const line of lines) reader.read(line);
  return { text, stanzas: reader.stanzas(), comments, problems: reader.problems };
}

class StanzaReader {
  readonly problems: Problem[] = [];
  private readonly open: OpenStanza[] = [];
  /** The families of each logical interface seen so far; an empty name stands for "not known". */
  private readonly families = new Map<string, Set<string>>();
  /** After a `source` line, other files may have brought interfaces that cannot be seen here. */
  private sourced = false;
  private target: OpenStanza | undefined;
  /** The `script` of the mapping that is open. */
  private script: InterfacesWord | undefined;

  read(line: LogicalLine): void {
    const keyword = line.words[0] as InterfacesWord;
    if (!isStanzaKeyword(keyword.text)) {
      this.readOption(line, keyword);
      return;
    }
    const stanza = this.begin(line, keyword);
    if (!isOneLine(keyword.text)) this.target = stanza;
    else if (!this.staysOpen(stanza)) this.target = undefined;
    this.script = undefined;
    if (keyword.text === 'iface') this.checkIface(stanza);
    else if (keyword.text.startsWith('source')) this.sourced = true;
  }

  /** A list of interfaces that names none leaves an `iface` stanza open: ifupdown gives it the options that follow. */
  private staysOpen({ keyword, args }: OpenStanza): boolean {
    const list = keyword.text !== 'rename' && !keyword.text.startsWith('source');
    return list && args.length === 0 && this.target?.keyword.text === 'iface';
  }

  stanzas(): InterfacesStanza[] {
    return this.open.map(({ keyword, args, options, end }) => ({
      offset: keyword.offset,
      end,
      keyword,
      args,
      options,
    }));
  }

  private begin(line: LogicalLine, keyword: InterfacesWord): OpenStanza {
    const stanza: OpenStanza = { keyword, args: line.words.slice(1), options: [], end: line.end };
    this.open.push(stanza);
    return stanza;
  }

  private readOption(line: LogicalLine, name: InterfacesWord): void {
    const target = this.target;
    if (!target) {
      this.begin(line, name);
      this.report('misplaced-option', name, name.text);
      return;
    }
    const option = { offset: line.offset, end: line.end, name, value: line.rest, words: line.words.slice(1) };
    if (target.keyword.text === 'mapping') this.checkMappingOption(option);
    else if (option.value === '') this.report('option-without-value', name, name.text);
    target.options.push(option);
    target.end = line.end;
  }

  private checkMappingOption(option: InterfacesOption): void {
    const { name } = option;
    if (name.text !== 'script' && name.text !== 'map') this.report('misplaced-option', name, name.text);
    if (name.text !== 'script') return;
    const first = this.script;
    this.script ??= name;
    if (first)
      this.problems.push({ code: 'duplicate-mapping-script', offset: name.offset, end: name.end, related: first });
  }

  private checkIface(stanza: OpenStanza): void {
    const [name, family, method, third, fourth] = stanza.args;
    if (!name) this.report('iface-without-name', stanza.keyword);
    else if (!family) this.report('iface-without-family', name, name.text);
    else if (family.text === 'inherits') this.checkInherits(name, family, undefined, method);
    else if (!Object.hasOwn(METHODS, family.text)) this.report('iface-unknown-family', family, family.text);
    else if (!method) this.report('iface-without-method', family, family.text);
    else if (method.text === 'inherits') this.checkInherits(name, method, family.text, third);
    else if (!METHODS[family.text]?.includes(method.text)) this.report('iface-unknown-method', method, method.text);
    else if (third?.text === 'inherits') this.checkInherits(name, third, family.text, fourth);
    else this.remember(name.text, family.text);
  }

  private checkInherits(
    name: InterfacesWord,
    keyword: InterfacesWord,
    family: string | undefined,
    parent: InterfacesWord | undefined,
  ): void {
    const known = parent && this.families.get(parent.text);
    const found = known && (family === undefined || known.has(family) || known.has(''));
    if (!parent) this.report('inherits-without-name', keyword);
    else if (!found && !this.sourced) this.report('inherits-unknown', parent, parent.text);
    if (family !== undefined) this.remember(name.text, family);
    else for (const inherited of known ?? ['']) this.remember(name.text, inherited);
  }

  private remember(name: string, family: string): void {
    const known = this.families.get(name);
    if (known) known.add(family);
    else this.families.set(name, new Set([family]));
  }

  private report(code: InterfacesProblemCode, span: Span, detail?: string): void {
    this.problems.push({ code, offset: span.offset, end: span.end, ...(detail === undefined ? {} : { detail }) });
  }
}
