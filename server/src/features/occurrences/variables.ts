/** The keys of a domU file, and the names of the Python in it. */
import { lexer, Word } from '../../syntax/cfg/lexer.ts';
import type { CfgStatement, CfgTree } from '../../syntax/cfg/tree.ts';
import type { NamedPlace } from './types.ts';

/** Longer texts (UTF-16 units) are not searched with every move of the cursor. */
const LONGEST = 1_000_000;

/** Every word that names a variable, in the order of the text; attributes and the names of arguments are none. */
export function variablesOf(tree: CfgTree): NamedPlace[] {
  if (tree.text.length > LONGEST) return [];
  const { tokens } = lexer.tokenize(tree.text);
  const set = settingOffsets(tree);
  const places: NamedPlace[] = [];
  const calls: boolean[] = [];
  for (const [index, { tokenType, image, startOffset }] of tokens.entries()) {
    const before = tokens[index - 1];
    if (image === '(') calls.push(before?.tokenType === Word || before?.image === ')' || before?.image === ']');
    else if (image === '[' || image === '{') calls.push(false);
    else if (image === ')' || image === ']' || image === '}') calls.pop();
    const declared = tokens.slice(Math.max(0, index - 4), index).map((one) => one.image);
    if (/^['"]/.test(image) && declared.join(' ') === DECLARES && /^(['"])[A-Za-z_]\w*\1$/.test(image)) {
      const [offset, end] = [startOffset + 1, startOffset + image.length - 1];
      places.push({ kind: 'variable', name: image.slice(1, -1), defines: true, offset, end });
    }
    if (tokenType !== Word || before?.image === '.' || KEYWORDS.has(image)) continue;
    if (calls.at(-1) && tokens[index + 1]?.image === '=') continue;
    const end = startOffset + image.length;
    places.push({ kind: 'variable', name: image, defines: set.has(startOffset), offset: startOffset, end });
  }
  return places;
}

/** How a file declares a variable that xm's command line sets; its name follows as a string (`xm_vars.var('vmid', …)`). */
const DECLARES = 'xm_vars . var (';

const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert break class continue def del elif else except exec finally for from global if import in is lambda not or pass print raise return try while with yield None True False'.split(
    ' ',
  ),
);

/** Where names are set: targets of assignments, and what heads and imports bind. */
function settingOffsets(tree: CfgTree): ReadonlySet<number> {
  const offsets = new Set<number>();
  const waiting: CfgStatement[] = [...tree.statements];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.kind === 'assignment') for (const target of [one.target, ...one.chained]) offsets.add(target.offset);
    else if (one.kind !== 'broken') for (const name of one.binds) offsets.add(name.offset);
    if (one.kind === 'block') for (const inner of one.body) waiting.push(inner);
  }
  return offsets;
}

/** Functions through which Python reaches names that stand in texts. */
const REACHES_ALL = /\b(?:exec|execfile|eval|globals|locals|vars|setattr|getattr|__import__)\b/;

/** Why a variable cannot be renamed safely; undefined when it can. */
export function renameObstacle(tree: CfgTree, name: string): string | undefined {
  if (REACHES_ALL.test(tree.text)) return 'The file reaches variables by names in texts, which renaming would miss.';
  const waiting: { one: CfgStatement; local: boolean }[] = tree.statements.map((one) => ({ one, local: false }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { one, local } = next;
    const function_ = one.kind === 'block' && (one.keyword === 'def' || one.keyword === 'class');
    const names = one.kind === 'assignment' ? [one.target, ...one.chained] : one.kind === 'broken' ? [] : one.binds;
    const binds = names.some((span) => tree.text.slice(span.offset, span.end) === name);
    const imports = one.kind === 'simple' && (one.keyword === 'import' || one.keyword === 'from');
    if (binds && imports) return `${name} is the name of a module or of something in one.`;
    if (binds && (local || function_)) return `${name} is a name inside a function too; renaming could mix up the two.`;
    if (one.kind === 'block') for (const inner of one.body) waiting.push({ one: inner, local: local || function_ });
  }
  return /\blambda\b/.test(tree.text) ? `A lambda of the file may use ${name} for something else.` : undefined;
}
