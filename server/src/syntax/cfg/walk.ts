/** The parts of a domU file's tree, for whoever walks it without minding what each part is. */
import type { CfgExpression, CfgStatement } from './tree.ts';

/** The expressions that a statement consists of, in the order of the text; those of a block's body left out. */
export function expressionsOf(statement: CfgStatement): readonly CfgExpression[] {
  if (statement.kind === 'block') return statement.head;
  if (statement.kind !== 'assignment') return statement.expressions;
  const { target, chained, value } = statement;
  return value ? [target, ...chained, value] : [target, ...chained];
}

/** The expressions right inside another one, in the order of the text; names of arguments and attributes are none. */
export function childrenOf(node: CfgExpression): readonly CfgExpression[] {
  return partsOf(node).filter((one) => one !== undefined);
}

function partsOf(node: CfgExpression): readonly (CfgExpression | undefined)[] {
  switch (node.kind) {
    case 'list':
    case 'tuple':
    case 'dict':
    case 'set':
      return node.items;
    case 'group':
      return [node.inner];
    case 'pair':
      return [node.key, node.value];
    case 'call':
      return [node.callee, ...node.args];
    case 'keyword':
      return [node.value];
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, ...node.index];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'opaque':
    case 'adjacent':
      return node.parts;
    default:
      return [];
  }
}
