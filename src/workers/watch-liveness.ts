/**
 * A worker that has not begun to run by then is taken for dead. Its script has to be small: a large part is loaded by
 * a worker that has told its lock already, and takes as long as the line needs.
 */
const BIRTH_MS = 30_000;

/**
 * On the main side: calls `died` when the worker that told its lock (serve-worker.ts) is gone, however long it
 * may compute before. Returns a function that stops watching; call it before ending the worker oneself.
 */
export function watchLiveness(
  worker: Pick<Worker, 'addEventListener' | 'removeEventListener'>,
  died: () => void,
): () => void {
  const stop = new AbortController();
  // Ended before it could tell its lock, it says nothing for ever. Without Web Locks it never tells one.
  const { locks } = (globalThis as { navigator?: { locks?: LockManager } }).navigator ?? {};
  const unborn = locks ? setTimeout(died, BIRTH_MS) : undefined;
  const listen = (event: MessageEvent<unknown>) => {
    const name = (event.data as { aliveLock?: unknown } | null)?.aliveLock;
    // null: it lives, and the browser refuses it a lock.
    if (typeof name !== 'string' && name !== null) return;
    worker.removeEventListener('message', listen);
    clearTimeout(unborn);
    if (name === null) return;
    // Granted only when the worker lets go, and it never does while it lives.
    navigator.locks.request(name, { signal: stop.signal }, died).catch(() => undefined);
  };
  worker.addEventListener('message', listen);
  return () => {
    worker.removeEventListener('message', listen);
    clearTimeout(unborn);
    stop.abort();
  };
}
