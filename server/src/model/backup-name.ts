/** Files that their names show to be kept and not used: backups, older states, and variants for one occasion. */
import { basename, dirname } from './paths.ts';

const WORDS =
  'old|older|orig|original|bak|back|backup|backups|save|saved|archive|archived|attic|obsolete|unused|disabled|retired|trash|previous|prev|copy|' +
  'snapshots?|deleted|removed|decommissioned|inactive';
const DATE = '(?:19|20)\\d\\d(?:[-_.]?[01]\\d(?:[-_.]?[0-3]\\d)?)?';

const FOLDER = new RegExp(`^(?:${WORDS}|${DATE})$|[-_.](?:${WORDS})$|[-_.]${DATE}$`, 'i');
const NAME = new RegExp(`(?:^|[-_. ])(?:${WORDS})\\d*(?:[-_. ]|$)|[-_.]${DATE}(?:[-_.]|$)|~$`, 'i');

/**
 * Whether the file's name, or that of one of its two nearest folders, says that it is a backup: `old/web.cfg`,
 * `backup/web/web.cfg`, `web-2019.cfg`, `web.orig`. Folders further up may hold the whole workspace.
 */
export function isBackup(path: string): boolean {
  return NAME.test(basename(path)) || isBackupFolder(dirname(path));
}

/** Whether a file is an older state and no copy that may become a guest of its own, as `copy of web.cfg` may. */
export function isPutAside(path: string): boolean {
  return isBackup(path) && !/copy/i.test(basename(path));
}

function isBackupFolder(folder: string): boolean {
  return FOLDER.test(basename(folder)) || FOLDER.test(basename(dirname(folder)));
}

/** Whether the name says what one occasion wants: a guest's file with the installer's disk, or a rescue system. */
export function isForOneOccasion(path: string): boolean {
  return /(?:^|[-_.])(?:install(?:er|ation)?|netinst|setup|rescue|recovery|iso|cdrom|test|debug)\d*(?:[-_.]|$)/i.test(
    basename(path),
  );
}
