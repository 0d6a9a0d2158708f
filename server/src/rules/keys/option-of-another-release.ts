import type { CfgFile, SxpFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { isGone, isTooNew, LAST_XEND, releaseFor } from '../../xen/releases.ts';
import type { Row } from '../../xen/row.ts';
import { TABLES } from '../../xen/tables.ts';
import { fixBy, settingOut } from '../edits.ts';
import { defineRule, type Fix } from '../rule.ts';
import { commentFormOut } from '../xend/edits.ts';
import { finalSettings } from './settings-of.ts';

interface Written {
  readonly name: string;
  readonly span: Span;
  readonly row: Row | undefined;
  /** Comments it out. */
  readonly out: () => Fix;
}

function* optionsOf(file: CfgFile | SxpFile): Generator<Written> {
  if (file.language === 'xend-sxp') {
    if (!file.facts.xend) return;
    for (const { name, nameSpan, form, used } of file.facts.options)
      if (used)
        yield {
          name,
          span: nameSpan,
          row: TABLES.xend.get(name),
          out: () => fixBy(`Comment out ${name}`, commentFormOut(file, form)),
        };
  } else if (file.toolstack.toolstack === 'xm') {
    for (const { name, nameSpan } of finalSettings(file))
      yield { name, span: nameSpan, row: TABLES.xm.get(name), out: () => settingOut(file, name) };
  }
}

export default defineRule({
  code: 'option-of-another-release',
  area: 'keys',
  severity: 'warning',
  title: 'Option that this release of xend does not read',
  explanation:
    `The setting \`xen.version\` names the release that the host runs, one of those with xend (up to ${LAST_XEND}), and this option came ` +
    'later or was gone before. xm and xend pass over names that they do not know, so the line has no effect.',
  examples: [
    {
      toolstack: 'xm',
      version: '3.2',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\npool = "rear"\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\n#pool = "rear"\n' },
    },
    {
      version: '3.2',
      bad: { 'xend-config.sxp': '(enable-dom0-ballooning no)\n' },
      good: { 'xend-config.sxp': '(dom0-min-mem 512)\n' },
      fixed: { 'xend-config.sxp': '#(enable-dom0-ballooning no)\n' },
    },
  ],
  languages: ['xen-cfg', 'xend-sxp'],
  *check(file, { settings }) {
    const release = releaseFor('xm', settings.version);
    if (release === undefined) return;
    const program = file.language === 'xend-sxp' ? 'xend' : 'xm';
    for (const { name, span, row, out } of optionsOf(file)) {
      if (!row || row.status === 'invalid') continue;
      const when = isTooNew(row, release)
        ? `from Xen ${row.since} on`
        : isGone(row, release)
          ? `up to Xen ${row.until} only`
          : undefined;
      if (!when) continue;
      yield {
        span,
        message: `${program} reads ${name} ${when}, and this host runs ${release}: the line has no effect there. Remove it, or correct the setting xen.version.`,
        fixes: () => [out()],
      };
    }
  },
});
