import {
  Conv2DBackpropInput,
  engine,
  memory,
  setBackend,
  type Tensor,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../../core/random.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { runOn } from '../../../testing/run-on.ts';
import { startWasm } from '../../../testing/start-wasm.ts';

type Shape = [number, number, number, number];

const stream = random(11);
const values = (shape: Shape): Float32Array =>
  Float32Array.from({ length: shape[0] * shape[1] * shape[2] * shape[3] }, () => stream.normal());

beforeAll(startWasm);

/** dy, filter, input shape, stride. */
const table: readonly (readonly [string, Shape, Shape, Shape, number])[] = [
  ['1×1, few positions', [2, 3, 2, 40], [1, 1, 24, 40], [2, 3, 2, 24], 1],
  ['1×1, many positions', [2, 9, 7, 8], [1, 1, 5, 8], [2, 9, 7, 5], 1],
  ['1×1 on a pooled vector', [1, 1, 1, 30], [1, 1, 12, 30], [1, 1, 1, 12], 1],
  ['1×1, stride 2: the stock kernel', [1, 4, 4, 6], [1, 1, 5, 6], [1, 7, 8, 5], 2],
  ['3×3: the stock kernel', [1, 6, 5, 4], [3, 3, 3, 4], [1, 6, 5, 3], 1],
];

it.each(table)('%s, as on cpu', async (_, output, filterShape, inputShape, stride) => {
  const [dy, filter] = [values(output), values(filterShape)];
  const backward = (): Tensor => {
    const attributes = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', inputShape };
    const inputs = { dy: tensor4d(dy, output), filter: tensor4d(filter, filterShape) };
    return engine().runKernel(Conv2DBackpropInput, inputs, attributes);
  };
  const cpu = await runOn('cpu', backward);
  await setBackend('wasm');
  const before = memory();
  const wasm = await runOn('wasm', backward);
  expect(relativeError(wasm, cpu)).toBeLessThan(1e-6);
  expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});
