/** Milliseconds that work may hold the page's thread: a frame is then missed, not noticed. */
const SLICE_MS = 12;

/** A function to await after each piece of work: lets the page have its turn once the slice is used up. */
export function fairShare(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await new Promise((turn) => setTimeout(turn, 0));
    began = performance.now();
  };
}
