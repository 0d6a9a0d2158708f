/** Which places of a folder are left out, judged by their names alone. An editor's watcher may follow the same rules. */

/** What version control keeps for itself. */
const VERSION_CONTROL = ['.git', '.hg', '.svn', '.bzr', '.jj', '.pijul', '_darcs', 'CVS'];

/** Folders into which package managers install. */
const PACKAGES = ['node_modules', 'bower_components', 'site-packages', 'dist-packages', '.venv', '__pycache__'];

/** Folders in which people and backup programs keep earlier states; what lies there starts no guest. */
const BACKUPS = ['backup', 'backups', '.backup', '.backups'];

/** Folders that file systems make by themselves. */
const FILE_SYSTEMS = ['.snapshot', '.snapshots', '.zfs', 'lost+found'];

/** The kernel's own folders, where files have no size and reading one may do something. */
const KERNEL = ['proc', 'sys', 'dev'];

const LEFT_OUT: ReadonlySet<string> = new Set([
  ...VERSION_CONTROL,
  ...PACKAGES,
  ...BACKUPS,
  ...FILE_SYSTEMS,
  ...KERNEL,
]);

/** Suffixes of folders that somebody put aside. */
const PUT_ASIDE = /(?:\.(?:bak|old|orig|backup)|~)$/;

/** Whether a folder of this name is left out wherever it lies; one that is opened or named itself is read all the same. */
export function isFolderLeftOut(name: string): boolean {
  return LEFT_OUT.has(name) || PUT_ASIDE.test(name);
}

/** Whether a folder's name says that it holds backups, so that somebody may miss what lies there. */
export function isBackupFolder(name: string): boolean {
  return BACKUPS.includes(name) || PUT_ASIDE.test(name);
}

/** Tells of a path below a folder, with `/` between its parts, whether the user's patterns leave it out. */
export type Excludes = (relative: string) => boolean;

/** Whether a path below a folder is left out, by its own name, by that of a folder above it, or by the user's patterns. */
export function isLeftOut(relative: string, excluded: Excludes): boolean {
  const parts = relative.split('/').filter(Boolean);
  return parts.some(
    (part, index) =>
      (index < parts.length - 1 && isFolderLeftOut(part)) || excluded(parts.slice(0, index + 1).join('/')),
  );
}
