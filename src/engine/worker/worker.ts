import { serveWorker } from '../../workers/serve-worker.ts';

// A few hundred bytes that are there at once; the engine is a part of its own.
serveWorker(async () => {
  const { serveEngine, engine } = await import('./serve-engine.ts');
  serveEngine(engine);
});
