/** Reads the Xen files of a folder from disk; the only place that opens files, and it never writes. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { HOST_FILES, languageOf } from './model/language.ts';
import type { Language } from './model/source-file.ts';
import { decodeText } from './text-input.ts';

/** Folders that never hold a host's configuration. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'proc', 'sys', 'dev']);

/** A configuration is small; what is larger than this (bytes) is no file of ours. */
const LARGEST = 32 * 1024 * 1024;

export interface FoundFile {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
}

/**
 * The Xen files below a folder, in the order of their names. Links are not followed: they lead to a file that is met
 * anyway (auto/vm01 to ../vm01.cfg), or out of the folder, where nothing may be read. What cannot be read goes to
 * `onError`.
 */
export function* filesBelow(folder: string, onError: (path: string, error: unknown) => void): Generator<FoundFile> {
  const waiting = [folder];
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    let names: string[];
    try {
      names = readdirSync(current).sort();
    } catch (error) {
      onError(current, error);
      continue;
    }
    const besideHost = HOST_FILES.some((name) => names.includes(name));
    for (const name of names) {
      const path = join(current, name);
      try {
        const status = lstatSync(path);
        if (status.isDirectory()) {
          if (!SKIPPED.has(name)) waiting.push(path);
        } else if (status.isFile() && status.size <= LARGEST) {
          const found = readIfOurs(path, besideHost);
          if (found) yield found;
        }
      } catch (error) {
        onError(path, error);
      }
    }
  }
}

/** Reads one file; undefined when it is none of ours (see `languageOf`). Throws what the file system throws. */
export function readIfOurs(path: string, besideHost: boolean): FoundFile | undefined {
  const text = readText(path);
  const language = languageOf(path.split(sep).join('/'), text, besideHost);
  return language && { path, language, text };
}

/** The text of a file. Throws what the file system throws. */
export function readText(path: string): string {
  return decodeText(readFileSync(path));
}
