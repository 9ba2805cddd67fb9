import {
  type KernelConfig,
  Slice,
  type SliceAttrs,
  slice_util,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

/**
 * Slice for wasm, whose kernel (tfjs 4.22) first copies the whole of what it cuts a piece out of, and beyond four axes
 * goes value by value: here rows are copied from where they lie. Transformers cut queries, keys and values so.
 */
export const sliceByRows = (stock: KernelConfig): KernelConfig => ({
  ...stock,
  kernelName: Slice,
  kernelFunc: (call) => {
    const x = call.inputs.x as TensorInfo;
    const { begin, size } = call.attrs as unknown as SliceAttrs;
    if (x.dtype !== 'float32' || x.shape.length === 0) return stock.kernelFunc(call);
    const [from, lengths] = slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
    slice_util.assertParamsValid(x, from, lengths);
    const heap = call.backend as Heap;
    const output = heap.makeOutput(lengths, 'float32');
    copyRows(heap.typedArrayFromHeap(x), x.shape, from, lengths, heap.typedArrayFromHeap(output));
    return output;
  },
});

/** Axes that stay whole at the end, and the last one that does not, are one row. */
function copyRows(
  x: Float32Array,
  shape: readonly number[],
  from: readonly number[],
  lengths: readonly number[],
  out: Float32Array,
): void {
  let axis = shape.length - 1;
  let inner = 1;
  while (axis > 0 && lengths[axis] === shape[axis]) inner *= shape[axis--]!;
  const row = lengths[axis]! * inner;
  if (out.length === 0 || row === 0) return;
  const steps = shape.map((_, i) => shape.slice(i + 1).reduce((all, size) => all * size, 1));
  const index = from.slice(0, axis);
  let at = from.reduce((sum, start, i) => sum + start * steps[i]!, 0);
  for (let to = 0; to < out.length; to += row) {
    out.set(x.subarray(at, at + row), to);
    for (let i = axis - 1; i >= 0; i--) {
      at += steps[i]!;
      if (++index[i]! < from[i]! + lengths[i]!) break;
      at -= steps[i]! * lengths[i]!;
      index[i] = from[i]!;
    }
  }
}
