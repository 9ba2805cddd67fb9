import { useEffect, useRef, useState } from 'react';
import { explanationIn } from '../../app/result.ts';
import type { Slot } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { type Rect, seenRect } from './geometry.ts';
import type { Links } from './links.ts';
import { zoomedRect } from './zoom-geometry.ts';

/** Lines between places of the two pictures; the stronger, the thicker. */
export default function LinkLines({ drawn: { result, pairs, marked } }: { readonly drawn: Links }) {
  const ref = useRef<SVGSVGElement>(null);
  const zoom = useApp(({ view }) => view.zoom);
  const [frames, setFrames] = useState<Readonly<Record<Slot, Rect>> | null>(null);
  useEffect(() => {
    const panes = ref.current?.parentElement;
    if (!panes) return;
    const measure = () => {
      const home = panes.getBoundingClientRect();
      const of = (slot: Slot): Rect => {
        const box = panes.querySelector(`[data-slot=${slot}] canvas`)!.getBoundingClientRect();
        const { width, height } = box;
        return { x: box.left - home.left, y: box.top - home.top, width, height };
      };
      setFrames({ a: of('a'), b: of('b') });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(panes);
    return () => observer.disconnect();
  }, []);

  const [height, width] = result.layerShape;
  const most = pairs.reduce((top, { value }) => Math.max(top, Math.abs(value)), 0);
  const point = (slot: Slot, cell: number) => {
    const frame = frames![slot];
    const { of: picture } = explanationIn(result, slot);
    const seen = seenRect(zoomedRect(frame, picture, result.settings, zoom), picture, result.settings);
    const x = seen.x + ((cell % width) + 0.5) * (seen.width / width);
    const y = seen.y + (Math.floor(cell / width) + 0.5) * (seen.height / height);
    const visible = x >= 0 && x <= frame.width && y >= 0 && y <= frame.height;
    return { x: frame.x + x, y: frame.y + y, visible };
  };
  return (
    <svg ref={ref} className="links" aria-hidden="true" data-links={pairs.length}>
      {frames !== null &&
        pairs.map(({ p, q, value }, index) => {
          const [a, b] = [point('a', p), point('b', q)];
          // A line to a place that is zoomed out of sight would end somewhere else on the page.
          if (!a.visible || !b.visible) return null;
          const strength = most > 0 ? Math.abs(value) / most : 0;
          const kind = `${value < 0 ? 'pair-link opposed' : 'pair-link'}${marked === index ? ' marked' : ''}`;
          const line = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
          return (
            <g key={`${p}-${q}`} className={kind} opacity={marked === null || marked === index ? 1 : 0.25}>
              <line {...line} className="link-edge" strokeWidth={3 + 3 * strength} />
              <line {...line} className="link-line" strokeWidth={1 + 3 * strength} />
              <circle cx={a.x} cy={a.y} r={4} />
              <circle cx={b.x} cy={b.y} r={4} />
            </g>
          );
        })}
    </svg>
  );
}
