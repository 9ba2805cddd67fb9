import {
  backend_util,
  DepthwiseConv2dNativeBackpropInput,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type DepthwiseConv2dNativeBackpropInputInputs,
  depthwiseConv2d,
  engine,
  type KernelConfig,
  pad,
  reshape,
  slice,
  sum,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

type Attributes = DepthwiseConv2dNativeBackpropInputAttrs;

/** Puts `stride - 1` zeros after every row and column: `[n, h, w, C]` → `[n, h·sh, w·sw, C]`. */
function insertZeros(dy: Tensor4D, strideHeight: number, strideWidth: number): Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [n, h, w, channels] = dy.shape;
  const after = (zeros: number): [number, number] => [0, zeros];
  const spread = pad(reshape(dy, [n, h, 1, w, 1, channels]), [
    after(0),
    after(0),
    after(strideHeight - 1),
    after(0),
    after(strideWidth - 1),
    after(0),
  ]);
  return reshape(spread, [n, h * strideHeight, w * strideWidth, channels]);
}

/**
 * The kernel turned by 180°: `[kh, kw, C, m]` → `[kh, kw, C·m, 1]`. Copied tap by tap on the wasm heap, as
 * wasm's own Concat and Slice do: its Reverse goes element by element and took as long as the convolution.
 */
function turned(filter: Tensor4D, backend: Heap): Tensor4D {
  const [height, width, inChannels, multiplier] = filter.shape;
  const channels = inChannels * multiplier;
  const out = backend.makeOutput([height, width, channels, 1], 'float32');
  // Views only now: making the output may have grown, and so moved, the heap.
  const [from, to] = [backend.typedArrayFromHeap(filter), backend.typedArrayFromHeap(out)];
  for (let start = 0; start < from.length; start += channels) {
    to.set(from.subarray(start, start + channels), from.length - channels - start);
  }
  return engine().makeTensorFromTensorInfo(out) as Tensor4D;
}

/**
 * What to add (positive) or cut off (negative) before and after the spread dy along one axis, so that the
 * correlation with the reversed kernel has exactly the input's size.
 */
function edges(input: number, kernel: number, padBefore: number, spread: number): [number, number] {
  const before = kernel - 1 - padBefore;
  return [before, input + kernel - 1 - before - spread];
}

function gradient(dy: Tensor4D, filter: Tensor4D, attributes: Attributes, backend: Heap): Tensor4D {
  const { strides, pad: padding, dilations, dimRoundingMode, inputShape } = attributes;
  const info = backend_util.computeConv2DInfo(
    inputShape,
    filter.shape,
    strides,
    dilations,
    padding,
    dimRoundingMode,
    true,
  );
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    throw new Error(
      `${DepthwiseConv2dNativeBackpropInput} on wasm: only dilation 1, not ${String(dilations)}.`,
    );
  }
  const spread = insertZeros(dy, info.strideHeight, info.strideWidth);
  const [top, bottom] = edges(info.inHeight, info.filterHeight, info.padInfo.top, spread.shape[1]);
  const [left, right] = edges(info.inWidth, info.filterWidth, info.padInfo.left, spread.shape[2]);
  const cut = (a: number): number => Math.max(0, -a);
  const add = (a: number): number => Math.max(0, a);
  const needsCut = Math.min(top, bottom, left, right) < 0;
  const cropped = needsCut
    ? slice(
        spread,
        [0, cut(top), cut(left), 0],
        [-1, spread.shape[1] - cut(top) - cut(bottom), spread.shape[2] - cut(left) - cut(right), -1],
      )
    : spread;
  const each = depthwiseConv2d(cropped, turned(filter, backend), 1, [
    [0, 0],
    [add(top), add(bottom)],
    [add(left), add(right)],
    [0, 0],
  ]);
  const multiplier = filter.shape[3];
  if (multiplier === 1) return each;
  return sum(reshape(each, [...info.inShape, multiplier]), 4);
}

/**
 * The gradient of a depthwise convolution with respect to its input, which TensorFlow.js 4.22 lacks on wasm,
 * composed of kernels that wasm has: spread dy by the strides, surround it with what of the kernel reached
 * over each edge, and correlate with the reversed filter.
 *
 * dy `[n, h, w, C·m]`, filter `[kh, kw, C, m]` → `[n, H, W, C]` (`attrs.inputShape`). NHWC.
 * @throws Error for a dilation other than 1.
 */
export const depthwiseBackpropInput: KernelConfig = {
  kernelName: DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as DepthwiseConv2dNativeBackpropInputInputs;
    return tidy(() =>
      gradient(dy as Tensor4D, filter as Tensor4D, attrs as unknown as Attributes, backend as Heap),
    );
  },
};
