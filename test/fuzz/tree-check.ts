/** What has to hold of every tree: each span lies inside the text; without a problem nothing but blanks is left out. */
import type { Language } from '../../server/src/model/source-file.ts';
import { parseCfg } from '../../server/src/syntax/cfg/parser.ts';
import { pythonProblems } from '../../server/src/syntax/cfg/python-dialect.ts';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';
import type { Span } from '../../server/src/syntax/span.ts';
import { parseSxp } from '../../server/src/syntax/sxp/parser.ts';

/** What is wrong with the tree of the text; undefined when nothing is. */
export function isUntidyTree(language: Language, text: string): string | undefined {
  try {
    if (language === 'xend-sxp') {
      const tree = parseSxp(text);
      return outside(tree, text) ?? uncovered(tree, tree.items);
    }
    if (language === 'xen-interfaces') {
      const tree = parseInterfaces(text);
      return outside(tree, text) ?? uncovered(tree, tree.stanzas);
    }
    const tree = parseCfg(text);
    return outside(tree, text) ?? (pythonProblems(tree).length > 0 ? undefined : uncovered(tree, tree.statements));
  } catch (error) {
    return `the parser throws ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** Looks at every object of the tree that has an offset and an end; deep trees too, so without recursion. */
function outside(tree: object, text: string): string | undefined {
  const pending: object[] = [tree];
  const seen = new Set<object>();
  for (let one = pending.pop(); one; one = pending.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const { offset, end } = one as Partial<Span>;
    if (
      typeof offset === 'number' &&
      !(
        Number.isInteger(offset) &&
        Number.isInteger(end) &&
        offset >= 0 &&
        offset <= (end as number) &&
        (end as number) <= text.length
      )
    )
      // biome-ignore format: one condition
      return `a span of the tree is out of the text: ${JSON.stringify({ ...one, items: undefined }).slice(0, 200)}`;
    for (const value of Object.values(one)) if (typeof value === 'object' && value !== null) pending.push(value);
  }
  return undefined;
}

interface Tree {
  readonly text: string;
  readonly comments: readonly Span[];
  readonly problems: readonly Span[];
}

/** What stands between the parts of a file and is none of them; control characters are judged by the readers. */
const SEPARATORS = ';\\\u00a0\ufeff';

/** The first stretch of a well-formed text that is neither blank nor in one of the spans; separators may be left out. */
function uncovered({ text, comments, problems }: Tree, parts: readonly Span[]): string | undefined {
  if (problems.length > 0) return undefined;
  const covered = new Uint8Array(text.length);
  for (const { offset, end } of [...parts, ...comments]) covered.fill(1, offset, end);
  for (let at = 0; at < text.length; at++)
    if (!covered[at] && text.charCodeAt(at) > 32 && !SEPARATORS.includes(text.charAt(at)))
      return `the tree leaves out text: ${JSON.stringify(text.slice(at, at + 20))}`;
  return undefined;
}
