/** The fleet: every file of the workspace, parsed once a version, with an index over what the files share. */
import { URI } from 'vscode-uri';
import { parseCfg } from '../syntax/cfg/parser.ts';
import { pythonProblems } from '../syntax/cfg/python-dialect.ts';
import type { CfgTree } from '../syntax/cfg/tree.ts';
import { parseInterfaces } from '../syntax/interfaces/parser.ts';
import { parseSxp } from '../syntax/sxp/parser.ts';
import { evaluate } from './evaluate.ts';
import { guestFacts } from './guest.ts';
import { type NetworkFile, readNetworkFile } from './host-network/files.ts';
import { interfacesFacts } from './interfaces.ts';
import { basename, commonDepth, dirname, hostRoot, isWithin } from './paths.ts';
import type { Settings } from './settings.ts';
import { guestNames, guestSegments, interfacesComment, sharedKeys } from './shared-keys.ts';
import type { CfgFile, FileKind, InterfacesFile, Language, SourceFile, SxpFile, XlConfFile } from './source-file.ts';
import { chooseToolstack } from './toolstack.ts';
import { xendFacts } from './xend.ts';
import { xlConfFacts } from './xl-conf.ts';

/** The files that say how a host is set up; a guest belongs to the nearest such set above it. */
export interface Host {
  /** The folder that stands for the host; empty when nothing in the workspace describes one. */
  readonly root: string;
  readonly xend: SxpFile | undefined;
  readonly xlConf: XlConfFile | undefined;
  /** dom0's own interfaces file. */
  readonly interfaces: InterfacesFile | undefined;
}

const NO_HOST: Host = { root: '', xend: undefined, xlConf: undefined, interfaces: undefined };

export class Workspace {
  readonly #files = new Map<string, SourceFile>();
  readonly #networkFiles = new Map<string, NetworkFile>();
  readonly #sharing = new Map<string, Set<string>>();
  readonly #keys = new Map<string, ReadonlySet<string>>();
  /** Host root -> the files there that describe the host (interfaces files of guests among them). */
  readonly #hostFiles = new Map<string, Set<string>>();
  /** Files with a byte order mark on disk that is no part of their text here. */
  readonly #marked = new Set<string>();
  readonly #settingsOf: (uri: string) => Settings;

  /** `settingsOf` answers for a file's folder; call `rebuild` when its answers change. */
  constructor(settingsOf: (uri: string) => Settings) {
    this.#settingsOf = settingsOf;
  }

  get files(): ReadonlyMap<string, SourceFile> {
    return this.#files;
  }

  /** The files in which other programs set up a host's network; see host-network/. */
  get networkFiles(): ReadonlyMap<string, NetworkFile> {
    return this.#networkFiles;
  }

  settings(uri: string): Settings {
    return this.#settingsOf(uri);
  }

