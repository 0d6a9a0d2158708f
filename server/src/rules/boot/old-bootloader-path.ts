import { stringOf } from '../../model/guest.ts';
import { fixBy, replace } from '../edits.ts';
import { quoteOf } from '../keys/settings-of.ts';
import { defineRule } from '../rule.ts';

/** A path to the boot loader of xm's days, or of one release of Xen. */
const PATH = /^\/.*\/pygrub$/;
/** Loads GRUB in place of a kernel; there is no program of this name in any release with xl. */
const GRUB = /^(?:\/.*\/)?pvgrub$/;

export default defineRule({
  code: 'old-bootloader-path',
  area: 'boot',
  severity: 'warning',
  title: 'Path of a boot loader that moved or never was',
  explanation:
    'xl finds `pygrub` by its name, in the folder of its own release. `/usr/bin/pygrub` is deprecated (xl says so, and Debian still has a link there); a path with a ' +
    'release in it is gone after the next upgrade, and a program `pvgrub` does not exist: GRUB for PV is an image to name as `kernel`, or ' +
    '`firmware = "pvgrub64"`. The guest is not created then.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nbootloader = "/usr/bin/pygrub"\nmemory = 512\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
      good: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nbootloader = "pygrub"\nmemory = 512\ndisk = [ "phy:/dev/vg/a,xvda,w" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    const loader = stringOf(file.facts.variables, 'bootloader');
    if (!loader || file.toolstack.toolstack !== 'xl' || !file.toolstack.certain || file.facts.kind === 'hvm') return;
    const span = { offset: loader.offset, end: loader.end };
    if (GRUB.test(loader.value))
      yield {
        span,
        message:
          'Xen has no program pvgrub, and the guest is not created. Write firmware = "pvgrub64" in place of bootloader, or use pygrub.',
      };
    else if (PATH.test(loader.value)) {
      const quote = quoteOf(file, span);
      yield {
        span,
        // The path may well be there.
        severity: 'information',
        message:
          'xl looks for pygrub in the folder of its own release; this path is deprecated, and where it does not exist the guest is not created. Write pygrub alone.',
        fixes: () => [fixBy('Write pygrub', replace(file, span, `${quote}pygrub${quote}`), { preferred: true })],
      };
    }
  },
});
