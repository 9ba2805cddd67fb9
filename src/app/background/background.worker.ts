import { expose, transfer } from 'comlink';
import { serveWorker } from '../../workers/serve-worker.ts';
import { arithmetic } from './arithmetic.ts';
import type { Background } from './background.ts';

/** Numbers are handed over, not copied. */
async function handed<T extends Uint8Array | Uint32Array | Float32Array>(made: Promise<T>): Promise<T> {
  const values = await made;
  return transfer(values, [values.buffer as ArrayBuffer]);
}

const api: Background = {
  ...arithmetic,
  blur: (...all) => handed(arithmetic.blur(...all)),
  order: (...all) => handed(arithmetic.order(...all)),
};

serveWorker(() => expose(api));
