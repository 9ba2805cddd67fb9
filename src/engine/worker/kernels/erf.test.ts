import { expect, it } from 'vitest';
import { erf as exact } from '../../../graph/onnx/erf.ts';
import { oneByOne } from './erf.ts';
import { erfLanes } from './erf-lanes.ts';

const ways = { 'four at a time': erfLanes()!, 'one by one': oneByOne };

it.each(Object.entries(ways))('is erf to a few units in the last place, %s', (_, fill) => {
  // More than the module's memory holds at once, and no whole number of lanes.
  const x = Float32Array.from({ length: 50_003 }, (_, i) => (i - 25_000) / 4000);
  const out = new Float32Array(x.length);
  fill(x, out);
  const worst = x.reduce(
    (most, v, i) => Math.max(most, Math.abs(out[i]! - exact(v)) / (Math.abs(exact(v)) || 1)),
    0,
  );
  expect(worst).toBeLessThan(5e-7);
  expect(out[25_000]).toBe(0);
});

it.each(Object.entries(ways))('keeps what is no number, and ends at ±1, %s', (_, fill) => {
  const out = new Float32Array(3);
  fill(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -30), out);
  expect(out[0]).toBeNaN();
  expect(out[1]).toBeCloseTo(1, 6);
  expect(out[2]).toBeCloseTo(-1, 6);
});
