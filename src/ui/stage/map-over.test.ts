import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ContourLayer } from './contour-layer.ts';
import { coloringOf } from './map-coloring.ts';
import { MapOver } from './map-over.ts';

const map = { data: Float32Array.of(0, 1, 2, 3), height: 2, width: 2 };
const coloring = coloringOf([map.data], 'viridis');
const place = { seen: { x: 5, y: 6, width: 40, height: 30 }, size: [8, 8] as const };

/** A context that notes what is done to it, in order. */
function recorder() {
  const done: string[] = [];
  const context = new Proxy<Record<string, unknown>>(
    {},
    {
      get:
        (_, name) =>
        (...all: unknown[]) => {
          const numbers = all.filter((one) => typeof one === 'number');
          done.push([String(name), ...numbers].join(' '));
        },
      set: (_, name, value) => {
        done.push(`${String(name)}=${String(value)}`);
        return true;
      },
    },
  );
  return { done, context: context as unknown as CanvasRenderingContext2D };
}

/** Sizes of the bitmaps that were made, `height × width`. */
let bitmaps: string[];
beforeEach(() => {
  bitmaps = [];
  vi.stubGlobal('document', {
    createElement: () => ({ getContext: () => ({ putImageData: () => undefined }) }),
  });
  vi.stubGlobal(
    'ImageData',
    class {
      readonly colorSpace = 'srgb';
      constructor(_: unknown, width: number, height: number) {
        bitmaps.push(`${height} × ${width}`);
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

it('takes colour out of the picture first, then lays areas at one alpha, each bitmap made once', () => {
  const { done, context } = recorder();
  const over = new MapOver(() => null);
  const mute = () => done.push('mute');
  for (const interpolation of ['smooth', 'smooth', 'cells'] as const)
    over.lay(context, map, coloring, place, { opacity: 0.4, interpolation }, mute);
  const laid = (smooth: boolean) => [
    'mute',
    'save',
    'globalAlpha=0.4',
    `imageSmoothingEnabled=${smooth}`,
    'drawImage 5 6 40 30',
    'restore',
  ];
  expect(done).toEqual([...laid(true), ...laid(true), ...laid(false)]);
  expect(bitmaps).toEqual(['8 × 8', '2 × 2']);
});

it('draws lines over the picture as it is', () => {
  const { done, context } = recorder();
  const mute = vi.fn();
  const contours = new ContourLayer();
  new MapOver(() => contours).lay(
    context,
    map,
    coloring,
    place,
    { opacity: 0.4, interpolation: 'lines' },
    mute,
  );
  expect(mute).not.toHaveBeenCalled();
  expect(done).toContain('stroke');
  expect(done.some((call) => call.startsWith('drawImage'))).toBe(false);
});
