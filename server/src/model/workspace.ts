/** The fleet: every file of the workspace, parsed once a version, with an index over what the files share. */
import { URI } from 'vscode-uri';
import { parseCfg } from '../syntax/cfg/parser.ts';
import { pythonProblems } from '../syntax/cfg/python-dialect.ts';
import type { CfgTree } from '../syntax/cfg/tree.ts';
import { parseInterfaces } from '../syntax/interfaces/parser.ts';
import { parseSxp } from '../syntax/sxp/parser.ts';
import { looksLikeTemplate, maskTemplate } from '../syntax/template.ts';
import { Dependencies } from './dependencies.ts';
import { evaluate } from './evaluate.ts';
import { guestFacts } from './guest.ts';
import { type NetworkFile, readNetworkFile } from './host-network/files.ts';
import { interfacesFacts } from './interfaces.ts';
import { basename, commonDepth, dirname, hostRoot } from './paths.ts';
import type { Settings } from './settings.ts';
import { guestNames, guestSegments, interfacesComment, sharedKeys } from './shared-keys.ts';
import type {
  CfgFile,
  FileKind,
  InterfacesFile,
  Language,
  SourceFile,
  SxpFile,
  ToolstackChoice,
  XlConfFile,
} from './source-file.ts';
import { templateName } from './template-name.ts';
import { chooseToolstack } from './toolstack.ts';
import { UriIndex } from './uri-index.ts';
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

/** A file as it comes in. */
interface Given {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly version: number;
}

/** The text of a template with what is filled in masked; undefined for a file that is none. */
function maskedTemplate(path: string, text: string): string | undefined {
  if (!templateName(path).isTemplate && !looksLikeTemplate(text)) return undefined;
  return maskTemplate(text)?.text;
}

/** What a workspace that many files come into may put off. */
export interface WorkspaceOptions {
  /** Whether guests that have to be looked at again wait until `renew` or `renewSome`; else it happens at once. */
  readonly lazily?: boolean;
}

/** So often one change may lead to a guest being looked at again: guests and hosts may name each other in a circle. */
const MOST_ROUNDS = 4;

/**
 * All that is derived from several files is known with what it was made from (see dependencies.ts). Keys of what is
 * read: a key of shared-keys.ts stands for which files have it, with a `*` before it also for what these files say;
 * `host:ROOT` and `*host:ROOT` are the same for the files that describe a host, `file:URI` for one file, `modified:URI` for
 * when it was changed on disk, and `hosts` for the roots of all hosts.
 */
export class Workspace {
  readonly #files = new Map<string, SourceFile>();
  readonly #networkFiles = new Map<string, NetworkFile>();
  readonly #sharing = new UriIndex();
  readonly #keys = new Map<string, ReadonlySet<string>>();
  /** Key -> the guests that share it, as long as none of them changes. */
  readonly #runs = new Map<string, Runs>();
  /** Host root -> the files there that describe the host (interfaces files of guests among them). */
  readonly #hostFiles = new UriIndex();
  /** Host root -> how many files there say which toolstack the host has. */
  readonly #toolstackRoots = new Map<string, number>();
  /** Files with a byte order mark on disk that is no part of their text here. */
  readonly #marked = new Set<string>();
  /** Files whose bytes on disk are not UTF-8. */
  readonly #otherEncoding = new Set<string>();
  /** When files were changed last on disk (ms since 1970), where that is known. */
  readonly #modified = new Map<string, number>();
  /** What findings were made from; only where somebody observes them. */
  readonly #findings = new Dependencies();
  /** What the toolstack of a guest was chosen from. */
  readonly #choices = new Dependencies();
  /** Guests whose toolstack may be another one now, and how often each was looked at since the last was settled. */
  readonly #outdated = new Set<string>();
  readonly #rounds = new Map<string, number>();
  readonly #settingsOf: (uri: string) => Settings;
  readonly #lazily: boolean;

  /** `settingsOf` answers for a file's folder; call `rebuild` when its answers change. */
  constructor(settingsOf: (uri: string) => Settings, { lazily = false }: WorkspaceOptions = {}) {
    this.#settingsOf = settingsOf;
    this.#lazily = lazily;
  }