  /**
   * Takes in a file, or a new version of it, and gives the URIs of all files whose findings may differ now (the
   * file's own among them).
   */
  set(uri: string, language: FileKind, text: string, version: number): ReadonlySet<string> {
    if (language === 'host-network') return this.#setNetworkFile(uri, text);
    this.#networkFiles.delete(uri);
    const affected = this.#related(uri);
    const before = this.#files.get(uri);
    this.#forget(uri);
    const file = this.#build({ uri, path: URI.parse(uri).path, text, version }, language);
    this.#files.set(uri, file);
    this.#remember(file);
    if (describesToolstack(file) !== describesToolstack(before)) this.#rebuildGuests(hostRoot(file.path));
    for (const other of this.#related(uri)) affected.add(other);
    return affected.add(uri);
  }

  /** Whether a bridge exists depends on every such file, and so may any finding. They change seldom. */
  #setNetworkFile(uri: string, text: string): ReadonlySet<string> {
    const affected = new Set(this.delete(uri));
    this.#networkFiles.set(uri, readNetworkFile(uri, URI.parse(uri).path, text));
    for (const other of this.#files.keys()) affected.add(other);
    return affected;
  }

  /**
   * Says whether a file has a byte order mark on disk that its text lacks, as the documents of most editors do; holds
   * until it is said again or the file is taken out. Gives the URIs of the files whose findings may differ now.
   */
  setHiddenMark(uri: string, marked: boolean): ReadonlySet<string> {
    if (this.#marked.has(uri) === marked) return new Set();
    if (marked) this.#marked.add(uri);
    else this.#marked.delete(uri);
    return new Set([uri]);
  }

  hidesMark(uri: string): boolean {
    return this.#marked.has(uri);
  }

  /** Takes a file out; gives the URIs of the files whose findings may differ now. */
  delete(uri: string): ReadonlySet<string> {
    if (this.#networkFiles.delete(uri)) return new Set(this.#files.keys());
    this.#marked.delete(uri);
    const file = this.#files.get(uri);
    if (!file) return new Set();
    const affected = this.#related(uri);
    this.#forget(uri);
    if (describesToolstack(file)) this.#rebuildGuests(hostRoot(file.path));
    affected.delete(uri);
    return affected;
  }

  /** Reads every file's facts again after settings changed; trees are kept. */
  rebuild(): void {
    for (const file of [...this.#files.values()]) if (file.language === 'xen-cfg') this.#rebuildGuest(file);
  }

  /** The files that share a key such as `mac:00:16:3e:00:00:01` (see shared-keys.ts). */
  sharing(key: string): readonly SourceFile[] {
    return this.#lookUp(this.#sharing.get(key));
  }

  /** The same files one by one, for those who need only the first: a copied fleet shares a key thousands of times. */
  *eachSharing(key: string): Generator<SourceFile> {
    for (const uri of this.#sharing.get(key) ?? []) {
      const file = this.#files.get(uri);
      if (file) yield file;
    }
  }

  guests(): CfgFile[] {
    return [...this.#files.values()].filter((file) => file.language === 'xen-cfg');
  }

  /** Whether the folder of the file (or the one above its `auto/`) holds a host's own files. */
  isBesideHost(path: string): boolean {
    return this.#lookUp(this.#hostFiles.get(hostRoot(path))).some(describesToolstack);
  }

  /** The host that a file belongs to: the nearest set of host files above it, or the only one in the workspace. */
  hostOf(file: SourceFile): Host {
    const root = this.#hostRootOf(file.path);
    if (root === undefined) return NO_HOST;
    const there = this.#lookUp(this.#hostFiles.get(root));
    return {
      root,
      xend: there.find((other) => other.language === 'xend-sxp'),
      xlConf: there.find((other): other is XlConfFile => other.language === 'xl-conf'),
      interfaces: there.find(
        (other): other is InterfacesFile => other.language === 'xen-interfaces' && !this.guestOf(other),
      ),
    };
  }

  /** A guest's own interfaces file: named by a comment in the cfg, or found by the guest's name in its path. */
  interfacesOf(guest: CfgFile): InterfacesFile | undefined {
    const named = interfacesComment(guest);
    if (named) return this.sharing(`interfaces:${named}`).find((file) => file.language === 'xen-interfaces');
    const candidates = guestNames(guest)
      .flatMap((name) => this.sharing(`segment:${name}`))
      .filter((file) => file.language === 'xen-interfaces' && isFiledFor(file, guest)) as InterfacesFile[];
    const best = nearest(candidates, guest.path);
    return best && this.guestOf(best) === guest ? best : undefined;
  }

  /** The guest that an interfaces file belongs to; undefined for dom0's own and for one that nobody claims. */
  guestOf(file: InterfacesFile): CfgFile | undefined {
    const naming = this.sharing(`interfaces:${file.path}`).find((other) => other.language === 'xen-cfg');
    if (naming) return naming as CfgFile;
    for (const segment of guestSegments(file.path)) {
      const claiming = this.sharing(`guest:${segment}`).filter(
        (other) => other.language === 'xen-cfg' && isFiledFor(file, other),
      );
      const best = nearest(claiming as CfgFile[], file.path);
      if (best) return best;
    }
    return undefined;
  }

  #lookUp(uris: ReadonlySet<string> | undefined): SourceFile[] {
    const found: SourceFile[] = [];
    for (const uri of uris ?? []) {
      const file = this.#files.get(uri);
      if (file) found.push(file);
    }
    return found;
  }

  #hostRootOf(path: string): string | undefined {
    for (let folder = hostRoot(path); ; folder = dirname(folder)) {
      if (this.#describesHost(folder)) return folder;
      if (folder === '/') break;
    }
    const roots = [...this.#hostFiles.keys()].filter((root) =>
      this.#lookUp(this.#hostFiles.get(root)).some(describesToolstack),
    );
    return roots.length === 1 ? roots[0] : undefined;
  }

  #describesHost(root: string): boolean {
    return this.#lookUp(this.#hostFiles.get(root)).some(
      (file) => describesToolstack(file) || (file.language === 'xen-interfaces' && !this.guestOf(file)),
    );
  }

  #build(source: { uri: string; path: string; text: string; version: number }, language: Language): SourceFile {
    switch (language) {
      case 'xend-sxp': {
        const tree = parseSxp(source.text);
        return { ...source, language, tree, facts: xendFacts(tree) };
      }
      case 'xen-interfaces': {
        const tree = parseInterfaces(source.text);
        return { ...source, language, tree, facts: interfacesFacts(tree) };
      }
      case 'xl-conf':
      case 'xl-cpupool': {
        const tree = parseCfg(source.text);
        return { ...source, language, tree, facts: xlConfFacts(evaluate(tree, 'xl')) };
      }
      case 'xen-cfg':
        return this.#buildGuest(source, parseCfg(source.text));
    }
  }

  #buildGuest(source: { uri: string; path: string; text: string; version: number }, tree: CfgTree): CfgFile {
    const root = this.#hostRootOf(source.path);
    const host = root === undefined ? [] : this.#lookUp(this.#hostFiles.get(root));
    const neighbours = {
      xend: host.some((file) => file.language === 'xend-sxp'),
      xlConf: host.some((file) => file.language === 'xl-conf'),
    };
    const pythonReads = tree.python && pythonProblems(tree).length === 0;
    const toolstack = chooseToolstack(tree, neighbours, this.settings(source.uri), pythonReads);
    const facts = guestFacts(evaluate(tree, toolstack.toolstack), toolstack.toolstack);
    return { ...source, language: 'xen-cfg', tree, facts, toolstack };
  }

  #rebuildGuest(file: CfgFile): void {
    const { uri, path, text, version, tree } = file;
    this.#forget(uri);
    const rebuilt = this.#buildGuest({ uri, path, text, version }, tree);
    this.#files.set(uri, rebuilt);
    this.#remember(rebuilt);
  }

