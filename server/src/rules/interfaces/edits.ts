/** Edits of interfaces files that lose nothing: lines are commented out, comments move to lines of their own. */
import type { InterfaceDevice } from '../../model/interfaces.ts';
import type { InterfacesFile } from '../../model/source-file.ts';
import type { InterfacesOption } from '../../syntax/interfaces/tree.ts';
import type { Span } from '../../syntax/span.ts';
import { formatAddress, lastAddress, type Subnet } from '../../xen/addresses.ts';
import { fixBy, lineBefore, linesOut, remove, replace } from '../edits.ts';
import type { Fix, TextEdit } from '../rule.ts';

/** The option of a stanza that holds the value which stands at this place; undefined where it is not one of the file's lines. */
export function optionAt(device: InterfaceDevice, { offset }: Span): InterfacesOption | undefined {
  return device.options.find((option) => option.offset <= offset && offset < option.end);
}

/** Comments the line of an option out; nothing where the value stands nowhere. */
export function optionOut(file: InterfacesFile, device: InterfaceDevice, value: Span, title: string): Fix[] {
  const option = optionAt(device, value);
  return option ? [fixBy(title, linesOut(file, option))] : [];
}

/** Comments a whole stanza out, from its iface line to its last option. Lines between that are comments already stay. */
export function stanzaOut(file: InterfacesFile, { stanza }: InterfaceDevice): TextEdit[] {
  const { keyword, args, options } = stanza;
  const head = { offset: keyword.offset, end: args.at(-1)?.end ?? keyword.end };
  return [head, ...options].flatMap((line) => linesOut(file, line));
}

/** Takes the name out of the `auto` and `allow-…` lines; a line with no other name is commented out. */
export function notStarted(file: InterfacesFile, name: string): TextEdit[] {
  return file.tree.stanzas.flatMap(({ keyword, args }) => {
    if (keyword.text !== 'auto' && !keyword.text.startsWith('allow-')) return [];
    const own = args.filter((word) => word.text === name);
    if (own.length === 0) return [];
    if (own.length === args.length)
      return linesOut(file, { offset: keyword.offset, end: args.at(-1)?.end ?? keyword.end });
    return own.map((word) => {
      const before = args[args.indexOf(word) - 1] ?? keyword;
      return remove(file, { offset: before.end, end: word.end });
    });
  });
}

/** Whether the words stand on the line where their option or stanza begins, and not on one that continues it. */
function isOnLineOf(file: InterfacesFile, start: Span, words: Span): boolean {
  return !file.text.slice(start.offset, words.end).includes('\n');
}

/** Moves words to a comment above the line; they are taken out alone where the line goes on after a backslash. */
export function wordsAbove(file: InterfacesFile, line: Span, before: Span, words: Span, title: string): Fix {
  const gone = remove(file, { offset: before.end, end: words.end });
  if (!isOnLineOf(file, line, words)) return fixBy(title, gone);
  const text = file.text.slice(words.offset, words.end);
  return fixBy(title, [lineBefore(file, line, text.startsWith('#') ? text : `# ${text}`), gone]);
}

/** Takes a port out of its bridge; a bridge that has no other keeps `none`. */
export function withoutPort(file: InterfacesFile, device: InterfaceDevice, port: Span): Fix[] {
  const option = optionAt(device, port);
  const at = option?.words.findIndex((word) => word.offset === port.offset) ?? -1;
  if (!option || at < 0) return [];
  const title = `Take ${file.text.slice(port.offset, port.end)} out of ${device.name.value}`;
  if (option.words.length === 1) return [fixBy(title, replace(file, port, 'none'))];
  const before = option.words[at - 1] ?? option.name;
  return [fixBy(title, remove(file, { offset: before.end, end: port.end }))];
}

/** The two addresses that routers have for the most part, the first and the last of a subnet of IPv4; without the host's own. */
export function likelyGateways(subnet: Subnet, own: bigint): string[] {
  if (subnet.family !== 4 || subnet.prefix > 30) return [];
  return [subnet.network + 1n, lastAddress(subnet) - 1n]
    .filter((one, at, all) => one !== own && all.indexOf(one) === at)
    .map((one) => formatAddress(4, one));
}
