import { hasBatch, range } from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, checkFolded, scalar, unary } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Value } from '../value.ts';
import { multiply } from './matmul.ts';
import { resized, turned } from './shape.ts';
import { softmaxOver } from './softmax.ts';

/** What is added where nothing may be seen: large enough to vanish, and finite, so that no kernel meets ∞ − ∞. */
const HIDDEN = -1e30;

/** `[n, tokens, heads · d]` as `[n, heads, tokens, d]`; four axes are so already. */
function heads(step: Step, index: number, name: string): Value {
  const x = step.input(index);
  if (x.dims.length === 4) return x;
  const count = step.int(name, 0);
  const [n, tokens, width] = x.dims as [number, number, number];
  if (x.dims.length !== 3 || !(count >= 1) || width % count !== 0)
    throw broken('bad-shapes', `${count} heads do not fit a tensor of ${x.dims.length} axes.`);
  return turned(step.b, resized(step.b, x, [n, tokens, count, width / count]), [0, 2, 1, 3]);
}

/** A mask of truth values as what is added. */
function asSummand(mask: Value): Value {
  if (mask.type !== 'bool') return mask;
  if (!isConstant(mask)) throw notRun('The mask of an attention is computed from the image.');
  return new Constant(mask.dims, 'float', () => Float32Array.from(mask.data, (seen) => (seen ? 0 : HIDDEN)));
}

function causal(rows: number, columns: number): Constant {
  if (hasBatch(rows) || hasBatch(columns)) throw notRun('A causal mask is as long as the batch.');
  checkFolded([rows, columns]);
  return new Constant([rows, columns], 'float', () =>
    Float32Array.from({ length: rows * columns }, (_, i) =>
      i % columns > Math.floor(i / columns) ? HIDDEN : 0,
    ),
  );
}

/** `softmax(scale · Q Kᵀ + mask) V` by heads, of opset 23. Caches of earlier tokens, as text models have, are refused. */
export const attention: Convert = (step) => {
  const { b } = step;
  const [mask, cached] = [step.optional(3), range(3).some((i) => step.optional(4 + i))];
  const asked = step.node.outputs.slice(1).some((name) => name !== '');
  const window = ['left_window_size', 'right_window_size'].some((name) => step.int(name, -1) !== -1);
  if (cached || asked || window)
    throw notRun('An attention with a cache, a window, or its weights as an output is not run.');
  const flat = step.input(0).dims.length === 3;
  const [q, k, v] = [
    heads(step, 0, 'q_num_heads'),
    heads(step, 1, 'kv_num_heads'),
    heads(step, 2, 'kv_num_heads'),
  ];
  const [n, count, rows, depth] = q.dims as [number, number, number, number];
  const [, groups, columns] = k.dims as [number, number, number];
  if (count % groups !== 0) throw broken('bad-shapes', `${count} heads of queries do not share ${groups}.`);
  // Several heads of queries may share one of keys: an axis of groups in front of theirs.
  const shared = count / groups;
  const split = (x: Value, heads: number): Value =>
    shared === 1 ? x : resized(b, x, [x.dims[0]!, groups, heads, x.dims[2]!, x.dims[3]!]);
  const last = range(shared === 1 ? 4 : 5);
  const queries = binary(b, 'Mul', split(q, shared), scalar(step.float('scale', 1 / Math.sqrt(depth))));
  const keys = turned(b, split(k, 1), [...last.slice(0, -2), last.at(-1)!, last.at(-2)!]);
  const logits = resized(b, multiply(b, queries, keys), [n, count, rows, columns]);
  const summands = [
    ...(mask ? [asSummand(mask)] : []),
    ...(step.int('is_causal', 0) ? [causal(rows, columns)] : []),
  ];
  const seen = weights(b, capped(b, logits, step.float('softcap', 0)), summands);
  const mixed = multiply(b, split(seen, shared), split(v, 1));
  const apart = resized(b, mixed, [n, count, rows, v.dims[3]!]);
  return flat ? resized(b, turned(b, apart, [0, 2, 1, 3]), [n, rows, count * v.dims[3]!]) : apart;
};

const capped = (b: Builder, logits: Value, cap: number): Value =>
  cap > 0
    ? binary(b, 'Mul', unary(b, 'Tanh', binary(b, 'Mul', logits, scalar(1 / cap))), scalar(cap))
    : logits;

function weights(b: Builder, logits: Value, summands: readonly Value[]): Value {
  const [first, ...more] = summands;
  const hiding = first && more.reduce((sum, summand) => binary(b, 'AddV2', sum, summand), first);
  if (hiding && isConstant(hiding) && hidesARow(hiding))
    throw notRun('The mask of an attention hides everything from a token.');
  const masked = hiding ? binary(b, 'AddV2', logits, hiding) : logits;
  if (isConstant(masked)) throw notRun('An attention of constants is not computed.');
  if (masked.dims.join() !== logits.dims.join())
    throw broken('bad-shapes', 'The mask of an attention is larger than what it hides.');
  return softmaxOver(b, masked, 3);
}

function hidesARow({ data, dims }: Constant): boolean {
  const columns = dims.at(-1) ?? 1;
  for (let from = 0; from < data.length; from += columns)
    if (data.subarray(from, from + columns).every((v: number) => v <= HIDDEN)) return true;
  return false;
}
