import { Download } from 'lucide-react';
import { download, fileName, namedAfter } from '../../app/download.ts';
import { testCsv, testJson } from '../../app/evidence/export-test.ts';
import { activityOf, type MapTest, testNumbers } from '../../app/evidence/map-test.ts';
import { THOROUGHNESS } from '../../app/evidence/thoroughness.ts';
import { otherSlot } from '../../app/point-evidence.ts';
import { SLOTS } from '../../app/state.ts';
import { type TestVerdictKind, testVerdict } from '../../core/faithfulness/test-verdict.ts';
import { SourceLine } from '../../ui/parts/source-line.tsx';
import { type Tone, VerdictCard } from '../../ui/parts/verdict-card.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { CurveLegend, DirectionCurves } from './direction-curves.tsx';
import { NumbersTable } from './numbers-table.tsx';
import { PointsTable } from './points-table.tsx';

const TONES: Readonly<Record<TestVerdictKind, Tone>> = {
  better: 'good',
  'better-than-chance': 'mixed',
  'no-better': 'bad',
  worse: 'bad',
  'cannot-tell': 'mixed',
};

interface Props {
  readonly test: MapTest;
  /** All that was asked for has been measured. */
  readonly complete: boolean;
  readonly running: boolean;
}

/** What a test came to: words first, then curves, then every number, then the files. */
export function TestReport({ test, complete, running }: Props) {
  const both = testNumbers(test);
  const verdict = both && testVerdict(both);
  const { scrambled } = THOROUGHNESS[test.thoroughness];
  const save = (text: string, type: string, extension: string) => {
    download(new Blob([text], { type }), fileName([...namedAfter(test.result), 'test'], extension));
  };
  return (
    <>
      {!verdict && !running && (
        <VerdictCard tone={TONES['cannot-tell']} title="Cannot tell yet">
          <p>It was stopped before the map and {activityOf(test).called} had been measured in both images.</p>
        </VerdictCard>
      )}
      {verdict && !running && (
        <VerdictCard tone={TONES[verdict.kind]} title={verdict.title}>
          <p>{verdict.words}</p>
          {verdict.whyThese && (
            <p>
              <strong>Why these two? </strong>
              <span>{verdict.whyThese}</span>
            </p>
          )}
          <ul className="plain-list">
            {SLOTS.map((slot, i) => {
              const numbers = testNumbers(test, [test.measurements[i]!]);
              if (!numbers) return null;
              return (
                <li key={slot}>
                  {slot.toUpperCase()} against the untouched {otherSlot(slot).toUpperCase()}:{' '}
                  {testVerdict(numbers).title.replace(' on this pair', '').toLowerCase()}.
                  {numbers.blurred > numbers.whole &&
                    ` Blurring all of it raises the score (${showNumber(numbers.whole)} to ${showNumber(numbers.blurred)}): read this with care.`}
                </li>
              );
            })}
          </ul>
          <p className="quiet">
            {!complete && `Stopped early: ${both.scrambled.length} of ${scrambled} scrambled maps. `}
            One pair is one observation; whether a method can be trusted shows over many pairs.
          </p>
        </VerdictCard>
      )}
      <SourceLine result={test.result} what="Tested" />
      <CurveLegend test={test} />
      <div className="directions">
        {SLOTS.map((slot) => (
          <DirectionCurves key={slot} test={test} slot={slot} />
        ))}
      </div>
      <NumbersTable
        test={test}
        measurements={test.measurements}
        caption="Areas under the curves, mean of both images. ↓ lower is better, ↑ higher is better; for several maps of a kind the mean and, in brackets, the range."
      />
      {!running && (
        <>
          <details>
            <summary>Each image by itself, and every point of the curves</summary>
            <div className="evidence-details">
              {SLOTS.map((slot, i) => (
                <NumbersTable
                  key={slot}
                  test={test}
                  measurements={[test.measurements[i]!]}
                  caption={`Image ${slot.toUpperCase()} against the untouched ${otherSlot(slot).toUpperCase()}`}
                />
              ))}
              {SLOTS.map((slot) => (
                <PointsTable key={slot} test={test} slot={slot} />
              ))}
            </div>
          </details>
          <div className="button-row">
            <button type="button" className="button" onClick={() => save(testCsv(test), 'text/csv', 'csv')}>
              <Download aria-hidden /> Export curves (CSV)
            </button>
            <button
              type="button"
              className="button"
              onClick={() => save(testJson(test), 'application/json', 'json')}
            >
              <Download aria-hidden /> Export test (JSON)
            </button>
          </div>
        </>
      )}
    </>
  );
}
