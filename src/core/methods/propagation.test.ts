import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arraySide, reluTail } from '../../testing/array-side.ts';
import { featurePairs } from '../../testing/features.ts';
import { mapContext } from '../../testing/map-context.ts';
import { READINGS } from '../cis/index.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { random } from '../random.ts';
import { METHODS } from './index.ts';

const OUTPUTS = 6;
/** Bias far enough up that a small step crosses no kink, with some units switched off for good. */
function tailFor(channels: number) {
  const stream = random(3);
  const weights = Float64Array.from({ length: OUTPUTS * channels }, () => 0.1 * stream.normal());
  return reluTail(
    weights,
    Float64Array.from({ length: OUTPUTS }, (_, i) => (i % 3 === 0 ? -9 : 9)),
  );
}

const STEP = 1e-4;
/** Central difference of f at 0, in double precision. */
const slope = (f: (t: number) => number) => (f(STEP) - f(-STEP)) / (2 * STEP);

describe.each(Object.values<Metric>(METRICS))('the final similarity under $id', (metric) => {
  it('has a gradient reading that is the slope of the score when a channel is raised everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async ({ a, b }) => {
        const channels = a.shape[2];
        const tail = tailFor(channels);
        const f = arraySide(b.data, b.shape, tail).vectors;
        const context = mapContext(f, { metric, reading: READINGS.gradient });
        const { cis } = await METHODS.sfam.map(arraySide(a.data, a.shape, tail), context);
        for (let k = 0; k < channels; k++) {
          const expected = slope((t) => {
            const moved = Float64Array.from(a.data, (value, i) => (i % channels === k ? value + t : value));
            return metric.similarity(tail.embed(moved, channels), f.embedding);
          });
          expect(cis![k]).toBeCloseTo(expected, 5);
        }
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it('has a contribution reading that is the slope of the held score when a channel is scaled', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async ({ a, b }) => {
        const channels = a.shape[2];
        const tail = tailFor(channels);
        const side = arraySide(a.data, a.shape, tail);
        const f = arraySide(b.data, b.shape, tail).vectors;
        const held = metric.heldCotangent(side.vectors.embedding, f.embedding);
        const { cis } = await METHODS.sfam.map(side, mapContext(f, { metric }));
        for (let k = 0; k < channels; k++) {
          const expected = slope((t) => {
            const moved = Float64Array.from(a.data, (value, i) =>
              i % channels === k ? value * (1 + t) : value,
            );
            return tail.embed(moved, channels).reduce((sum, value, i) => sum + value * held[i]!, 0);
          });
          expect(cis![k]).toBeCloseTo(expected, 5);
        }
      }),
      { seed: 1, numRuns: 25 },
    );
  });
});
