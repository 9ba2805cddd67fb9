import type { FileCard, ModelCard } from '../core/models/model.ts';
import { fault, faultError } from './faults.ts';
import type { LoadProgress, ModelBytes } from './protocol.ts';
import { sha256Hex } from './sha256.ts';

const CACHE = 'semblance-models';

export interface LoadedModel {
  readonly bytes: ModelBytes;
  readonly fromCache: boolean;
}

/**
 * A prepared model's files, from the Cache API where they are, else from the network with progress in bytes, and
 * in either case checked against the card's sizes and sha-256 sums.
 *
 * @param base absolute URL of the folder that holds `models/`.
 * @throws Fault `model-missing`, `model-corrupt`, `model-interrupted`, `offline`; AbortError when aborted.
 */
export async function loadModelBytes(
  card: ModelCard,
  base: string,
  progress: (p: LoadProgress) => void,
  signal?: AbortSignal,
): Promise<LoadedModel> {
  const folder = new URL(`models/${card.id}/`, base);
  const total = card.topology.bytes + card.weights.bytes;
  const loaded = { topology: 0, weights: 0 };
  let fromCache = true;
  const get = async (part: 'topology' | 'weights'): Promise<ArrayBuffer> => {
    const file = card[part];
    const cached = await fromStorage(folder, file);
    if (!cached) fromCache = false;
    const bytes =
      cached ??
      (await download(folder, file, signal, (n) => {
        loaded[part] = n;
        progress({ stage: 'download', loaded: loaded.topology + loaded.weights, total, fromCache: false });
      }));
    loaded[part] = file.bytes;
    progress({ stage: 'download', loaded: loaded.topology + loaded.weights, total, fromCache });
    return bytes;
  };
  const [topology, weights] = await Promise.all([get('topology'), get('weights')]);
  const json = JSON.parse(new TextDecoder().decode(topology)) as object;
  return { bytes: { model: card.id, topology: json, weights }, fromCache };
}

/** The address carries the checksum, so that a new version of a model is never answered with the old one. */
function address(folder: URL, file: FileCard): URL {
  const url = new URL(file.path, folder);
  url.searchParams.set('v', file.sha256.slice(0, 16));
  return url;
}

/** Storage may be refused (private windows) or absent (plain http): then there is just no cache. */
async function storage(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE);
  } catch {
    return null;
  }
}

/** Are all files of this model stored on this device? Their sums are checked when they are used. */
export async function isStored(card: ModelCard, base: string): Promise<boolean> {
  const folder = new URL(`models/${card.id}/`, base);
  const cache = await storage();
  if (!cache) return false;
  const files = [card.topology, card.weights];
  const found = await Promise.all(files.map((file) => cache.match(address(folder, file))));
  return found.every((response) => response !== undefined);
}

async function fromStorage(folder: URL, file: FileCard): Promise<ArrayBuffer | null> {
  const cache = await storage();
  const url = address(folder, file);
  const response = await cache?.match(url).catch(() => undefined);
  if (!response) return null;
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength === file.bytes && (await sha256Hex(bytes)) === file.sha256) return bytes;
  await cache?.delete(url);
  return null;
}

async function download(
  folder: URL,
  file: FileCard,
  signal: AbortSignal | undefined,
  report: (bytes: number) => void,
): Promise<ArrayBuffer> {
  const url = address(folder, file);
  const response = await fetch(url, signal ? { signal } : {}).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw faultError(
      fault(navigator.onLine ? 'model-interrupted' : 'offline', `${file.path}: ${String(error)}`),
    );
  });
  if (!response.ok) throw faultError(fault('model-missing', `${file.path}: HTTP ${response.status}`));
  const bytes = await readAll(response, file, signal, report);
  // Hosts that answer every address with their front page send HTML with status 200.
  if (new Uint8Array(bytes)[0] === 0x3c)
    throw faultError(fault('model-missing', `${file.path}: HTML came instead`));
  if (bytes.byteLength < file.bytes)
    throw faultError(fault('model-interrupted', `${file.path}: ${bytes.byteLength} of ${file.bytes} bytes`));
  const sum = await sha256Hex(bytes);
  if (sum !== file.sha256) throw faultError(fault('model-corrupt', `${file.path}: sha-256 ${sum}`));
  const cache = await storage();
  // A full disk must not stop the explanation: the next visit downloads again.
  await cache?.put(url, new Response(bytes)).catch(() => undefined);
  return bytes;
}

async function readAll(
  response: Response,
  file: FileCard,
  signal: AbortSignal | undefined,
  report: (bytes: number) => void,
): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body!.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      length += part.value.byteLength;
      report(Math.min(length, file.bytes));
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    throw faultError(
      fault('model-interrupted', `${file.path}: ${length} of ${file.bytes} bytes; ${String(error)}`),
    );
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all.buffer;
}
