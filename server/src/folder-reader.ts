/**
 * Reads the Xen files of folders from disk, for a whole folder and for one file that changed by the same rules; it never
 * writes. A name is judged before a file is opened, and its first part before the rest is read: beside a guest's
 * file lie its disks.
 */
import { constants } from 'node:fs';
import * as nodeDisk from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { type Excludes, isBackupFolder, isFolderLeftOut, isLeftOut } from './folder-rules.ts';
import { HOST_FILES, isEfiBootFile, languageOf, mayBeOurs } from './model/language.ts';
import { hostRoot } from './model/paths.ts';
import type { FileKind } from './model/source-file.ts';
import { type DecodedText, decode, decodeStart, decodeText } from './text-input.ts';

/** A configuration is small; what is larger than this (bytes) is not read. */
const LARGEST = 32 * 1024 * 1024;

/** How much of a file (bytes) is read to see whether it is ours: `languageOf` looks no further. */
const SAMPLE = 65_536;

/** UTF-8's byte order mark. */
const MARK = Buffer.from('\ufeff');

const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0, O_NOCTTY = 0 } = constants;

/** Opens without waiting for anybody: a FIFO would wait for a writer. */
const AT_ONCE = O_RDONLY | O_NONBLOCK | O_NOCTTY;

/** How long (ms) the reader may keep others waiting without a pause. */
const SLICE = 10;

/** How much of a file that is ours (bytes) is read at a time. */
const PART = 1024 * 1024;

/** How many files are read at the same time: the disk is asked by several threads. */
const AT_A_TIME = 8;

/** How many entries of a folder are asked for at a time. */
const ENTRIES = 512;

/** What the reader needs of a file system; tests count what it asks for. */
export type Disk = Pick<typeof nodeDisk, 'lstat' | 'open' | 'opendir' | 'readlink' | 'realpath'>;

export interface FoundFile {
  readonly path: string;
  readonly language: FileKind;
  readonly text: string;
  readonly isUtf8: boolean;
  /** When it was changed last, ms since 1970. */
  readonly modified: number;
}

/** Something that was not read. `missed` says that it may well be ours, so that not everything was looked at. */
export interface Trouble {
  readonly path: string;
  /** What happened, to be put behind the path and a colon. */
  readonly reason: string;
  readonly missed: boolean;
}

export type Report = (trouble: Trouble) => void;

/** A folder that may be read, an absolute path; what a pattern fits is left out. */
export interface ReadableFolder {
  readonly path: string;
  readonly excluded: Excludes;
}

/** Where one of the folders really lies, and which one it is. */
interface RealFolder extends ReadableFolder {
  readonly index: number;
}

export interface ReaderOptions {
  readonly folders: readonly ReadableFolder[];
  /**
   * Whether a link to a file may lead out of the folders; then its target is read only where it is ours by its own name
   * and content as well. A link to a folder is never followed: inside, its files are found anyway.
   */
  readonly outside: boolean;
}

/** A file or folder: its name as people read it, and the bytes by which the system finds it (names need not be UTF-8). */
interface Place {
  readonly path: string;
  readonly raw: Buffer;
  /** Where it really lies, with all links followed. */
  readonly real: string;
}

interface Link {
  readonly path: string;
  readonly besideHost: boolean;
}

interface Entries {
  readonly folders: Place[];
  readonly files: Place[];
  readonly links: Place[];
  /** Folders that are left out and that somebody may miss. */
  readonly backups: Place[];
  besideHost: boolean;
}

interface ReadText extends DecodedText {
  readonly modified: number;
}

/** Says what a file is by its first part; undefined for one that is not wanted. */
type Judge = (sample: string) => FileKind | undefined;

export class FolderReader {
  readonly #options: ReaderOptions;
  readonly #disk: Disk;
  #realRoots: Promise<readonly RealFolder[]> | undefined;
  /** The real paths of what was taken in: a link to it does not make it count twice. */
  readonly #taken = new Set<string>();
  #paused = performance.now();
  #bootFiles = 0;

  constructor(options: ReaderOptions, disk: Disk = nodeDisk) {
    this.#options = options;
    this.#disk = disk;
  }

  /** How many files were seen that look like a guest's and are the EFI boot loader's: right where they are, and not ours. */
  get bootFiles(): number {
    return this.#bootFiles;
  }

