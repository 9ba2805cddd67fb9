interface Props {
  readonly label: string;
  /** 0–1; null: under way, length unknown. */
  readonly fraction: number | null;
  /** How far, in words, e.g. `3.2 of 6.9 MB`. */
  readonly words: string;
}

/** A determinate or indeterminate bar with its state in words beside it. */
export function ProgressBar({ label, fraction, words }: Props) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100);
  return (
    <div className="progress">
      <span className="progress-label">{label}</span>
      <div
        className={fraction === null ? 'progress-track unknown' : 'progress-track'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words}
      >
        <div className="progress-fill" style={{ transform: `scaleX(${fraction ?? 0.3})` }} />
      </div>
      <span className="number progress-words">{words}</span>
    </div>
  );
}
