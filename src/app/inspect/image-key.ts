import { pixelKey } from '../pixel-cache.ts';
import type { Explanation, Slot } from '../state.ts';

/** Under which key the engine holds this image of a result. */
export function imageKey({ pictures, settings }: Explanation, slot: Slot): string {
  return pixelKey(pictures[slot].id, settings.size, settings.fit);
}
