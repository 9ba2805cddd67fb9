import type { FitId } from '../../core/resize/fit.ts';
import { spawnWorker } from '../../workers/spawn-worker.ts';
import type { DecodeApi, NetworkInput, OpenedPicture, Outcome } from '../api.ts';
import { DecodeError } from '../decode-error.ts';
import decodeWorker from '../worker/decode.worker.ts?worker&url';
import { type DecodeWorker, WorkerHost } from './worker-host.ts';

/** Files in, pictures and network inputs out. Both calls reject with {@link DecodeError} and nothing else. */
export interface Decoder {
  open(blob: Blob, name: string): Promise<OpenedPicture>;
  /** @param size side of the square input in pixels. */
  pixels(blob: Blob, size: number, fit: FitId): Promise<NetworkInput>;
}

type Run = <T>(job: (api: DecodeApi) => Promise<Outcome<T>>) => Promise<Outcome<T>>;

const spawnDecoder = (): DecodeWorker => spawnWorker(decodeWorker, 'decoder');

/** In the page itself: slower to respond, but the same code; loaded only where it is needed. */
const runHere: Run = async (job) => job((await import('../worker/decode-service.ts')).decodeService);

/** Starts no worker before the first file. Safari before 16.4 has no canvas in workers and decodes in the page. */
export function createDecoder(spawn: () => DecodeWorker = spawnDecoder): Decoder {
  const inWorker = typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';
  const host = inWorker || spawn !== spawnDecoder ? new WorkerHost(spawn) : null;
  const run: Run = host ? (job) => host.run((api) => job(api as unknown as DecodeApi)) : runHere;
  const unwrap = <T>(outcome: Outcome<T>): T => {
    if (!outcome.ok) throw new DecodeError(outcome.fault.code, outcome.fault.message);
    return outcome.value;
  };
  return {
    open: async (blob, name) => unwrap(await run((api) => api.open(blob, name))),
    pixels: async (blob, size, fit) => unwrap(await run((api) => api.pixels(blob, size, fit))),
  };
}
