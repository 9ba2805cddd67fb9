import type { EngineNews } from '../../src/engine/engine-news.ts';
import { startBackend } from '../../src/engine/worker/backend.ts';
import { serveEngine } from '../../src/engine/worker/serve-engine.ts';
import { holdLifeline } from '../../src/workers/hold-lifeline.ts';
import { BenchEngine } from './bench-engine.ts';

holdLifeline((message) => postMessage(message));
serveEngine(new BenchEngine(startBackend));
postMessage({ engine: 'ready' } satisfies EngineNews);
