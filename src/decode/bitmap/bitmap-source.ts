import type { SourceRectangle } from '../../core/resize/fit.ts';
import type { PixelSource, RowSink } from '../worker/pixel-source.ts';
import type { PieceReader } from './piece-reader.ts';
import { drawable, surface } from './surface.ts';
import { tiles } from './tiles.ts';
import { webglReader } from './webgl-reader.ts';

const isOpaque = (rgba: Uint8Array | Uint8ClampedArray): boolean => {
  let all = 255;
  for (let i = 3; i < rgba.length; i += 4) all &= rgba[i]!;
  return all === 255;
};

/** Is every pixel that is not opaque wholly transparent, and black? That is what decoders make of a GIF's. */
const isBlackBeneath = (rgba: Uint8Array | Uint8ClampedArray): boolean => {
  for (let i = 3; i < rgba.length; i += 4)
    if (rgba[i] !== 255 && (rgba[i]! | rgba[i - 1]! | rgba[i - 2]! | rgba[i - 3]!) !== 0) return false;
  return true;
};

/**
 * Reads strip after strip into `sink`, as long as they are as `check` wants them.
 * @returns false at the first piece that is not.
 */
async function copy(
  reader: PieceReader,
  rectangle: SourceRectangle,
  sink: RowSink,
  check: (rgba: Uint8Array | Uint8ClampedArray) => boolean,
): Promise<boolean> {
  try {
    for (const { y, rows, pieces } of tiles(rectangle)) {
      const whole = pieces.length > 1 ? new Uint8Array(rectangle.width * rows * 4) : null;
      for (const { x, width } of pieces) {
        const rgba = await reader.read(x, y, width, rows);
        if (!check(rgba)) return false;
        if (!whole) sink(rgba, 4);
        for (let row = 0; whole && row < rows; row++)
          whole.set(
            rgba.subarray(row * width * 4, (row + 1) * width * 4),
            (row * rectangle.width + x - rectangle.x) * 4,
          );
      }
      if (whole) sink(whole, 4);
    }
    return true;
  } finally {
    reader.close();
  }
}

/**
 * A picture that the browser decoded. Takes the bitmap over.
 *
 * Opaque pictures are read through a canvas. Where a transparent pixel turns up, reading starts again through
 * WebGL, which keeps the colours under it; without WebGL the canvas has to do, and the report says so.
 */
export function bitmapSource(bitmap: ImageBitmap): PixelSource {
  return {
    width: bitmap.width,
    height: bitmap.height,
    async read(rectangle, begin) {
      if (await copy(canvasReader(bitmap), rectangle, begin(), isOpaque)) return { transparent: false };
      const exact = webglReader(bitmap);
      let blackBeneath = true;
      await copy(exact ?? canvasReader(bitmap), rectangle, begin(), (rgba) => {
        blackBeneath &&= isBlackBeneath(rgba);
        return true;
      });
      if (exact) return { transparent: true, blackBeneath };
      return {
        transparent: true,
        blackBeneath,
        caveat: 'Without WebGL, colours of transparent pixels are approximate.',
      };
    },
    close: () => bitmap.close(),
  };
}

/**
 * Reads opaque pixels exactly, through a canvas in main memory (`willReadFrequently`). A canvas stores colours
 * multiplied by opacity, so transparent pixels come back changed: for those see webgl-reader.ts.
 */
function canvasReader(bitmap: ImageBitmap): PieceReader {
  const canvas = surface(1, 1);
  const context = drawable(canvas).getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new RangeError('no memory for a canvas');
  return {
    read(x, y, width, height) {
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.imageSmoothingEnabled = false;
      context.globalCompositeOperation = 'copy';
      context.drawImage(bitmap, x, y, width, height, 0, 0, width, height);
      return Promise.resolve(context.getImageData(0, 0, width, height, { colorSpace: 'srgb' }).data);
    },
    close() {
      // Safari keeps a canvas's memory until it is collected; an empty one is small.
      canvas.width = canvas.height = 0;
    },
  };
}
