import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../core/random.ts';
import { cpuEngine } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import type { Engine } from './engine.ts';

const SIZE = 32;
const EACH = SIZE * SIZE * 3;
const LAYER = 'tower_0/extern1/hard_swish/mul_1';

describe('Engine.embed', () => {
  let engine: Engine;
  const stream = random(5);
  const pictures = (count: number) => Uint8Array.from({ length: count * EACH }, () => stream.below(256));

  beforeAll(async () => {
    engine = await cpuEngine('objects');
  }, 60_000);

  it('gives each picture the embedding it has by itself, across chunks, and counts it', async () => {
    const images = pictures(10);
    const before = await engine.stats();
    const found = await engine.embed(images, 10, [SIZE, SIZE], 1);
    const after = await engine.stats();
    expect(found).toHaveLength(10);
    expect(after.masked - before.masked).toBe(10);
    expect(after.forwards).toBe(before.forwards);
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numBytes).toBe(before.numBytes);

    for (const i of [0, 7, 8, 9]) {
      const pixels = images.subarray(i * EACH, (i + 1) * EACH);
      const { vectors } = await engine.vectors([{ key: `picture ${i}`, pixels, size: [SIZE, SIZE] }], LAYER);
      expect(relativeError(found[i]!, vectors[0]!.embedding)).toBeLessThan(1e-6);
      expect(vectors[0]!.embedding.some((value) => value !== 0)).toBe(true);
    }
  });

  it('stops between chunks when its job is cancelled, and leaves no tensor behind', async () => {
    const { numTensors, masked } = await engine.stats();
    const running = engine.embed(pictures(24), 24, [SIZE, SIZE], 7);
    // Arrives like a message from the other side: only if the engine lets messages in.
    setTimeout(() => void engine.cancel(7));
    await expect(running).rejects.toThrow('Cancelled.');
    const after = await engine.stats();
    expect(after.masked - masked).toBeLessThan(24);
    expect(after.numTensors).toBe(numTensors);
    // Another job is none of its business.
    expect(await engine.embed(pictures(1), 1, [SIZE, SIZE], 8)).toHaveLength(1);
  });

  it('refuses bytes that are not that many pictures', async () => {
    await expect(engine.embed(new Uint8Array(EACH - 1), 1, [SIZE, SIZE], 9)).rejects.toThrow(RangeError);
  });
});
