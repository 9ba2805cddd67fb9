/**
 * Decompresses zlib data piece by piece, with the browser's own inflate.
 *
 * @param data consecutive parts of one zlib stream.
 * @throws TypeError (the stream's) where the data is no zlib stream or ends too early.
 */
export async function* inflate(data: readonly Uint8Array<ArrayBuffer>[]): AsyncGenerator<Uint8Array> {
  const parts = data[Symbol.iterator]();
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const { done, value } = parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream('deflate')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Also when the caller has enough: a bomb is not inflated to its end.
    await reader.cancel().catch(() => undefined);
  }
}
