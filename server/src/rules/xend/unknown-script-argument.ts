import { type ScriptWord, scriptOf } from '../../model/xend.ts';
import type { Span } from '../../syntax/span.ts';
import { scriptArguments } from '../../xen/hotplug-scripts.ts';
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
    'default holds without a word. Only the scripts that Xen ships are checked.',
  examples: [
    {
      bad: { 'xend-config.sxp': "(network-script 'network-bridge netdevs=eth1')\n" },
      good: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
      fixed: { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\n" },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
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
        if (!name || known.includes(name)) continue;
        const meant = suggest(name, known);
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

/** The stretch of `netdev = eth1`, which a shell reads as three words; undefined where no = stands alone. */
function spacedArguments(args: readonly ScriptWord[]): Span | undefined {
  const at = args.findIndex((word) => word.text === '=' || /^\w+=$/.test(word.text) || /^=\w/.test(word.text));
  const word = args[at];
  if (!word) return undefined;
  const first = word.text.startsWith('=') ? (args[at - 1] ?? word) : word;
  const last = word.text.endsWith('=') ? (args[at + 1] ?? word) : word;
  return first === last ? undefined : { offset: first.offset, end: last.end };
}
