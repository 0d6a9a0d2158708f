/** Reads the Xen files of a folder from disk; the only place that opens files, and it never writes. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { HOST_FILES, languageOf } from './model/language.ts';
import type { FileKind } from './model/source-file.ts';
import { decodeText } from './text-input.ts';

/** Folders that never hold a host's configuration. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'proc', 'sys', 'dev']);

/** A configuration is small; what is larger than this (bytes) is no file of ours. */
const LARGEST = 32 * 1024 * 1024;

export interface FoundFile {
  readonly path: string;
  readonly language: FileKind;
  readonly text: string;
}

/**
 * The Xen files below a folder, in the order of their names. Links are not followed: they lead to a file that is met
 * anyway (auto/vm01 to ../vm01.cfg), or out of the folder, where nothing may be read. What cannot be read goes to
 * `onError`.
 */
export function* filesBelow(folder: string, onError: (path: string, error: unknown) => void): Generator<FoundFile> {
  const waiting: Place[] = [{ path: folder, raw: Buffer.from(folder) }];
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    let places: Place[];
    try {
      places = placesIn(current);
    } catch (error) {
      onError(current.path, error);
      continue;
    }
    const besideHost = places.some((place) => HOST_FILES.includes(basename(place.path)));
    for (const place of places) {
      try {
        const status = lstatSync(place.raw);
        if (status.isDirectory()) {
          if (!SKIPPED.has(basename(place.path))) waiting.push(place);
        } else if (status.isFile() && status.size <= LARGEST) {
          const found = judge(place.path, decodeText(readFileSync(place.raw)), besideHost);
          if (found) yield found;
        }
      } catch (error) {
        onError(place.path, error);
      }
    }
  }
}

/** A file or folder: its name as people read it, and the bytes by which the system finds it (names need not be UTF-8). */
interface Place {
  readonly path: string;
  readonly raw: Buffer;
}

function placesIn({ path, raw }: Place): Place[] {
  return readdirSync(raw, { encoding: 'buffer' })
    .map((name) => ({ path: join(path, name.toString()), raw: Buffer.concat([raw, Buffer.from(sep), name]) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Reads one file; undefined when it is none of ours (see `languageOf`). Throws what the file system throws. */
export function readIfOurs(path: string, besideHost: boolean): FoundFile | undefined {
  return judge(path, readText(path), besideHost);
}

function judge(path: string, text: string, besideHost: boolean): FoundFile | undefined {
  const language = languageOf(path.split(sep).join('/'), text, besideHost);
  return language && { path, language, text };
}

/** The text of a file. Throws what the file system throws. */
export function readText(path: string): string {
  return decodeText(readFileSync(path));
}
