/**
 * Follows the statements of a domU file as Python 2 would run them, as far as nothing but literals decides. Whatever a
 * branch, a loop, a call or an import might have touched is unknown: no value is claimed that Python could contradict.
 */
import type { CfgAssignment, CfgExpression, CfgStatement, CfgTree } from '../syntax/cfg/tree.ts';
import { childrenOf, expressionsOf } from '../syntax/cfg/walk.ts';
import type { Span } from '../syntax/span.ts';
import { PythonValues, unknown } from './python-values.ts';
import type { StaticValue } from './static-value.ts';

/** Functions that reach every variable of the file. */
const REACH_ALL = new Set(['exec', 'execfile', 'eval', 'globals', 'locals', 'vars', 'setattr', 'reload', '__import__']);

class Runner {
  readonly values = new Map<string, StaticValue>();
  /** The names whose value is known, and those of them that hold a list: a file may make it all unknown once a line. */
  readonly #known = new Set<string>();
  readonly #lists = new Set<string>();
  readonly #tree: CfgTree;
  /** Names that share a list with another name: changing one changes the others. */
  readonly #shared = new Set<string>();
  /** Names that a function of the file sets or changes; they stay unknown for good. */
  readonly #lost = new Set<string>();
  readonly #reader: PythonValues;

  constructor(tree: CfgTree) {
    this.#tree = tree;
    this.#reader = new PythonValues(tree.text, (name) => this.#look(name));
  }

  run(): void {
    this.#collectLost();
    for (const statement of this.#tree.statements) this.#statement(statement);
    for (const name of this.#lost) {
      const value = this.values.get(name);
      if (value) this.values.set(name, unknown(value.span));
    }
  }

  #look(name: string): StaticValue | undefined {
    if (this.#lost.has(name)) return undefined;
    const value = this.values.get(name);
    if (value?.kind === 'list') this.#shared.add(name);
    return value;
  }

  #collectLost(): void {
    visit(this.#tree.statements, (statement, inFunction) => {
      if (statement.kind === 'simple' && (statement.keyword === 'global' || statement.keyword === 'nonlocal'))
        for (const name of statement.binds) this.#lost.add(this.#name(name));
      if (inFunction && statement.kind !== 'block')
        for (const name of this.#changedNames(statement)) this.#lost.add(name);
    });
  }

