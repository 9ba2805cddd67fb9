import {
  add,
  backend_util,
  type DepthwiseConv2dNativeAttrs,
  engine,
  type FusedDepthwiseConv2DAttrs,
  type KernelConfig,
  relu,
  relu6,
  type Tensor,
  type Tensor4D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

/** XNNPACK, as tfjs 4.22 builds it, has a depthwise kernel of 5 × 5 taps, and none of more. */
const SIDE = 5;

const ACTIVATIONS: Readonly<Partial<Record<string, (x: Tensor4D) => Tensor4D>>> = {
  linear: (x) => x,
  relu: (x) => relu(x),
  relu6: (x) => relu6(x),
};

/** Where pieces of five taps begin that cover so many; null where two of them do not. */
const startsOf = (taps: number): readonly number[] | null =>
  taps === SIDE ? [0] : taps > SIDE && taps <= 2 * SIDE ? [0, taps - SIDE] : null;

/**
 * Depthwise convolutions of more than 5 × 5 taps for wasm, 7 × 7 as in a ConvNeXt, which XNNPACK would run as general
 * convolutions of one channel each: the sum of up to four of 5 × 5 taps, over the image as it is, each padded so that
 * its taps lie where they lay.
 *
 * x `[n, h, w, C]`, filter `[kh, kw, C, 1]` → `[n, oh, ow, C]`.
 */
export const wideDepthwise =
  (kernelName: string) =>
  (stock: KernelConfig): KernelConfig => ({
    ...stock,
    kernelName,
    kernelFunc: (call) => {
      const { x, filter, bias } = call.inputs as { x: Tensor4D; filter: Tensor4D; bias?: Tensor };
      const attrs = call.attrs as unknown as DepthwiseConv2dNativeAttrs & Partial<FusedDepthwiseConv2DAttrs>;
      const [high, wide, , multiplier] = filter.shape;
      const activation = ACTIVATIONS[attrs.activation ?? 'linear'];
      const dilated = [attrs.dilations].flat().some((by: number) => by !== 1);
      const [rows, columns] = [startsOf(high), startsOf(wide)];
      if (!rows || !columns || high * wide === SIDE ** 2 || multiplier !== 1 || dilated || !activation)
        return stock.kernelFunc(call);
      const { padInfo } = backend_util.computeConv2DInfo(
        x.shape,
        filter.shape,
        attrs.strides,
        1,
        attrs.pad,
        attrs.dimRoundingMode,
        true,
      );
      const least = Math.min(padInfo.top, padInfo.bottom, padInfo.left, padInfo.right);
      // A piece that leaves out taps before or behind it needs as much padding less.
      if (least < Math.max(high, wide) - SIDE) return stock.kernelFunc(call);
      const heap = call.backend as Heap;
      return tidy(() => {
        const parts = rows.flatMap((top) =>
          columns.map((left) => {
            const first = top === 0 && left === 0;
            const piece = pieceOf(heap, filter, top, left);
            const pad = [
              [0, 0],
              [padInfo.top - top, padInfo.bottom - (high - SIDE - top)],
              [padInfo.left - left, padInfo.right - (wide - SIDE - left)],
              [0, 0],
            ];
            const made = stock.kernelFunc({
              inputs: { x, filter: piece, ...(bias && first && { bias }) },
              attrs: { ...call.attrs, pad, ...(attrs.activation && { activation: 'linear' }) },
              backend: call.backend,
            });
            heap.disposeData(piece.dataId);
            return engine().makeTensorFromTensorInfo(made as TensorInfo) as Tensor4D;
          }),
        );
        return activation(parts.reduce((sum, part) => add(sum, part)));
      });
    },
  });

/** 5 × 5 taps of a filter from `top` and `left` on; those that an earlier piece has are zero. */
function pieceOf(heap: Heap, filter: Tensor4D, top: number, left: number): TensorInfo {
  const [, wide, channels] = filter.shape;
  const piece = heap.makeOutput([SIDE, SIDE, channels, 1], 'float32');
  const [from, to] = [heap.typedArrayFromHeap(filter), heap.typedArrayFromHeap(piece)];
  for (let y = 0; y < SIDE; y++)
    for (let px = 0; px < SIDE; px++) {
      const at = (y * SIDE + px) * channels;
      const tap = ((top + y) * wide + left + px) * channels;
      const taken = (top > 0 && top + y < SIDE) || (left > 0 && left + px < SIDE);
      if (taken) to.fill(0, at, at + channels);
      else to.set(from.subarray(tap, tap + channels), at);
    }
  return piece;
}
