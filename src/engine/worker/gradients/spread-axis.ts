import { pad, reshape, reverse, slice, type Tensor, util } from '@tensorflow/tfjs-core';

/**
 * Entry i of an axis goes to `first + i · step` of an axis of `size` zeros; what falls beyond is left out. Computed at
 * rank 4 at most: webgl pads and cuts no more axes.
 */
export function spreadAxis(x: Tensor, axis: number, first: number, step: number, size: number): Tensor {
  const count = x.shape[axis]!;
  if (step < 0) return spreadAxis(reverse(x, axis), axis, first + (count - 1) * step, -step, size);
  const outer = util.sizeFromShape(x.shape.slice(0, axis));
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const spread =
    step === 1
      ? x
      : pad(reshape(x, [outer, count, 1, inner]), [
          [0, 0],
          [0, 0],
          [0, step - 1],
          [0, 0],
        ]);
  const filled = reshape(spread, [outer, count * step, inner]);
  // The last entry's zeros may reach over the end.
  const length = Math.min(count * step, size - first);
  const within = length < count * step ? slice(filled, [0, 0, 0], [outer, length, inner]) : filled;
  const whole =
    length === size
      ? within
      : pad(within, [
          [0, 0],
          [first, size - first - length],
          [0, 0],
        ]);
  return reshape(
    whole,
    x.shape.map((own, at) => (at === axis ? size : own)),
  );
}
