import { AppError } from '../../core/app-error.ts';
import type { FileKind, ImageHeader } from '../header/format.ts';
import { KIND_WORDS } from '../kind-words.ts';
import { LIMITS } from '../limits.ts';

const ACCEPTED = 'semblance opens JPEG, PNG, WebP, AVIF, GIF and BMP';

/** What helps, for the kinds that no browser decodes into pixels. */
const REMEDY: Partial<Record<FileKind, string>> = {
  svg: 'Export it as a PNG and drop that.',
  psd: 'Export it as a PNG or JPEG and drop that.',
  raw: 'Develop it, or export it as a JPEG or PNG, and drop that.',
  other: 'Open it in its program, export it as a PNG or JPEG, and drop that.',
  pdf: 'Save the page or the picture in it as a PNG, or take a screenshot, and drop that.',
  html: 'It may be the page around a picture: save the picture itself and drop that.',
  video: 'Take a screenshot of the frame you mean and drop that.',
  zip: 'Take the picture out of it and drop that.',
  lfs: 'Run “git lfs pull” where it lies, or download the picture itself, and drop that.',
  text: 'If it was meant to be a picture, save it again and drop that.',
  audio: 'Drop a picture instead.',
  unknown: 'Drop a picture, or export this one as PNG or JPEG first.',
};

/** Pictures all the same. */
const PICTURES: readonly FileKind[] = ['svg', 'psd', 'raw', 'other'];

const count = (n: number): string =>
  n >= 10 ? Math.ceil(n).toLocaleString('en') : String(Math.ceil(n * 10) / 10);

/**
 * Judges a file by its header, before anything is decoded.
 *
 * @param fileBytes size of the whole file.
 * @throws AppError when the file cannot or will not be opened.
 */
export function refuse({ kind, dimensions, excess }: ImageHeader, fileBytes: number): void {
  if (kind === 'empty')
    throw AppError.saying(
      'empty-file',
      'This file is empty (0 bytes). Save or download it again, then drop it.',
    );
  const remedy = REMEDY[kind];
  if (remedy !== undefined) {
    const code = PICTURES.includes(kind) ? 'unsupported-format' : 'not-an-image';
    const looks =
      kind === 'unknown' ? `This file is ${KIND_WORDS[kind]}` : `This file looks like ${KIND_WORDS[kind]}`;
    throw AppError.saying(code, `${looks}; ${ACCEPTED}. ${remedy}`);
  }
  if (dimensions) {
    const { width, height } = dimensions;
    if (width <= 0 || height <= 0)
      throw AppError.saying(
        'no-pixels',
        `This picture says that it is ${width} by ${height} pixels, so there is nothing to see. Save it again, then drop it.`,
      );
    if (width * height > LIMITS.pixels)
      throw AppError.saying(
        'too-large',
        `This picture has ${count((width * height) / 1e6)} megapixels; semblance opens up to ${LIMITS.pixels / 1e6}. Scale it down and drop it again.`,
      );
  }
  if (dimensions && Math.max(dimensions.width, dimensions.height) > LIMITS.longest)
    throw AppError.saying(
      'too-wide',
      `This picture is ${dimensions.width}×${dimensions.height} pixels; semblance opens up to ${LIMITS.longest.toLocaleString('en')} a side. Cut or scale it and drop it again.`,
    );
  if (excess !== null)
    throw AppError.saying(
      'too-large',
      `This file is ${KIND_WORDS[kind]} with ${excess}, more than semblance opens. Open it in a picture program, save it as a plain PNG or JPEG, and drop that.`,
    );
  if (fileBytes > LIMITS.fileBytes)
    throw AppError.saying(
      'too-large',
      `This file has ${count(fileBytes / 1e6)} megabytes; semblance opens up to ${LIMITS.fileBytes / 1e6}. Save it as a JPEG or scale it down, then drop it again.`,
    );
}

/**
 * A picture that nowhere says how large it is could be of any size: that is not found out by decoding it.
 *
 * @throws AppError
 */
export function refuseUnsized({ kind, dimensions }: Pick<ImageHeader, 'kind' | 'dimensions'>): void {
  if (dimensions === null)
    throw AppError.saying(
      'no-size',
      `This file is ${KIND_WORDS[kind]}, but it does not say how many pixels it has, so it is not opened. Open it in a picture program and save it as PNG or JPEG, then drop that.`,
    );
}
