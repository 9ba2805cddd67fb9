import '@tensorflow/tfjs-backend-wasm';
import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter,
  engine,
  getKernelsForBackend,
  type Tensor4D,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, it, vi } from 'vitest';
import { startWasm } from '../../../testing/start-wasm.ts';
import { registerKernels } from './index.ts';

beforeAll(startWasm);

it('registers once, silently', () => {
  const warn = vi.spyOn(console, 'warn');
  const before = [...getKernelsForBackend('wasm')];
  registerKernels('wasm');
  expect(getKernelsForBackend('wasm')).toEqual(before);
  expect(warn).not.toHaveBeenCalled();
  expect(before.filter(({ kernelName }) => kernelName === Conv2DBackpropInput)).toHaveLength(1);
});

it('leaves the other backends alone', () => {
  const before = [...getKernelsForBackend('cpu')];
  registerKernels('cpu');
  expect(getKernelsForBackend('cpu')).toEqual(before);
});

it.each([
  Conv2DBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter,
])('%s is NaN of the right shape', async (kernel) => {
  const inputs = { x: tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), dy: tensor4d([1, 2, 3, 4], [1, 2, 2, 1]) };
  const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 1, 1] };
  const filter = engine().runKernel<Tensor4D>(kernel, inputs, attributes);
  expect(filter.shape).toEqual([3, 3, 1, 1]);
  expect([...(await filter.data())]).toEqual(new Array(9).fill(Number.NaN));
});
