import { expose, transfer } from 'comlink';
import { METRICS } from '../../core/metrics/index.ts';
import { serveWorker } from '../../workers/serve-worker.ts';
import { scoreGallery } from './gallery-scores.ts';
import type { Progress, VectorsApi } from './vectors-api.ts';

/** Tells every fiftieth part, so that a page is not kept busy by being told. */
function sparingly(progress: Progress): Progress {
  let told = 0;
  return (fraction) => {
    if (fraction - told < 0.02) return;
    told = fraction;
    progress(fraction);
  };
}

const api: VectorsApi = {
  async plot(table, metric, seconds, progress) {
    const end = performance.now() + 1000 * seconds;
    const { plotVectors } = await import('../../core/plot/plot-vectors.ts');
    const late = () => performance.now() > end;
    return plotVectors(table, METRICS[metric].scaleInvariant, late, sparingly(progress));
  },
  score(table, metric, labels, progress) {
    const scores = scoreGallery(METRICS[metric], table, labels, sparingly(progress));
    const { curve, scores: each } = scores.verification ?? {};
    const numbers = [curve?.thresholds, curve?.falseAccept, curve?.trueAccept, each?.same, each?.different];
    const buffers = numbers.flatMap((one) => (one ? [one.buffer as ArrayBuffer] : []));
    return Promise.resolve(transfer(scores, buffers));
  },
  npz: async (table, of) => (await import('./vectors-npz.ts')).vectorsNpz(table, of),
};

serveWorker(() => expose(api));