  /**
   * The Xen files below a folder: those that lie there in the order of their names, then those that only a link leads to.
   * No file is given twice, whatever links to it (auto/vm01 to ../vm01.cfg).
   */
  async *filesBelow(folder: string, report: Report): AsyncGenerator<FoundFile> {
    const start = await this.#start(folder, report);
    const waiting = start ? [start] : [];
    const links: Link[] = [];
    for (let current = waiting.shift(); current; current = waiting.shift()) {
      const entries = await this.#entries(current, report);
      waiting.push(...entries.folders);
      links.push(...entries.links.map(({ path }) => ({ path, besideHost: entries.besideHost })));
      for (let next = 0; next < entries.files.length; next += AT_A_TIME) {
        const places = entries.files.slice(next, next + AT_A_TIME);
        const all = await Promise.all(places.map((place) => this.#regular(place, entries.besideHost, report)));
        for (const found of all) if (found) yield found;
      }
    }
    for (const link of links) {
      const found = await this.#followed(link, report);
      if (found) yield found;
    }
  }

  /** One file again; undefined when it is gone, none of ours, or where nothing may be read. */
  async read(path: string, report: Report): Promise<FoundFile | undefined> {
    const root = innermost(this.#options.folders, path);
    if (!root || isLeftOut(portable(relative(root.path, path)), root.excluded) || !mayBeOurs(portable(path))) return;
    return this.#fence(path, true, report, async () => {
      const besideHost = await this.#isBesideHost(path);
      const real = await this.#disk.realpath(path);
      if (!isSamePath(real, join(await this.#disk.realpath(root.path), relative(root.path, path))))
        return this.#linked({ path, besideHost }, real, report);
      if (!(await this.#disk.lstat(path)).isFile()) return;
      const judge: Judge = (sample) => languageOf(portable(path), sample, besideHost);
      return this.#take({ path, raw: Buffer.from(path), real }, judge, report);
    });
  }

  /**
   * The path by which a file lies in the folders, where it is asked for by another that a link makes: auto/vm01.cfg is
   * vm01.cfg. Undefined where no link is on the way, or the file lies elsewhere.
   */
  async unlinked(path: string): Promise<string | undefined> {
    try {
      const real = await this.#disk.realpath(path);
      const root = innermost(await this.#roots(), real);
      if (!root) return undefined;
      const written = this.#options.folders[root.index]?.path ?? root.path;
      const own = join(written, relative(root.path, real));
      return isSamePath(own, path) ? undefined : own;
    } catch {
      return undefined;
    }
  }

  /**
   * The whole text of a file that somebody named; undefined when it was taken in already, by this name or another.
   * Throws what the file system throws.
   */
  async readNamed(path: string): Promise<string | undefined> {
    if (GIVEN_BY_SHELL.test(path)) return readGiven(path);
    const real = await this.#disk.realpath(path);
    if (this.#taken.has(real)) return undefined;
    const text = await readGiven(real);
    this.#taken.add(real);
    return text;
  }

  async #start(folder: string, report: Report): Promise<Place | undefined> {
    return this.#fence(folder, true, report, async () => {
      const root = innermost(this.#options.folders, folder);
      if (!root || isLeftOut(portable(join(relative(root.path, folder), 'x')), root.excluded)) return;
      const real = await this.#disk.realpath(folder);
      if (!isSamePath(real, join(await this.#disk.realpath(root.path), relative(root.path, folder)))) return;
      if (!(await this.#disk.lstat(real)).isDirectory()) return;
      return { path: folder, raw: Buffer.from(folder), real };
    });
  }

  /** What lies in a folder, without what its name alone rules out. */
  async #entries(folder: Place, report: Report): Promise<Entries> {
    const found: Entries = { folders: [], files: [], links: [], backups: [], besideHost: false };
    await this.#fence(folder.path, true, report, async () => {
      // Since it was seen, a link may have taken its place.
      if (!isSamePath(await this.#disk.realpath(folder.raw), folder.real)) return;
      const root = innermost(this.#options.folders, folder.path);
      // The types know no names in bytes.
      const options = { encoding: 'buffer' as BufferEncoding, bufferSize: ENTRIES };
      for await (const entry of await this.#disk.opendir(folder.raw as unknown as string, options)) {
        await this.#breathe();
        const place = placeIn(folder, entry.name as unknown as Buffer);
        const name = basename(place.path);
        if (HOST_FILES.includes(name)) found.besideHost = true;
        if (entry.isDirectory() && isBackupFolder(name)) found.backups.push(place);
        if (entry.isDirectory() ? isFolderLeftOut(name) : !mayBeOurs(portable(place.path))) continue;
        if (root?.excluded(portable(relative(root.path, place.path)))) continue;
        if (entry.isDirectory()) found.folders.push(place);
        else if (entry.isFile()) found.files.push(place);
        else if (entry.isSymbolicLink()) found.links.push(place);
      }
    });
    for (const list of [found.folders, found.files, found.links, found.backups])
      list.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    for (const { path } of found.backups)
      report({ path, reason: 'left out: by its name it holds backups', missed: false });
    return found;
  }

  #regular(place: Place, besideHost: boolean, report: Report): Promise<FoundFile | undefined> {
    const judge: Judge = (sample) => languageOf(portable(place.path), sample, besideHost);
    return this.#fence(place.path, isTelling(place.path), report, () => this.#take(place, judge, report));
  }

  async #followed(link: Link, report: Report): Promise<FoundFile | undefined> {
    return this.#fence(link.path, isTelling(link.path), report, async () => {
      let real: string;
      try {
        real = await this.#realTarget(link.path);
      } catch (error) {
        if (!leadsNowhere(error)) throw error;
        report({ path: link.path, reason: 'a link that leads to no file', missed: false });
        return;
      }
      return this.#linked(link, real, report);
    });
  }

  /**
   * Where a link leads. In a host's files that were copied somewhere else an absolute link means the copy: there
   * /etc/xen/vm01.cfg is HOST/etc/xen/vm01.cfg.
   */
  async #realTarget(path: string): Promise<string> {
    const root = hostRoot(portable(path));
    if (root !== '/' && portable(path).startsWith(`${root}/etc/`)) {
      const written = await this.#disk.readlink(path);
      try {
        if (isAbsolute(written)) return await this.#disk.realpath(join(root, written));
      } catch (error) {
        if (!leadsNowhere(error)) throw error;
      }
    }
    return this.#disk.realpath(path);
  }

  /** The file that a link leads to, where it may be read and is not found without the link. */
  async #linked(link: Link, real: string, report: Report): Promise<FoundFile | undefined> {
    const inside = innermost(await this.#roots(), real);
    if (!inside && !this.#options.outside) return;
    const status = await this.#disk.lstat(real);
    if (status.isDirectory() && !inside)
      report({
        path: link.path,
        reason: `a link to ${real}, which is not read unless it is named as well`,
        missed: false,
      });
    if (!status.isFile() || !mayBeOurs(portable(link.path))) return;
    const besideHost = await this.#isBesideHost(real);
    const isFound = inside && !isLeftOut(portable(relative(inside.path, real)), inside.excluded);
    const judge: Judge = (sample) => {
      const own = mayBeOurs(portable(real)) && languageOf(portable(real), sample, besideHost);
      if (inside ? isFound && own : !own) return undefined;
      return languageOf(portable(link.path), sample, link.besideHost);
    };
    return this.#take({ path: link.path, raw: Buffer.from(real), real }, judge, report);
  }

  async #take(place: Place, judge: Judge, report: Report): Promise<FoundFile | undefined> {
    if (this.#taken.has(place.real)) return undefined;
    let language: FileKind | undefined;
    const read = await this.#text(place.raw, (sample) => {
      language = judge(sample);
      if (!language && isEfiBootFile(sample)) this.#bootFiles++;
      return language !== undefined;
    });
    if (read === undefined || language === undefined) return undefined;
    if (read === 'too large') {
      report({ path: place.path, reason: `cannot be read: ${TOO_LARGE}`, missed: true });
      return undefined;
    }
    this.#taken.add(place.real);
    return { path: place.path, language, ...read };
  }

  /**
   * The text of a regular file whose first part is wanted; undefined for any other. It is opened without following a link and
   * without waiting for anybody, and then looked at: a FIFO may have taken the file's name meanwhile.
   */
  async #text(raw: Buffer, isWanted: (sample: string) => boolean): Promise<ReadText | 'too large' | undefined> {
    await this.#breathe();
    const handle = await this.#disk.open(raw, AT_ONCE | O_NOFOLLOW);
    try {
      const status = await handle.stat();
      if (!status.isFile()) return undefined;
      const sample = await readPart(handle, 0, Math.min(SAMPLE, status.size));
      if (!isWanted(decodeStart(sample))) return undefined;
      if (status.size > LARGEST) return 'too large';
      const parts = [sample];
      let length = sample.length;
      while (length < status.size) {
        const part = await readPart(handle, length, Math.min(PART, status.size - length));
        if (part.length === 0) break;
        parts.push(part);
        length += part.length;
      }
      return { ...decode(Buffer.concat(parts)), modified: status.mtimeMs };
    } finally {
      await handle.close();
    }
  }

  async #isBesideHost(path: string): Promise<boolean> {
    for (const name of HOST_FILES) {
      try {
        await this.#disk.lstat(join(dirname(path), name));
        return true;
      } catch {
        // It is not there, or nobody may know.
      }
    }
    return false;
  }

  #roots(): Promise<readonly RealFolder[]> {
    this.#realRoots ??= Promise.all(
      this.#options.folders.map(async (folder, index) => {
        try {
          return [{ ...folder, index, path: await this.#disk.realpath(folder.path) }];
        } catch {
          return [];
        }
      }),
    ).then((roots) => roots.flat());
    return this.#realRoots;
  }

  /** Whatever happens to one file or folder, the others are read. */
  async #fence<R>(
    path: string,
    missed: boolean,
    report: Report,
    act: () => Promise<R | undefined>,
  ): Promise<R | undefined> {
    try {
      return await act();
    } catch (error) {
      if (!isGone(error)) report({ path, reason: `cannot be read: ${reasonOf(error)}`, missed });
      return undefined;
    }
  }

