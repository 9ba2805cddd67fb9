import { Erf, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { DENOMINATOR, erfLanes, NUMERATOR } from './erf-lanes.ts';
import type { Heap } from './heap.ts';

type Fill = (x: Float32Array, out: Float32Array) => void;

/** Made when a network first needs it. */
let fill: Fill | null = null;

/**
 * The error function for wasm, whose own kernel (tfjs 4.22) takes an exponential for every value: thirty times as
 * long, and a quarter of all the time of a ConvNeXt, whose GELUs are made of it.
 */
export const erf: KernelConfig = {
  kernelName: Erf,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const x = inputs.x as TensorInfo;
    const heap = backend as Heap;
    const output = heap.makeOutput(x.shape, 'float32');
    fill ??= erfLanes() ?? oneByOne;
    fill(heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(output));
    return output;
  },
};

/** The same where the browser knows no instructions on four floats. */
export const oneByOne: Fill = (x, out) => {
  const [p0, p1, p2, p3, p4, p5] = NUMERATOR;
  const [q0, q1, q2, q3, q4, q5] = DENOMINATOR;
  for (let i = 0; i < x.length; i++) {
    const v = Math.min(Math.max(x[i]!, -4), 4);
    const s = v * v;
    const p = p0 + s * (p1 + s * (p2 + s * (p3 + s * (p4 + s * p5))));
    out[i] = (v * p) / (q0 + s * (q1 + s * (q2 + s * (q3 + s * (q4 + s * q5)))));
  }
};
