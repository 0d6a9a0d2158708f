/** Runs the rules over one file: severities from the settings, silenced lines left out. */
import type { Settings, Severity } from '../model/settings.ts';
import type { Language, SourceFile } from '../model/source-file.ts';
import { HOLE } from '../syntax/template.ts';
import uselessIgnore, { uselessIgnores } from './comments/useless-ignore.ts';
import { lineEnd, lineStart } from './edits.ts';
import { type IgnoredCode, ignoreComments, silencers } from './ignore-comments.ts';
import { rules } from './index.ts';
import type { Area, CheckContext, Finding, Rule } from './rule.ts';

/** A finding together with the rule that made it and the severity that holds for this file. */
export interface Diagnosis extends Finding {
  readonly code: string;
  readonly area: Area;
  readonly severity: Severity;
  /** The toolstack refuses the file or the guest: whatever the settings call it, a comment does not silence it. */
  readonly refused: boolean;
}

/** As many other places as one finding names: in a file of a thousand equal lines each could name all others. */
const MOST_RELATED = 20;

const RULES_OF = new Map<Language, readonly Rule[]>();

function rulesFor(language: Language): readonly Rule[] {
  const known = RULES_OF.get(language);
  if (known) return known;
  const chosen = rules.filter((rule) => rule.languages.includes(language));
  RULES_OF.set(language, chosen);
  return chosen;
}

/**
 * All findings for a file, in the order of the text. A rule that fails must not take the others with it: its error
 * goes to `onError`; without one it is thrown.
 */
export function check(
  file: SourceFile,
  context: CheckContext,
  onError?: (rule: Rule, error: unknown) => void,
): Diagnosis[] {
  const found: Diagnosis[] = [];
  for (const rule of rulesFor(file.language)) {
    const wanted = context.settings.rules[rule.code];
    if (wanted === 'off' || (file.template && !rule.inTemplates)) continue;
    try {
      for (const finding of rule.check(file, context)) {
        if (file.template && touchesHole(file, finding)) continue;
        const severity = finding.severity ?? rule.severity;
        found.push({
          ...finding,
          ...(finding.related && { related: finding.related.slice(0, MOST_RELATED) }),
          code: rule.code,
          area: rule.area,
          severity: wanted ?? severity,
          refused: severity === 'error',
        });
      }
    } catch (error) {
      if (!onError) throw error;
      onError(rule, error);
    }
  }
  return silence(file, found, context).sort((a, b) => a.span.offset - b.span.offset || a.span.end - b.span.end);
}

/** Whether a line of the finding has a placeholder: what is filled in may put it right. */
function touchesHole({ tree }: SourceFile, { span }: Finding): boolean {
  return tree.text.slice(lineStart(tree.text, span.offset), lineEnd(tree.text, span.end)).includes(HOLE);
}

/** Leaves out what a comment silences, and adds what is to be said of such comments. */
function silence(file: SourceFile, found: readonly Diagnosis[], context: CheckContext): Diagnosis[] {
  const comments = ignoreComments(file);
  if (comments.length === 0) return [...found];
  const used = new Set<IgnoredCode>();
  const refused = new Set<IgnoredCode>();
  const silencerOf = silencers(file, comments);
  const kept = found.filter((one) => {
    const silencer = silencerOf(one.code, one.span.offset);
    if (silencer) (one.refused ? refused : used).add(silencer);
    return !silencer || one.refused;
  });
  const { code, area, severity } = uselessIgnore;
  const isOff = (other: string): boolean => context.settings.rules[other] === 'off';
  // In a template most rules are silent by themselves.
  if (isOff(code) || file.template) return kept;
  for (const finding of uselessIgnores(file, comments, { used, refused }, rules, isOff)) {
    const wanted = context.settings.rules[code];
    kept.push({
      ...finding,
      code,
      area,
      severity: wanted && wanted !== 'off' ? wanted : severity,
      refused: false,
    });
  }
  return kept;
}

/** The context of a check with the settings that hold for the file. */
export function contextFor(file: SourceFile, workspace: CheckContext['workspace']): CheckContext {
  const settings: Settings = workspace.settings(file.uri);
  return { workspace, settings };
}

export { lineEnd, lineStart };
