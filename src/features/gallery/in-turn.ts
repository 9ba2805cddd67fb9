import { fairShare } from '../../app/collection/fair-share.ts';

const waiting = new Set<() => void>();
let running = false;

/**
 * Small pieces of work that come by the hundred, as thumbnails do where somebody scrolls: in the order they came, a
 * few milliseconds at a time, and not at all where nobody wants them any more.
 *
 * @returns gives the work up where it has not been done yet.
 */
export function inTurn(work: () => void): () => void {
  waiting.add(work);
  void run();
  return () => waiting.delete(work);
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  const pause = fairShare();
  for (const work of waiting) {
    waiting.delete(work);
    work();
    await pause();
  }
  running = false;
}
