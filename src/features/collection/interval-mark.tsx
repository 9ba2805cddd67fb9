import type { Interval } from '../../core/faithfulness/bootstrap.ts';
import type { Scale } from './interval-scale.ts';

interface Props {
  readonly interval: Interval;
  readonly scale: Scale;
}

/** Mean and interval as a dot and whisker against zero; the numbers stand beside it. */
export function IntervalMark({ interval: { mean, low, high }, scale }: Props) {
  const percent = (value: number) => `${value}%`;
  return (
    <span className="interval-mark" aria-hidden="true">
      <span className="zero" style={{ left: percent(scale(0)) }} />
      <span
        className="whisker"
        style={{ left: percent(scale(low)), width: percent(scale(high) - scale(low)) }}
      />
      <span className="dot" style={{ left: percent(scale(mean)) }} />
    </span>
  );
}
