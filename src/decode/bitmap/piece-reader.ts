/**
 * Reads a rectangle of a bitmap as straight RGBA, `[height, width, 4]`, top row first. The result may be
 * overwritten by the next call.
 */
export interface PieceReader {
  read(x: number, y: number, width: number, height: number): Promise<Uint8Array | Uint8ClampedArray>;
  close(): void;
}
