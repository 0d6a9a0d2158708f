/** Grows a selection by what belongs together: word, part of a string, string, entry, list, setting, block, file. */
import type { Position, SelectionRange } from 'vscode-languageserver-types';
import { documentOf, rangeOf } from '../model/lines.ts';
import type { InterfacesFile, SourceFile, SxpFile } from '../model/source-file.ts';
import { type KeyFile, slotsOf, specStrings, toolstackOf } from '../model/spec-strings.ts';
import type { CfgExpression, CfgStatement } from '../syntax/cfg/tree.ts';
import { childrenOf, expressionsOf } from '../syntax/cfg/walk.ts';
import { type Span, touches } from '../syntax/span.ts';
import type { SxpItem } from '../syntax/sxp/tree.ts';

/** For each position the smallest range there, each range with the next larger one as its parent. */
export function selectionRanges(file: SourceFile, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = documentOf(file).offsetAt(position);
    let found: SelectionRange | undefined;
    for (const span of nested(file, offset)) {
      found = found ? { range: rangeOf(file, span), parent: found } : { range: rangeOf(file, span) };
    }
    return found ?? { range: { start: position, end: position } };
  });
}

/** How many ranges one place has at most: nobody grows a selection more often. */
const MOST = 64;

/** The spans around the offset from the largest to the smallest, each strictly within the one before. */
function nested(file: SourceFile, offset: number): Span[] {
  const around = [...spansAround(file, offset), lineOf(file.text, offset), wordOf(file.text, offset)]
    .filter((span) => touches(span, offset) && span.end > span.offset)
    .sort((a, b) => b.end - b.offset - (a.end - a.offset));
  const chain: Span[] = [{ offset: 0, end: file.text.length }];
  for (const span of around) {
    const outer = chain.at(-1) as Span;
    const within = outer.offset <= span.offset && span.end <= outer.end;
    if (within && span.end - span.offset < outer.end - outer.offset) chain.push(span);
  }
  return chain.length <= MOST ? chain : [...chain.slice(0, MOST / 2), ...chain.slice(-MOST / 2)];
}

function spansAround(file: SourceFile, offset: number): Iterable<Span> {
  if (file.language === 'xend-sxp') return sxpSpans(file, offset);
  if (file.language === 'xen-interfaces') return stanzaSpans(file, offset);
  return cfgSpans(file, offset);
}

function lineOf(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  while (end < text.length && !isBreak(text[end])) end++;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return { offset: start, end };
}

function wordOf(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\w.:/-]/.test(text[start - 1] ?? '')) start--;
  while (end < text.length && /[\w.:/-]/.test(text[end] ?? '')) end++;
  return { offset: start, end };
}

const isBreak = (sign: string | undefined): boolean => sign === '\n' || sign === '\r';
const isBlank = (sign: string | undefined): boolean => sign === ' ' || sign === '\t';

function* sxpSpans({ tree }: SxpFile, offset: number): Generator<Span> {
  let items: readonly SxpItem[] = tree.items;
  for (;;) {
    const item = items.find((one) => touches(one, offset));
    if (!item) return;
    yield item;
    if (item.kind === 'string') yield { offset: item.offset + 1, end: item.closed ? item.end - 1 : item.end };
    if (item.kind !== 'list') return;
    yield { offset: item.offset + 1, end: item.closed ? item.end - 1 : item.end };
    items = item.items;
  }
}

function* cfgSpans(file: KeyFile, offset: number): Generator<Span> {
  let statements: readonly CfgStatement[] = file.tree.statements;
  for (let found = at(statements, offset); found; found = at(statements, offset)) {
    yield found;
    yield* expressionSpans(expressionsOf(found), offset);
    if (found.kind !== 'block') break;
    statements = found.body;
  }
  for (const string of specStrings(file, { offset, end: offset })) {
    if (!touches(string.content, offset)) continue;
    const parts = new Map<number, Span>();
    for (const slot of slotsOf(string.spec, string.text, toolstackOf(file))) {
      yield slot;
      const part = parts.get(slot.part);
      parts.set(slot.part, { offset: part?.offset ?? slot.offset, end: Math.max(part?.end ?? 0, slot.end) });
    }
    yield* parts.values();
  }
}

const at = <S extends Span>(spans: readonly S[], offset: number): S | undefined =>
  spans.find((span) => touches(span, offset));

function* expressionSpans(expressions: readonly CfgExpression[], offset: number): Generator<Span> {
  for (let node = at(expressions, offset); node; node = at(childrenOf(node), offset)) {
    yield node;
    if (node.kind === 'string') yield node.content;
    if ((node.kind === 'list' || node.kind === 'tuple') && node.closed)
      yield { offset: node.offset + 1, end: node.end - 1 };
  }
}

function* stanzaSpans({ tree }: InterfacesFile, offset: number): Generator<Span> {
  const stanza = at(tree.stanzas, offset);
  if (!stanza) return;
  yield stanza;
  yield* [stanza.keyword, ...stanza.args];
  const option = at(stanza.options, offset);
  if (!option) return;
  const [first] = option.words;
  yield* [option, option.name, ...option.words];
  if (first) yield { offset: first.offset, end: option.end };
}
