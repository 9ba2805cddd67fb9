/** Milliseconds between two words about progress: more often nobody reads them, and a page has better things to do. */
const EVERY_MS = 100;

/** A function to call as often as there is news; it tells at most ten times a second, the first time at once. */
export function nowAndThen<Args extends readonly unknown[]>(
  tell: (...news: Args) => void,
): (...news: Args) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (...news) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    tell(...news);
  };
}
