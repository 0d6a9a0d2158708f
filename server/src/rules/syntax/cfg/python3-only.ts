import type { CfgStatement } from '../../../syntax/cfg/tree.ts';
import { childrenOf, expressionsOf } from '../../../syntax/cfg/walk.ts';
import type { Span } from '../../../syntax/span.ts';
import { defineRule } from '../../rule.ts';
import { shown } from './problems.ts';

/** Python 2's numbers: whole and long ones, fractions, imaginary ones. */
const NUMBER =
  /^(?:(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)[lL]?|(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?[jJ]?)$/;
/** `08` has the digits of a fraction, and no point. */
const BAD_OCTAL = /^0[0-9]*[89][0-9]*[lL]?$/;
/** A word that Python takes apart from the number that it touches: `128if x`. */
const TOUCHES = /^[0-9.]+(?:is|in|if|and|or|not|else|for)/;

export default defineRule({
  code: 'python3-only',
  area: 'syntax',
  severity: 'error',
  title: 'Text that only Python 3 reads',
  explanation:
    'xm runs the file with Python 2. It knows no text in f-quotes and no `_` in numbers, counts numbers with a leading 0 in eights, so that ' +
    '`08` is no number, and takes `None` for a fixed word that nothing can be assigned to, and wants names and the blanks around them in ASCII. It refuses the whole file there.',
  examples: [
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 1_024\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nmemory = 1024\n' },
    },
    {
      toolstack: 'xm',
      bad: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 08\n' },
      good: { 'a.cfg': 'name = "a"\nkernel = "/boot/vmlinuz"\nvcpus = 8\n' },
    },
  ],
  languages: ['xen-cfg'],
  *check(file) {
    if (file.toolstack.toolstack !== 'xm' || !file.toolstack.certain) return;
    for (const { span, what } of python3Parts(file.tree.statements, file.text)) {
      yield {
        span,
        message: `xm refuses the whole file: ${what}. xm runs the file with Python 2; write it for that.`,
      };
    }
  },
});

function* python3Parts(
  statements: readonly CfgStatement[],
  text: string,
): Generator<{ readonly span: Span; readonly what: string }> {
  const waiting: CfgStatement[] = [...statements].reverse();
  for (let statement = waiting.pop(); statement; statement = waiting.pop()) {
    if (statement.kind === 'block') for (const inner of [...statement.body].reverse()) waiting.push(inner);
    const word = /^(?:print|exec|as|with)(?=[ \t]*=(?!=))/.exec(
      text.slice(statement.offset, statement.offset + 200),
    )?.[0];
    if (word) {
      const span = { offset: statement.offset, end: statement.offset + word.length };
      yield { span, what: `${word} is a word of Python 2 and no name for a variable` };
      continue;
    }
    if (statement.kind === 'assignment') {
      const odd = text.slice(statement.offset, statement.operatorSpan.offset).search(/[^\0-\x7f]/);
      const offset = statement.offset + odd;
      if (odd >= 0)
        yield { span: { offset, end: offset + 1 }, what: 'a letter or a blank outside ASCII stands before the =' };
    }
    if (statement.kind === 'assignment' && statement.target.kind === 'name') {
      const { offset, end } = statement.target;
      if (text.slice(offset, end) === 'None')
        yield { span: { offset, end }, what: 'None is set as if it were a variable' };
    }
    const nodes = [...expressionsOf(statement)];
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      nodes.push(...childrenOf(node));
      const span = { offset: node.offset, end: node.end };
      const written = text.slice(span.offset, span.end);
      if (node.kind === 'string' && /f/i.test(node.prefix))
        yield { span, what: `${shown(written)} is a text in f-quotes` };
      else if (node.kind === 'number' && isNoNumber(written)) yield { span, what: `${shown(written)} is not a number` };
    }
  }
}

/** Only what begins as a number of Python 3 or an octal one; units and the like have a finding of their own. */
function isNoNumber(written: string): boolean {
  if (BAD_OCTAL.test(written)) return true;
  if (/^0[xX]/.test(written) && !NUMBER.test(written) && !TOUCHES.test(written)) return true;
  return /^[0-9][0-9_]*_[0-9_]*$/.test(written) && !NUMBER.test(written) && !TOUCHES.test(written);
}
