import { type ScriptWord, scriptOf } from '../../model/xend.ts';
import type { Span } from '../../syntax/span.ts';
import { type HotplugScriptRow, scriptArguments, scriptRows } from '../../xen/hotplug-scripts.ts';
import { isReadBy, LAST_XEND, releaseFor } from '../../xen/releases.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { suggest } from '../suggest.ts';

export default defineRule({
  code: 'unknown-script-argument',
  area: 'xend',
  severity: 'warning',
  title: 'An argument that the script does not read',
  explanation:
    'Xen’s scripts take arguments as `name=value` and turn each into a variable; a misspelt name is a variable that nobody reads, and the ' +
    'default holds silently: with `antispoofing=yes` for `antispoof=yes` guests may go on using foreign addresses. An argument that only older ' +
    'releases read is dropped as well: network-bridge took `vifnum=` up to Xen 3.1 and wants `netdev=` since. Only the scripts that Xen ships ' +
    'are checked.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(network-script 'network-bridge netdevs=eth1')\n" },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
    },
    {
      bad: { 'xend-config.sxp': "(network-script 'network-bridge antispoofing=yes')\n" },
      good: { 'xend-config.sxp': "(network-script 'network-bridge antispoof=yes')\n" },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge antispoof=yes')\n" },
    },
    {
      bad: { 'xend-config.sxp': "(network-script 'network-bridge vifnum=1')\n" },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1 bridge=xenbr1')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file, { settings }) {
    if (!file.facts.xend) return;
    for (const option of file.facts.options) {
      const script = option.name === 'network-script' || option.name === 'vif-script' ? scriptOf(option) : undefined;
      const known = script && scriptArguments(script.name.text)?.map((argument) => argument.name);
      // Capitals stand for arguments without a name: anything may be written there.
      if (!script || !known || known.some((name) => name === name.toUpperCase())) continue;
      const spaced = spacedArguments(script.args);
      if (spaced) {
        yield {
          span: spaced,
          message: `Blanks around = make three words of one argument, and ${script.name.text} ignores them. Remove the blanks.`,
          fixes: () => [
            fixBy(
              'Remove the blanks',
              replace(file, spaced, file.text.slice(spaced.offset, spaced.end).replaceAll(/[ \t]*=[ \t]*/g, '=')),
              {
                preferred: true,
                safe: true,
              },
            ),
          ],
        };
      }
      for (const word of script.args) {
        if (!word.text.includes('=', 1)) {
          // Blanks around = have a finding of their own; xend itself hands `start` over.
          if (spaced || word.text === 'start' || word.text === 'stop') continue;
          yield {
            span: { offset: word.offset, end: word.end },
            message: `${script.name.text} reads only arguments of the form name=value and ignores ${word.text}.${known.length > 0 ? ` It reads ${known.map((each) => `${each}=`).join(', ')}.` : ''}`,
          };
          continue;
        }
        const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
        if (name && known.includes(name)) {
          const last = lastReleaseWith(script.name.text, name, settings.version);
          if (last === undefined) continue;
          const now = scriptRows(script.name.text).findLast((row) => isReadBy(row, LAST_XEND));
          const reads = (text: string): boolean => now?.args.some((each) => text.startsWith(`${each.name}=`)) ?? false;
          // Beside what the newer releases read it is there for the older ones.
          if (script.args.some((one) => reads(one.text))) continue;
          yield {
            span: { offset: word.offset, end: word.end },
            message:
              `${script.name.text} reads ${name}= up to Xen ${last} only; later it has no effect and the defaults hold. ` +
              `It reads ${(now?.args ?? []).map((each) => `${each.name}=`).join(', ')} now.`,
          };
          continue;
        }
        if (!name) continue;
        const meant = suggest(name, known) ?? longerOrShorter(name, known);
        const exact = word.end - word.offset === word.text.length;
        yield {
          span: exact
            ? { offset: word.offset, end: word.offset + name.length }
            : { offset: word.offset, end: word.end },
          ...(meant ? {} : { severity: 'information' as const }),
          message:
            `${script.name.text} does not read ${name}=, so it has no effect. ` +
            (meant
              ? `Did you mean ${meant}=?`
              : known.length > 0
                ? `It reads ${known.map((each) => `${each}=`).join(', ')}.`
                : 'It reads no arguments.'),
          fixes: () =>
            meant && exact
              ? [
                  {
                    title: `Write ${meant}=`,
                    edits: [replace(file, { offset: word.offset, end: word.offset + name.length }, meant)],
                    preferred: true,
                  },
                ]
              : [],
        };
      }
    }
  },
});

/** `antispoofing` for `antispoof`, `net` for `netdev`: a known argument that begins like the word, or the other way round. */
function longerOrShorter(name: string, known: readonly string[]): string | undefined {
  const word = name.toLowerCase();
  return known.find((each) => word.length >= 3 && (word.startsWith(each) || each.startsWith(word)));
}

/** The last release whose script read the argument, where the script of the host's release does not; undefined where it does. */
function lastReleaseWith(script: string, name: string, version: string): string | undefined {
  const rows = scriptRows(script);
  const reads = (row: HotplugScriptRow): boolean => row.args.some((argument) => argument.name === name);
  const release = releaseFor('xm', version) ?? LAST_XEND;
  const here = rows.find((row) => isReadBy(row, release));
  if (!here || reads(here)) return undefined;
  return rows.findLast(reads)?.until;
}

/** The stretch of `netdev = eth1`, which a shell reads as three words; undefined where no = stands alone. */
function spacedArguments(args: readonly ScriptWord[]): Span | undefined {
  const at = args.findIndex((word) => word.text === '=' || /^\w+=$/.test(word.text) || /^=\w/.test(word.text));
  const word = args[at];
  if (!word) return undefined;
  const first = word.text.startsWith('=') ? (args[at - 1] ?? word) : word;
  const last = word.text.endsWith('=') ? (args[at + 1] ?? word) : word;
  return first === last ? undefined : { offset: first.offset, end: last.end };
}
