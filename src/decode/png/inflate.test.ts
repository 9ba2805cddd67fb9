import { describe, expect, it } from 'vitest';
import { inflatingPng, manyChunks, zeros } from '../../../scripts/hostile-images/bombs.mjs';
import { inflate } from './inflate.ts';
import { pngLayout } from './png-layout.ts';
import { pngSource } from './png-source.ts';

/** zlib data that counts the bytes it hands out. */
class Counted extends Uint8Array<ArrayBuffer> {
  taken = 0;
  override subarray(from = 0, to = this.length): Uint8Array<ArrayBuffer> {
    const part = new Uint8Array(this.buffer.slice(from, to));
    this.taken += part.length;
    return part;
  }
}

describe('what inflates to far more than it holds', () => {
  it('is read no further than asked for', async () => {
    const bomb = new Counted(Uint8Array.from(zeros(512)).buffer);
    const chunks = inflate([bomb]);
    const first = await chunks.next();
    expect(first.done).toBe(false);
    await chunks.return(undefined);
    // Of half a megabyte.
    expect(bomb.taken).toBeLessThanOrEqual(3 * 16384);
  });

  it('gives the picture whose rows it begins with', async () => {
    const source = pngSource(Uint8Array.from(inflatingPng(64)))!;
    let bytes = 0;
    await source.read({ x: 0, y: 0, width: 64, height: 64 }, () => (row) => {
      bytes += row.length;
    });
    expect(bytes).toBe(64 * 64 * 3);
  });
});

it('empty chunks are not kept', () => {
  expect(pngLayout(Uint8Array.from(manyChunks(1000)))!.data).toHaveLength(1);
});

it('data comes whole through slices of any size', async () => {
  const all: Uint8Array[] = [];
  for await (const chunk of inflate([
    Uint8Array.from(zeros(3).subarray(0, 5)),
    Uint8Array.from(zeros(3).subarray(5)),
  ])) {
    all.push(chunk);
    if (all.reduce((sum, { length }) => sum + length, 0) >= 3 << 20) break;
  }
  expect(all.reduce((sum, { length }) => sum + length, 0)).toBe(3 << 20);
});
