import { matMul, memory, setBackend, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../../core/random.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { runOn } from '../../../testing/run-on.ts';
import { startWasm } from '../../../testing/start-wasm.ts';

const stream = random(5);
const values = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((all, size) => all * size, 1) }, () => stream.normal());

beforeAll(startWasm);

it.each([
  ['a stack', [2, 3, 40, 24], [2, 3, 24, 50], false, false],
  ['left turned', [3, 24, 40], [3, 24, 50], true, false],
  ['right turned', [6, 40, 24], [6, 50, 24], false, true],
  ['both turned, one pair', [24, 40], [50, 24], true, true],
  ['one for all on the right', [3, 40, 24], [1, 24, 50], false, false],
  ['one for all on the left, turned', [1, 24, 40], [4, 24, 50], true, false],
  ['too small to be worth it', [2, 3, 4], [2, 4, 5], false, false],
] as const)('%s, as on cpu', async (_, left, right, turnLeft, turnRight) => {
  const [a, b] = [values(left), values(right)];
  const product = () => matMul(tensor(a, [...left]), tensor(b, [...right]), turnLeft, turnRight);
  const cpu = await runOn('cpu', product);
  await setBackend('wasm');
  const before = memory();
  expect(relativeError(await runOn('wasm', product), cpu)).toBeLessThan(1e-6);
  expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});
