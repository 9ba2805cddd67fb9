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

/**
 * The same canvas for drawing on: both kinds have the same contexts, but of `getContext` of either the compiler makes
 * now one type and now another, by the order in which it sees the files.
 */
export const drawable = (canvas: Surface): OffscreenCanvas => canvas as OffscreenCanvas;
