import {
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropInput,
  getKernel,
  type KernelConfig,
  MaxPoolGrad,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { BackendId } from '../../api.ts';
import { depthwiseBackpropInput } from './depthwise-backprop-input.ts';
import { filterGradients } from './filter-gradients.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { pointwiseBackpropInput } from './pointwise-backprop-input.ts';

/** tfjs's own type forgets that there may be none. */
const find = (kernel: string): KernelConfig | undefined => getKernel(kernel, 'wasm');

/**
 * Gives a backend the kernels that a backward pass needs and TensorFlow.js 4.22 lacks there or has wrong. Only wasm
 * lacks any: webgpu, webgl and cpu have them all. Call it once the backend's package is imported, before or after
 * the backend is set; calling it again changes nothing.
 *
 * @throws Error when `@tensorflow/tfjs-backend-wasm` has not been imported
 */
export function registerKernels(backend: BackendId): void {
  // Ask the registry itself: it is one per page or worker, however often this module is loaded.
  if (backend !== 'wasm' || find(DepthwiseConv2dNativeBackpropInput)) return;
  const stock = find(Conv2DBackpropInput);
  if (!stock) throw new Error('Import @tensorflow/tfjs-backend-wasm before registerKernels.');
  for (const kernel of [Conv2DBackpropInput, MaxPoolGrad]) unregisterKernel(kernel, 'wasm');
  const ours = [depthwiseBackpropInput, maxPoolGrad, pointwiseBackpropInput(stock), ...filterGradients];
  for (const kernel of ours) registerKernel(kernel);
}
