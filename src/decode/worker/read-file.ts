import { LIMITS } from '../limits.ts';

/** Bytes that are read at once. */
const STEP = 1 << 24;

/**
 * The bytes of a file, each read once.
 *
 * @param judge is shown the first part before the rest is read, and throws where that shall not be.
 * @throws DOMException (NotReadableError, NotFoundError) where the file was moved or changed; what `judge` throws.
 */
export async function readFile(
  blob: Blob,
  judge: (head: Uint8Array<ArrayBuffer>) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const part = async (from: number, to: number) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
  const head = await part(0, LIMITS.headBytes);
  judge(head);
  if (blob.size <= head.length) return head;
  const bytes = new Uint8Array(blob.size);
  bytes.set(head);
  for (let at = head.length; at < blob.size; at += STEP) bytes.set(await part(at, at + STEP), at);
  return bytes;
}
