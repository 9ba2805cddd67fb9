import type { Extent } from '../extent.ts';
import { Lru } from '../lru.ts';
import { upsample } from '../upsample.ts';
import { blurredBaseline } from './baseline.ts';
import { type Cut, cutMask } from './cut-mask.ts';
import { dropMask } from './drop-mask.ts';
import { pixelOrder } from './pixel-order.ts';

/** What a copy of a picture is left without. */
export interface Mask {
  /** Signed, `[height, width]`; stretched to the picture. */
  readonly map: { readonly data: Float32Array; readonly height: number; readonly width: number };
  /** Along the order of the map's pixels; null: faded by the whole map, scaled to [0, 1] (the average drop). */
  readonly cut: Cut | null;
}

interface Picture {
  /** `[h·w, 3]` RGB bytes. */
  readonly pixels: Uint8Array;
  readonly size: Extent;
  /** What stands in the place of pixels that are taken away, `[h·w, 3]`, 0–255. */
  readonly baseline: Float32Array;
}

/** Two images, and two that the next pair brings. */
const PICTURES = 4;
/** Of maps: one is put to the test for each of two images at a time. */
const ORDERS = 4;

/**
 * Masks pictures where they are put through the network, so that neither they nor their copies travel. Keeps what many
 * copies have in common: the blur of the last few pictures, the order of the last few maps.
 */
export class Masker {
  private readonly pictures = new Lru<string, Picture>(PICTURES);
  private readonly orders = new Lru<string, Uint32Array>(ORDERS);
  private readonly blur: (pixels: Uint8Array, size: Extent) => Float32Array;

  /** @param blur makes what stands in the place of pixels that are taken away. */
  constructor(blur: (pixels: Uint8Array, size: Extent) => Float32Array = blurredBaseline) {
    this.blur = blur;
  }

  has(key: string): boolean {
    return this.pictures.get(key) !== undefined;
  }

  add(key: string, pixels: Uint8Array, size: Extent): void {
    this.pictures.set(key, { pixels, size, baseline: this.blur(pixels, size) });
  }

  sizeOf(key: string): Extent {
    return this.picture(key).size;
  }

  /** `[masks, h, w, 3]` RGB bytes. @throws Error for a picture that is not there. */
  copies(key: string, masks: readonly Mask[]): Uint8Array {
    const { pixels, baseline, size } = this.picture(key);
    const shares = masks.map(({ map, cut }) =>
      cut ? cutMask(this.order(map, size), cut) : dropMask(stretched(map, size)),
    );
    return maskPictures(pixels, baseline, shares);
  }

  private picture(key: string): Picture {
    const picture = this.pictures.get(key);
    if (!picture) throw new Error(`picture ${key} is not here`);
    return picture;
  }

  private order(map: Mask['map'], size: Extent): Uint32Array {
    const key = [size.join('x'), map.height, map.width, map.data.join()].join(' ');
    return this.orders.getOr(key, () => pixelOrder(stretched(map, size)));
  }
}

const stretched = ({ data, height, width }: Mask['map'], size: Extent) =>
  upsample(data, height, width, size[0], size[1]);

/**
 * Masked copies of a picture, one after the other: `mask · pixel + (1 − mask) · baseline`, rounded to bytes.
 *
 * @param pixels `[P, 3]` RGB bytes. @param baseline `[P, 3]`, 0–255. @param masks `[P]` each, in [0, 1].
 * @returns `[count, P, 3]` RGB bytes.
 */
function maskPictures(
  pixels: Uint8Array,
  baseline: Float32Array,
  masks: readonly Float32Array[],
): Uint8Array {
  const out = new Uint8ClampedArray(masks.length * pixels.length);
  masks.forEach((mask, copy) => {
    const start = copy * pixels.length;
    for (let p = 0; p < mask.length; p++) {
      const keep = mask[p]!;
      for (let i = p * 3; i < p * 3 + 3; i++) out[start + i] = keep * pixels[i]! + (1 - keep) * baseline[i]!;
    }
  });
  return new Uint8Array(out.buffer);
}
