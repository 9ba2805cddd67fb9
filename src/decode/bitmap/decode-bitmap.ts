/**
 * Pixels as they are in the file but for the orientation: no colour conversion (PIL applies none either), and
 * colours not multiplied by opacity, which would destroy them where a pixel is transparent.
 */
export const BITMAP_OPTIONS = {
  imageOrientation: 'from-image',
  colorSpaceConversion: 'none',
  premultiplyAlpha: 'none',
} as const satisfies ImageBitmapOptions;

/**
 * The browser's own decoder, first frame, upright.
 *
 * @throws DOMException (InvalidStateError) for whatever the browser cannot decode.
 */
export const decodeBitmap = (blob: Blob): Promise<ImageBitmap> => createImageBitmap(blob, BITMAP_OPTIONS);
