import { sha256Hex } from '../engine/client/sha256.ts';

/** Identity of a picture's content: 128 bits of its file's sha-256, in hex. */
export async function pictureId(file: Blob): Promise<string> {
  return (await sha256Hex(await file.arrayBuffer())).slice(0, 32);
}
