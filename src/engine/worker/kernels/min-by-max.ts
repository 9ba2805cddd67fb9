import { type KernelConfig, Min, type MinAttrs, max, neg, type Tensor, tidy } from '@tensorflow/tfjs-core';

/**
 * The least along axes for webgpu, whose own kernel (tfjs 4.22) gives other values over some axes while its Max is
 * right: `min x = −max −x`.
 */
export const minByMax = (stock: KernelConfig): KernelConfig => ({
  ...stock,
  kernelName: Min,
  kernelFunc: ({ inputs, attrs }) => {
    const { axis, keepDims } = attrs as unknown as MinAttrs;
    return tidy(() => neg(max(neg(inputs.x as Tensor), axis, keepDims)));
  },
});
