import { SAMPLE_PAIRS, SAMPLES } from '../../src/core/samples/samples.ts';

/** The bytes the network is fed of the default sample pair, stretched to `size`, `[size, size, 3]` RGB each. */
export async function photographs(site: string, size: number): Promise<[Uint8Array, Uint8Array]> {
  const { a, b } = SAMPLE_PAIRS[0]!;
  return Promise.all([photograph(site, a, size), photograph(site, b, size)]);
}

async function photograph(site: string, id: string, size: number): Promise<Uint8Array> {
  const { file } = SAMPLES.find((sample) => sample.id === id)!;
  const response = await fetch(new URL(`samples/${file}`, site));
  const bitmap = await createImageBitmap(await response.blob(), { resizeWidth: size, resizeHeight: size });
  const context = new OffscreenCanvas(size, size).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, size, size);
  return Uint8Array.from({ length: size * size * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]!);
}

/** The photograph moved down by `rows`, what falls out coming in at the top: other pixels, as much work. */
export function rolled(pixels: Uint8Array, size: number, rows: number): Uint8Array {
  const cut = ((rows % size) * size * 3 + pixels.length) % pixels.length;
  const moved = new Uint8Array(pixels.length);
  moved.set(pixels.subarray(pixels.length - cut), 0);
  moved.set(pixels.subarray(0, pixels.length - cut), cut);
  return moved;
}