  #name(span: Span): string {
    return this.#tree.text.slice(span.offset, span.end);
  }

  /** Names whose lists a statement changes in place. */
  #changedNames(statement: CfgStatement): string[] {
    const names: string[] = [];
    for (const node of expressionsOf(statement)) this.#eachCall(node, (name) => names.push(name));
    if (statement.kind === 'assignment') {
      for (const target of [statement.target, ...statement.chained])
        if (target.kind !== 'name') for (const name of this.#roots(target)) names.push(name);
    }
    return names;
  }

  #statement(statement: CfgStatement): void {
    if (statement.kind === 'block') {
      this.#forgetBlock(statement);
      return;
    }
    if (statement.kind === 'assignment') {
      this.#assignment(statement);
      return;
    }
    if (statement.kind === 'simple' && statement.keyword === '' && this.#appends(statement.expressions[0])) return;
    for (const node of expressionsOf(statement)) this.#touch(node);
    if (statement.kind !== 'simple') return;
    for (const name of statement.binds) this.#forget(this.#name(name), name);
    if (statement.keyword === 'exec' || (statement.keyword === 'from' && this.#importsAll(statement)))
      this.#forgetAll();
    if (statement.keyword === 'print') this.#touchText(statement);
  }

  /** `from x import *` may set any name. */
  #importsAll(statement: CfgStatement): boolean {
    return statement.kind === 'simple' && /\*\s*$/.test(this.#tree.text.slice(statement.end - 20, statement.end));
  }

  #touchText(statement: Span): void {
    const words = this.#tree.text.slice(statement.offset, statement.end);
    if (!words.includes('(')) return;
    for (const name of this.#lists) this.#forgetInPlace(name);
  }

  #forgetBlock(block: CfgStatement): void {
    visit([block], (statement) => {
      if (statement.kind === 'block' || statement.kind === 'simple')
        for (const name of statement.binds) this.#forget(this.#name(name), name);
      if (statement.kind === 'simple' && (statement.keyword === 'exec' || this.#starred(statement))) this.#forgetAll();
      if (statement.kind === 'simple' && statement.keyword === 'print') this.#touchText(statement);
      if (statement.kind === 'assignment')
        for (const target of [statement.target, ...statement.chained])
          for (const name of this.#roots(target)) this.#forget(name, statement);
      for (const node of expressionsOf(statement)) this.#touch(node);
    });
  }

  #starred(statement: CfgStatement): boolean {
    return statement.kind === 'simple' && statement.keyword === 'from' && this.#importsAll(statement);
  }

  #assignment(statement: CfgAssignment): void {
    const { target, chained, operator } = statement;
    const span = statement.value ?? statement.operatorSpan;
    const sharedBefore = this.#shared.size;
    let value = statement.value ? this.#reader.read(statement.value) : unknown(span);
    if (statement.value) this.#touch(statement.value);
    // `locals()['memory'] = 64` may set any name.
    for (const one of [target, ...chained]) if (one.kind !== 'name') this.#touch(one);
    const aliased = this.#shared.size > sharedBefore || this.#readsShared(statement.value);
    const targets = [target, ...chained];
    if (operator !== '=') value = this.#augmented(statement, value);
    for (const one of targets) {
      const names = this.#roots(one);
      const name = names[0];
      if (one.kind !== 'name' || name === undefined || name !== this.#name(one)) {
        // `a, b = …` sets its names; `a[0] = …` and `a.b = …` change what is in them.
        for (const each of names) {
          this.#change(each, one);
          if (one.kind !== 'attribute' && one.kind !== 'subscript') this.#forget(each, one);
        }
        continue;
      }
      if (operator === '=') this.#shared.delete(name);
      this.#set(name, value);
      if (value.kind === 'list' && (aliased || targets.length > 1)) this.#shared.add(name);
    }
  }

  #readsShared(node: CfgExpression | undefined): boolean {
    return node !== undefined && this.#namesIn(node).some((name) => this.#shared.has(name));
  }

  #augmented(statement: CfgAssignment, added: StaticValue): StaticValue {
    const [name] = this.#roots(statement.target);
    const before = name === undefined || this.#lost.has(name) ? undefined : this.values.get(name);
    if (statement.operator !== '+=' || statement.target.kind !== 'name' || !before || name === undefined)
      return unknown(statement);
    if (before.kind === 'list' && this.#shared.has(name)) {
      this.#change(name, statement);
      return unknown(statement);
    }
    if (before.kind === 'list' && added.kind === 'list') return this.#reader.grow(before, added.items, statement);
    return this.#reader.add(before, added, statement);
  }

  /** `disk.append('…')` and `disk.extend([…])` on a list that is known and that nothing else shares. */
  #appends(node: CfgExpression | undefined): boolean {
    if (node?.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.object.kind !== 'name') return false;
    const { name: method, object } = node.callee;
    const name = this.#name(object);
    const list = this.values.get(name);
    const argument = node.args[0];
    if (list?.kind !== 'list' || this.#shared.has(name) || node.args.length !== 1 || !method || !argument) return false;
    if (argument.kind === 'keyword' || argument.kind === 'opaque' || argument.kind === 'unary') return false;
    const word = this.#name(method);
    const value = this.#reader.read(argument);
    // Reading marks what it shares: a list that is put into itself has no end.
    if (this.#hasCalls(argument) || this.#shared.has(name)) return false;
    if (word === 'append') {
      if (value.kind === 'list' && argument.kind !== 'list') this.#shared.add(name);
      this.#set(name, this.#reader.grow(list, [value], list.span));
      return true;
    }
    if (word !== 'extend' || value.kind !== 'list') return false;
    this.#set(name, this.#reader.grow(list, value.items, list.span));
    return true;
  }

  #hasCalls(node: CfgExpression): boolean {
    let found = false;
    walk(node, (one) => {
      found ||= one.kind === 'call' || one.kind === 'opaque';
    });
    return found;
  }

  /** Forgets what the calls in a value may change, and the variables that a comprehension sets. */
  #touch(node: CfgExpression): void {
    let all = false;
    walk(node, (one) => {
      if (one.kind === 'call' && one.callee.kind === 'name') all ||= REACH_ALL.has(this.#name(one.callee));
    });
    for (const one of outermost(node, 'opaque')) for (const name of this.#namesIn(one)) this.#change(name, one);
    this.#eachCall(node, (name) => this.#change(name, node));
    this.#declared(node);
    if (all) this.#forgetAll();
  }

  /** `xm_vars.var('vmid', …)` sets a variable of that name. */
  #declared(node: CfgExpression): void {
    walk(node, (one) => {
      const first = one.kind === 'call' ? one.args[0] : undefined;
      if (one.kind !== 'call' || one.callee.kind !== 'attribute' || first?.kind !== 'string') return;
      if (one.callee.object.kind !== 'name' || this.#name(one.callee.object) !== 'xm_vars') return;
      const name = this.#tree.text.slice(first.content.offset, first.content.end);
      this.#lost.add(name);
      this.#set(name, unknown(first));
    });
  }

  #eachCall(node: CfgExpression, use: (name: string) => void): void {
    for (const one of outermost(node, 'call')) for (const name of this.#namesIn(one)) use(name);
  }

  #namesIn(node: CfgExpression): string[] {
    const names: string[] = [];
    walk(node, (one) => {
      if (one.kind === 'name') names.push(this.#name(one).split('.')[0] as string);
    });
    return names;
  }

  /** The variables that a target sets or changes. */
  #roots(target: CfgExpression): string[] {
    return this.#namesIn(target);
  }

  /** A list that may have been changed in place is unknown, and so is every other name for it. */
  #change(name: string, span: Span): void {
    const value = this.values.get(name);
    if (!value || value.kind === 'string' || value.kind === 'number') {
      if (span && value && (span as CfgExpression).kind === 'opaque') this.#forget(name, span);
      return;
    }
    if (this.#shared.has(name)) {
      for (const other of this.#shared) this.#forget(other, span);
      // None of them is known any more, so none is to be forgotten again.
      this.#shared.clear();
    }
    this.#forget(name, span);
  }

  #forget(name: string, { offset, end }: Span): void {
    this.#set(name, unknown({ offset, end }));
  }

  #forgetAll(): void {
    for (const name of this.#known) this.#forgetInPlace(name);
  }

  #forgetInPlace(name: string): void {
    const value = this.values.get(name);
    if (value) this.#forget(name, value.span);
  }

  #set(name: string, value: StaticValue): void {
    this.values.set(name, value);
    if (value.kind === 'unknown') this.#known.delete(name);
    else this.#known.add(name);
    if (value.kind === 'list') this.#lists.add(name);
    else this.#lists.delete(name);
  }
}

