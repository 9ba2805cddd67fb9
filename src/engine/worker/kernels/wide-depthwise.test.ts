import { depthwiseConv2d, fused, memory, setBackend, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../../core/random.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { runOn } from '../../../testing/run-on.ts';
import { startWasm } from '../../../testing/start-wasm.ts';

const stream = random(9);
const values = (length: number): Float32Array => Float32Array.from({ length }, () => stream.normal());

beforeAll(startWasm);

type Edges = readonly (readonly [number, number])[];
const around = (top: number, bottom: number, left: number, right: number): Edges => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

/** Filter, stride, padding. */
const table: readonly (readonly [string, readonly [number, number], number, Edges | 'same' | 'valid'])[] = [
  ['7 × 7 as in a ConvNeXt', [7, 7], 1, around(3, 3, 3, 3)],
  ['7 × 7, stride 2, uneven padding', [7, 7], 2, around(3, 2, 2, 4)],
  ['9 × 5', [9, 5], 1, around(4, 4, 4, 4)],
  ['6 × 10, the same size', [6, 10], 1, around(5, 5, 5, 5)],
  ['7 × 7 without padding: the stock kernel', [7, 7], 1, 'valid'],
  ['7 × 7, padded by tfjs', [7, 7], 2, 'same'],
  ['5 × 5: the stock kernel', [5, 5], 1, 'same'],
  ['3 × 7: the stock kernel', [3, 7], 1, 'same'],
];

it.each(table)('%s, as on cpu', async (_, [high, wide], stride, pad) => {
  const [n, h, w, channels] = [2, 13, 12, 6];
  const [x, filter, bias] = [values(n * h * w * channels), values(high * wide * channels), values(channels)];
  const inputs = () =>
    [tensor4d(x, [n, h, w, channels]), tensor4d(filter, [high, wide, channels, 1])] as const;
  const plain = () => depthwiseConv2d(...inputs(), stride, pad as never);
  const gated = () => {
    const [image, kernel] = inputs();
    return fused.depthwiseConv2d({
      x: image,
      filter: kernel,
      strides: stride,
      pad: pad as never,
      bias: tensor1d(bias),
      activation: 'relu',
    });
  };
  for (const run of [plain, gated]) {
    const cpu = await runOn('cpu', run);
    await setBackend('wasm');
    const before = memory();
    expect(relativeError(await runOn('wasm', run), cpu)).toBeLessThan(1e-6);
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
  }
});
