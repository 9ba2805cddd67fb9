import { showNumber } from '../result/show-number.ts';

interface Props {
  readonly value: number;
  /** The value whose bar is as long as can be. */
  readonly most: number;
}

/** A signed number with a bar from the middle: to the right what helps, to the left what hurts. */
export function Bar({ value, most }: Props) {
  const half = most > 0 ? Math.min(50, (50 * Math.abs(value)) / most) : 0;
  return (
    <span className="bar-cell number">
      <span className="bar-number">{showNumber(value)}</span>
      <span className="bar-track" aria-hidden>
        <span
          className={value < 0 ? 'bar-fill hurts' : 'bar-fill helps'}
          style={{ left: `${value < 0 ? 50 - half : 50}%`, width: `${half}%` }}
        />
      </span>
    </span>
  );
}
