import type { Background } from '../../app/background/background.ts';
import type { Extent } from '../../core/extent.ts';

export type FillId = 'blur' | 'mean' | 'black';

/** What stands where something was taken away. */
export interface Fill {
  readonly id: FillId;
  readonly label: string;
  readonly summary: string;
  /** `[h·w, 3]` RGB bytes from the untouched picture. */
  make(pixels: Uint8Array, size: Extent, background: Pick<Background, 'blur'>): Promise<Uint8Array>;
}

/** Every fill, the one of the deletion test first. */
export const FILLS: Readonly<Record<FillId, Fill>> = {
  blur: {
    id: 'blur',
    label: 'Blur',
    summary: 'The picture itself, blurred until nothing can be made out (σ = 12 px at 224).',
    make: async (pixels, size, background) =>
      Uint8Array.from(await background.blur(pixels, size), Math.round),
  },
  mean: {
    id: 'mean',
    label: 'Mean colour',
    summary: 'The picture’s mean colour.',
    make(pixels) {
      const sums = [0, 0, 0];
      pixels.forEach((value, i) => {
        sums[i % 3]! += value;
      });
      const mean = sums.map((sum) => Math.round(sum / (pixels.length / 3)));
      return Promise.resolve(pixels.map((_, i) => mean[i % 3]!));
    },
  },
  black: {
    id: 'black',
    label: 'Black',
    summary: 'Black: the network may well take it for an object.',
    make: (pixels) => Promise.resolve(new Uint8Array(pixels.length)),
  },
};

/** The order in which a {@link EditLayer} numbers them, from 1. Append only. */
export const FILL_IDS = ['blur', 'mean', 'black'] as const satisfies readonly FillId[];
