import { stringOf } from '../../model/guest.ts';
import { pieces } from '../../syntax/spec/key-values.ts';
import { wordAt } from '../devices/words.ts';
import { entriesIn, placeIn } from '../entries.ts';
import { defineRule, type Finding } from '../rule.ts';

const MESSAGE =
  'Whoever can read this file has the password, and the files of guests are most often readable for all. Take care of its permissions (chmod 600).';

export default defineRule({
  code: 'password-in-file',
  area: 'security',
  severity: 'information',
  title: 'Password in the file of a guest',
  explanation:
    '`vncpasswd` and `spicepasswd` stand in the file as they are. Files below /etc/xen are readable for every user of dom0 unless somebody ' +
    'changed that, and they travel with backups and repositories.',
  examples: [
    {
      bad: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvncpasswd = "secret"\n' },
      good: { 'w.cfg': 'name = "w"\ntype = "hvm"\nvnc = 1\nvnclisten = "127.0.0.1"\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    const { variables } = file.facts;
    for (const name of ['vncpasswd', 'spicepasswd']) {
      const password = stringOf(variables, name);
      if (password?.value) yield { span: { offset: password.offset, end: password.end }, message: MESSAGE };
    }
    for (const entry of entriesIn(variables.get('vfb')?.value)) {
      const { text } = entry.text;
      for (const { from, to } of pieces(text, ',')) {
        const word = wordAt(text, from, to, true);
        if (word?.key === 'vncpasswd' && word.value)
          yield { span: placeIn(entry, word.valueFrom, word.valueTo), message: MESSAGE };
      }
    }
  },
});
