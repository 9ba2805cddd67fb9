import type { Extent } from '../extent.ts';
import { createResizer, type Resizer } from './create-resizer.ts';
import type { Placement } from './fit.ts';

/** What of `length` pixels, laid down at `at`, lies within `room`; in their own count. */
const within = (length: number, at: number, room: number) => ({
  from: Math.max(0, -at),
  to: Math.max(Math.max(0, -at), Math.min(length, room - at)),
});

/**
 * Takes the rows of a placement's source and gives the network's input, `[h, w, 3]` RGB bytes: scaled as Pillow does,
 * cut where it is larger than the input, black where it is smaller.
 */
export function createFitted({ source, scaled, at }: Placement, size: Extent): Resizer {
  const rows = within(scaled[0], at[0], size[0]);
  const columns = within(scaled[1], at[1], size[1]);
  const resizer = createResizer(source.height, source.width, scaled[0], scaled[1], { rows, columns });
  return {
    push: (pixels, channels) => resizer.push(pixels, channels),
    finish() {
      const part = resizer.finish();
      const width = columns.to - columns.from;
      if (part.length === size[0] * size[1] * 3) return part;
      const input = new Uint8Array(size[0] * size[1] * 3);
      for (let y = rows.from; y < rows.to; y++) {
        const row = part.subarray((y - rows.from) * width * 3, (y - rows.from + 1) * width * 3);
        input.set(row, ((y + at[0]) * size[1] + columns.from + at[1]) * 3);
      }
      return input;
    },
  };
}
