import {
  clone,
  type KernelConfig,
  PadV2,
  type PadV2Attrs,
  pad,
  reshape,
  Slice,
  type SliceAttrs,
  slice,
  slice_util,
  type Tensor,
  tidy,
  util,
} from '@tensorflow/tfjs-core';

/** What the shaders of tfjs 4.22 index. */
const MOST = 4;

/** Something done along one axis at a time, to rows `[outer, length, inner]`. */
function axisByAxis(x: Tensor, along: (rows: Tensor, axis: number) => Tensor): Tensor {
  const result = x.shape.reduce<Tensor>((done, length, axis) => {
    const [before, after] = [done.shape.slice(0, axis), done.shape.slice(axis + 1)];
    const rows = reshape(done, [util.sizeFromShape(before), length, util.sizeFromShape(after)]);
    const changed = along(rows, axis);
    return changed === rows ? done : reshape(changed, [...before, changed.shape[1]!, ...after]);
  }, x);
  return result === x ? clone(x) : result;
}

/**
 * Slice for webgl, whose shader fails to compile for more than four axes: there axis by axis. Transformers cut queries,
 * keys and values out of `[3, n, heads, tokens, depth]`.
 */
export const sliceOfManyAxes = (stock: KernelConfig): KernelConfig => ({
  ...stock,
  kernelName: Slice,
  kernelFunc: (call) => {
    const x = call.inputs.x as Tensor;
    if (x.shape.length <= MOST) return stock.kernelFunc(call);
    const { begin, size } = call.attrs as unknown as SliceAttrs;
    const [from, lengths] = slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
    return tidy(() =>
      axisByAxis(x, (rows, axis) =>
        lengths[axis] === rows.shape[1]
          ? rows
          : slice(rows, [0, from[axis]!, 0], [rows.shape[0], lengths[axis]!, rows.shape[2]!]),
      ),
    );
  },
});

/** Padding for webgl and for webgpu, where more than four axes give other values without a word. */
export const padOfManyAxes = (stock: KernelConfig): KernelConfig => ({
  ...stock,
  kernelName: PadV2,
  kernelFunc: (call) => {
    const x = call.inputs.x as Tensor;
    if (x.shape.length <= MOST) return stock.kernelFunc(call);
    const { paddings, constantValue } = call.attrs as unknown as PadV2Attrs;
    return tidy(() =>
      axisByAxis(x, (rows, axis) => {
        const edges = paddings[axis]!;
        return edges[0] === 0 && edges[1] === 0 ? rows : pad(rows, [[0, 0], edges, [0, 0]], constantValue);
      }),
    );
  },
});
