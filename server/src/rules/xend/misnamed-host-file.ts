import { basename, dirname } from '../../model/paths.ts';
import type { SxpFile, XlConfFile } from '../../model/source-file.ts';
import { xlConfKeys } from '../../xen/xl-conf-keys.ts';
import { defineRule } from '../rule.ts';
import { rowOf } from './options.ts';

/** The file that each program reads, whatever else lies beside it, and the names that are taken for it by mistake. */
const READ = [
  {
    language: 'xend-sxp',
    program: 'xend',
    path: '/etc/xen/xend-config.sxp',
    source: 'XendOptions.py: `config_default`, or the environment variable XEND_CONFIG',
    near: /^(?:xen|xend|zend|xned)?[._-]?(?:config|conf|cfg|conifg|confg)(?:ig)?s?\.sxp$|^xend?\.sxp$/i,
  },
  {
    language: 'xl-conf',
    program: 'xl',
    path: '/etc/xen/xl.conf',
    source: 'xl.c: `XL_GLOBAL_CONFIG`',
    near: /^xl[._-]?(?:conf|cfg|config)$|^xen[._-]?xl\.conf$/i,
  },
] as const;

const XL_KEYS: ReadonlySet<string> = new Set(xlConfKeys.map((row) => row.name));

export default defineRule({
  code: 'misnamed-host-file',
  area: 'xend',
  severity: 'warning',
  title: 'Settings in a file that nobody reads',
  explanation:
    'xend reads `/etc/xen/xend-config.sxp` and xl reads `/etc/xen/xl.conf`; a file of another name, or in another folder of `/etc`, is read by nobody, and none says ' +
    'so: the defaults hold. Names that are nearly right (`xen-config.sxp`, `xl.cfg`) are told; other names, which may well be kept for comparison, are not.',
  examples: [
    {
      bad: { 'etc/xen/xen-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
      good: { 'etc/xen/xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'etc/xen/xl.cfg': 'autoballoon = "off"\n' },
      good: { 'etc/xen/xl.conf': 'autoballoon = "off"\n' },
    },
  ],
  languages: ['xend-sxp', 'xl-conf'],
  *check(file) {
    const rule = READ.find((one) => one.language === file.language);
    const first = firstSetting(file);
    if (!rule || !first) return;
    const name = basename(file.path);
    const right = basename(rule.path);
    if (name === right ? !isElsewhereInEtc(file.path) : !rule.near.test(name)) return;
    yield {
      span: first,
      message:
        name === right
          ? `${rule.program} does not look for ${right} in this folder, so nothing in this file counts. Move it to ${rule.path}.`
          : `${rule.program} reads ${rule.path} and no file called ${name}, so nothing in this file counts. Rename it to ${right}.`,
    };
  },
});

/** Where the first setting that the program knows is written; undefined for a file that is about something else. */
function firstSetting(file: SxpFile | XlConfFile): { offset: number; end: number } | undefined {
  if (file.language === 'xend-sxp') {
    const option = file.facts.options.find((one) => rowOf.has(one.name));
    return option && { offset: option.nameSpan.offset, end: option.nameSpan.end };
  }
  for (const [name, variable] of file.facts.variables) {
    const target = XL_KEYS.has(name) ? variable.assignments[0]?.target : undefined;
    if (target) return { offset: target.offset, end: target.end };
  }
  return undefined;
}

/** Folders of `etc` where somebody may look for the file, and neither program does. Backups lie elsewhere. */
const WRONG_FOLDER = /\/etc\/(?:(?:xend|xl|default|sysconfig|xen\/(?:auto|scripts|conf\.d))\/)?$/;

/** Whether the path shows the file in a host's `etc`, though not in `etc/xen` itself. */
function isElsewhereInEtc(path: string): boolean {
  return WRONG_FOLDER.test(`${dirname(path)}/`);
}
