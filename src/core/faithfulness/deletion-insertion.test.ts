import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { cutMask } from './cut-mask.ts';
import { type DeletionInsertionRequest, deletionInsertion } from './deletion-insertion.ts';
import { pixelOrder } from './pixel-order.ts';
import { trapezoid } from './trapezoid.ts';

const run = (
  image: Float32Array,
  map: Float32Array,
  steps: number,
  overrides: Partial<DeletionInsertionRequest> = {},
) =>
  deletionInsertion({
    steps,
    batch: 4,
    // The score is the sum of the pixels, the baseline 0.
    score: (cuts) => {
      const order = pixelOrder(map);
      const masks = cuts.map((cut) => cutMask(order, cut));
      return Promise.resolve(masks.map((mask) => mask.reduce((sum, keep, p) => sum + keep * image[p]!, 0)));
    },
    signal: { throwIfAborted: () => undefined },
    report: () => undefined,
    ...overrides,
  });

const close = (values: Iterable<number>) => Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

describe('deletion and insertion', () => {
  const image = Float32Array.of(0.4, 0.3, 0.2, 0.1);

  it('are those of the worked constants', async () => {
    const result = await run(image, image, 2);
    expect(close(result.deletion)).toEqual([1, 0.3, 0]);
    expect(close(result.insertion)).toEqual([0, 0.7, 1]);
    expect(result.deletionArea).toBeCloseTo(0.4, 6);
    expect(result.insertionArea).toBeCloseTo(0.6, 6);
    expect(result.difference).toBeCloseTo(0.2, 6);
  });

  it('turn round for the inverted map', async () => {
    const result = await run(
      image,
      image.map((value) => -value),
      2,
    );
    expect(close(result.deletion)).toEqual([1, 0.7, 0]);
    expect(close(result.insertion)).toEqual([0, 0.3, 1]);
    expect(result.difference).toBeCloseTo(-0.2, 6);
  });

  it('take equal steps where the pixels do not divide', async () => {
    // 4 pixels in 3 steps: round(4/3) = 1, round(8/3) = 3.
    const result = await run(image, image, 3);
    expect(close(result.deletion)).toEqual([1, 0.6, 0.1, 0]);
    expect(close(result.insertion)).toEqual([0, 0.4, 0.9, 1]);
  });

  it('rank a map of the region that matters above noise, a flat map and its own inverse', async () => {
    const size = 16;
    const bright = Float32Array.from({ length: size * size }, (_, p) =>
      p % size < 5 && Math.floor(p / size) < 5 ? 1 / 25 : 0,
    );
    const noise = random(4);
    const difference = async (map: Float32Array) => (await run(bright, map, 16)).difference;
    const ours = await difference(bright);
    expect(ours).toBeGreaterThan(0.8);
    expect(ours).toBeGreaterThan((await difference(bright.map(() => noise.normal()))) + 0.5);
    expect(ours).toBeGreaterThan((await difference(bright.map(() => 1))) + 0.2);
    expect(await difference(bright.map((value) => -value))).toBeLessThan(-0.8);
  });

  it('score every copy once, and report curves that fill up', async () => {
    let scored = 0;
    const fractions: number[] = [];
    const known: number[] = [];
    await run(image, image, 4, {
      batch: 3,
      score: (cuts) => {
        scored += cuts.length;
        expect(cuts.length).toBeLessThanOrEqual(3);
        return Promise.resolve(cuts.map(() => 1));
      },
      report: (fraction, deletion, insertion) => {
        fractions.push(fraction);
        known.push([...deletion, ...insertion].filter((value) => !Number.isNaN(value)).length);
      },
    });
    expect(scored).toBe(8);
    expect(fractions).toEqual([3 / 8, 6 / 8, 1]);
    // The two ends stand in both curves.
    expect(known).toEqual([5, 8, 10]);
  });

  it('stop when asked to', async () => {
    const stop = new AbortController();
    const running = run(image, image, 8, {
      batch: 2,
      signal: stop.signal,
      report: () => stop.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });

  it('need a step', async () => {
    await expect(run(image, image, 0)).rejects.toThrow(RangeError);
  });
});

describe('pixelOrder', () => {
  it('is descending and stable, and puts what is not a number last', () => {
    expect([...pixelOrder(Float32Array.of(1, 3, 1, -2, 3))]).toEqual([1, 4, 0, 2, 3]);
    const broken = Float32Array.of(Number.NaN, -1, Number.NaN, Number.NEGATIVE_INFINITY, 5);
    expect([...pixelOrder(broken)]).toEqual([4, 1, 0, 2, 3]);
  });
});

it('the trapezoid rule is exact for straight lines', () => {
  expect(trapezoid([0, 1, 2, 3])).toBeCloseTo(1.5, 15);
  expect(trapezoid([2, 2])).toBe(2);
  expect(trapezoid([1, 0, 1])).toBe(0.5);
});
