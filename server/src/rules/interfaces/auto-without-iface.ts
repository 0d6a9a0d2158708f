import { dom0Files } from '../../model/dom0-files.ts';
import { isForIfupdown2 } from '../../model/interfaces.ts';
import { fixBy, remove } from '../edits.ts';
import { defineRule } from '../rule.ts';
import { DOM0_FILE, isPlaceholder, span } from './devices.ts';

const CARD = 'iface eth0 inet dhcp\n';

export default defineRule({
  code: 'auto-without-iface',
  area: 'interfaces',
  severity: 'warning',
  title: 'auto names an interface that nothing describes',
  explanation:
    '`auto` and `allow-hotplug` only say what is brought up; an `iface` stanza says how. For a name without one ifup prints "unknown interface" and ' +
    'fails, and with it the service networking: the interface stays down. Files that take in others which are not in the workspace are left alone.',
  examples: [
    {
      bad: { [DOM0_FILE]: `auto eth0 eth1\n${CARD}` },
      good: { [DOM0_FILE]: `auto eth0\n${CARD}` },
      fixed: { [DOM0_FILE]: `auto eth0\n${CARD}` },
    },
  ],
  languages: ['xen-interfaces'],
  *check(file, { workspace }) {
    const { files, complete } = dom0Files(workspace.hostOf(file), workspace);
    const all = files.includes(file) ? files : [file];
    if (files.includes(file) ? !complete : !file.facts.complete) return;
    if (all.some((one) => isForIfupdown2(one.facts))) return;
    if (all.some((one) => one.tree.stanzas.some((stanza) => /^(?:mapping|template|rename)$/.test(stanza.keyword.text))))
      return;
    const described = new Set(all.flatMap((one) => one.facts.devices.map((device) => device.name.value)));
    for (const stanza of file.tree.stanzas) {
      if (stanza.keyword.text !== 'auto') continue;
      const sign = stanza.args.findIndex((word) => word.text.startsWith('#'));
      const [comment, last] = [stanza.args[sign], stanza.args.at(-1)];
      if (comment && last) {
        const start = stanza.args[sign - 1]?.end ?? comment.offset;
        yield {
          span: { offset: comment.offset, end: last.end },
          message: `ifupdown knows no comment after a value: ifup -a takes each of these words for an interface, says "unknown interface" and fails. Move the comment to a line of its own.`,
          fixes: () => [fixBy('Remove the comment', remove(file, { offset: start, end: last.end }))],
        };
      }
      const names = sign < 0 ? stanza.args : stanza.args.slice(0, sign);
      for (const [index, word] of names.entries()) {
        const name = word.text.slice(word.text.indexOf('=') + 1);
        if (name === 'lo' || described.has(name) || name.startsWith('/') || isPlaceholder(name)) continue;
        const before = stanza.args[index - 1];
        yield {
          span: span(word),
          message: `No iface stanza describes ${name}: ifup says "unknown interface" and fails, and ${name} stays down. Add iface ${name} inet …, or take it out of the line.`,
          fixes: () => (before ? [fixBy(`Remove ${name}`, remove(file, { offset: before.end, end: word.end }))] : []),
        };
      }
    }
  },
});
