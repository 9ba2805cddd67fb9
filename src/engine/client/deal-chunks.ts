/**
 * Deals `count` items out in chunks, each to the first worker that is free; results come back in order.
 *
 * @param workers how many work at the same time.
 * @param work does items `from … till − 1` on a worker, one result each. Called for one chunk at a time on each.
 * @throws whatever `work` throws first; chunks not yet begun are left out.
 */
export async function dealChunks<T>(
  count: number,
  chunk: number,
  workers: number,
  work: (worker: number, from: number, till: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 0;
  const run = async (worker: number): Promise<void> => {
    while (next < count) {
      const from = next;
      next = Math.min(from + chunk, count);
      try {
        const done = await work(worker, from, next);
        done.forEach((value, i) => {
          results[from + i] = value;
        });
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));
  return results;
}
