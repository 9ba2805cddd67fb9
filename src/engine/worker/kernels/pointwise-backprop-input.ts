import {
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  type Conv2DBackpropInputInputs,
  type KernelConfig,
  matMul,
  type Rank,
  reshape,
  type Tensor2D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';

/** 1×1, stride 1, no padding, NHWC: the convolution is one matrix product over positions. */
function isPointwise(
  filter: readonly number[],
  { strides, pad, dataFormat }: Conv2DBackpropInputAttrs,
): boolean {
  const unit = typeof strides === 'number' ? strides === 1 : strides.every((stride) => stride === 1);
  const unpadded = pad === 'same' || pad === 'valid' || pad === 0;
  return filter[0] === 1 && filter[1] === 1 && unit && unpadded && dataFormat === 'NHWC';
}

/**
 * dy `[N, E]`, filter `[C, E]` → dy · filterᵀ `[N, C]`, through the fast product of wasm (XNNPACK), which
 * takes no transposed operands: with `transposeB` it falls to loops 10 to 15 times slower.
 */
function timesTransposed(dy: Tensor2D, filter: Tensor2D): Tensor2D {
  // XNNPACK packs the right operand anew whenever it is a new tensor. Few positions and many channels: put
  // the small dy there, (filter · dyᵀ)ᵀ, and never touch the filter's layout. At 1024×1024 channels and 49
  // positions that is 3.7 ms against 14.3 ms, with 2.7 ms the bare product.
  const fewPositions = 2 * dy.shape[0] <= Math.min(filter.shape[0], filter.shape[1]);
  return fewPositions
    ? transpose(matMul<Tensor2D>(filter, transpose(dy)))
    : matMul<Tensor2D>(dy, transpose(filter));
}

/**
 * A fast path for 1×1 convolutions in front of the stock gradient kernel of wasm, whose plain loops took
 * more than half of a backward pass. Everything else goes to `stock`. No transposed filter is kept, so
 * nothing outlives a model.
 *
 * dy `[n, h, w, E]`, filter `[1, 1, C, E]` → `[n, h, w, C]`.
 */
export function pointwiseBackpropInput(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelName: Conv2DBackpropInput,
    kernelFunc: (call) => {
      const { dy, filter } = call.inputs as Conv2DBackpropInputInputs as { dy: Tensor4D; filter: Tensor4D };
      if (!isPointwise(filter.shape, call.attrs as unknown as Conv2DBackpropInputAttrs)) {
        return stock.kernelFunc(call);
      }
      return tidy(() => {
        const [n, h, w, outputs] = dy.shape;
        const channels = filter.shape[2];
        const product = timesTransposed(
          reshape<Rank.R2>(dy, [n * h * w, outputs]),
          reshape<Rank.R2>(filter, [channels, outputs]),
        );
        return reshape<Rank.R4>(product, [n, h, w, channels]);
      });
    },
  };
}