  #rebuildGuests(root: string): void {
    const alone = [...this.#hostFiles.keys()].length <= 1;
    for (const file of this.guests()) if (alone || isWithin(file.path, root)) this.#rebuildGuest(file);
  }

  /** The files that may contradict this one as things stand. */
  #related(uri: string): Set<string> {
    const related = new Set<string>();
    const file = this.#files.get(uri);
    if (!file) return related;
    for (const key of this.#keys.get(uri) ?? []) for (const other of this.#sharing.get(key) ?? []) related.add(other);
    if (file.language === 'xen-cfg') {
      const own = this.interfacesOf(file);
      if (own) related.add(own.uri);
      const host = this.hostOf(file);
      for (const other of [host.xend, host.interfaces]) if (other) related.add(other.uri);
    } else {
      const guest = file.language === 'xen-interfaces' ? this.guestOf(file) : undefined;
      if (guest) related.add(guest.uri);
      else
        for (const other of this.#files.values())
          if (this.hostOf(other).root === this.hostOf(file).root) related.add(other.uri);
    }
    return related;
  }

  #remember(file: SourceFile): void {
    const keys = sharedKeys(file);
    this.#keys.set(file.uri, keys);
    for (const key of keys) addTo(this.#sharing, key, file.uri);
    if (describesToolstack(file) || (file.language === 'xen-interfaces' && isMainInterfaces(file))) {
      addTo(this.#hostFiles, hostRoot(file.path), file.uri);
    }
  }

  #forget(uri: string): void {
    const file = this.#files.get(uri);
    if (!file) return;
    for (const key of this.#keys.get(uri) ?? []) removeFrom(this.#sharing, key, uri);
    this.#keys.delete(uri);
    removeFrom(this.#hostFiles, hostRoot(file.path), uri);
    this.#files.delete(uri);
  }
}

/** The files that are read from where a host keeps them: their names are fixed (XendOptions.py, xl.conf(5)). */
function describesToolstack(file: SourceFile | undefined): boolean {
  if (file === undefined) return false;
  const name = basename(file.path);
  return (
    (file.language === 'xend-sxp' && name === 'xend-config.sxp') || (file.language === 'xl-conf' && name === 'xl.conf')
  );
}

/** dom0's `etc/network/interfaces` itself, not a piece of it in interfaces.d. */
function isMainInterfaces(file: InterfacesFile): boolean {
  return /(?:^|\/)interfaces$/.test(file.path);
}

/** `NAME.interfaces` counts only beside the cfg; a path that holds the guest's name counts wherever it lies. */
function isFiledFor(file: SourceFile, guest: SourceFile): boolean {
  return !file.path.endsWith('.interfaces') || dirname(file.path) === dirname(guest.path);
}

function nearest<F extends SourceFile>(files: readonly F[], path: string): F | undefined {
  let best: F | undefined;
  let depth = -1;
  for (const file of files) {
    const shared = commonDepth(dirname(file.path), dirname(path));
    if (shared > depth) {
      best = file;
      depth = shared;
    }
  }
  return best;
}

function addTo(index: Map<string, Set<string>>, key: string, uri: string): void {
  const there = index.get(key);
  if (there) there.add(uri);
  else index.set(key, new Set([uri]));
}

function removeFrom(index: Map<string, Set<string>>, key: string, uri: string): void {
  const there = index.get(key);
  there?.delete(uri);
  if (there?.size === 0) index.delete(key);
}
