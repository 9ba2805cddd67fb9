/** Below this a map counts as the same: the bar that all backends are held to. */
const BAR = 1e-4;
/** Up to this disturbance, relative to each activation, backends differ among themselves. */
const ROUNDING = 1e-6;

/** One disturbed run. */
export interface StabilityTrial {
  readonly disturbance: number;
  /** Relative L2 distance of the map from the undisturbed one; null where that is zero. */
  readonly jump: number | null;
}

export interface StabilityVerdict {
  /**
   * `unstable`: a gate lies within float32 noise of its kink; `near`: none does, but ten times that noise flips
   * one; `stable`: none; `zero`: the map is zero, and there is nothing to compare.
   */
  readonly kind: 'unstable' | 'near' | 'stable' | 'zero';
  /** Largest jump under disturbances as small as rounding. */
  readonly rounding: number;
  /** Largest jump of all. */
  readonly largest: number;
}

/** Judges the runs of a stability check (spec.md, Kinks). */
export function stabilityVerdict(trials: readonly StabilityTrial[]): StabilityVerdict {
  const worst = (chosen: readonly StabilityTrial[]) => Math.max(0, ...chosen.map(({ jump }) => jump ?? 0));
  const rounding = worst(trials.filter(({ disturbance }) => disturbance <= ROUNDING));
  const largest = worst(trials);
  const zero = trials.every(({ jump }) => jump === null);
  const kind = zero ? 'zero' : rounding > BAR ? 'unstable' : largest > BAR ? 'near' : 'stable';
  return { kind, rounding, largest };
}
