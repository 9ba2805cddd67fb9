import { latin1, u32be } from './bytes.ts';

export interface PngChunk {
  /** Four letters; an upper-case first one means that the picture cannot be shown without it. */
  readonly type: string;
  /** Of the type, four bytes before the payload: the checksum covers type and payload. */
  readonly at: number;
  /** Payload bytes. */
  readonly length: number;
  /** Is the chunk there to its last byte, checksum included? */
  readonly complete: boolean;
}

/** The chunks of a PNG in file order, up to IEND or to the first that is cut off. PNG, section 5.3. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = u32be(bytes, at);
    const type = latin1(bytes, at + 4, 4);
    const end = at + 12 + length;
    yield { type, at: at + 4, length, complete: end <= bytes.length };
    if (type === 'IEND' || end > bytes.length) return;
    at = end;
  }
}
