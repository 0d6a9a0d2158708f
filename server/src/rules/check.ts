/** Runs the rules over one file: severities from the settings, silenced lines left out. */
import type { Settings, Severity } from '../model/settings.ts';
import type { Language, SourceFile } from '../model/source-file.ts';
import { rules } from './index.ts';
import type { Area, CheckContext, Finding, Rule } from './rule.ts';

/** A finding together with the rule that made it and the severity that holds for this file. */
export interface Diagnosis extends Finding {
  readonly code: string;
  readonly area: Area;
  readonly severity: Severity;
}

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
    if (wanted === 'off') continue;
    try {
      for (const finding of rule.check(file, context)) {
        found.push({
          ...finding,
          code: rule.code,
          area: rule.area,
          severity: wanted ?? finding.severity ?? rule.severity,
        });
      }
    } catch (error) {
      if (!onError) throw error;
      onError(rule, error);
    }
  }
  const silenced = silencedLines(file);
  const kept =
    silenced.size === 0
      ? found
      : found.filter((one) => !silenced.get(lineStart(file.text, one.span.offset))?.has(one.code));
  return kept.sort((a, b) => a.span.offset - b.span.offset || a.span.end - b.span.end);
}

const IGNORE = /^[#;\s]*xen-config:\s*ignore((?:[\s,]+[a-z][a-z0-9-]*)+)/;

/** Offset of a line's start -> the codes that a comment silences there: its own line, or the next when it stands alone. */
function silencedLines(file: SourceFile): Map<number, Set<string>> {
  const silenced = new Map<number, Set<string>>();
  for (const comment of file.tree.comments) {
    const match = IGNORE.exec(file.text.slice(comment.offset, Math.min(comment.end, comment.offset + 1000)));
    if (!match?.[1]) continue;
    const codes = new Set(match[1].split(/[\s,]+/).filter(Boolean));
    const start = lineStart(file.text, comment.offset);
    const alone = file.text.slice(start, comment.offset).trim() === '';
    const next = file.text.indexOf('\n', comment.end);
    const line = alone ? (next < 0 ? file.text.length : next + 1) : start;
    silenced.set(line, new Set([...(silenced.get(line) ?? []), ...codes]));
  }
  return silenced;
}

/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that holds `offset` ends, its line break not included. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next < 0) return text.length;
  return next > 0 && text.charCodeAt(next - 1) === 13 ? Math.max(offset, next - 1) : next;
}

/** The context of a check with the settings that hold for the file. */
export function contextFor(file: SourceFile, workspace: CheckContext['workspace']): CheckContext {
  const settings: Settings = workspace.settings(file.uri);
  return { workspace, settings };
}
