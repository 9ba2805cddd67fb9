import { expose } from 'comlink';
import { serveWorker } from '../../workers/serve-worker.ts';
import type { PlotApi } from './plot-api.ts';

serveWorker(async () => {
  const { plotVectors } = await import('../../core/plot/plot-vectors.ts');
  const api: PlotApi = {
    plot(table, seconds, progress) {
      const end = performance.now() + 1000 * seconds;
      let told = 0;
      return Promise.resolve(
        plotVectors(
          table,
          () => performance.now() > end,
          (fraction) => {
            if (fraction - told < 0.02) return;
            told = fraction;
            progress?.(fraction);
          },
        ),
      );
    },
  };
  expose(api);
});
