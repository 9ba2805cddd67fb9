import { attr } from '../../attr.ts';
import { notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import type { Convert, Step } from '../step.ts';
import { type Live, NHWC } from '../value.ts';
import { type Window, windowOf } from '../window.ts';

interface Pool {
  readonly x: Live;
  readonly kernel: readonly [number, number];
  readonly window: Window;
  readonly dims: readonly number[];
}

function poolOf(step: Step): Pool {
  const x = step.live(0);
  const kernel = step.ints('kernel_shape') ?? [];
  if (kernel.length !== 2 || x.dims.length !== 4) {
    throw notRun(`Pooling over ${kernel.length} axes is not run, only over height and width.`);
  }
  const window = windowOf(step, x.dims.slice(2), kernel);
  if (window.dilations.some((d) => d !== 1)) throw notRun('Dilated pooling is not run.');
  return { x, kernel: [kernel[0]!, kernel[1]!], window, dims: [...x.dims.slice(0, 2), ...window.out] };
}

const attrsOf = ({ kernel, window }: Pool, padding: 'VALID' | 'SAME') => ({
  ksize: attr.ints([1, ...kernel, 1]),
  strides: attr.ints([1, ...window.strides, 1]),
  padding: attr.text(padding),
  data_format: attr.text('NHWC'),
});

/** The image with its padding around it, `value` everywhere. */
function padded(b: Builder, { x, window: { before, after } }: Pool, value: number): string {
  const image = b.as(x, NHWC);
  const [n, c, h, w] = x.dims as [number, number, number, number];
  const [top, left] = before;
  const [bottom, right] = after;
  const pads = b.ints([0, 0, top, bottom, left, right, 0, 0], [4, 2]);
  const fill = b.floats(Float32Array.of(value), []);
  const shape = [n, h + top + bottom, w + left + right, c];
  return b.node('PadV2', [image, pads, fill], shape, { Tpaddings: attr.type('DT_INT32') });
}

/** tfjs pads symmetrically or not at all; all else is padded by hand with what no maximum can be. */
export const maxPool: Convert = (step) => {
  const pool = poolOf(step);
  if (step.int('storage_order', 0) !== 0) throw notRun('Column-major indices of maxima are not made.');
  const { kind } = pool.window;
  const image = kind ? step.b.as(pool.x, NHWC) : padded(step.b, pool, -3.4e38);
  const y = step.b.live('MaxPool', [image], pool.dims, {
    order: NHWC,
    attrs: attrsOf(pool, kind ?? 'VALID'),
  });
  return step.node.outputs.length > 1 ? [y, null] : y;
};

/** Averages over what ONNX counts: without padding, or with as much of it as was asked for. */
export const averagePool: Convert = (step) => {
  const { b } = step;
  const pool = poolOf(step);
  const { x, kernel, window, dims } = pool;
  const include = step.int('count_include_pad', 0) === 1;
  // SAME in tfjs leaves padding out of the count.
  if (window.kind === 'VALID' || (window.kind === 'SAME' && !include)) {
    return b.live('AvgPool', [b.as(x, NHWC)], dims, { order: NHWC, attrs: attrsOf(pool, window.kind) });
  }
  const average = b.live('AvgPool', [padded(b, pool, 0)], dims, {
    order: NHWC,
    attrs: attrsOf(pool, 'VALID'),
  });
  const counted = (axis: 0 | 1, cell: number) => {
    const from = cell * window.strides[axis] - window.before[axis];
    const to = from + kernel[axis];
    const size = x.dims[2 + axis]!;
    return include ? Math.min(to, size + window.asked[axis]) - from : Math.min(to, size) - Math.max(from, 0);
  };
  const [high, wide] = window.out;
  const factors = new Float32Array(high * wide);
  for (let i = 0; i < factors.length; i++) {
    factors[i] = (kernel[0] * kernel[1]) / (counted(0, Math.floor(i / wide)) * counted(1, i % wide));
  }
  if (factors.every((f) => f === 1)) return average;
  return b.live('Mul', [average.node, b.floats(factors, [1, high, wide, 1])], dims, { order: NHWC });
};
