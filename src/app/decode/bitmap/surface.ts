/** A canvas that need not be in the page. */
export type Surface = OffscreenCanvas | HTMLCanvasElement;

/** Safari before 16.4 has no OffscreenCanvas; there the decoder runs in the page and uses an element. */
export function surface(width: number, height: number): Surface {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
