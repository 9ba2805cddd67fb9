import './errors-as-data.ts';

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

/**
 * In a worker: holds a lock for as long as it lives and tells its name. A worker that is ended, by the browser for
 * lack of memory for instance, fires no event at all, but its locks are released at once: see watch-liveness.ts.
 * Without Web Locks (plain http) there is no lock; where they are refused (all storage blocked) it tells that.
 */
function tellLiveness(tell: (message: { readonly aliveLock: string | null }) => void): void {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return;
  const name = `semblance-${crypto.randomUUID()}`;
  locks
    .request(name, () => {
      tell({ aliveLock: name });
      return new Promise<never>(() => undefined);
    })
    .catch(() => tell({ aliveLock: null }));
}
