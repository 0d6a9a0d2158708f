import { scriptOf } from '../../model/xend.ts';
import { scriptArguments } from '../../xen/hotplug-scripts.ts';
import { replace } from '../edits.ts';
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
      for (const word of script.args) {
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
