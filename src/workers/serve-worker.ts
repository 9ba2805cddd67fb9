import './errors-as-data.ts';
import { tellLiveness } from './tell-liveness.ts';

/** What a worker says by itself, beside the answers to calls: whether it listens now. */
export type WorkerNews =
  | { readonly worker: 'ready' }
  | { readonly worker: 'not-loaded'; readonly detail: string };

/** null for any other message. */
export function workerNews(message: unknown): WorkerNews | null {
  const { worker } = (message ?? {}) as Partial<WorkerNews>;
  return worker === 'ready' || worker === 'not-loaded' ? (message as WorkerNews) : null;
}

/**
 * In a worker's first script: tells its lock, then that it answers calls, or why it never will. Where `begin`
 * imports what is large, the other side can tell a worker that still loads, however slowly, from one that is gone.
 *
 * @param begin exposes what the worker offers (Comlink), once its parts are there.
 */
export function serveWorker(begin: () => void | Promise<void>): void {
  const tell = (news: WorkerNews) => postMessage(news);
  tellLiveness((message) => postMessage(message));
  Promise.resolve()
    .then(begin)
    .then(
      () => tell({ worker: 'ready' }),
      (error: unknown) => tell({ worker: 'not-loaded', detail: String(error) }),
    );
}
