import { describe, expect, it } from 'vitest';
import { arraySide } from '../../testing/array-side.ts';
import { randomFeatures } from '../../testing/features.ts';
import { mapContext } from '../../testing/map-context.ts';
import { methodCases } from '../../testing/method-cases.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { METRICS } from '../metrics/index.ts';
import { upsample } from '../upsample.ts';
import { METHODS } from './index.ts';
import type { Side } from './side.ts';

/** 14 × 14 positions, where both methods' masks meet the cells one to one or finer. Sixteen tiles hold what the pair shares. */
const SIZE = 14;
const INSIDE = (p: number) => {
  const row = Math.floor(p / SIZE);
  const column = p % SIZE;
  return row >= 8 && row < 12 && column >= 2 && column < 6;
};
const image = (() => {
  const noise = randomFeatures(11, [SIZE, SIZE, 4]).data;
  return noise.map((value, i) => {
    if (!INSIDE(Math.floor(i / 4))) return 0.05 * value;
    return i % 4 === 0 ? 5 : 0;
  });
})();
const side = arraySide(image, [SIZE, SIZE, 4]);
/** Far out along the first channel: more of it means a smaller angle and a smaller distance. */
const direction = Float32Array.of(10, 0, 0, 0);
const partner = { pooled: direction, embedding: direction };
const cases = methodCases().filter(({ method }) => method.kind === 'perturbation');

const average = (map: Float32Array, where: (p: number) => boolean) => {
  const chosen = map.filter((_, p) => where(p));
  return chosen.reduce((a, b) => a + b, 0) / chosen.length;
};

describe.each(cases)('$name', ({ method, metric }) => {
  it('finds the place that makes the pair similar', async () => {
    const { map } = await method.map(side, mapContext(partner, { metric }));
    const outside = average(map, (p) => !INSIDE(p));
    expect(average(map, INSIDE)).toBeGreaterThan(Math.abs(outside) * 3);
    expect(INSIDE(map.indexOf(Math.max(...map)))).toBe(true);
  });

  it('reports its progress with a map that ends as the result', async () => {
    const fractions: number[] = [];
    let last: Float32Array | undefined;
    const { map } = await method.map(
      side,
      mapContext(partner, {
        metric,
        report: (fraction, partial) => {
          fractions.push(fraction);
          last = partial!;
        },
      }),
    );
    expect(fractions.length).toBeGreaterThan(3);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(last).toEqual(map);
  });

  it('stops between batches when asked to', async () => {
    const stop = new AbortController();
    let batches = 0;
    const counting: Side = {
      ...side,
      embedMasked: (...args) => {
        batches += 1;
        if (batches === 2) stop.abort(new Error('something else was asked for'));
        return side.embedMasked(...args);
      },
    };
    const running = method.map(counting, mapContext(partner, { metric, signal: stop.signal }));
    await expect(running).rejects.toThrow('something else was asked for');
    expect(batches).toBe(2);
  });

  it('leaves out copies whose score is undefined', async () => {
    let calls = 0;
    const flawed: Side = {
      ...side,
      embedMasked: async (...args) => {
        calls += 1;
        const embeddings = await side.embedMasked(...args);
        return calls === 1 ? embeddings.map((embedding) => embedding.map(() => Number.NaN)) : embeddings;
      },
    };
    const { map } = await method.map(flawed, mapContext(partner, { metric }));
    expect(map.every(Number.isFinite)).toBe(true);
  });
});

describe('occlusion', () => {
  it('is the formula, summed over every window', async () => {
    const context = mapContext(partner);
    const whole = METRICS.cosine.similarity(side.vectors.embedding, partner.embedding);
    const drop = new Float64Array(SIZE * SIZE);
    const cover = new Float64Array(SIZE * SIZE);
    for (let top = -2; top <= 12; top += 2) {
      for (let left = -2; left <= 12; left += 2) {
        const hidden = (p: number) => {
          const row = Math.floor(p / SIZE) - top;
          const column = (p % SIZE) - left;
          return row >= 0 && row < 4 && column >= 0 && column < 4;
        };
        const mask = Float32Array.from(drop, (_, p) => (hidden(p) ? 0 : 1));
        const [embedding] = await side.embedMasked(mask, 1, SIZE, SIZE);
        const delta = whole - METRICS.cosine.similarity(embedding!, partner.embedding);
        drop.forEach((_, p) => {
          if (!hidden(p)) return;
          drop[p] = drop[p]! + delta;
          cover[p] = cover[p]! + 1;
        });
      }
    }
    // Border and corners are seen as often as the middle.
    expect([...new Set(cover)]).toEqual([4]);
    const expected = drop.map((value, p) => value / cover[p]!);
    expect(relativeError((await METHODS.occlusion.map(side, context)).map, expected)).toBeLessThan(1e-6);
  });
});

describe('RISE', () => {
  it('follows its seed', async () => {
    const run = async (seed: number) => (await METHODS.rise.map(side, mapContext(partner, { seed }))).map;
    expect(await run(1)).toEqual(await run(1));
    expect(relativeError(await run(2), await run(1))).toBeGreaterThan(0.01);
  });

  it('draws masks as the paper says: half of the image on average, in [0, 1], none twice', async () => {
    const drawn: Float32Array[] = [];
    const recording: Side = {
      ...side,
      embedMasked: (masks, count, height, width) => {
        for (let i = 0; i < count; i++) drawn.push(masks.slice(i * height * width, (i + 1) * height * width));
        return side.embedMasked(masks, count, height, width);
      },
    };
    await METHODS.rise.map(recording, mapContext(partner));
    const values = drawn.flatMap((mask) => [...mask]);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(values.some((value) => value > 0.1 && value < 0.9)).toBe(true);
    expect(new Set(drawn.map((mask) => mask.join())).size).toBe(drawn.length);
  });
});

describe('Distance Explainer', () => {
  it('is the difference of the nearest and the farthest tenth of the masks', async () => {
    const drawn: { mask: Float32Array; score: number }[] = [];
    const recording: Side = {
      ...side,
      embedMasked: async (masks, count, height, width) => {
        const embeddings = await side.embedMasked(masks, count, height, width);
        for (const [i, embedding] of embeddings.entries())
          drawn.push({
            mask: upsample(
              masks.slice(i * height * width, (i + 1) * height * width),
              height,
              width,
              SIZE,
              SIZE,
            ),
            score: METRICS.cosine.similarity(embedding, partner.embedding),
          });
        return embeddings;
      },
    };
    const { map } = await METHODS['distance-explainer'].map(recording, mapContext(partner));
    const sorted = drawn.toSorted((a, b) => a.score - b.score);
    const tenth = Math.floor(sorted.length / 10);
    const mean = (some: typeof drawn, p: number) =>
      some.reduce((sum, { mask }) => sum + mask[p]!, 0) / some.length;
    const expected = map.map((_, p) => mean(sorted.slice(-tenth), p) - mean(sorted.slice(0, tenth), p));
    expect(tenth).toBe(51);
    expect(relativeError(map, expected)).toBeLessThan(1e-5);
  });
});
