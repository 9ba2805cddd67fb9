import type { Extent } from '../../core/extent.ts';
import { FILL_IDS, type FillId } from './fill.ts';

/** `[h·w]`: 0 where the picture is untouched, else 1 + the index of the fill in {@link FILL_IDS}. */
export type EditLayer = Uint8Array;

/** In pixels of the network's input; fractions are allowed. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners in pixels; clipped to the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Diameter of a brush in pixels, from its share of the picture's shorter side. */
export const brushSide = (brush: number, [height, width]: Extent): number => brush * Math.min(height, width);

const mark = (fill: FillId): number => FILL_IDS.indexOf(fill) + 1;

/** A brush stroke from one point to another: every pixel whose centre lies within `radius` of the line. */
export function paintStroke(
  layer: EditLayer,
  size: Extent,
  from: Point,
  to: Point,
  radius: number,
  fill: FillId,
): void {
  const value = mark(fill);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - radius));
  const last = (a: number, b: number, side: number) => Math.min(side - 1, Math.ceil(Math.max(a, b) + radius));
  const [height, width] = size;
  for (let y = first(from.y, to.y); y <= last(from.y, to.y, height); y++)
    for (let x = first(from.x, to.x); x <= last(from.x, to.x, width); x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const along = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      if ((px - along * dx) ** 2 + (py - along * dy) ** 2 <= radius * radius) layer[y * width + x] = value;
    }
}

/** Every pixel whose centre lies in the box. */
export function paintBox(layer: EditLayer, size: Extent, box: Box, fill: FillId): void {
  const value = mark(fill);
  const [height, width] = size;
  const within = (edge: number, side: number) => Math.min(side, Math.max(0, Math.round(edge)));
  const left = within(box.left, width);
  const right = Math.max(left, within(box.right, width));
  for (let y = within(box.top, height); y < within(box.bottom, height); y++)
    layer.fill(value, y * width + left, y * width + right);
}

/**
 * The pixels that a map holds most important, or all the others: one step of the deletion or insertion test.
 *
 * @param order of the map's pixels, `[h·w]`, most important first. @param share of the pixels, 0–1.
 * @returns a fresh layer.
 */
export function layerOfMap(
  order: Uint32Array,
  share: number,
  what: 'erase' | 'keep',
  fill: FillId,
): EditLayer {
  const value = mark(fill);
  const layer = new Uint8Array(order.length).fill(what === 'keep' ? value : 0);
  for (const pixel of order.subarray(0, Math.round(share * order.length)))
    layer[pixel] = what === 'keep' ? 0 : value;
  return layer;
}

/** Share of the picture that was taken away, 0–1. */
export function editedShare(layer: EditLayer): number {
  let count = 0;
  for (const value of layer) if (value > 0) count += 1;
  return count / layer.length;
}
