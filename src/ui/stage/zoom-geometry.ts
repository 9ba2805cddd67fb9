import type { Zoom } from '../../app/state.ts';
import { containRect, type Fitted, pictureIn, type Rect, type Size, sceneOf, seenRect } from './geometry.ts';

/**
 * Where the whole picture lies in a pane's frame under a zoom; parts of it outside of the frame. The centre gives
 * way where the frame would otherwise show emptiness beside a picture that could fill it.
 */
export function zoomedRect(frame: Size, picture: Size, how: Fitted, zoom: Zoom): Rect {
  return pictureIn(zoomedScene(frame, picture, how, zoom), sceneOf(picture, how), picture);
}

/** The same of the picture with the black around it. */
function zoomedScene(frame: Size, picture: Size, how: Fitted, zoom: Zoom): Rect {
  const scene = sceneOf(picture, how);
  const whole = containRect(frame, scene);
  if (zoom.scale === 1) return whole;
  const seen = seenRect(pictureIn(whole, scene, picture), picture, how);
  const along = (
    room: number,
    from: number,
    size: number,
    seenFrom: number,
    seenSize: number,
    at: number,
  ) => {
    const length = size * zoom.scale;
    if (length <= room) return (room - length) / 2;
    const wanted = room / 2 - (seenFrom - from + at * seenSize) * zoom.scale;
    return Math.min(0, Math.max(room - length, wanted));
  };
  return {
    x: along(frame.width, whole.x, whole.width, seen.x, seen.width, zoom.u),
    y: along(frame.height, whole.y, whole.height, seen.y, seen.height, zoom.v),
    width: whole.width * zoom.scale,
    height: whole.height * zoom.scale,
  };
}

/**
 * The zoom with the centre that this pane really has. Where the whole picture fits along an axis nothing was given
 * way to, and the other pane may need what is asked for: that part stays.
 */
export function settledZoom(frame: Size, picture: Size, how: Fitted, zoom: Zoom): Zoom {
  const shown = zoomedScene(frame, picture, how, zoom);
  const seen = seenRect(pictureIn(shown, sceneOf(picture, how), picture), picture, how);
  return {
    scale: zoom.scale,
    u: shown.width > frame.width ? (frame.width / 2 - seen.x) / seen.width : zoom.u,
    v: shown.height > frame.height ? (frame.height / 2 - seen.y) / seen.height : zoom.v,
  };
}

/** The zoom after the picture was dragged by `dx`, `dy` pixels of the frame, as far as it goes. */
export function pannedBy(
  frame: Size,
  picture: Size,
  how: Fitted,
  zoom: Zoom,
  by: { readonly dx: number; readonly dy: number },
): Zoom {
  const from = settledZoom(frame, picture, how, zoom);
  const shown = zoomedScene(frame, picture, how, from);
  const seen = seenRect(pictureIn(shown, sceneOf(picture, how), picture), picture, how);
  const u = shown.width > frame.width ? from.u - by.dx / seen.width : from.u;
  const v = shown.height > frame.height ? from.v - by.dy / seen.height : from.v;
  return settledZoom(frame, picture, how, { ...from, u, v });
}

/** The zoom moved no further than it takes to bring a point, with `margin` pixels around it, into the frame. */
export function revealing(
  frame: Size,
  picture: Size,
  how: Fitted,
  zoom: Zoom,
  point: { readonly u: number; readonly v: number },
  margin: number,
): Zoom {
  const seen = seenRect(zoomedRect(frame, picture, how, zoom), picture, how);
  const over = (at: number, room: number) => Math.min(0, at - margin) + Math.max(0, at + margin - room);
  const dx = over(seen.x + point.u * seen.width, frame.width);
  const dy = over(seen.y + point.v * seen.height, frame.height);
  return dx === 0 && dy === 0 ? zoom : pannedBy(frame, picture, how, zoom, { dx: -dx, dy: -dy });
}
