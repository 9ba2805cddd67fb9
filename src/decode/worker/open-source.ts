import { bitmapSource } from '../bitmap/bitmap-source.ts';
import { decodeBitmap } from '../bitmap/decode-bitmap.ts';
import { findDamage } from '../header/find-damage.ts';
import type { ImageHeader } from '../header/format.ts';
import { readHeader } from '../header/read-header.ts';
import { pngSource } from '../png/png-source.ts';
import { damaged, explainFailure } from './explain-failure.ts';
import { LIMITS } from './limits.ts';
import type { PixelSource } from './pixel-source.ts';
import { refuse } from './refuse.ts';

export interface OpenSource {
  readonly header: ImageHeader;
  readonly source: PixelSource;
  /** The browser's bitmap, where it was the browser that decoded; closed with the source. */
  readonly bitmap: ImageBitmap | null;
}

/** Whether the PNG can be read straight from its bytes: upright, and the browser has an inflate to lend. */
const isPlainPng = (header: ImageHeader): boolean =>
  header.kind === 'png' && header.orientation === 1 && typeof DecompressionStream !== 'undefined';

/**
 * From a file to readable pixels: what it is, whether it may be opened, whether it is whole, then decoding.
 *
 * @throws AppError with cause and remedy.
 */
export async function openSource(blob: Blob): Promise<OpenSource> {
  let header: ImageHeader = readHeader(new Uint8Array());
  try {
    const head = new Uint8Array(await blob.slice(0, LIMITS.headBytes).arrayBuffer());
    header = readHeader(head);
    refuse(header, blob.size);
    const bytes = blob.size <= head.length ? head : new Uint8Array(await blob.arrayBuffer());
    const damage = findDamage(bytes);
    if (damage) throw damaged(header, damage === 'truncated' ? 'is cut short' : 'is damaged');
    // A size that stands behind more than a megabyte of metadata.
    if (!header.dimensions) {
      header = readHeader(bytes);
      refuse(header, blob.size);
    }

    const png = isPlainPng(header) ? pngSource(bytes) : null;
    if (png) return { header, source: png, bitmap: null };
    const bitmap = await decodeBitmap(blob);
    // Formats whose header gave no size are judged late rather than never.
    refuse({ ...header, dimensions: { width: bitmap.width, height: bitmap.height } }, blob.size);
    return { header, source: bitmapSource(bitmap), bitmap };
  } catch (error) {
    throw explainFailure(error, header);
  }
}