/** Visits statements and the bodies of blocks, in the order of the text. */
function visit(statements: readonly CfgStatement[], use: (one: CfgStatement, inFunction: boolean) => void): void {
  const levels = [{ statements, next: 0, inFunction: false }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const statement = level.statements[level.next++];
    if (!statement) {
      levels.pop();
      continue;
    }
    use(statement, level.inFunction);
    if (statement.kind !== 'block') continue;
    const inFunction = level.inFunction || statement.keyword === 'def' || statement.keyword === 'class';
    levels.push({ statements: statement.body, next: 0, inFunction });
  }
}

/** Visits an expression and everything in it. */
function walk(node: CfgExpression, use: (one: CfgExpression) => void): void {
  const pending: CfgExpression[] = [node];
  for (let one = pending.pop(); one; one = pending.pop()) {
    use(one);
    for (const child of childrenOf(one)) pending.push(child);
  }
}

/** The nodes of one kind that do not stand inside another of that kind. */
function outermost(node: CfgExpression, kind: CfgExpression['kind']): CfgExpression[] {
  const found: CfgExpression[] = [];
  const pending: CfgExpression[] = [node];
  for (let one = pending.pop(); one; one = pending.pop()) {
    if (one.kind === kind) found.push(one);
    else for (const child of childrenOf(one)) pending.push(child);
  }
  return found;
}

/** Every variable of the file and its value after the last statement. */
export function runPython(tree: CfgTree): Map<string, StaticValue> {
  const runner = new Runner(tree);
  runner.run();
  return runner.values;
}
