/** Files that their names show to be kept and not used: backups, older states, and variants for one occasion. */
import { basename, dirname } from './paths.ts';

const WORDS =
  'old|older|orig|original|bak|back|backup|backups|save|saved|archive|archived|attic|obsolete|unused|disabled|retired|trash|previous|prev|copy';
const DATE = '(?:19|20)\\d\\d(?:[-_.]?[01]\\d(?:[-_.]?[0-3]\\d)?)?';

const FOLDER = new RegExp(`^(?:${WORDS}|${DATE})$|[-_.](?:${WORDS})$|[-_.]${DATE}$`, 'i');
const NAME = new RegExp(`(?:^|[-_. ])(?:${WORDS})\\d*(?:[-_. ]|$)|[-_.]${DATE}(?:[-_.]|$)|~$`, 'i');

/** Whether the file's name, or that of its folder, says that it is a backup: `old/web.cfg`, `web-2019.cfg`, `web.orig`. */
export function isBackup(path: string): boolean {
  return NAME.test(basename(path)) || FOLDER.test(basename(dirname(path)));
}

/** Whether the name says what one occasion wants: a guest's file with the installer's disk, or a rescue system. */
export function isForOneOccasion(path: string): boolean {
  return /(?:^|[-_.])(?:install(?:er|ation)?|netinst|setup|rescue|recovery|iso|cdrom|test|debug)\d*(?:[-_.]|$)/i.test(
    basename(path),
  );
}
