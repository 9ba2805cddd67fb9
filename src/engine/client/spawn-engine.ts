import { spawnWorker } from '../../workers/spawn-worker.ts';
import script from '../worker/worker.ts?worker&url';

/** A worker with the engine in it. */
export const spawnEngine = (): Worker => spawnWorker(script, 'engine');