  /**
   * A copy that goes its own way: other texts of its files can be tried in it, and nothing of it shows here. What was
   * derived before is taken over; files that make or unmake a host are no matter for a trial.
   */
  fork(): Workspace {
    const copy = new Workspace(this.#settingsOf);
    for (const [uri, file] of this.#files) copy.#files.set(uri, file);
    for (const [uri, file] of this.#networkFiles) copy.#networkFiles.set(uri, file);
    for (const [uri, keys] of this.#keys) copy.#keys.set(uri, keys);
    for (const [root, count] of this.#toolstackRoots) copy.#toolstackRoots.set(root, count);
    for (const uri of this.#marked) copy.#marked.add(uri);
    for (const uri of this.#otherEncoding) copy.#otherEncoding.add(uri);
    for (const [uri, time] of this.#modified) copy.#modified.set(uri, time);
    copy.#sharing.addAll(this.#sharing);
    copy.#hostFiles.addAll(this.#hostFiles);
    return copy;
  }

  get files(): ReadonlyMap<string, SourceFile> {
    this.#read('files');
    return this.#files;
  }

  /** The files in which other programs set up a host's network; see host-network/. */
  get networkFiles(): ReadonlyMap<string, NetworkFile> {
    this.#read('network-files');
    return this.#networkFiles;
  }

  settings(uri: string): Settings {
    return this.#settingsOf(uri);
  }

  /**
   * Computes the findings of a file, so that `set`, `delete` and `renew` name it when they may differ. What nobody
   * observes is never named, but for the file itself that is set.
   */
  observe<R>(uri: string, compute: () => R): R {
    return this.#findings.observe(uri, compute);
  }

  /**
   * Takes in a file, or a new version of it, and gives the URIs of all files whose findings may differ now (the
   * file's own among them).
   */
  set(uri: string, language: FileKind, text: string, version: number): ReadonlySet<string> {
    const affected = new Set<string>([uri]);
    if (language === 'host-network') {
      this.#swap(uri, undefined, affected);
      this.#networkFiles.set(uri, readNetworkFile(uri, URI.parse(uri).path, text));
      this.#touch('network-files', affected);
    } else {
      const file = this.#build({ uri, path: URI.parse(uri).path, text, version }, language);
      if (this.#networkFiles.delete(uri)) this.#touch('network-files', affected);
      this.#swap(uri, file, affected);
    }
    return this.#settled(affected);
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

  /**
   * Says when a file was changed last on disk (ms since 1970; undefined where nobody knows); holds until it is said again or
   * the file is taken out. Gives the URIs of the files whose findings may differ now.
   */
  setModified(uri: string, time: number | undefined): ReadonlySet<string> {
    const affected = new Set<string>();
    if (this.#modified.get(uri) === time) return affected;
    if (time === undefined) this.#modified.delete(uri);
    else this.#modified.set(uri, time);
    this.#touch(`modified:${uri}`, affected);
    return affected;
  }

  /** When a file was changed last on disk (ms since 1970); undefined where nobody knows. */
  modifiedAt(uri: string): number | undefined {
    this.#read(`modified:${uri}`);
    return this.#modified.get(uri);
  }

  /** Says whether a file on disk is not UTF-8, so that an editor would make another text of it. */
  setOtherEncoding(uri: string, isOther: boolean): void {
    if (isOther) this.#otherEncoding.add(uri);
    else this.#otherEncoding.delete(uri);
  }

  /**
   * Whether edits of this file would go astray: it is not UTF-8 and no editor shows it, so that neither its letters nor their
   * positions are those that an editor would see, and letters would be lost when it is saved.
   */
  isUneditable({ uri, version }: SourceFile): boolean {
    return version === 0 && this.#otherEncoding.has(uri);
  }

  hidesMark(uri: string): boolean {
    return this.#marked.has(uri);
  }

  /** Takes a file out; gives the URIs of the files whose findings may differ now. */
  delete(uri: string): ReadonlySet<string> {
    const affected = new Set<string>();
    this.#marked.delete(uri);
    this.#otherEncoding.delete(uri);
    for (const other of this.setModified(uri, undefined)) affected.add(other);
    if (this.#networkFiles.delete(uri)) this.#touch('network-files', affected);
    if (this.#files.has(uri)) this.#swap(uri, undefined, affected);
    affected.delete(uri);
    return this.#settled(affected);
  }

  /** Looks at every guest again after settings changed; trees are kept. */
  rebuild(): ReadonlySet<string> {
    for (const file of this.#files.values()) if (file.language === 'xen-cfg') this.#outdated.add(file.uri);
    return this.#settled(new Set());
  }

  /** Looks at one guest again if it has to be; gives the URIs of the files whose findings may differ now. */
  renew(uri: string): ReadonlySet<string> {
    const affected = new Set<string>();
    if (this.#outdated.delete(uri)) this.#renew(uri, affected);
    return affected;
  }

  /** The same for all that wait, one by one, as long as `mayGoOn` says so. */
  renewSome(mayGoOn: () => boolean): ReadonlySet<string> {
    const affected = new Set<string>();
    for (const uri of this.#outdated) {
      this.#outdated.delete(uri);
      this.#renew(uri, affected);
      if (!mayGoOn()) return affected;
    }
    this.#rounds.clear();
    return affected;
  }

  /** Whether guests wait to be looked at again. */
  get isSettled(): boolean {
    return this.#outdated.size === 0;
  }

  /** The files that share a key such as `mac:00:16:3e:00:00:01` (see shared-keys.ts), in the order of their URIs. */
  sharing(key: string): readonly SourceFile[] {
    this.#read(`*${key}`);
    return this.#lookUp(this.#sharing.get(key));
  }

  /** The same files one by one, for those who need only the first: a copied fleet shares a key thousands of times. */
  *eachSharing(key: string): Generator<SourceFile> {
    this.#read(`*${key}`);
    for (const uri of this.#sharing.get(key)) {
      const file = this.#files.get(uri);
      if (file) yield file;
    }
  }

  /**
   * The guests that share a key, in the order of their URIs, without those of a name: thousands of copies of one guest are passed
   * over in one step.
   */
  *guestsSharing(key: string, exceptName: string | undefined): Generator<CfgFile> {
    this.#read(`*${key}`);
    const { guests, next } = this.#runsOf(key);
    for (let at = 0; at < guests.length; ) {
      const guest = guests[at] as CfgFile;
      if (exceptName !== undefined && guest.facts.name?.value === exceptName) {
        at = next[at] as number;
        continue;
      }
      yield guest;
      at++;
    }
  }

  #runsOf(key: string): Runs {
    let runs = this.#runs.get(key);
    if (!runs) {
      const guests = this.#lookUp(this.#sharing.get(key)).filter((file) => file.language === 'xen-cfg');
      const next: number[] = [];
      for (let at = guests.length - 1; at >= 0; at--) {
        const same = guests[at]?.facts.name?.value === guests[at + 1]?.facts.name?.value;
        next[at] = same ? (next[at + 1] ?? at + 1) : at + 1;
      }
      runs = { guests, next };
      this.#runs.set(key, runs);
    }
    return runs;
  }

  guests(): CfgFile[] {
    return [...this.files.values()].filter((file) => file.language === 'xen-cfg');
  }

  /** Whether the folder of the file (or the one above its `auto/`) holds a host's own files. */
  isBesideHost(path: string): boolean {
    const root = hostRoot(path);
    this.#read(`host:${root}`);
    return this.#toolstackRoots.has(root);
  }

  /** The host that a file belongs to: the nearest set of host files above it, or the only one in the workspace. */
  hostOf(file: SourceFile): Host {
    const root = this.#hostRootOf(file.path);
    if (root === undefined) return NO_HOST;
    this.#read(`*host:${root}`);
    const there = this.#lookUp(this.#hostFiles.get(root));
    return {
      root,
      xend: there.find((other) => other.language === 'xend-sxp'),
      xlConf: there.find((other): other is XlConfFile => other.language === 'xl-conf'),
      interfaces: there.find(
        (other): other is InterfacesFile => other.language === 'xen-interfaces' && !this.#ownerOf(other),
      ),
    };
  }

  /** A guest's own interfaces file: named by a comment in the cfg, or found by the guest's name in its path. */
  interfacesOf(guest: CfgFile): InterfacesFile | undefined {
    const found = this.#interfacesOf(guest);
    if (found) this.#read(`file:${found.uri}`);
    return found;
  }

  #interfacesOf(guest: CfgFile): InterfacesFile | undefined {
    const named = interfacesComment(guest);
    if (named) return this.#having(`interfaces:${named}`).find((file) => file.language === 'xen-interfaces');
    const candidates = guestNames(guest)
      .flatMap((name) => this.#having(`segment:${name}`))
      .filter((file) => file.language === 'xen-interfaces' && isFiledFor(file, guest)) as InterfacesFile[];
    const best = nearest(candidates, guest.path);
    return best && this.#ownerOf(best)?.uri === guest.uri ? best : undefined;
  }

  /** The guest that an interfaces file belongs to; undefined for dom0's own and for one that nobody claims. */
  guestOf(file: InterfacesFile): CfgFile | undefined {
    const owner = this.#ownerOf(file);
    if (owner) this.#read(`file:${owner.uri}`);
    return owner;
  }

  #ownerOf(file: InterfacesFile): CfgFile | undefined {
    const naming = this.#having(`interfaces:${file.path}`).find((other) => other.language === 'xen-cfg');
    if (naming) return naming as CfgFile;
    for (const segment of guestSegments(file.path)) {
      const claiming = this.#having(`guest:${segment}`).filter(
        (other) => other.language === 'xen-cfg' && isFiledFor(file, other),
      );
      const best = nearest(claiming as CfgFile[], file.path);
      if (best) return best;
    }
    return undefined;
  }

  /** The files with a key, for those who only ask which they are, and not what they say. */
  #having(key: string): SourceFile[] {
    this.#read(key);
    return this.#lookUp(this.#sharing.get(key));
  }

  #lookUp(uris: readonly string[]): SourceFile[] {
    const found: SourceFile[] = [];
    for (const uri of uris) {
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
    this.#read('hosts');
    const [only] = this.#toolstackRoots.keys();
    return this.#toolstackRoots.size === 1 ? only : undefined;
  }

  #describesHost(root: string): boolean {
    this.#read(`host:${root}`);
    if (this.#toolstackRoots.has(root)) return true;
    return this.#lookUp(this.#hostFiles.get(root)).some(
      (file) => file.language === 'xen-interfaces' && !this.#ownerOf(file),
    );
  }

  #build(given: Given, language: Language): SourceFile {
    const masked = maskedTemplate(given.path, given.text);
    const source = { ...given, template: masked !== undefined };
    const text = masked ?? given.text;
    switch (language) {
      case 'xend-sxp': {
        const tree = parseSxp(text);
        return { ...source, language, tree, facts: xendFacts(tree) };
      }
      case 'xen-interfaces': {
        const tree = parseInterfaces(text);
        return { ...source, language, tree, facts: interfacesFacts(tree) };
      }
      case 'xl-conf':
      case 'xl-cpupool': {
        const tree = parseCfg(text);
        return { ...source, language, tree, facts: xlConfFacts(evaluate(tree, 'xl')) };
      }
      case 'xen-cfg': {
        const tree = parseCfg(text);
        const toolstack = this.#choose(source, tree);
        const facts = guestFacts(evaluate(tree, toolstack.toolstack), toolstack.toolstack);
        return { ...source, language, tree, facts, toolstack };
      }
    }
  }

  #choose({ uri, path }: { uri: string; path: string }, tree: CfgTree): ToolstackChoice {
    return this.#choices.observe(uri, () => {
      const root = this.#hostRootOf(path);
      const host = root === undefined ? [] : this.#lookUp(this.#hostFiles.get(root));
      const neighbours = {
        xend: host.some((file) => file.language === 'xend-sxp'),
        xlConf: host.some((file) => file.language === 'xl-conf'),
      };
      const pythonReads = tree.python && pythonProblems(tree).length === 0;
      return chooseToolstack(tree, neighbours, this.settings(uri), pythonReads);
    });
  }

  /** Does at once what is not to be put off. */
  #settled(affected: Set<string>): Set<string> {
    while (!this.#lazily && this.#outdated.size > 0) for (const uri of this.renewSome(() => true)) affected.add(uri);
    return affected;
  }

  #renew(uri: string, affected: Set<string>): void {
    const file = this.#files.get(uri);
    const rounds = this.#rounds.get(uri) ?? 0;
    if (file?.language !== 'xen-cfg' || rounds >= MOST_ROUNDS) return;
    this.#rounds.set(uri, rounds + 1);
    const before = file.toolstack;
    const toolstack = this.#choose(file, file.tree);
    const same = toolstack.toolstack === before.toolstack;
    if (same && toolstack.certain === before.certain && toolstack.reason === before.reason) return;
    const facts = same ? file.facts : guestFacts(evaluate(file.tree, toolstack.toolstack), toolstack.toolstack);
    this.#swap(uri, { ...file, facts, toolstack }, affected.add(uri));
  }

  #read(key: string): void {
    this.#findings.read(key);
    this.#choices.read(key);
  }

  /** Something changed: findings made from it are `affected`, and guests that were judged by it wait. */
  #touch(key: string, affected: Set<string>): void {
    for (const uri of this.#findings.readersOf(key)) affected.add(uri);
    for (const uri of this.#choices.readersOf(key)) this.#outdated.add(uri);
  }

  /** Puts one file in the place of another in every index; undefined for none. */
  #swap(uri: string, next: SourceFile | undefined, affected: Set<string>): void {
    const before = this.#files.get(uri);
    if (next) this.#files.set(uri, next);
    else this.#files.delete(uri);
    const other = before !== undefined && next !== undefined && before.language !== next.language;
    this.#swapKeys(uri, next ? sharedKeys(next) : NO_KEYS, other, affected);
    this.#swapHost(before, next, other, affected);
    for (const key of [`file:${uri}`, 'files']) this.#touch(key, affected);
    if (next?.language !== 'xen-cfg') {
      this.#choices.forget(uri);
      this.#outdated.delete(uri);
    }
    if (!next) this.#findings.forget(uri);
  }

  #swapKeys(uri: string, next: ReadonlySet<string>, other: boolean, affected: Set<string>): void {
    const before = this.#keys.get(uri) ?? NO_KEYS;
    for (const keys of [before, next]) for (const key of keys) this.#runs.delete(key);
    for (const key of before) {
      if (next.has(key)) continue;
      this.#sharing.remove(key, uri);
      this.#touch(key, affected);
      this.#touch(`*${key}`, affected);
    }
    for (const key of next) {
      if (!before.has(key)) this.#sharing.add(key, uri);
      if (other || !before.has(key)) this.#touch(key, affected);
      this.#touch(`*${key}`, affected);
    }
    if (next.size > 0) this.#keys.set(uri, next);
    else this.#keys.delete(uri);
  }

  #swapHost(before: SourceFile | undefined, next: SourceFile | undefined, other: boolean, affected: Set<string>): void {
    const was = before !== undefined && describesAHost(before);
    const is = next !== undefined && describesAHost(next);
    const file = next ?? before;
    if (!file || (!was && !is)) return;
    const root = hostRoot(file.path);
    if (is) this.#hostFiles.add(root, file.uri);
    else this.#hostFiles.remove(root, file.uri);
    const chooses = Number(describesToolstack(next)) - Number(describesToolstack(before));
    if (chooses !== 0) {
      const count = (this.#toolstackRoots.get(root) ?? 0) + chooses;
      if (count > 0) this.#toolstackRoots.set(root, count);
      else this.#toolstackRoots.delete(root);
      this.#touch('hosts', affected);
    }
    if (was !== is || other) this.#touch(`host:${root}`, affected);
    this.#touch(`*host:${root}`, affected);
  }
}

const NO_KEYS: ReadonlySet<string> = new Set();

/** Guests in their order, and for each the index of the next one that has another name. */
interface Runs {
  readonly guests: readonly CfgFile[];
  readonly next: readonly number[];
}

/** Whether a file is one of those from which a host is known. */
function describesAHost(file: SourceFile): boolean {
  if (file.template) return false;
  return describesToolstack(file) || (file.language === 'xen-interfaces' && isMainInterfaces(file));
}

/** The files that are read from where a host keeps them: their names are fixed (XendOptions.py, xl.conf(5)). */
function describesToolstack(file: SourceFile | undefined): boolean {
  if (file === undefined || file.template) return false;
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
