import { blurSigma } from '../../core/faithfulness/baseline.ts';
import { UNITS_FOR_INTERVAL, UNITS_FOR_VERDICT } from '../../core/faithfulness/cluster-bootstrap.ts';
import type { PairsState } from './pairs-state.ts';
import { SEEDS } from './settings-key.ts';
import { DRAWS, type Summary } from './summary.ts';
import { verdict } from './verdict.ts';

/** Raise it when a field changes its meaning. */
const SCHEMA_VERSION = 2;

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
      intervals: {
        what: '95 %, studentised bootstrap over photographs; a pair comes with both its members',
        joint: 'hold for all comparisons of the table with its controls at once; verdicts rest on these',
        draws: DRAWS,
        unitsForInterval: UNITS_FOR_INTERVAL,
        unitsForVerdict: UNITS_FOR_VERDICT,
      },
      baseline: `Gaussian blur, sigma ${blurSigma([224, 224])} px at 224`,
      unit: 'pair: mean of both images, each explained by the other',
    },
    table: rows.map((row) => {
      const { variant, ...numbers } = row;
      const { method, reading, metric, scope } = variant;
      return { method, reading, metric, scope, ...numbers, verdict: verdict(row) };
    }),
    pairs: results,
    skipped,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
