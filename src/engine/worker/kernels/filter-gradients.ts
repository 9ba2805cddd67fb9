import {
  Conv2DBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter,
  fill,
  type KernelConfig,
} from '@tensorflow/tfjs-core';

interface Attributes {
  readonly filterShape: readonly number[];
}

/**
 * Filter gradients for wasm, which has none, that nobody reads. `tf.grad` asks for them wherever the graph
 * has a fused linear convolution, although the gradient wanted is that of a feature map. They have the right
 * shape and are NaN throughout, so that whoever does read one notices at once.
 *
 * `tailVjp` never asks for them. They are for `tf.grad`, the reference that it is tested against.
 */
export const filterGradients: readonly KernelConfig[] = [
  Conv2DBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter,
].map((kernelName) => ({
  kernelName,
  backendName: 'wasm',
  kernelFunc: ({ attrs }) => fill([...(attrs as unknown as Attributes).filterShape], Number.NaN),
}));
