import type { Display, MapData } from '../../app/state.ts';
import type { Extent } from '../../core/extent.ts';
import { ContourLayer } from '../../ui/stage/contour-layer.ts';
import { coloringOf } from '../../ui/stage/map-coloring.ts';
import { MapOver } from '../../ui/stage/map-over.ts';
import type { Region } from './regions.ts';

/** What one picture of the table shows. */
export interface CellView {
  /** `[h, w, 3]`. */
  readonly pixels: Uint8Array;
  readonly size: Extent;
  readonly map: MapData | null;
  readonly region: Region | null;
}

/** What the network saw, a map over it on a scale of its own, and the outline of the region; a canvas pixel an input pixel. */
export function drawCell(
  canvas: HTMLCanvasElement,
  { pixels, size, map, region }: CellView,
  display: Pick<Display, 'opacity' | 'colormap' | 'interpolation'>,
): void {
  const [height, width] = size;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = new ImageData(width, height);
  for (let p = 0; p < width * height; p++) {
    image.data.set(pixels.subarray(3 * p, 3 * p + 3), 4 * p);
    image.data[4 * p + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  if (map) {
    const seen = { x: 0, y: 0, width, height };
    const contours = new ContourLayer();
    new MapOver(() => contours).lay(
      context,
      map,
      coloringOf([map.data], display.colormap),
      { seen, size },
      display,
    );
  }
  if (region) outline(context, region.inside, size);
}

/** White with a dark rim, to be seen on any picture. */
function outline(context: CanvasRenderingContext2D, inside: Uint8Array, [height, width]: Extent): void {
  const at = (row: number, column: number) =>
    row >= 0 && row < height && column >= 0 && column < width && inside[row * width + column] === 1;
  const line = (thick: number, colour: string) => {
    context.fillStyle = colour;
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        if (!at(row, column)) continue;
        const edge =
          !at(row - 1, column) || !at(row + 1, column) || !at(row, column - 1) || !at(row, column + 1);
        if (edge) context.fillRect(column - (thick - 1) / 2, row - (thick - 1) / 2, thick, thick);
      }
  };
  line(3, '#000');
  line(1, '#fff');
}
