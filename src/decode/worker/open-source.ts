import type { Levels } from '../api.ts';
import { bitmapSource } from '../bitmap/bitmap-source.ts';
import { decodeBitmap } from '../bitmap/decode-bitmap.ts';
import { rewriteOrientation } from '../header/exif-orientation.ts';
import { findDamage, lacksData, mend } from '../header/find-damage.ts';
import type { ImageHeader } from '../header/format.ts';
import { readHeader } from '../header/read-header.ts';
import { LIMITS } from '../limits.ts';
import { pngSource } from '../png/png-source.ts';
import { rawProfileOrientation } from '../png/raw-profile.ts';
import { damaged, explainFailure } from './explain-failure.ts';
import { oriented } from './oriented.ts';
import type { PixelSource } from './pixel-source.ts';
import { refuse, refuseUnsized } from './refuse.ts';

export interface OpenSource {
  readonly header: ImageHeader;
  readonly source: PixelSource;
  /** Was it the browser that decoded? */
  readonly byBrowser: boolean;
  /** The browser's bitmap, where it shows the picture upright; closed with the source. */
  readonly bitmap: ImageBitmap | null;
  /** What the file lacks, in words, although the picture in it is whole. */
  readonly missing: string | null;
  /** Does the file lack pixels, in whose place the browser puts something? Finding out takes as long as decoding. */
  readonly lacksData: () => boolean;
}

/**
 * Makes the tag say what the browser shall do, so that all browsers do the same: of a JPEG they follow it, if it is
 * written as EXIF wants; of a WebP or a PNG some do and some do not, so that the turning is done here.
 *
 * @returns the orientation that is left to be applied here.
 */
function settleOrientation({ kind, orientation, orientationTag }: ImageHeader): ImageHeader['orientation'] {
  if (!orientationTag) return 1;
  const here = kind === 'webp' || kind === 'png';
  if (here || kind === 'jpeg') rewriteOrientation(orientationTag, here ? 1 : orientation);
  return here ? orientation : 1;
}

/**
 * From a file to readable pixels: what it is, whether it may be opened, whether it is whole, then decoding, once.
 *
 * @param stretch for pictures of 16 bits: the values that shall become 0 and 255.
 * @throws AppError with cause and remedy.
 */
export async function openSource(blob: Blob, stretch?: Levels): Promise<OpenSource> {
  let header: ImageHeader = readHeader(new Uint8Array());
  const judge = (bytes: Uint8Array): void => {
    header = readHeader(bytes);
    refuse(header, blob.size);
  };
  try {
    const file = await readFile(blob, judge);
    const damage = findDamage(file);
    const mended = damage === 'truncated' ? mend(file) : null;
    if (damage && !mended) throw damaged(header, damage === 'truncated' ? 'is cut short' : 'is damaged');
    const bytes = mended?.bytes ?? file;
    // Sizes and orientations that stand behind the first megabyte, and later frames.
    judge(bytes);
    refuseUnsized(header);
    const missing = mended?.missing ?? null;
    const asText = header.kind === 'png' && !header.orientationTag;
    const turn = asText ? await rawProfileOrientation(bytes) : settleOrientation(header);

    const cut = mended?.unsure;
    const png =
      header.kind === 'png' &&
      typeof DecompressionStream !== 'undefined' &&
      pngSource(bytes, { stretch, cut });
    // A browser's decoder fills up what is missing, and does not say so.
    if (cut && !png) throw damaged(header, 'is cut short');
    if (png)
      return {
        header,
        source: oriented(png, turn),
        byBrowser: false,
        bitmap: null,
        missing,
        lacksData: () => false,
      };
    const bitmap = await decodeBitmap(new Blob([bytes]));
    refuse({ ...header, dimensions: { width: bitmap.width, height: bitmap.height } }, blob.size);
    const source = oriented(bitmapSource(bitmap), turn);
    return {
      header,
      source,
      byBrowser: true,
      bitmap: turn === 1 ? bitmap : null,
      missing,
      lacksData: () => lacksData(bytes),
    };
  } catch (error) {
    throw explainFailure(error, header);
  }
}

/** Bytes that are read at once. */
const STEP = 1 << 24;

/**
 * The bytes of a file, each read once.
 *
 * @param judge is shown the first part before the rest is read, and throws where that shall not be.
 * @throws DOMException (NotReadableError, NotFoundError) where the file was moved or changed; what `judge` throws.
 */
async function readFile(
  blob: Blob,
  judge: (head: Uint8Array<ArrayBuffer>) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = async (from: number, to: number) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
  const head = await part(0, LIMITS.headBytes);
  judge(head);
  if (blob.size <= head.length) return head;
  const bytes = new Uint8Array(blob.size);
  bytes.set(head);
  for (let at = head.length; at < blob.size; at += STEP) bytes.set(await part(at, at + STEP), at);
  return bytes;
}
