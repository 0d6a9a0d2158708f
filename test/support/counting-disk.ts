/** A disk that keeps account of what was asked of it. */
import * as disk from 'node:fs/promises';
import { relative } from 'node:path';
import type { Disk } from '../../server/src/folder-reader.ts';

export interface Account {
  readonly disk: Disk;
  /** What was opened, relative to the folder, in the order of opening, and how many bytes were read of it. */
  readonly opened: Map<string, number>;
}

/** `before` is called with the path before a file is opened; `listing` before a folder is listed. */
export function countingDisk(
  folder: string,
  before: (path: string) => Promise<void> | void = () => {},
  listing: (path: string) => Promise<void> | void = () => {},
): Account {
  const opened = new Map<string, number>();
  return {
    opened,
    disk: {
      ...disk,
      opendir: async (path, options) => {
        await listing(relative(folder, String(path)));
        return disk.opendir(path, options);
      },
      open: async (path, flags, mode) => {
        const name = relative(folder, String(path));
        await before(name);
        const handle = await disk.open(path, flags, mode);
        opened.set(name, opened.get(name) ?? 0);
        const read = handle.read.bind(handle) as (...args: unknown[]) => Promise<{ bytesRead: number }>;
        const counted = async (...args: unknown[]) => {
          const result = await read(...args);
          opened.set(name, (opened.get(name) ?? 0) + result.bytesRead);
          return result;
        };
        handle.read = counted as typeof handle.read;
        return handle;
      },
    },
  };
}
