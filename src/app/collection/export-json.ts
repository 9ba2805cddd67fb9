import { blurSigma } from '../../core/faithfulness/baseline.ts';
import type { PairsState } from './pairs-state.ts';
import { SEEDS } from './settings-key.ts';
import { RESAMPLES, type Summary } from './summary.ts';

/** Raise it when a field changes its meaning. */
const SCHEMA_VERSION = 1;

/** Settings, table and every pair's numbers: enough to compute the table again. */
export function runJson(state: PairsState, rows: readonly Summary[], date: Date): string {
  const { made, results, skipped } = state;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    generator: 'semblance',
    made: date.toISOString(),
    settings: made && {
      ...made.settings,
      backend: made.backend,
      steps: made.choice.steps,
      pairing: made.choice.pairing,
      source: made.choice.source,
      randomSeedsPerImage: SEEDS,
      bootstrapResamples: RESAMPLES,
      baseline: `Gaussian blur, sigma ${blurSigma([224, 224])} px at 224`,
      unit: 'pair: mean of both images, each explained by the other',
    },
    table: rows.map(({ variant, ...row }) => ({
      method: variant.method,
      reading: variant.reading,
      metric: variant.metric,
      scope: variant.scope,
      ...row,
    })),
    pairs: results,
    skipped,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
