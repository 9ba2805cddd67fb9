/**
 * In a worker: holds a lock for as long as it lives and tells its name. A worker that is ended, by the browser for
 * lack of memory for instance, fires no event at all, but its locks are released at once: see watch-liveness.ts.
 * Without Web Locks (plain http) there is no lock; where they are refused (all storage blocked) it tells that.
 */
export function tellLiveness(tell: (message: { readonly aliveLock: string | null }) => void): void {
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
