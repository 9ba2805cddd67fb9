import { cellAt, type Rect, type Size } from './geometry.ts';

/**
 * Outlines the cell under a point: solid where the user points, dashed at the same relative place in the other
 * image. Black under white, to stand out on any picture.
 */
export function drawCell(
  context: CanvasRenderingContext2D,
  seen: Rect,
  map: Size,
  point: { readonly u: number; readonly v: number },
  pointed: boolean,
): void {
  const { row, column } = cellAt(map, point);
  const width = seen.width / map.width;
  const height = seen.height / map.height;
  const unit = window.devicePixelRatio;
  context.setLineDash(pointed ? [] : [4 * unit, 3 * unit]);
  for (const [color, line] of [
    ['rgb(0 0 0 / 75%)', 4 * unit],
    ['#fff', 2 * unit],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = line;
    context.strokeRect(seen.x + column * width, seen.y + row * height, width, height);
  }
  context.setLineDash([]);
}
