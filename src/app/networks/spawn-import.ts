import { spawnWorker } from '../../workers/spawn-worker.ts';
import type { WorkerLike } from '../../workers/worker-handle.ts';
import importWorker from './import.worker.ts?worker&url';

/** A worker that reads one network, and is ended with it. */
export const spawnImport = (): WorkerLike => spawnWorker(importWorker, 'network-import');
