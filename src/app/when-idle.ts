/** Calls back when the page has nothing to do. Safari has no `requestIdleCallback`. */
export function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(call);
  else setTimeout(call, 200);
}

/** Milliseconds. */
const REST = 400;

/**
 * Calls back once a while has passed and the page has nothing to do: for what is said beside a map that somebody looks
 * at. Who goes through the controls click by click is not kept waiting behind words that nobody will read.
 */
export function whenRested(call: () => void): void {
  setTimeout(() => whenIdle(call), REST);
}

/** The same to wait for. @throws what the signal was aborted with, once the while has passed. */
export async function rested(signal: AbortSignal): Promise<void> {
  await new Promise<void>(whenRested);
  signal.throwIfAborted();
}
