/** Calls back when the page has nothing to do. Safari has no `requestIdleCallback`. */
export function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(call);
  else setTimeout(call, 200);
}
