import type { CfgFile } from '../../model/source-file.ts';
import type { Span } from '../../syntax/span.ts';
import { parseKeyValues, TRIMMED_OPTIONS, XL_OPTIONS } from '../../syntax/spec/key-values.ts';
import type { SpecPart } from '../../syntax/spec/tree.ts';
import { xlSpecRow } from '../../xen/xl-specs/index.ts';
import { xmVfbKeys, xmVfbTypes } from '../../xen/xm-vfb-keys.ts';
import { fixBy, replace } from '../edits.ts';
import { defineRule, type Finding } from '../rule.ts';
import { orList, whereCertain } from './settings-of.ts';

/** What xm says to a word; undefined when it takes it. xm turns `type=sdl` into `sdl=1`. */
function xmRefusal(key: string, value: string): string | undefined {
  if (key !== 'type') {
    return xmVfbKeys.has(key)
      ? undefined
      : `xm refuses the file, as a vfb has no option ${key.slice(0, 40)}. Remove it.`;
  }
  if (xmVfbTypes.has(value)) return undefined;
  return `xm refuses the file: the type of a vfb is ${orList([...xmVfbTypes])}, and not ${value.slice(0, 40)}. Remove type=.`;
}

/** What is lost on xl's side, which reads on past any word that it does not know. */
function xlLoss(key: string, value: string): string | undefined {
  if (key === 'type' && value === 'vnc') return undefined;
  if (key === 'type' && value === 'sdl') {
    return 'xl does not read type= in a vfb, and the screen appears over VNC. Write sdl=1,vnc=0 instead.';
  }
  if (xlSpecRow('vfb', key) !== undefined) return undefined;
  return `xl does not know ${key.slice(0, 40)} in a vfb and passes over it in silence. Remove it.`;
}

/** The part together with the comma that ties it to its neighbours. */
function withComma(file: CfgFile, parts: readonly SpecPart[], index: number): Span {
  const part = parts[index];
  const next = parts[index + 1];
  const before = parts[index - 1];
  if (!part) return { offset: file.text.length, end: file.text.length };
  if (next) return { offset: part.offset, end: next.offset };
  return { offset: before?.end ?? part.offset, end: part.end };
}

export default defineRule({
  code: 'vfb-key',
  area: 'keys',
  severity: 'error',
  title: 'Word in a vfb that nobody reads',
  explanation:
    'xm stops at a word it does not know in a `vfb`, and knows `type=` with `vnc` and `sdl` only. xl passes over `type=` and any ' +
    'other unknown word without a message, so `type=sdl` still gives a VNC screen.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ \'type=vfb, vnc=1\' ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ \'vnc=1\' ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ \'vnc=1\' ]\n' },
    },
    {
      toolstack: 'xl',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ "type=sdl" ]\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ "sdl=1,vnc=0" ]\n' },
      fixed: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvfb = [ "sdl=1,vnc=0" ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file): Iterable<Finding> {
    const value = file.facts.variables.get('vfb')?.value;
    if (value?.kind !== 'list') return;
    const xm = file.toolstack.toolstack === 'xm';
    for (const item of value.items) {
      if (item.kind !== 'string') continue;
      const { parts } = parseKeyValues(item.text, xm ? TRIMMED_OPTIONS : XL_OPTIONS);
      for (const [index, { key, value: word, offset, end }] of parts.entries()) {
        const message = key && (xm ? xmRefusal : xlLoss)(key.text, word.text);
        if (!message) continue;
        yield {
          span: { offset, end },
          severity: xm ? whereCertain(file, 'error') : 'information',
          message,
          fixes: () => [
            !xm && key.text === 'type' && word.text === 'sdl'
              ? fixBy('Write sdl=1,vnc=0', replace(file, { offset, end }, 'sdl=1,vnc=0'), { preferred: true })
              : fixBy('Remove it', replace(file, withComma(file, parts, index), ''), { preferred: xm }),
          ],
        };
      }
    }
  },
});
