import { AppError } from '../../core/app-error.ts';
import type { ImageHeader } from '../header/format.ts';
import { KIND_WORDS } from '../kind-words.ts';
import { LIMITS } from '../limits.ts';

/** The fault for a picture whose data is incomplete or wrong. */
export const damaged = ({ kind }: Pick<ImageHeader, 'kind'>, how: 'is cut short' | 'is damaged'): AppError =>
  AppError.saying(
    'damaged',
    `This file is ${KIND_WORDS[kind]}, but it ${how}${how === 'is cut short' ? ', as after a broken download or copy' : ''}. Get it again from where it came from, or open it in a picture program and save it anew, then drop it.`,
  );

const isMemory = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && (error.name === 'QuotaExceededError' || /memory|allocat/i.test(error.message)));

/**
 * Words for a decoding that failed although the header looked good.
 *
 * Browsers only say "could not be decoded", so the cause is inferred from what the header promised.
 */
export function explainFailure(
  error: unknown,
  header: Pick<ImageHeader, 'kind' | 'dimensions'> & Partial<Pick<ImageHeader, 'coding'>>,
): AppError {
  if (error instanceof AppError) return error;
  const { kind, dimensions, coding } = header;
  if (error instanceof Error && (error.name === 'NotReadableError' || error.name === 'NotFoundError'))
    return AppError.saying(
      'unreadable',
      'This file could not be read: it was moved, changed or locked, or is still in the cloud. Check that it opens elsewhere, then choose it again.',
    );
  if (isMemory(error))
    return AppError.saying(
      'image-memory',
      'There is not enough memory to open this picture. Close other tabs, or scale the picture down, and drop it again.',
    );
  if (kind === 'heic')
    return AppError.saying(
      'heic',
      'This is a HEIC picture, which this browser cannot open. Export it as JPEG and drop that; on iPhone: Settings → Camera → Formats → Most Compatible.',
    );
  if (kind === 'tiff' || kind === 'jxl' || kind === 'ico')
    return AppError.saying(
      'unsupported-format',
      `This file is ${KIND_WORDS[kind]}, which this browser cannot open. Export it as PNG or JPEG and drop that.`,
    );
  if (dimensions && Math.max(dimensions.width, dimensions.height) > LIMITS.side)
    return AppError.saying(
      'too-wide',
      `This picture is ${dimensions.width}×${dimensions.height} pixels, and this browser could not open one so long. Cut or scale it to ${LIMITS.side.toLocaleString('en')} pixels a side at most, then drop it again.`,
    );
  if (coding)
    return AppError.saying(
      'unsupported-format',
      `This file is ${KIND_WORDS[kind]} with ${coding}, which this browser cannot open. Export it as PNG or as an ordinary JPEG and drop that.`,
    );
  return damaged(header, 'is damaged');
}
