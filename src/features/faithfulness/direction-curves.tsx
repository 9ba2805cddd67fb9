import { activityOf, finished, type MapTest, type Measurement } from '../../app/evidence/map-test.ts';
import { otherSlot } from '../../app/point-evidence.ts';
import { SLOTS, type Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { CurveChart } from '../../ui/parts/curve-chart.tsx';
import { showNumber } from '../../ui/result/show-number.ts';

const X_TICKS = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${at * 100} %` }));

/** Deletion and insertion for one image, side by side on one scale. */
export function DirectionCurves({ test, slot }: { readonly test: MapTest; readonly slot: Slot }) {
  const measurements = test.measurements[SLOTS.indexOf(slot)]!;
  const activity = activityOf(test);
  const { metric, against, method } = test.result.settings;
  const ours = measurements.find(({ contender }) => contender.kind === 'map');
  const mean = measurements.find(({ contender }) => contender.kind === activity.id);
  const orders = finished(measurements, 'scrambled');
  const [here, there] = [slot.toUpperCase(), otherSlot(slot).toUpperCase()];
  if (!ours || !mean) return null;
  const domain = domainOf(measurements);

  const chart = (kind: 'deletion' | 'insertion') => {
    const lines = orders.map((measurement) => measurement[kind]);
    const at = (pick: (...values: number[]) => number) =>
      Float64Array.from(ours[kind], (_, i) => pick(...lines.map((line) => line[i]!)));
    const middle = lines.length > 0 ? [{ id: 'random', values: at(average), tone: 'random' }] : [];
    const area = ours.areas && `Area under the curve of the map: ${showNumber(ours.areas[kind])}.`;
    return (
      <CurveChart
        title={
          kind === 'deletion' ? `Blurring ${here}: lower is better` : `Revealing ${here}: higher is better`
        }
        summary={`${against === 'none' ? `Similarity to the untouched ${there}` : `Objective of ${here}`} as ${kind === 'deletion' ? 'more of the image is blurred' : 'more of the blurred image is revealed'}, most important pixels first, for the map, ${activity.called} and ${lines.length} scrambled maps. ${area ?? 'Not yet complete.'}`}
        xTitle={kind === 'deletion' ? `share of ${here} blurred` : `share of ${here} revealed`}
        yTitle={against === 'none' ? METRICS[metric].axis : 'objective'}
        xTicks={X_TICKS}
        domain={domain}
        band={lines.length > 0 ? { low: at(Math.min), high: at(Math.max) } : null}
        series={[
          ...middle,
          { id: 'mean', values: mean[kind], tone: 'mean' },
          { id: method, values: ours[kind], tone: 'map' },
        ]}
      />
    );
  };
  return (
    <section className="direction" aria-label={`${here} against the untouched ${there}`}>
      <h3>
        {here} changes, {there} stays as it is
      </h3>
      <div className="chart-pair">
        {chart('deletion')}
        {chart('insertion')}
      </div>
    </section>
  );
}

/** What the lines are; the same for all charts of a test. */
export function CurveLegend({ test }: { readonly test: MapTest }) {
  const { method } = test.result.settings;
  return (
    <ul className="curve-legend">
      <li>
        <span className="swatch swatch-map" aria-hidden /> {METHODS[method].label}, the map tested
      </li>
      <li>
        <span className="swatch swatch-mean" aria-hidden /> {activityOf(test).label}
      </li>
      <li>
        <span className="swatch swatch-band" aria-hidden /> Scrambled maps: mean, lowest and highest
      </li>
    </ul>
  );
}

const average = (...values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function domainOf(measurements: readonly Measurement[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { deletion, insertion } of measurements) {
    for (const value of [...deletion, ...insertion]) {
      if (Number.isNaN(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const room = (high - low) * 0.05;
  return low <= high ? [low - room, high + room] : [0, 1];
}
