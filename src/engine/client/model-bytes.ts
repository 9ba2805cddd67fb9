import { AppError } from '../../core/app-error.ts';
import type { BuiltInCard, FileCard, ModelCard } from '../../core/models/model.ts';
import type { LoadProgress, ModelBytes } from '../api.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { address, readStored, store } from './model-storage.ts';
import { sha256Hex } from './sha256.ts';

/** Addresses whose last download was no good: the browser's HTTP cache may hold that and would answer with it again. */
const distrusted = new Set<string>();

/** Where the bytes of a network come from that did not ship with the page. */
export type OwnBytes = (card: ModelCard, signal: AbortSignal) => Promise<ModelBytes>;

/** Is the card one of a network that ships? */
const shipped = (card: ModelCard): card is BuiltInCard => card.files !== undefined;

/**
 * A network's bytes, wherever they are.
 * @throws as {@link loadModelBytes}; Fault `model-missing` for an own network that is not here.
 */
export async function loadNetwork(
  card: ModelCard,
  base: string,
  own: OwnBytes,
  progress: (p: LoadProgress) => void,
  signal: AbortSignal,
): Promise<FetchedNetwork> {
  if (shipped(card)) return loadModelBytes(card, base, progress, signal);
  return { bytes: await own(card, signal), fromCache: true, stored: Promise.resolve() };
}

export interface FetchedNetwork {
  readonly bytes: ModelBytes;
  readonly fromCache: boolean;
  /** Resolves once what was downloaded is stored on this device, or could not be. Nobody has to wait for it. */
  readonly stored: Promise<void>;
}

/**
 * A prepared model's files, from the Cache API where they are, else from the network with progress in bytes, and
 * in either case checked against the card's sizes and sha-256 sums.
 *
 * @param base absolute URL of the folder that holds `models/`.
 * @throws AppError `model-missing`, `model-corrupt`, `model-interrupted`, `offline`; AbortError when aborted.
 */
export async function loadModelBytes(
  card: BuiltInCard,
  base: string,
  progress: (p: LoadProgress) => void,
  signal?: AbortSignal,
): Promise<FetchedNetwork> {
  const folder = new URL(`models/${card.id}/`, base);
  const total = card.files.topology.bytes + card.files.weights.bytes;
  const loaded = { topology: 0, weights: 0 };
  let fromCache = true;
  const storing: Promise<void>[] = [];
  const get = async (part: 'topology' | 'weights'): Promise<ArrayBuffer> => {
    const file = card.files[part];
    const url = address(folder, file);
    let bytes = await readStored(url, file);
    if (!bytes) {
      fromCache = false;
      bytes = await download(url, file, signal, (n) => {
        loaded[part] = n;
        progress({ stage: 'download', loaded: loaded.topology + loaded.weights, total, fromCache: false });
      });
      storing.push(store(url, bytes));
    }
    loaded[part] = file.bytes;
    progress({ stage: 'download', loaded: loaded.topology + loaded.weights, total, fromCache });
    return bytes;
  };
  const [topology, weights] = await Promise.all([get('topology'), get('weights')]);
  const json = JSON.parse(new TextDecoder().decode(topology)) as object;
  const stored = Promise.all(storing).then(() => undefined);
  return { bytes: { card, topology: json, weights }, fromCache, stored };
}

/** @throws AppError; after one that the same bytes would bring again, the next try asks the server itself. */
async function download(
  url: string,
  file: FileCard,
  signal: AbortSignal | undefined,
  report: (bytes: number) => void,
): Promise<ArrayBuffer> {
  let length = 0;
  const count = (bytes: number) => {
    length = bytes;
    report(Math.min(bytes, file.bytes));
  };
  // Whoever waits sees what for, and can give it up, also where nothing comes.
  report(0);
  const cache = distrusted.has(url) ? 'reload' : 'default';
  distrusted.add(url);
  const { ok, status, bytes } = await fetchBytes(url, { cache, signal }, count).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new AppError(
      length > 0 || navigator.onLine ? 'model-interrupted' : 'offline',
      `${file.path}: ${length} of ${file.bytes} bytes; ${String(error)}`,
    );
  });
  if (!ok) throw new AppError('model-missing', `${file.path}: HTTP ${status}`);
  // Hosts that answer every address with their front page send HTML with status 200.
  if (bytes[0] === 0x3c) throw new AppError('model-missing', `${file.path}: HTML came instead`);
  if (length < file.bytes)
    throw new AppError('model-interrupted', `${file.path}: ${length} of ${file.bytes} bytes`);
  const sum = await sha256Hex(bytes.buffer);
  if (sum !== file.sha256) throw new AppError('model-corrupt', `${file.path}: sha-256 ${sum}`);
  distrusted.delete(url);
  return bytes.buffer;
}
