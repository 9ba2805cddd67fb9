import type { SourceRectangle } from '../../core/resize/fit.ts';
import type { Levels } from '../api.ts';

/** Receives whole rows from top to bottom, `[rows, width, channels]` bytes. Valid only until it returns. */
export type RowSink = (rows: Uint8Array | Uint8ClampedArray, channels: 3 | 4) => void;

/** A picture whose pixels can be read, a few rows at a time. */
export interface PixelSource {
  /** Pixels, after orientation. */
  readonly width: number;
  readonly height: number;
  /**
   * Sends every row of `rectangle` to a sink, straight (not premultiplied) colours as stored in the file.
   * May call `begin` again when a first attempt has to be given up; only the last sink counts.
   *
   * @throws AppError or what the browser throws.
   */
  read(rectangle: SourceRectangle, begin: () => RowSink): Promise<ReadReport>;
  /** Gives the memory back. */
  close(): void;
}

export interface ReadReport {
  /** Was any pixel seen that is not opaque? */
  readonly transparent: boolean;
  /** Set when the bytes are not certain to be the file's, with the reason. */
  readonly caveat?: string;
  /** Of 16-bit samples: the smallest and largest value in the rows that were gone through. */
  readonly levels?: Levels;
  /** Is every pixel that is not opaque wholly transparent, and black? Set where it is known. */
  readonly blackBeneath?: boolean;
}
