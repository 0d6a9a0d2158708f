/** The patterns by which a user leaves files out (VS Code's `files.exclude`). */
import { Minimatch } from 'minimatch';
import type { Excludes } from './folder-rules.ts';

/** Tells whether one of the patterns fits a path below the folder; what is no pattern counts as not set. */
export function excludes(patterns: readonly string[]): Excludes {
  const known = patterns.flatMap((pattern) => {
    try {
      return [new Minimatch(pattern, { dot: true, nocomment: true, noext: true, nonegate: true })];
    } catch {
      return [];
    }
  });
  return (relative) => known.some((pattern) => pattern.match(relative));
}

/** The patterns of a setting such as `files.exclude`: those that are on by themselves, whatever lies beside the file. */
export function excludePatterns(setting: unknown): string[] {
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting).flatMap(([pattern, on]) => (on === true ? [pattern] : []));
}
