/** What an editor can fold: regions between two comments, comments of several lines, lists and texts over lines, Python's blocks, forms and stanzas. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { positionOf } from '../model/lines.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { CfgExpression, CfgStatement, CfgTree } from '../syntax/cfg/tree.ts';
import { childrenOf, expressionsOf } from '../syntax/cfg/walk.ts';
import type { Span } from '../syntax/span.ts';
import type { SxpItem, SxpTree } from '../syntax/sxp/tree.ts';

/** The foldable stretches in the order of their first lines, at most one for each line. */
export function foldingRanges(file: SourceFile): FoldingRange[] {
  const ranges = new Map<number, FoldingRange>();
  const add = (range: FoldingRange | undefined): void => {
    if (!range) return;
    const other = ranges.get(range.startLine);
    if (!other || other.endLine < range.endLine) ranges.set(range.startLine, range);
  };
  for (const span of stretchesOf(file)) add(rangeOver(file, span));
  for (const range of commentRanges(file)) add(range);
  // A region was marked by hand: it counts before whatever else begins on its line.
  for (const range of regions(file)) ranges.set(range.startLine, range);
  return [...ranges.values()].sort((a, b) => a.startLine - b.startLine);
}

function stretchesOf(file: SourceFile): Iterable<Span> {
  if (file.language === 'xend-sxp') return sxpStretches(file.tree);
  if (file.language === 'xen-interfaces') return file.tree.stanzas;
  return cfgStretches(file.tree);
}

function* sxpStretches(tree: SxpTree): Generator<Span> {
  const waiting: SxpItem[] = [...tree.items];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    yield item;
    if (item.kind === 'list') for (const one of item.items) waiting.push(one);
  }
}

function* cfgStretches(tree: CfgTree): Generator<Span> {
  const waiting: (CfgStatement | CfgExpression)[] = [...tree.statements];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const one of isStatement(node) ? expressionsOf(node) : childrenOf(node)) waiting.push(one);
    if (node.kind === 'block') for (const one of node.body) waiting.push(one);
  }
}

const BRACKETS: ReadonlySet<string> = new Set(')]}');
const STATEMENTS: ReadonlySet<string> = new Set(['assignment', 'block', 'simple', 'broken']);
const isStatement = (node: CfgStatement | CfgExpression): node is CfgStatement => STATEMENTS.has(node.kind);

/** The lines of a stretch; that of a closing bracket which stands alone stays visible. */
function rangeOver(file: SourceFile, { offset, end }: Span): FoldingRange | undefined {
  const startLine = positionOf(file, offset).line;
  const last = positionOf(file, end).line;
  const endLine = BRACKETS.has(file.text[end - 1] ?? '') && isAlone(file.text, end - 1) ? last - 1 : last;
  return endLine > startLine ? { startLine, endLine } : undefined;
}

/** Whether nothing but blanks stands before the offset on its line. */
function isAlone(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) at--;
  return at < 0 || text[at] === '\n' || text[at] === '\r';
}

/** Comments that stand alone on lines below each other; a mark of a region is none of them. */
function* commentRanges(file: SourceFile): Generator<FoldingRange> {
  let startLine = -1;
  let endLine = -1;
  const range = (): FoldingRange => ({ startLine, endLine, kind: FoldingRangeKind.Comment });
  for (const comment of file.tree.comments) {
    const { offset } = comment;
    if (!isAlone(file.text, offset) || markAt(file, comment)) continue;
    const { line } = positionOf(file, offset);
    if (line !== endLine + 1 || startLine < 0) {
      if (endLine > startLine) yield range();
      startLine = line;
    }
    endLine = line;
  }
  if (endLine > startLine) yield range();
}

/** How a comment begins or ends a region; the same as in syntaxes/*.language-configuration.json, which editors ask first. */
const REGION = /^#[ \t]*(end)?region\b/;

/** What stands between `# region` and its `# endregion`, both lines included; regions may lie within each other. */
function* regions(file: SourceFile): Generator<FoldingRange> {
  const open: number[] = [];
  for (const comment of file.tree.comments) {
    const mark = markAt(file, comment);
    if (!mark || !isAlone(file.text, comment.offset)) continue;
    const { line } = positionOf(file, comment.offset);
    const startLine = mark === 'end' ? open.pop() : undefined;
    if (mark === 'start') open.push(line);
    if (startLine !== undefined) yield { startLine, endLine: line, kind: FoldingRangeKind.Region };
  }
}

function markAt(file: SourceFile, { offset, end }: Span): 'start' | 'end' | undefined {
  const match = REGION.exec(file.text.slice(offset, Math.min(end, offset + 100)));
  return match ? (match[1] ? 'end' : 'start') : undefined;
}
