import { expose } from 'comlink';
import { serveWorker } from '../../workers/serve-worker.ts';

// The reader is large: a worker that still loads can be told from one that is gone.
serveWorker(async () => {
  const { importService } = await import('./import-service.ts');
  expose(importService());
});
