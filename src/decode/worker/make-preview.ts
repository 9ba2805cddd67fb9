import { createResizer, type Resizer } from '../../core/resize/create-resizer.ts';
import { LIMITS } from '../limits.ts';
import type { OpenSource } from './open-source.ts';
import type { ReadReport } from './pixel-source.ts';

/** The preview's size: the long side at most {@link LIMITS.previewSide}, never enlarged, never 0. */
export function previewSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LIMITS.previewSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A small opaque bitmap for display, in the colours that the network sees.
 *
 * A picture that cannot be transparent and was decoded by the browser is scaled by the browser; all others are
 * read as the network's input is, which also checks a PNG's data to its last row.
 */
export async function makePreview({
  header,
  source,
  bitmap,
}: OpenSource): Promise<{ preview: ImageBitmap; report: ReadReport }> {
  const { width, height } = previewSize(source.width, source.height);
  if (bitmap && header.alpha === false) {
    const preview = await createImageBitmap(bitmap, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'medium',
    });
    return { preview, report: { transparent: false } };
  }
  let resizer: Resizer | null = null;
  const all = { x: 0, y: 0, width: source.width, height: source.height };
  const report = await source.read(all, () => {
    const fresh = createResizer(source.height, source.width, height, width);
    resizer = fresh;
    return (rows, channels) => fresh.push(rows, channels);
  });
  const rgb = (resizer as Resizer | null)!.finish();
  const image = new ImageData(width, height);
  for (let p = 0; p < width * height; p++) {
    image.data.set(rgb.subarray(p * 3, p * 3 + 3), p * 4);
    image.data[p * 4 + 3] = 255;
  }
  return { preview: await createImageBitmap(image), report };
}
