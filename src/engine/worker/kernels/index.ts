import {
  BatchMatMul,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  Erf,
  FusedDepthwiseConv2D,
  getKernel,
  type KernelConfig,
  MaxPoolGrad,
  Min,
  PadV2,
  registerKernel,
  Slice,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { BackendId } from '../../api.ts';
import { depthwiseBackpropInput } from './depthwise-backprop-input.ts';
import { erf } from './erf.ts';
import { filterGradients } from './filter-gradients.ts';
import { padOfManyAxes, sliceOfManyAxes } from './many-axes.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { minByMax } from './min-by-max.ts';
import { pointwiseBackpropInput } from './pointwise-backprop-input.ts';
import { sliceByRows } from './slice-by-rows.ts';
import { stackedProducts } from './stacked-products.ts';
import { wideDepthwise } from './wide-depthwise.ts';

/** A kernel in the place of a backend's own, or in front of it: `stock` is what the backend has under that name. */
interface Replacement {
  readonly kernel: string;
  readonly make: (stock: KernelConfig) => KernelConfig;
}

/** What a backend has wrong or too slow, and what it lacks. */
const OURS: Readonly<
  Partial<Record<BackendId, { replaced: Replacement[]; added: readonly KernelConfig[] }>>
> = {
  wasm: {
    replaced: [
      { kernel: Conv2DBackpropInput, make: pointwiseBackpropInput },
      { kernel: BatchMatMul, make: stackedProducts },
      { kernel: DepthwiseConv2dNative, make: wideDepthwise(DepthwiseConv2dNative) },
      { kernel: FusedDepthwiseConv2D, make: wideDepthwise(FusedDepthwiseConv2D) },
      { kernel: Erf, make: () => erf },
      { kernel: Slice, make: sliceByRows },
      { kernel: MaxPoolGrad, make: () => maxPoolGrad },
    ],
    added: [depthwiseBackpropInput, ...filterGradients],
  },
  webgl: {
    replaced: [
      { kernel: Slice, make: sliceOfManyAxes },
      { kernel: PadV2, make: padOfManyAxes },
    ],
    added: [],
  },
  webgpu: {
    replaced: [
      { kernel: Min, make: minByMax },
      { kernel: PadV2, make: padOfManyAxes },
    ],
    added: [],
  },
};

/** tfjs's own type forgets that there may be none. */
const find = (kernel: string, backend: BackendId) =>
  getKernel(kernel, backend) as (KernelConfig & { readonly ofSemblance?: true }) | undefined;

/**
 * Gives a backend the kernels that TensorFlow.js 4.22 lacks there or has wrong. Call it once the backend's package is
 * imported, before or after the backend is set; calling it again changes nothing.
 *
 * @throws Error when the backend's package has not been imported
 */
export function registerKernels(backend: BackendId): void {
  const ours = OURS[backend];
  if (!ours) return;
  const { replaced, added } = ours;
  const stock = replaced.map(({ kernel }) => find(kernel, backend));
  // Ask the registry itself: it is one per page or worker, however often this module is loaded.
  if (stock[0]?.ofSemblance) return;
  if (!stock.every((kernel) => kernel !== undefined))
    throw new Error(`Import @tensorflow/tfjs-backend-${backend} before registerKernels.`);
  const kernels = replaced.map(({ make }, i) => make(stock[i]!));
  for (const { kernel } of replaced) unregisterKernel(kernel, backend);
  for (const kernel of [...kernels, ...added])
    registerKernel({ ...kernel, ofSemblance: true } as KernelConfig);
}
