import { proxy } from 'comlink';
import type { MetricId } from '../../core/metrics/metric.ts';
import { row, type VectorTable } from '../../core/retrieval/vector-table.ts';
import { EMBED_CHUNK } from '../../engine/embed-chunk.ts';
import { withJob } from '../engine-task.ts';
import { imageOf } from '../image-cache.ts';
import { PICTURES, type Work } from '../pace.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Result } from '../state.ts';
import { embedSet } from './embed-set.ts';
import { comparisonsOf } from './gallery-scores.ts';
import { withVectorsWorker } from './with-vectors-worker.ts';

/** Pictures that are decoded and embedded to find out how long it takes. */
const SAMPLED = 2 * EMBED_CHUNK;
/** Pictures of a gallery that are scored to find out how long all of them take. */
const SCORED = 300;

/** Embedding so many pictures; where none were yet, those on the stage tell how long pictures like them take. */
export function embeddingWork(
  { client, decoder }: Pick<Services, 'client' | 'decoder'>,
  result: Result,
  units: number,
): Work {
  const { size, fit } = result.settings;
  return {
    kinds: [PICTURES, 'pictures like those on the stage'],
    units,
    words: `${units.toLocaleString('en')} pictures`,
    sample: async (signal) => {
      const session = client.sessionOf(result.engine);
      const pair = pairOf(result).map(({ of }) => of);
      const pictures = Array.from({ length: SAMPLED }, (_, i) => pair[i % pair.length]!);
      await withJob(session, signal, (job) =>
        embedSet({
          pictures: pictures.map(({ id, name }) => ({
            id,
            name,
            folder: '',
            subject: id,
            blob: () => Promise.resolve(imageOf(id).blob),
          })),
          pixels: async (blob) => (await decoder.pixels(blob, size, fit)).rgb,
          embed: (images, count) => session.embed(images, count, size, job),
          found: (_, outcome) => {
            if (outcome instanceof Error) throw outcome;
          },
          proceed: () => {
            signal.throwIfAborted();
            return Promise.resolve();
          },
        }),
      );
      return SAMPLED;
    },
  };
}

/**
 * Scoring a gallery; some of its pictures, from all over it, tell how long the others take.
 * @param vectors asked for once they are needed. @param label class of a picture, by its row.
 */
export function scoringWork(
  metric: MetricId,
  labels: readonly (string | null)[],
  vectors: () => VectorTable,
): Work {
  const units = comparisonsOf(labels);
  return {
    kinds: [`scores ${metric}`],
    units,
    words: `${labels.length.toLocaleString('en')} pictures, each beside the others`,
    sample: (signal) => {
      const some = strided(vectors(), labels, SCORED);
      const { table } = some;
      const warm = strided(table, some.labels, 2);
      return withVectorsWorker(table, signal, async (api, handed) => {
        const silent = () => proxy(() => undefined);
        // What the worker needs to begin comes once, however many pictures there are.
        await api.score(warm.table, metric, warm.labels, silent());
        const begun = performance.now();
        await api.score(handed, metric, some.labels, silent());
        return { units: comparisonsOf(some.labels), milliseconds: performance.now() - begun };
      });
    },
  };
}

/** At most so many rows of a table, evenly from all over it, with their labels. */
function strided(table: VectorTable, labels: readonly (string | null)[], most: number) {
  const count = Math.min(most, table.count);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * table.count) / count));
  const data = new Float32Array(count * table.length);
  for (const [i, index] of rows.entries()) data.set(row(table, index), i * table.length);
  return { table: { data, count, length: table.length }, labels: rows.map((index) => labels[index]!) };
}
