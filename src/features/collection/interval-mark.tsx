import type { Estimate } from '../../core/faithfulness/cluster-bootstrap.ts';
import type { Scale } from './interval-scale.ts';

interface Props {
  readonly estimate: Estimate;
  readonly scale: Scale;
}

/** Mean and interval (where there is one) as a dot and whisker against zero; the numbers stand beside it. */
export function IntervalMark({ estimate: { mean, interval }, scale }: Props) {
  const percent = (value: number) => `${value}%`;
  return (
    <span className="interval-mark" aria-hidden="true">
      <span className="zero" style={{ left: percent(scale(0)) }} />
      {interval && (
        <span
          className="whisker"
          style={{
            left: percent(scale(interval.low)),
            width: percent(scale(interval.high) - scale(interval.low)),
          }}
        />
      )}
      <span className="dot" style={{ left: percent(scale(mean)) }} />
    </span>
  );
}