  /** Lets others have their turn now and then. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#paused < SLICE) return;
    await new Promise((done) => setImmediate(done));
    this.#paused = performance.now();
  }
}

/** What a shell opens for the program: `/dev/stdin`, and `/dev/fd/63` for `<(command)`. Whoever writes there is there already. */
const GIVEN_BY_SHELL = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * The text of a regular file that somebody names, or of a pipe that the shell made; no more than a file may have. Throws what
 * the file system throws.
 */
export async function readGiven(path: string): Promise<string> {
  const isGiven = GIVEN_BY_SHELL.test(path);
  const handle = await nodeDisk.open(path, isGiven ? O_RDONLY : AT_ONCE);
  try {
    const status = await handle.stat();
    if (!status.isFile() && !(isGiven && status.isFIFO())) throw new Error('it is not a regular file');
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of handle.createReadStream({ autoClose: false })) {
      parts.push(part);
      length += part.length;
      if (length > LARGEST) throw new Error(TOO_LARGE);
    }
    return decodeText(Buffer.concat(parts));
  } finally {
    await handle.close();
  }
}

/**
 * Whether a file begins with UTF-8's byte order mark; false for what is no regular file and for what cannot be read. Links are
 * followed: it is asked of documents that somebody opened.
 */
export async function startsWithMark(path: string): Promise<boolean> {
  try {
    const handle = await nodeDisk.open(path, AT_ONCE);
    try {
      return (await handle.stat()).isFile() && (await readPart(handle, 0, MARK.length)).equals(MARK);
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

/** When a regular file was changed last (ms since 1970), links followed; undefined for all else and for what cannot be asked. */
export async function modifiedAt(path: string): Promise<number | undefined> {
  try {
    const status = await nodeDisk.stat(path);
    return status.isFile() ? status.mtimeMs : undefined;
  } catch {
    return undefined;
  }
}

const TOO_LARGE = `it is larger than ${LARGEST / 1024 / 1024} MB`;

/** What went wrong, in the system's words without its calls and paths. */
export function reasonOf(error: unknown): string {
  const errno = (error as NodeJS.ErrnoException | null)?.errno;
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known?.[1] ?? (error instanceof Error ? error.message : String(error));
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
}

function leadsNowhere(error: unknown): boolean {
  return isGone(error) || (error as NodeJS.ErrnoException | null)?.code === 'ELOOP';
}

/** Whether a file's name says that it is ours; without a suffix, or with that of many programs, only its content could. */
function isTelling(path: string): boolean {
  const name = basename(path);
  return portable(path).includes('/xen/') || HOST_FILES.includes(name) || /^interfaces$|\.(?!conf$)[^.]+$/.test(name);
}

async function readPart(handle: nodeDisk.FileHandle, from: number, size: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await handle.read(part, length, size - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return part.subarray(0, length);
}

function placeIn(folder: Place, name: Buffer): Place {
  const text = name.toString();
  const raw = Buffer.concat([folder.raw, Buffer.from(folder.path.endsWith(sep) ? '' : sep), name]);
  return { path: join(folder.path, text), raw, real: join(folder.real, text) };
}

/** The path with `/` between its parts, as the model compares them. */
function portable(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** Systems that take capitals and small letters for the same give the spelling on disk for the real one. */
function isSamePath(a: string, b: string): boolean {
  if (a === b) return true;
  return (process.platform === 'win32' || process.platform === 'darwin') && a.toLowerCase() === b.toLowerCase();
}

/** The innermost of the folders that holds the path, or is it. */
function innermost<F extends ReadableFolder>(folders: readonly F[], path: string): F | undefined {
  return folders
    .filter((folder) => {
      const below = relative(folder.path, path);
      return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
    })
    .sort((a, b) => b.path.length - a.path.length)[0];
}
