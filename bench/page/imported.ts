import * as Comlink from 'comlink';
import type { ImportedWorker } from './imported-worker.ts';

/** Opens what `bench/run.mjs` measures; it calls this through the browser. */
function openImported(): Comlink.Remote<ImportedWorker> {
  const worker = new Worker(new URL('./imported-worker.ts', import.meta.url), { type: 'module' });
  return Comlink.wrap<ImportedWorker>(worker);
}

Object.assign(window, { openImported });
