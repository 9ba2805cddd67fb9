/** How often emscripten asks, each time for less, before it gives up (its `emscripten_resize_heap`). */
const TRIES = 3;

/**
 * Calls `failed` when WebAssembly asked for memory and got none. tfjs does not look: it goes on with address 0 and
 * writes its numbers over others, and what comes out is wrong without a word, or traps somewhere else.
 */
export function watchGrowth(failed: () => void): void {
  const prototype = WebAssembly.Memory.prototype;
  const grow = Object.getOwnPropertyDescriptor(prototype, 'grow')?.value as typeof prototype.grow;
  let refusals = 0;
  prototype.grow = function (this: WebAssembly.Memory, pages: number) {
    try {
      const before = grow.call(this, pages);
      refusals = 0;
      return before;
    } catch (error) {
      refusals += 1;
      if (refusals === TRIES) failed();
      throw error;
    }
  };
}
