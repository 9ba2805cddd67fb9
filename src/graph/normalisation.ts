import type { Editor } from './editor.ts';
import { floatsOf, type GraphNode, inputsOf, intsOf } from './graph.ts';

/**
 * Is this node the last of an L2 normalisation over the last axis, `u / |u|`? Written as a quotient by
 * `√Σu²` (perhaps with a smallest value), or a product with its reciprocal.
 *
 * @returns the node of u; null where it is none
 */
export function normalisedFrom(editor: Editor, name: string): string | null {
  const node = editor.node(name);
  if (['Reshape', 'Identity'].includes(node.op)) return normalisedFrom(editor, inputsOf(node)[0]!);
  if (node.op !== 'RealDiv' && node.op !== 'Mul') return null;
  const [left, right] = inputsOf(node);
  if (!left || !right) return null;
  const candidates: [string, string][] =
    node.op === 'Mul'
      ? [
          [left, right],
          [right, left],
        ]
      : [[left, right]];
  for (const [u, norm] of candidates) {
    if (!editor.isConstant(u) && isNormOf(editor, norm, u, node.op === 'Mul')) return u;
  }
  return null;
}

function isNormOf(editor: Editor, name: string, u: string, reciprocal: boolean): boolean {
  const node = editor.node(name);
  const inner = throughFloor(editor, node);
  if (inner.op === 'Rsqrt' || inner.op === 'Sqrt') {
    if ((inner.op === 'Rsqrt') !== reciprocal) return false;
    return isSquaredNorm(editor, throughFloor(editor, editor.node(inputsOf(inner)[0]!)), u);
  }
  if (reciprocal && inner.op === 'RealDiv') return isNormOf(editor, inputsOf(inner)[1]!, u, false);
  if (!reciprocal && inner.op === 'Pow') {
    const power = editor.weights.get(inputsOf(inner)[1]!);
    const isRoot = power && floatsOf(power).every((p) => p === 0.5);
    return isRoot === true && isSquaredNorm(editor, editor.node(inputsOf(inner)[0]!), u);
  }
  return false;
}

/** Past a smallest value or a small summand that keeps the quotient finite, products with ones, and shapes. */
function throughFloor(editor: Editor, node: GraphNode): GraphNode {
  const [left, right] = inputsOf(node);
  const past = () => throughFloor(editor, editor.node(editor.isConstant(left!) ? right! : left!));
  if (node.op === 'Reshape' || node.op === 'Identity') return throughFloor(editor, editor.node(left!));
  const constant = [left, right].find((name) => name !== undefined && editor.isConstant(name));
  if (!constant || editor.weights.get(constant)!.spec.dtype !== 'float32') return node;
  const values = floatsOf(editor.weights.get(constant)!);
  if (['Maximum', 'AddV2'].includes(node.op) && values.every((v) => v >= 0 && v <= 1e-3)) return past();
  if (node.op === 'Mul' && values.every((v) => v === 1)) return past();
  return node;
}

function isSquaredNorm(editor: Editor, node: GraphNode, u: string): boolean {
  if (node.op === 'Reshape') return isSquaredNorm(editor, editor.node(inputsOf(node)[0]!), u);
  if (node.op !== 'Sum') return false;
  const [square, axes] = inputsOf(node);
  const rank = editor.shape(square!).length;
  const over = intsOf(editor.weights.get(axes!)!).map((axis) => (axis < 0 ? axis + rank : axis));
  if (over.length !== 1 || over[0] !== rank - 1) return false;
  const { op, input } = editor.node(square!);
  if (op === 'Square') return input?.[0] === u;
  if (op === 'Mul') return input?.[0] === u && input[1] === u;
  const power = op === 'Pow' ? editor.weights.get(input![1]!) : undefined;
  return power !== undefined && input![0] === u && floatsOf(power).every((p) => p === 2);
}
