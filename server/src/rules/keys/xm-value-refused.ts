import type { CfgFile } from '../../model/source-file.ts';
import type { StaticList, StaticValue } from '../../model/static-value.ts';
import { byName } from '../../xen/row.ts';
import { type XmValue, xmValues } from '../../xen/xm-entries.ts';
import { xmKeys } from '../../xen/xm-keys.ts';
import { defineRule, type Finding } from '../rule.ts';
import { finalSettings } from './settings-of.ts';

const ROWS = byName(xmKeys);
const VALUES = new Map(xmValues.map((one) => [one.key, one]));

export default defineRule({
  code: 'xm-value-refused',
  area: 'keys',
  severity: 'error',
  title: 'Value that xm refuses',
  explanation:
    'xm runs the file and then takes the values apart. A device list with something else than texts in it, a number where a path is wanted, ' +
    "or an entry that it cannot read ends with its own message, or with a bare sentence of Python such as \"'int' object has no attribute 'split'\", " +
    'and no guest is created. What each key takes was read off the real `xm create` of Xen 4.4 and holds for xm only.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': "name = 'a'\nkernel = '/boot/vmlinuz'\nioports = [ '3f8-3ff-400' ]\n" },
      good: { 'a.cfg': "name = 'a'\nkernel = '/boot/vmlinuz'\nioports = [ '3f8-3ff' ]\n" },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': "name = 'a'\nkernel = '/boot/vmlinuz'\ndisk = [ ['phy:/dev/vg/a', 'xvda', 'w'] ]\n" },
      good: { 'a.cfg': "name = 'a'\nkernel = '/boot/vmlinuz'\ndisk = [ 'phy:/dev/vg/a,xvda,w' ]\n" },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return;
    for (const { name, value, nameSpan } of finalSettings(file)) {
      const rule = VALUES.get(name);
      if (!rule || !ROWS.has(name)) continue;
      if (rule.needs && isSet(value) && !file.facts.variables.has(rule.needs))
        yield {
          span: nameSpan,
          message: `xm stops: ${name} needs ${rule.needs} as well, and no guest is created. Set both or neither.`,
        };
      yield* refused(rule, value, file);
    }
  },
});

/** Whether the value counts as given: 0 and an empty text do not. */
function isSet(value: StaticValue): boolean {
  if (value.kind === 'string') return value.text.text !== '';
  return value.kind === 'number' && value.value !== 0;
}

function* refused(rule: XmValue, value: StaticValue, file: CfgFile): Generator<Finding> {
  const wrong = (what: string, advice: string): Finding => ({
    span: value.span,
    message: `xm cannot use ${what} as ${rule.key}, stops with an error of Python and creates no guest. ${advice}`,
  });
  if (rule.takes === 'text') {
    const needsText = value.kind === 'list' || (value.kind === 'number' && value.value !== 0 && !rule.needs);
    if (needsText) yield wrong(value.kind === 'list' ? 'a list' : 'a number', 'Write a text in quotes.');
  } else if (rule.takes === 'count') {
    const isFloat = value.kind === 'other' && value.type === 'float';
    if (isFloat || (value.kind === 'string' && value.text.text !== ''))
      yield wrong(isFloat ? 'a fraction' : 'a text', 'Write a whole number.');
  } else if (value.kind === 'list') yield* refusedEntries(rule, value);
  else if ((value.kind === 'number' && value.value !== 0) || (value.kind === 'other' && value.type === 'float')) {
    yield wrong('a number', `Write a list such as [ '${rule.example}' ].`);
  } else if (
    rule.takes === 'letters' &&
    value.kind === 'string' &&
    value.text.text !== '' &&
    !ROWS.get(rule.key)?.entryBegins
  ) {
    const text = file.text.slice(value.span.offset, value.span.end);
    yield {
      span: value.span,
      message: `xm takes the text for ${rule.key} apart letter by letter and refuses it: the guest does not start. Put [ ] around ${text.length < 40 ? text : 'it'}.`,
    };
  }
}

function* refusedEntries(rule: XmValue, list: StaticList): Generator<Finding> {
  for (const item of list.items) {
    const isText = item.kind === 'string';
    // A text in u-quotes is read like any other here.
    if (item.kind === 'unknown' || (item.kind === 'other' && item.type === 'unicode')) continue;
    if (isText && isReadable(item.text.text, rule)) continue;
    yield {
      span: item.span,
      message: isText
        ? `xm cannot read "${item.text.text.slice(0, 40)}" in ${rule.key}, and no guest is created. Write it like '${rule.example}'.`
        : `An entry of ${rule.key} is a text in quotes; xm stops at anything else with an error of Python, and no guest is created. Write '${rule.example}'.`,
    };
  }
}

/** Whether xm reads the entry; an empty one it passes on. */
function isReadable(text: string, { entry, word }: XmValue): boolean {
  if (word) return text === '' || text.split(',').every((one) => word.test(one));
  return !entry || entry.test(text);
}
