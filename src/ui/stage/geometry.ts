import { cellIndex } from '../../app/point-evidence.ts';
import type { Extent } from '../../core/extent.ts';
import { type FitId, seenOf } from '../../core/resize/fit.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** The largest rectangle of the picture's shape that fits the frame, centred. */
export function containRect(frame: Size, picture: Size): Rect {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
}

/** How a picture was made to fit the network's input. */
export interface Fitted {
  readonly fit: FitId;
  /** Of the input, pixels. */
  readonly size: Extent;
}

/**
 * What a frame shows, in pixels of the picture: all of it, and around it the black that was added before the network saw
 * it.
 */
export function sceneOf(picture: Size, { fit, size }: Fitted): Rect {
  const seen = seenOf(fit, picture.width, picture.height, size);
  const x = Math.min(0, seen.x);
  const y = Math.min(0, seen.y);
  return {
    x,
    y,
    width: Math.max(picture.width, seen.x + seen.width) - x,
    height: Math.max(picture.height, seen.y + seen.height) - y,
  };
}

/** Where the picture lies on screen when its scene fills `shown`. */
export function pictureIn(shown: Rect, scene: Rect, picture: Size): Rect {
  const scale = shown.width / scene.width;
  return {
    x: shown.x - scene.x * scale,
    y: shown.y - scene.y * scale,
    width: picture.width * scale,
    height: picture.height * scale,
  };
}

/** Where, on screen, the part of the picture lies that the network saw. */
export function seenRect(shown: Rect, picture: Size, { fit, size }: Fitted): Rect {
  const source = seenOf(fit, picture.width, picture.height, size);
  const scaleX = shown.width / picture.width;
  const scaleY = shown.height / picture.height;
  return {
    x: shown.x + source.x * scaleX,
    y: shown.y + source.y * scaleY,
    width: source.width * scaleX,
    height: source.height * scaleY,
  };
}

/** A point of the frame in coordinates 0–1 of what the network saw; null outside of it. */
export function pointIn(rect: Rect, x: number, y: number): { u: number; v: number } | null {
  const u = (x - rect.x) / rect.width;
  const v = (y - rect.y) / rect.height;
  return u >= 0 && u < 1 && v >= 0 && v < 1 ? { u, v } : null;
}

/** The cell of a `height`×`width` map that holds the point, and its index row·width + column. */
export function cellAt(map: Size, point: { readonly u: number; readonly v: number }) {
  const index = cellIndex(point.u, point.v, map.height, map.width);
  return { row: Math.floor(index / map.width), column: index % map.width, index };
}

/**
 * One shape for both frames, so that the panes line up: the pictures' own where they agree, otherwise between
 * the two, within what a page can hold.
 */
export function frameRatio(pictures: readonly (Size | null)[], how: Fitted): number {
  const scenes = pictures.flatMap((picture) => (picture ? [sceneOf(picture, how)] : []));
  const ratios = scenes.map(({ width, height }) => width / height);
  if (ratios.length === 0) return 4 / 3;
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  return Math.min(1.78, Math.max(0.75, mean));
}
