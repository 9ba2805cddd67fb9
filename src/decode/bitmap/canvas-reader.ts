import type { PieceReader } from './piece-reader.ts';
import { drawable, surface } from './surface.ts';

/**
 * Reads opaque pixels exactly, through a canvas in main memory (`willReadFrequently`). A canvas stores colours
 * multiplied by opacity, so transparent pixels come back changed: for those see webgl-reader.ts.
 */
export function canvasReader(bitmap: ImageBitmap): PieceReader {
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
