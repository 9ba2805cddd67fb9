import type { Zoom } from '../state.ts';

/** Beyond this a preview pixel covers more than a fingertip. */
export const MAX_SCALE = 16;
/** Both images as they fit their frames. */
export const WHOLE: Zoom = { scale: 1, u: 0.5, v: 0.5 };
/** Less than this over 1 is nothing a user chose, but what is left of factors that do not cancel exactly. */
const NEAR_WHOLE = 1.01;

/**
 * Zooms by a factor so that the point `about` stays where it is on screen: its distance from the centre, in
 * coordinates of the picture, shrinks as the picture grows. Between the whole picture and `MAX_SCALE`.
 */
export function zoomedBy(
  zoom: Zoom,
  factor: number,
  about: { readonly u: number; readonly v: number } = zoom,
): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor));
  if (scale < NEAR_WHOLE) return WHOLE;
  const share = zoom.scale / scale;
  return {
    scale,
    u: about.u + (zoom.u - about.u) * share,
    v: about.v + (zoom.v - about.v) * share,
  };
}
