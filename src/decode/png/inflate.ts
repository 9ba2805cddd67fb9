/**
 * Compressed bytes that are given to the browser at once. It inflates what it is given in one go, up to 1032 times as
 * much (deflate's limit): 16 MB for 16 kB, but two gigabytes for a chunk of two megabytes.
 */
const SLICE = 1 << 14;

function* slices(data: readonly Uint8Array<ArrayBuffer>[]): Generator<Uint8Array<ArrayBuffer>> {
  for (const part of data)
    for (let at = 0; at < part.length; at += SLICE) yield part.subarray(at, at + SLICE);
}

/**
 * Decompresses zlib data piece by piece, with the browser's own inflate. A slice goes in only when all that came of the
 * earlier ones is taken out: a pipe would read ahead.
 *
 * @param data consecutive parts of one zlib stream.
 * @throws TypeError (the stream's) where the data is no zlib stream or ends too early.
 */
export async function* inflate(data: readonly Uint8Array<ArrayBuffer>[]): AsyncGenerator<Uint8Array> {
  const parts = slices(data);
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  // What goes wrong in writing comes out of the reader as well, and is thrown from there.
  const ignore = (): void => undefined;
  writer.closed.catch(ignore);
  try {
    for (;;) {
      const pending = reader.read();
      const waiting = { on: true };
      const settle = (): void => {
        waiting.on = false;
      };
      pending.then(settle, settle);
      // What lies ready is handed out within a microtask or two.
      await Promise.resolve();
      await Promise.resolve();
      while (waiting.on) {
        const next = parts.next();
        if (next.done) {
          writer.close().catch(ignore);
          break;
        }
        await Promise.race([writer.write(next.value), pending]).catch(ignore);
      }
      const { done, value } = await pending;
      if (done) return;
      yield value;
    }
  } finally {
    // Also when the caller has enough: a bomb is not inflated to its end.
    await reader.cancel().catch(ignore);
  }
}
