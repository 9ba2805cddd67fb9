import { useEffect, useRef, useState } from 'react';
import type { SetPicture } from '../../app/collection/picture-set.ts';
import { Lru } from '../../core/lru.ts';

/** Which part of the plane is shown: `scale` times as large as the whole, with (x, y), 0–1, in the middle. */
export interface PlotView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Props {
  /** `[count, 2]`, 0–1. */
  readonly points: Float32Array;
  readonly colours: readonly string[];
  readonly picture: (point: number) => SetPicture;
  readonly view: PlotView;
  readonly active: number;
  readonly onView: (view: PlotView) => void;
  readonly onPick: (point: number) => void;
}

const MARGIN = 28;
const THUMBNAIL = 44;
/** CSS pixels of width below which they are drawn smaller, and by how much: still a finger’s target. */
const NARROW = { below: 500, factor: 0.64 } as const;
/** Points in view from which dots stand for pictures. */
const PICTURES = 160;
/** Points in view from which dots are squares. */
const DOTS = 2000;

/** The plane drawn: a small picture a point where few are in view, else a dot. Wheel and drag look closer. */
export function PlotCanvas({ points, colours, picture, view, active, onView, onPick }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 600, height: 420 });
  const [small] = useState(
    () => new Lru<string, ImageBitmap | null>(2 * PICTURES, (image) => image?.close()),
  );
  const [, setArrived] = useState(0);
  const count = points.length / 2;
  const factor = size.width < NARROW.below ? NARROW.factor : 1;
  const place = (point: number) => ({
    x: size.width / 2 + (points[2 * point]! - view.x) * view.scale * (size.width - 2 * MARGIN),
    y: size.height / 2 + (points[2 * point + 1]! - view.y) * view.scale * (size.height - 2 * MARGIN),
  });

  useEffect(() => {
    const element = canvas.current?.parentElement;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({
        width: element.clientWidth,
        height: Math.min(480, Math.max(280, element.clientWidth * 0.6)),
      }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const scale = globalThis.devicePixelRatio || 1;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const inView = Array.from({ length: count }, (_, point) => ({ point, ...place(point) })).filter(
      ({ x, y }) =>
        x > -THUMBNAIL && y > -THUMBNAIL && x < size.width + THUMBNAIL && y < size.height + THUMBNAIL,
    );
    const asPictures = inView.length <= PICTURES;
    const order = [
      ...inView.filter(({ point }) => point !== active),
      ...inView.filter(({ point }) => point === active),
    ];
    for (const { point, x, y } of order) {
      const colour = colours[point]!;
      const image = asPictures || point === active ? small.get(picture(point).id) : null;
      context.fillStyle = context.strokeStyle = colour;
      if (image) {
        const [w, h] = [image.width * factor, image.height * factor];
        context.drawImage(image, x - w / 2, y - h / 2, w, h);
        context.lineWidth = point === active ? 4 : 2;
        context.strokeRect(x - w / 2, y - h / 2, w, h);
      } else if (inView.length > DOTS && point !== active) {
        // Thousands of circles take longer than a frame.
        context.fillRect(x - 1.5, y - 1.5, 3, 3);
      } else {
        context.beginPath();
        context.arc(x, y, point === active ? 7 : 3.5, 0, 2 * Math.PI);
        context.fill();
      }
      if (point !== active) continue;
      context.strokeStyle = getComputedStyle(canvas.current!).color;
      context.lineWidth = 2;
      const side = THUMBNAIL * factor + 8;
      context.strokeRect(x - side / 2, y - side / 2, side, side);
    }
    let gone = false;
    const wanted = asPictures ? order.map(({ point }) => picture(point)) : [picture(active)];
    const load = async () => {
      for (const one of wanted) {
        if (gone) return;
        if (small.get(one.id) !== undefined) continue;
        small.set(one.id, await thumbnail(one));
        setArrived((before) => before + 1);
      }
    };
    void load();
    return () => {
      gone = true;
    };
  });

  const pointAt = (clientX: number, clientY: number) => {
    const box = canvas.current!.getBoundingClientRect();
    let best = { point: -1, distance: THUMBNAIL / 2 };
    for (let point = 0; point < count; point++) {
      const { x, y } = place(point);
      const distance = Math.hypot(x - (clientX - box.left), y - (clientY - box.top));
      if (distance < best.distance) best = { point, distance };
    }
    return best.point;
  };

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // React's own listener is passive and could not keep the page from scrolling; without Ctrl the page scrolls.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && view.scale === 1) return;
      event.preventDefault();
      const scale = Math.max(1, Math.min(40, view.scale * Math.exp(-event.deltaY / 400)));
      onView(scale === 1 ? { scale, x: 0.5, y: 0.5 } : { ...view, scale });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [view, onView]);

  const drag = useRef<{ readonly x: number; readonly y: number; moved: boolean } | null>(null);
  const scale = globalThis.devicePixelRatio || 1;
  return (
    <canvas
      ref={canvas}
      width={size.width * scale}
      height={size.height * scale}
      style={{ width: size.width, height: size.height }}
      onPointerDown={({ clientX: x, clientY: y, currentTarget, pointerId }) => {
        currentTarget.setPointerCapture(pointerId);
        drag.current = { x, y, moved: false };
      }}
      onPointerMove={({ clientX: x, clientY: y }) => {
        const from = drag.current;
        if (!from || (Math.hypot(x - from.x, y - from.y) < 4 && !from.moved)) return;
        drag.current = { x, y, moved: true };
        if (view.scale > 1)
          onView({
            ...view,
            x: view.x - (x - from.x) / (view.scale * (size.width - 2 * MARGIN)),
            y: view.y - (y - from.y) / (view.scale * (size.height - 2 * MARGIN)),
          });
      }}
      onPointerUp={({ clientX, clientY }) => {
        const point = drag.current?.moved ? -1 : pointAt(clientX, clientY);
        drag.current = null;
        if (point >= 0) onPick(point);
      }}
    />
  );
}

/** null: a picture that this browser does not draw; its point stays a dot. */
async function thumbnail(picture: SetPicture): Promise<ImageBitmap | null> {
  try {
    const whole = await createImageBitmap(await picture.blob());
    const scale = THUMBNAIL / Math.max(whole.width, whole.height);
    const size = {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'medium',
    } as const;
    const small = await createImageBitmap(whole, size);
    whole.close();
    return small;
  } catch {
    return null;
  }
}
