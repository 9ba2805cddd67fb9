import {
  backend_util,
  DepthwiseConv2dNativeBackpropInput,
  depthwiseConv2d,
  engine,
  eye,
  memory,
  mul,
  type NamedAttrMap,
  type Rank,
  reshape,
  setBackend,
  sum,
  type Tensor,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../core/random.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { runOn } from '../../../testing/run-on.ts';
import { startWasm } from '../../../testing/start-wasm.ts';

type Shape = [number, number, number, number];
type Padding = 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];

interface Case {
  readonly input: Shape;
  readonly filter: Shape;
  readonly strides: [number, number];
  readonly pad: Padding;
}

const stream = random(7);
const values = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => stream.normal());

function cases(): Case[] {
  const all: Case[] = [];
  for (const k of [1, 3, 5, 7])
    for (const stride of [1, 2])
      for (const pad of ['same', 'valid'] as const)
        for (const [h, w] of [
          [7, 7],
          [8, 8],
          [9, 12],
          [14, 7],
        ] as const)
          all.push({ input: [2, h, w, 3], filter: [k, k, 3, 1], strides: [stride, stride], pad });
  return all;
}

/** Not in the models, but in what the docstring promises. */
const odd: Case[] = [
  { input: [1, 8, 9, 3], filter: [3, 3, 3, 2], strides: [2, 2], pad: 'same' },
  { input: [1, 9, 8, 2], filter: [3, 5, 2, 1], strides: [1, 1], pad: 'same' },
  { input: [1, 9, 8, 2], filter: [2, 4, 2, 1], strides: [2, 2], pad: 'same' },
  { input: [1, 10, 10, 2], filter: [1, 1, 2, 1], strides: [3, 3], pad: 'valid' },
  {
    input: [1, 7, 8, 2],
    filter: [3, 3, 2, 1],
    strides: [2, 2],
    pad: [
      [0, 0],
      [0, 1],
      [2, 0],
      [0, 0],
    ],
  },
  {
    input: [1, 6, 6, 2],
    filter: [2, 2, 2, 1],
    strides: [1, 1],
    pad: [
      [0, 0],
      [2, 3],
      [3, 2],
      [0, 0],
    ],
  },
];

const name = ({ input, filter, strides, pad }: Case): string =>
  `${input.join('×')} * ${filter.join('×')} /${strides.join('×')} ${JSON.stringify(pad)}`;

const outputShape = ({ input, filter, strides, pad }: Case): Shape =>
  backend_util.computeConv2DInfo(input, filter, strides, 1, pad, undefined, true).outShape;

function backward(test: Case, dy: Float32Array, filter: Float32Array): Tensor {
  const { strides, pad, input } = test;
  const attributes = { strides, pad, dilations: [1, 1], inputShape: input } as unknown as NamedAttrMap;
  const inputs = { dy: tensor4d(dy, outputShape(test)), filter: tensor4d(filter, test.filter) };
  return engine().runKernel(DepthwiseConv2dNativeBackpropInput, inputs, attributes);
}

beforeAll(startWasm);

describe.each([...cases(), ...odd].map((test) => [name(test), test] as const))('%s', (_, test) => {
  const dy = values(outputShape(test));
  const filter = values(test.filter);

  it('equals the cpu kernel', async () => {
    const wasm = await runOn('wasm', () => backward(test, dy, filter));
    const cpu = await runOn('cpu', () => backward(test, dy, filter));
    expect(relativeError(wasm, cpu)).toBeLessThan(1e-6);
  });

  it('equals finite differences of the forward kernel', async () => {
    const [, h, w, channels] = test.input;
    const size = h * w * channels;
    const [, oh, ow, outputs] = outputShape(test);
    const first = dy.slice(0, oh * ow * outputs);
    // The convolution is linear: its difference for a step of 1 along each input is its value on that unit image.
    const differences = await runOn('wasm', () => {
      const units = reshape<Rank.R4>(eye(size), [size, h, w, channels]);
      const moved = depthwiseConv2d(units, tensor4d(filter, test.filter), test.strides, test.pad);
      return sum(mul(moved, tensor4d(first, [1, oh, ow, outputs])), [1, 2, 3]);
    });
    const gradient = await runOn('wasm', () => backward(test, dy, filter));
    expect(relativeError(gradient.slice(0, size), differences)).toBeLessThan(1e-6);
  });
});

it('leaves no tensor behind', async () => {
  const [test] = cases();
  const [dy, filter] = [values(outputShape(test!)), values(test!.filter)];
  await setBackend('wasm');
  const before = memory();
  await runOn('wasm', () => backward(test!, dy, filter));
  expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});

it('refuses dilations', async () => {
  await setBackend('wasm');
  const inputs = {
    dy: tensor4d(values([1, 4, 4, 1]), [1, 4, 4, 1]),
    filter: tensor4d(values([3, 3, 1, 1]), [3, 3, 1, 1]),
  };
  const attributes = { strides: 1, pad: 'valid', dilations: 2, inputShape: [1, 8, 8, 1] };
  expect(() => engine().runKernel(DepthwiseConv2dNativeBackpropInput, inputs, attributes)).toThrow(
    /dilation/,
  );
});
