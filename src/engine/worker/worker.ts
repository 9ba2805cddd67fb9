import { holdLifeline } from '../../workers/hold-lifeline.ts';
import type { EngineNews } from '../engine-news.ts';

const tell = (news: EngineNews) => postMessage(news);

// A few hundred bytes that are there at once: from here on the other side can tell a worker that still loads, however
// slowly, from one that is gone, and hears why when a file does not come.
holdLifeline((message) => postMessage(message));
import('./serve-engine.ts').then(
  ({ serveEngine, engine }) => {
    serveEngine(engine);
    tell({ engine: 'ready' });
  },
  (error: unknown) => tell({ engine: 'not-loaded', detail: String(error) }),
);
