import { tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { runOn } from '../../../testing/run-on.ts';
import { startWasm } from '../../../testing/start-wasm.ts';
import { type Activation, gate } from './gate.ts';

beforeAll(startWasm);

const tiny = 2 ** -126;
const justBelow6 = 6 - 2 ** -21;

it.each<[Activation, number[], number[]]>([
  ['linear', [-1, 0, 3, 7], [1, 2, 3, 4]],
  ['relu', [0, tiny, 3, 7], [0, 2, 3, 4]],
  ['relu6', [0, tiny, justBelow6, 6], [0, 2, 3, 0]],
])('%s lets through what its output %j says', async (activation, output, expected) => {
  for (const backend of ['wasm', 'cpu'] as const) {
    const values = await runOn(backend, () =>
      gate(tensor1d([1, 2, 3, 4]), () => tensor1d(output), activation),
    );
    expect([...values]).toEqual(expected);
  }
});
