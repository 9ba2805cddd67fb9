import type { SamplePairScore } from '../../app/inspect/sample-vectors.ts';
import { showNumber } from '../result/show-number.ts';

interface Props {
  readonly similarity: number;
  readonly scores: readonly SamplePairScore[];
}

/** Every pair a tick on one scale, those of one subject (frames of one animal) apart from the others, this pair marked in both. */
export function ScoreStrip({ similarity, scores }: Props) {
  const finite = scores.filter((score) => Number.isFinite(score.similarity));
  const values = [...finite.map((score) => score.similarity), similarity];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const percent = (value: number) => (high === low ? 50 : ((value - low) / (high - low)) * 100);
  const rows = [
    { label: 'one subject', ticks: finite.filter((score) => score.sameSubject) },
    { label: 'different subjects', ticks: finite.filter((score) => !score.sameSubject) },
  ];
  return (
    <div className="score-strip" aria-hidden="true">
      {rows.map(({ label, ticks }) => (
        <div className="strip-row" key={label}>
          <span className="strip-label">
            {label} <span className="number">{ticks.length}</span>
          </span>
          <span className="strip-ticks">
            {ticks.map((tick, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pairs keep their order, and have no other name here
              <span className="tick" key={index} style={{ left: `${percent(tick.similarity)}%` }} />
            ))}
            <span className="tick this" style={{ left: `${percent(similarity)}%` }} />
          </span>
        </div>
      ))}
      <div className="strip-row strip-numbers number">
        <span />
        <span>
          {showNumber(low)}
          <span>{showNumber(high)}</span>
        </span>
      </div>
    </div>
  );
}
