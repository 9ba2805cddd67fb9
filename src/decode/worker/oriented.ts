import type { SourceRectangle } from '../../core/resize/fit.ts';
import type { Orientation } from '../header/format.ts';
import type { PixelSource, ReadReport, RowSink } from './pixel-source.ts';

/** Upright pixel (x, y) is stored pixel (ax·x + ay·y + a0·(w − 1), bx·x + by·y + b0·(h − 1)) of w×h. EXIF 2.32, 4.6.4. */
type Turn = readonly [ax: number, ay: number, a0: 0 | 1, bx: number, by: number, b0: 0 | 1];
const TURNS: Readonly<Record<Orientation, Turn>> = {
  1: [1, 0, 0, 0, 1, 0],
  2: [-1, 0, 1, 0, 1, 0],
  3: [-1, 0, 1, 0, -1, 1],
  4: [1, 0, 0, 0, -1, 1],
  5: [0, 1, 0, 1, 0, 0],
  6: [0, 1, 0, -1, 0, 1],
  7: [0, -1, 1, -1, 0, 1],
  8: [0, -1, 1, 1, 0, 0],
};

/**
 * A picture turned upright, for formats in which browsers do not do it, or not all of them, or not always. What is read
 * is held whole, three bytes a pixel.
 */
export function oriented(source: PixelSource, orientation: Orientation): PixelSource {
  if (orientation === 1) return source;
  const { width: w, height: h } = source;
  const turned = orientation >= 5;
  const [ax, ay, a0, bx, by, b0] = TURNS[orientation];
  const stored = (x: number, y: number): readonly [number, number] => [
    ax * x + ay * y + a0 * (w - 1),
    bx * x + by * y + b0 * (h - 1),
  ];

  async function read(rectangle: SourceRectangle, begin: () => RowSink): Promise<ReadReport> {
    const { x, y, width, height } = rectangle;
    const [x0, y0] = stored(x, y);
    const [x1, y1] = stored(x + width - 1, y + height - 1);
    const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
    const [across, down] = turned ? [height, width] : [width, height];
    const whole = new Uint8Array(across * down * 3);
    const report = await source.read({ x: left, y: top, width: across, height: down }, () => {
      let to = 0;
      return (rows, channels) => {
        for (let from = 0; from < rows.length; from += channels, to += 3) {
          whole[to] = rows[from]!;
          whole[to + 1] = rows[from + 1]!;
          whole[to + 2] = rows[from + 2]!;
        }
      };
    });
    const sink = begin();
    const row = new Uint8Array(width * 3);
    const step = (ax + bx * across) * 3;
    for (let line = 0; line < height; line++) {
      const [sx, sy] = stored(x, y + line);
      let from = ((sy - top) * across + sx - left) * 3;
      for (let to = 0; to < row.length; to += 3, from += step) {
        row[to] = whole[from]!;
        row[to + 1] = whole[from + 1]!;
        row[to + 2] = whole[from + 2]!;
      }
      sink(row, 3);
    }
    return report;
  }

  return { width: turned ? h : w, height: turned ? w : h, read, close: () => source.close() };
}
