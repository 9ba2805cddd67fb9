import { useState } from 'react';
import { RATES, type Verification } from '../../app/collection/gallery-scores.ts';
import { resultWords } from '../../app/collection/verification-words.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { shares } from '../../core/verification/histogram.ts';
import { atFalseAccept } from '../../core/verification/verification.ts';
import { useApp } from '../../ui/app-context.ts';
import { SelectField } from '../../ui/controls/select-field.tsx';
import { CurveChart } from '../../ui/parts/curve-chart.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { useGalleryState } from './use-gallery.ts';

const BINS = 24;
const PLACES = 51;
const percent = (share: number) => `${showNumber(100 * share)} %`;

/** Pairs of one class against pairs of two: how their scores are distributed, and what a threshold does. */
export function VerificationSection(props: { readonly pairs: Verification; readonly metric: MetricId }) {
  const { pairs, metric } = props;
  const [rate, setRate] = useState<number>(0.01);
  const result = useApp((state) => state.result);
  const made = useGalleryState((state) => state.made);
  const verified = useGalleryState((state) => state.verified);
  const point = atFalseAccept(pairs.curve, rate);
  const { same, different } = pairs.scores;
  const all = [same, different].flatMap((scores) => [
    scores.reduce(least, Infinity),
    scores.reduce(most, -Infinity),
  ]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const [ofSame, ofDifferent] = [shares(same, low, high, BINS), shares(different, low, high, BINS)];
  const words = result && resultWords(result, { made, verified }, rate);
  const accepted = Array.from(
    { length: PLACES },
    (_, i) => atFalseAccept(pairs.curve, i / (PLACES - 1)).trueAccept,
  );
  const axis = [0, 0.5, 1];
  return (
    <section className="verification" aria-labelledby="verification-title">
      <h4 id="verification-title">Verification: the same or not?</h4>
      <p>
        {`${pairs.same} pairs of one class against ${pairs.different} of two${pairs.drawn ? ', drawn with a fixed seed from more' : ''}: the area under the ROC curve is ${showNumber(pairs.area)}, the equal error rate ${percent(pairs.equalError.rate)} at a similarity of ${showNumber(pairs.equalError.threshold)}.`}
      </p>
      <div className="verification-charts">
        <CurveChart
          title="Scores of pairs of one class (thick) and of two"
          summary={`Shares of the pairs in ${BINS} intervals of the similarity from ${showNumber(low)} to ${showNumber(high)}.`}
          xTitle={METRICS[metric].axis}
          yTitle="share of the pairs"
          xTicks={axis.map((at) => ({ at, text: showNumber(low + at * (high - low), 3) }))}
          domain={[0, Math.max(...ofSame, ...ofDifferent)]}
          series={[
            { id: 'same', values: ofSame, tone: 'map' },
            { id: 'different', values: ofDifferent, tone: 'random' },
          ]}
        />
        <CurveChart
          title="ROC curve"
          summary={`True accepts over false accepts; the area under it is ${showNumber(pairs.area)}.`}
          xTitle="false accepts"
          yTitle="true accepts"
          xTicks={axis.map((at) => ({ at, text: percent(at) }))}
          domain={[0, 1]}
          series={[{ id: 'roc', values: accepted, tone: 'map' }]}
        />
      </div>
      <SelectField
        label="False accepts"
        value={String(rate)}
        choices={RATES.map((one) => ({ id: String(one), label: `at most ${percent(one)}` }))}
        onChoose={(id) => setRate(Number(id))}
        hint={
          rate * pairs.different < 1
            ? `Of ${pairs.different} pairs of two classes, the smallest share above none is ${percent(1 / pairs.different)}: this asks for none.`
            : null
        }
      />
      <p>
        {Number.isFinite(point.threshold)
          ? `Accept from a similarity of ${showNumber(point.threshold)} up: ${percent(point.falseAccept)} of the pairs of two classes pass, and ${percent(point.trueAccept)} of those of one class.`
          : 'No threshold does that here: a pair of two classes scores highest of all.'}
      </p>
      {words !== null && <p role="status">{`The pair on the stage: ${words}`}</p>}
    </section>
  );
}

const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);
