import { startBackend } from '../../src/engine/worker/backend.ts';
import { serveEngine } from '../../src/engine/worker/serve-engine.ts';
import { serveWorker } from '../../src/workers/serve-worker.ts';
import { BenchEngine } from './bench-engine.ts';

serveWorker(() => serveEngine(new BenchEngine(startBackend)));
