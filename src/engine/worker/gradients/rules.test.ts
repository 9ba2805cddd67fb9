import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_CASES } from '../../../testing/operators/cases.ts';
import { gradientByDifferences, runOperator } from '../../../testing/operators/check-operator.ts';
import { relativeError } from '../../../testing/relative-error.ts';
import { startWasm } from '../../../testing/start-wasm.ts';

/** What float32 leaves of a fourth-order difference quotient. */
const BAR = 1e-4;

beforeAll(startWasm);

describe.each(OPERATOR_CASES.map((test) => [test.name, test] as const))('%s', (_, test) => {
  it('on cpu and wasm: the same output, and the gradient that differences of it show', async () => {
    await tf.setBackend('cpu');
    const cpu = await runOperator(test);
    const differences = await gradientByDifferences(test, cpu.gradient);
    const some = [...differences.keys()].map((at) => cpu.gradient[at]!);
    expect(relativeError(some, [...differences.values()])).toBeLessThan(test.bar ?? BAR);
    await tf.setBackend('wasm');
    const { numTensors } = tf.memory();
    const wasm = await runOperator(test);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(relativeError(wasm.output, cpu.output)).toBeLessThan(1e-5);
    expect(relativeError(wasm.gradient, cpu.gradient)).toBeLessThan(1e-5);
  });
});
