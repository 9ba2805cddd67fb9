import type { Levels } from '../api.ts';
import { damaged } from '../worker/explain-failure.ts';
import type { PixelSource, RowSink } from '../worker/pixel-source.ts';
import { expandRow } from './expand-row.ts';
import { inflate } from './inflate.ts';
import { type PngLayout, pngLayout } from './png-layout.ts';
import { unfilter } from './unfilter.ts';

/** Column and row of the first pixel of a pass, and the steps to the next ones. PNG, 8.1 (Adam7). */
type Pass = readonly [x0: number, y0: number, dx: number, dy: number];
const ADAM7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
const WHOLE: readonly Pass[] = [[0, 0, 1, 1]];

/** Pixels of a pass along one axis. */
const extent = (size: number, start: number, step: number): number =>
  Math.max(0, Math.ceil((size - start) / step));

/**
 * Hands out exactly as many bytes as asked for, from chunks of any size; false where they end. At once where it
 * can: a picture one pixel wide has millions of rows, and a promise for each would take minutes.
 */
function puller(chunks: AsyncGenerator<Uint8Array>): (into: Uint8Array) => boolean | Promise<boolean> {
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;
  const take = (into: Uint8Array, have: number): number => {
    const n = Math.min(into.length - have, chunk.length - at);
    into.set(chunk.subarray(at, at + n), have);
    at += n;
    return have + n;
  };
  const wait = async (into: Uint8Array, have: number): Promise<boolean> => {
    while (have < into.length) {
      const next = await chunks.next();
      if (next.done) return false;
      chunk = next.value;
      at = 0;
      have = take(into, have);
    }
    return true;
  };
  return (into) => {
    const have = take(into, 0);
    return have === into.length || wait(into, have);
  };
}

interface Reading {
  /** Of 16-bit samples: the values that become 0 and 255; without it the upper 8 bits are taken. */
  readonly stretch?: Levels | undefined;
  /** Does the file end somewhere within its pixels, or right behind the last one? */
  readonly cut?: boolean | undefined;
}

/** Every row of every pass as RGB, in file order; stops early when `onRow` returns false. */
async function decodeRows(
  layout: PngLayout,
  onRow: (pass: Pass, row: number, rgb: Uint8Array, transparent: boolean) => boolean,
  { stretch, meter, cut }: Reading & { readonly meter: LevelMeter | null },
): Promise<void> {
  const { width, height, depth, channels } = layout;
  const expand = expandRow(layout, stretch);
  const unit = Math.max(1, (channels * depth) >> 3);
  const chunks = inflate(layout.data);
  const pull = puller(chunks);
  try {
    for (const pass of layout.interlaced ? ADAM7 : WHOLE) {
      const [w, h] = [extent(width, pass[0], pass[2]), extent(height, pass[1], pass[3])];
      if (w === 0) continue;
      const rowBytes = Math.ceil((w * channels * depth) / 8);
      let row = new Uint8Array(rowBytes + 1);
      let above = new Uint8Array(rowBytes + 1);
      const rgb = new Uint8Array(w * 3);
      for (let y = 0; y < h; y++) {
        const there = pull(row);
        // The stream rejects on broken data: a TypeError that names neither the file nor a remedy.
        if (there !== true && (there === false || !(await there.catch(() => false))))
          throw damaged({ kind: 'png' }, cut ? 'is cut short' : 'is damaged');
        if (!unfilter(row[0]!, row.subarray(1), above.subarray(1), unit))
          throw damaged({ kind: 'png' }, 'is damaged');
        meter?.add(row.subarray(1));
        if (!onRow(pass, y, rgb, expand(row.subarray(1), w, rgb))) return;
        [row, above] = [above, row];
      }
    }
  } finally {
    await chunks.return(undefined);
  }
}

/**
 * A PNG read straight from its bytes, row by row: no canvas, no colour management, no premultiplied alpha, and
 * no browser's protection against fingerprinting in between. PIL's `Image.open(…).convert('RGB')` gives the
 * same bytes for 8-bit files.
 *
 * @returns null when this decoder does not know the variant; the browser may.
 * @throws AppError for a picture of palette indices without a palette.
 */
export function pngSource(bytes: Uint8Array<ArrayBuffer>, reading: Reading = {}): PixelSource | null {
  const layout = pngLayout(bytes);
  if (!layout) return null;
  if (layout.colour === 3 && layout.palette.length === 0) throw damaged({ kind: 'png' }, 'is damaged');
  const { width, height } = layout;

  return {
    width,
    height,
    async read(rectangle, begin) {
      const sink: RowSink = begin();
      const { x, y: top, width: w, height: h } = rectangle;
      let transparent = false;
      const meter = layout.depth === 16 ? new LevelMeter(layout) : null;
      const report = () => ({ transparent, ...(meter && { levels: meter.levels }) });
      if (!layout.interlaced) {
        await decodeRows(
          layout,
          (_, y, rgb, seen) => {
            transparent ||= seen;
            if (y >= top && y < top + h) sink(rgb.subarray(x * 3, (x + w) * 3), 3);
            return y + 1 < top + h;
          },
          { ...reading, meter },
        );
        return report();
      }
      // The last pass holds every other row, so an interlaced picture has to be whole before its first row is.
      const whole = new Uint8Array(width * height * 3);
      await decodeRows(
        layout,
        ([x0, y0, dx, dy], row, rgb, seen) => {
          transparent ||= seen;
          const base = (y0 + row * dy) * width + x0;
          for (let i = 0; i * 3 < rgb.length; i++)
            for (let c = 0; c < 3; c++) whole[(base + i * dx) * 3 + c] = rgb[i * 3 + c]!;
          return true;
        },
        { ...reading, meter },
      );
      for (let y = top; y < top + h; y++)
        sink(whole.subarray((y * width + x) * 3, (y * width + x + w) * 3), 3);
      return report();
    },
    close: () => undefined,
  };
}

/** The smallest and the largest value of 16-bit samples, kept up row by row. Opacity is no value. */
class LevelMeter {
  private from = 65535;
  private to = 0;
  private readonly channels: number;
  private readonly colours: number;

  constructor({ channels, colour }: Pick<PngLayout, 'channels' | 'colour'>) {
    this.channels = channels;
    this.colours = colour === 4 || colour === 6 ? channels - 1 : channels;
  }

  /** @param packed one row, two bytes a sample, most significant first. */
  add(packed: Uint8Array): void {
    for (let at = 0; at < packed.length; at += this.channels * 2)
      for (let c = 0; c < this.colours; c++) {
        const value = packed[at + c * 2]! * 256 + packed[at + c * 2 + 1]!;
        if (value < this.from) this.from = value;
        if (value > this.to) this.to = value;
      }
  }

  get levels(): Levels {
    return { from: Math.min(this.from, this.to), to: this.to };
  }
}
