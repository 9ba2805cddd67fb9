import { describe, expect, it } from 'vitest';
import { noise } from '../noise.ts';
import { random } from '../random.ts';
import { upsample } from '../upsample.ts';
import { pixelOrder } from './pixel-order.ts';
import { scrambler } from './scramble.ts';

const SIDE = 7;
const field = (data: Float32Array) => ({ data, height: SIDE, width: SIDE });
/** A smooth random map: a coarse grid of noise, upsampled. */
const smooth = (grid: number, seed: number) => upsample(noise(grid * grid, seed), grid, grid, SIDE, SIDE);

/** Mean product of horizontal neighbours over the variance: 1 for a very smooth map, 0 for noise. */
function neighbours(data: Float32Array): number {
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  const off = data.map((value) => value - mean);
  let product = 0;
  for (let i = 0; i < data.length; i++) if (i % SIDE) product += off[i]! * off[i - 1]!;
  const variance = off.reduce((sum, value) => sum + value * value, 0) / data.length;
  return product / (SIDE * (SIDE - 1)) / variance;
}

describe('scrambler', () => {
  it('draws maps that are as smooth as the one given, and others each time', () => {
    for (const grid of [3, 5]) {
      const maps = Array.from({ length: 40 }, (_, i) => smooth(grid, i + 1));
      const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      const own = mean(maps.map(neighbours));
      const drawn = mean(maps.map((map, i) => neighbours(scrambler(field(map))(i))));
      expect(Math.abs(drawn - own)).toBeLessThan(0.1);
    }
    const draw = scrambler(field(smooth(3, 1)));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('keeps the mean of the map, and a constant one as it is', () => {
    const drawn = scrambler({ data: new Float32Array(12).fill(3), height: 3, width: 4 })(5);
    for (const value of drawn) expect(value).toBeCloseTo(3, 5);
  });

  it('keeps the promise of a test: smooth maps that know nothing beat all 19 one time in twenty', () => {
    // What the pixels are worth is smooth too, as it is for a network; a map's worth is its area ins − del, here the
    // mean worth of the pixels by rank.
    const worth = (order: Uint32Array, values: Float32Array) =>
      order.reduce((sum, pixel, rank) => sum + values[pixel]! * (order.length - 1 - 2 * rank), 0);
    const beatsAll = (nulls: (map: Float32Array, seed: number) => Float32Array) => {
      const stream = random(8);
      let lucky = 0;
      const tries = 800;
      for (let i = 0; i < tries; i++) {
        const values = smooth(3, stream.below(1e9));
        const map = smooth(3, stream.below(1e9));
        const ours = worth(pixelOrder(map), values);
        const best = Math.max(
          ...Array.from({ length: 19 }, () => worth(pixelOrder(nulls(map, stream.below(1e9))), values)),
        );
        if (ours > best) lucky += 1;
      }
      return lucky / tries;
    };
    const scrambled = beatsAll((map, seed) => scrambler(field(map))(seed));
    expect(scrambled).toBeGreaterThan(0.03);
    expect(scrambled).toBeLessThan(0.07);
    // The same maps against white noise: what this is for.
    expect(beatsAll((map, seed) => noise(map.length, seed))).toBeGreaterThan(0.1);
  });
});
