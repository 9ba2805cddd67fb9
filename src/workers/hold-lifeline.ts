/**
 * In a worker: holds a lock for as long as it lives and tells its name. A worker that is ended, by the browser for
 * lack of memory for instance, fires no event at all, but its locks are released at once: see watch-lifeline.ts.
 * Without Web Locks (plain http) there is no lifeline.
 */
export function holdLifeline(tell: (message: { readonly lifeline: string }) => void): void {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return;
  const name = `semblance-${crypto.randomUUID()}`;
  void locks.request(name, () => {
    tell({ lifeline: name });
    return new Promise<never>(() => undefined);
  });
}
