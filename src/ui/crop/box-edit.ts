import type { SourceRectangle } from '../../core/resize/fit.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Extents {
  readonly width: number;
  readonly height: number;
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/**
 * The box from one corner to the other, within the image.
 *
 * @param ratio width by height that it shall have, or null for any.
 */
export function boxBetween(from: Point, to: Point, of: Extents, ratio: number | null): SourceRectangle {
  const anchor = { x: clamp(from.x, of.width), y: clamp(from.y, of.height) };
  const end = { x: clamp(to.x, of.width), y: clamp(to.y, of.height) };
  const [right, down] = [end.x >= anchor.x, end.y >= anchor.y];
  let [width, height] = [Math.abs(end.x - anchor.x), Math.abs(end.y - anchor.y)];
  if (ratio !== null) {
    const room = {
      width: right ? of.width - anchor.x : anchor.x,
      height: down ? of.height - anchor.y : anchor.y,
    };
    width = Math.min(Math.max(width, height * ratio), room.width, room.height * ratio);
    height = width / ratio;
  }
  return {
    x: right ? anchor.x : anchor.x - width,
    y: down ? anchor.y : anchor.y - height,
    width,
    height,
  };
}

/** The box elsewhere, as far as the image goes. */
export function moved(box: SourceRectangle, dx: number, dy: number, of: Extents): SourceRectangle {
  return {
    ...box,
    x: clamp(box.x + dx, of.width - box.width),
    y: clamp(box.y + dy, of.height - box.height),
  };
}

/** The largest box of that shape in the middle of the image; all of it for any shape. */
export function largest(of: Extents, ratio: number | null): SourceRectangle {
  const width = ratio === null ? of.width : Math.min(of.width, of.height * ratio);
  const height = ratio === null ? of.height : width / ratio;
  return { x: (of.width - width) / 2, y: (of.height - height) / 2, width, height };
}

/** The box about its own middle, `by` times as large, within the image and at least 8 pixels wide and high. */
export function scaled(box: SourceRectangle, by: number, of: Extents): SourceRectangle {
  const least = Math.max(8 / box.width, 8 / box.height);
  const most = Math.min(of.width / box.width, of.height / box.height);
  const factor = Math.min(most, Math.max(Math.min(1, least), by));
  const [width, height] = [box.width * factor, box.height * factor];
  const grown = { x: 0, y: 0, width, height };
  return moved(grown, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, of);
}

/** The corner of the box that lies within `reach` of a point, as the corner opposite to it; null for none. */
export function oppositeCorner(box: SourceRectangle, at: Point, reach: number): Point | null {
  for (const right of [true, false])
    for (const down of [true, false]) {
      const corner = { x: box.x + (right ? box.width : 0), y: box.y + (down ? box.height : 0) };
      if (Math.abs(corner.x - at.x) <= reach && Math.abs(corner.y - at.y) <= reach)
        return { x: box.x + (right ? 0 : box.width), y: box.y + (down ? 0 : box.height) };
    }
  return null;
}

export const contains = (box: SourceRectangle, { x, y }: Point): boolean =>
  x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
