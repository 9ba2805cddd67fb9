import type { FitId } from '../../core/resize/fit.ts';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import type { DecodeApi, NetworkInput, OpenedPicture } from '../api.ts';
import decodeWorker from '../worker/decode.worker.ts?worker&url';
import { type DecodeWorker, WorkerHost } from './worker-host.ts';

/** Files in, pictures and network inputs out. Both calls reject with {@link AppError} and nothing else. */
export interface Decoder {
  open(blob: Blob, name: string): Promise<OpenedPicture>;
  /** @param size side of the square input in pixels. */
  pixels(blob: Blob, size: number, fit: FitId): Promise<NetworkInput>;
}

type Run = <T>(job: (api: DecodeApi) => Promise<T>) => Promise<T>;

const spawnDecoder = (): DecodeWorker => spawnWorker(decodeWorker, 'decoder');

/** In the page itself: slower to respond, but the same code; loaded only where it is needed. */
const runHere: Run = async (job) => job((await import('../worker/decode-service.ts')).decodeService);

/** Starts no worker before the first file. Safari before 16.4 has no canvas in workers and decodes in the page. */
export function createDecoder(spawn: () => DecodeWorker = spawnDecoder): Decoder {
  const inWorker = typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';
  const host = inWorker || spawn !== spawnDecoder ? new WorkerHost(spawn) : null;
  const run: Run = host ? (job) => host.run((api) => job(api as unknown as DecodeApi)) : runHere;
  return {
    open: (blob, name) => run((api) => api.open(blob, name)),
    pixels: (blob, size, fit) => run((api) => api.pixels(blob, size, fit)),
  };
}
