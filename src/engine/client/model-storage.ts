import type { BuiltInCard, FileCard } from '../../core/models/model.ts';
import { sha256Hex } from './sha256.ts';

/** Of this copy of the page, which is named by its path: others of the origin may have others. */
const cacheOf = (file: string | URL) => `semblance:${new URL('../../', file).pathname}:models`;

/** The address carries the checksum, so that a new version of a model is never answered with the old one. */
export function address(folder: URL, file: FileCard): string {
  const url = new URL(file.path, folder);
  url.searchParams.set('v', file.sha256.slice(0, 16));
  return url.href;
}

/** Storage may be refused (private windows) or absent (plain http): then there is just no cache. */
async function storage(file: string | URL): Promise<Cache | null> {
  try {
    return await caches.open(cacheOf(file));
  } catch {
    return null;
  }
}

/** Are all files of this model stored on this device? Their sums are checked when they are used. */
export async function isStored(card: BuiltInCard, base: string): Promise<boolean> {
  const folder = new URL(`models/${card.id}/`, base);
  const cache = await storage(folder);
  const files = [card.files.topology, card.files.weights];
  const found = files.map(async (file) => {
    try {
      return (await cache?.match(address(folder, file))) !== undefined;
    } catch {
      return false;
    }
  });
  return (await Promise.all(found)).every(Boolean);
}

/** Checked; null for whatever cannot be read or is not the file: the network is asked then. */
export async function readStored(url: string, file: FileCard): Promise<ArrayBuffer | null> {
  const cache = await storage(url);
  try {
    const bytes = await (await cache?.match(url))?.arrayBuffer();
    if (!bytes) return null;
    if (bytes.byteLength === file.bytes && (await sha256Hex(bytes)) === file.sha256) return bytes;
  } catch {
    // As good as absent.
  }
  await cache?.delete(url).catch(() => undefined);
  return null;
}

/** A full disk must not stop the explanation: the next visit downloads again. */
export async function store(url: string, bytes: ArrayBuffer): Promise<void> {
  const cache = await storage(url);
  await cache?.put(url, new Response(bytes)).catch(() => undefined);
}
