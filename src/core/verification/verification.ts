/** A pair's score, and whether the two are of one class. */
export interface LabelledScore {
  readonly score: number;
  readonly same: boolean;
}

/** One threshold of a ROC curve: pairs whose score is at least this are accepted. */
export interface OperatingPoint {
  readonly threshold: number;
  /** The share of different pairs that are accepted. */
  readonly falseAccept: number;
  /** The share of same pairs that are accepted. */
  readonly trueAccept: number;
}

/**
 * The receiver operating characteristic: one point for each distinct score, from none accepted to all.
 * Equal scores are accepted together.
 *
 * @throws RangeError where there is no same or no different pair
 */
export function roc(pairs: readonly LabelledScore[]): OperatingPoint[] {
  const same = pairs.filter((pair) => pair.same).length;
  const different = pairs.length - same;
  if (same === 0 || different === 0)
    throw new RangeError(`${same} pairs of one class and ${different} of two: both are needed.`);
  const sorted = [...pairs].sort((a, b) => b.score - a.score);
  const points: OperatingPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falseAccept: 0, trueAccept: 0 }];
  let right = 0;
  let wrong = 0;
  sorted.forEach((pair, i) => {
    if (pair.same) right += 1;
    else wrong += 1;
    if (sorted[i + 1]?.score === pair.score) return;
    points.push({ threshold: pair.score, falseAccept: wrong / different, trueAccept: right / same });
  });
  return points;
}

/** The area under the curve: how often a same pair scores above a different one, ties counted half. */
export function areaUnder(points: readonly OperatingPoint[]): number {
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const [before, now] = [points[i - 1]!, points[i]!];
    area += ((now.falseAccept - before.falseAccept) * (now.trueAccept + before.trueAccept)) / 2;
  }
  return area;
}

/**
 * Where false accepts and false rejects are equally frequent, interpolated between the two points of the curve that
 * the line `falseAccept = 1 − trueAccept` passes. `threshold` is that of the nearer point.
 */
export function equalErrorRate(points: readonly OperatingPoint[]): {
  readonly rate: number;
  readonly threshold: number;
} {
  const excess = ({ falseAccept, trueAccept }: OperatingPoint) => falseAccept - (1 - trueAccept);
  const after = points.findIndex((point) => excess(point) >= 0);
  const [a, b] = [points[after - 1]!, points[after]!];
  const share = -excess(a) / (excess(b) - excess(a));
  return {
    rate: a.falseAccept + share * (b.falseAccept - a.falseAccept),
    threshold: share < 0.5 && Number.isFinite(a.threshold) ? a.threshold : b.threshold,
  };
}

/** The most generous threshold that accepts no more than this share of different pairs. */
export function atFalseAccept(points: readonly OperatingPoint[], rate: number): OperatingPoint {
  return points.findLast(({ falseAccept }) => falseAccept <= rate)!;
}
