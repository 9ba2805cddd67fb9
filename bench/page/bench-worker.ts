import { startBackend } from '../../src/engine/backend.ts';
import type { EngineNews } from '../../src/engine/engine-news.ts';
import { holdLifeline } from '../../src/engine/hold-lifeline.ts';
import { serveEngine } from '../../src/engine/serve-engine.ts';
import { BenchEngine } from './bench-engine.ts';

holdLifeline((message) => postMessage(message));
serveEngine(new BenchEngine(startBackend));
postMessage({ engine: 'ready' } satisfies EngineNews);
