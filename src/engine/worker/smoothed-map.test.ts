import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodId } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { VARIATIONS } from '../../core/methods/smoothing.ts';
import { laidBack, varied } from '../../core/methods/smoothing-copies.ts';
import { BUILT_IN } from '../../core/models/index.ts';
import { smallInputs, wasmEngine } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import type { InputImage } from '../api.ts';
import type { Engine } from './engine.ts';

const SIZE = 128;
const { layers } = BUILT_IN.objects;
const LAYER = layers.at(-3)!.node;
const [a, b] = smallInputs(SIZE) as readonly Required<InputImage>[] as [
  Required<InputImage>,
  Required<InputImage>,
];

describe('a smoothed map of objects on wasm', () => {
  let engine: Engine;
  let other: Vectors;
  const request = (method: MethodId, image: string, smooth: boolean, job = 1) => ({
    job,
    image,
    layer: LAYER,
    against: alone(other),
    method,
    metric: 'cosine' as const,
    reading: 'contribution' as const,
    scope: 'final' as const,
    seed: 1,
    smooth,
  });

  beforeAll(async () => {
    engine = await wasmEngine('objects');
    other = (await engine.vectors([a, b], LAYER)).vectors[1]!;
  }, 60_000);

  it.each([
    'sfam',
    'relevance-cam',
    'layer-cam',
  ] as const)('%s: is the mean of the maps of the copies, made one by one', async (method) => {
    const { map, shape, copies, cis } = await engine.map(request(method, 'a', true), null);
    const cells = [shape[0], shape[1]] as const;
    const laid: Float64Array[] = [];
    for (const [index, variation] of VARIATIONS.entries()) {
      const key = `${method} ${index}`;
      await engine.vectors([{ key, size: a.size, pixels: varied(a.pixels, a.size, variation) }], LAYER);
      const one = (await engine.map(request(method, key, false), null)).map;
      laid.push(laidBack(one, cells, variation));
    }
    const mean = map.map((_, p) => {
      const counted = laid.map((one) => one[p]!).filter((value) => !Number.isNaN(value));
      return counted.reduce((sum, value) => sum + value, 0) / counted.length;
    });
    expect(relativeError(map, mean)).toBeLessThan(1e-5);
    expect(relativeError(map, (await engine.map(request(method, 'a', false), null)).map)).toBeGreaterThan(
      0.01,
    );
    // Those of an earlier method are still there.
    expect(copies).toBe(method === 'sfam' ? VARIATIONS.length - 1 : 0);
    expect(cis).toBeNull();
  });

  it('of a picture that is its own mirror image is its own mirror image too, which the plain one is not', async () => {
    const half = a.pixels;
    const pixels = half.map((_, i) => {
      const [c, p] = [i % 3, Math.floor(i / 3)];
      const column = p % SIZE;
      return half[3 * (p - column + Math.min(column, SIZE - 1 - column)) + c]!;
    });
    await engine.vectors([{ key: 'even', size: a.size, pixels }], LAYER);
    const asymmetry = async (smooth: boolean) => {
      const { map, shape } = await engine.map(request('sfam', 'even', smooth), null);
      const turned = map.map((_, p) => map[p - (p % shape[1]) + shape[1] - 1 - (p % shape[1])]!);
      return relativeError(map, turned);
    };
    // A level of grey here and there is rounded another way on the other side of the resized copies.
    expect(await asymmetry(true)).toBeLessThan(1e-3);
    expect(await asymmetry(false)).toBeGreaterThan(1e-2);
  });

  it('tells how far it is, and stops between copies when cancelled', async () => {
    const told: number[] = [];
    const running = engine.map(request('sfam', 'b', true, 9), (fraction) => {
      told.push(fraction);
      if (told.length === 2) void engine.cancel(9);
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toEqual([0.1, 0.2]);
  });
});
