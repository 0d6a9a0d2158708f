import { defineRule } from '../rule.ts';
import { onSameHost, otherGuests } from './same-guest.ts';

export default defineRule({
  code: 'duplicate-guest-name',
  area: 'fleet',
  severity: 'warning',
  title: 'Two guests of one name',
  explanation:
    'A host runs only one guest of a name: the second `create` fails with a message that the domain exists. A copy of a file keeps the ' +
    'name of its original until somebody changes it. Files of different hosts of the workspace are not compared, nor is a copy in `auto/`.',
  examples: [
    {
      bad: { 'web.cfg': 'name = "web"\nmemory = 512\n', 'web-new.cfg': 'name = "web"\nmemory = 1024\n' },
      good: { 'web.cfg': 'name = "web"\nmemory = 512\n', 'web-new.cfg': 'name = "web-new"\nmemory = 1024\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file, { workspace }) {
    const { name } = file.facts;
    if (!name?.value) return;
    const others = otherGuests(file, `name:${name.value}`, workspace).filter((other) =>
      onSameHost(file, other, workspace),
    );
    const related = others.flatMap((other) =>
      other.facts.name
        ? [{ uri: other.uri, span: other.facts.name, message: `Another guest called ${name.value}` }]
        : [],
    );
    if (related.length === 0) return;
    yield {
      span: { offset: name.offset, end: name.end },
      message: `Another file of this host describes a guest called ${name.value} as well: only one of the two can run. Give one another name.`,
      related,
    };
  },
});
