/** One threshold of a ROC curve: pairs whose score is at least this are accepted. */
export interface OperatingPoint {
  readonly threshold: number;
  /** The share of different pairs that are accepted. */
  readonly falseAccept: number;
  /** The share of same pairs that are accepted. */
  readonly trueAccept: number;
}

/** Operating points from none accepted to all, `[points]` each: there can be one for each of 100,000s of pairs. */
export interface RocCurve {
  /** Falling; the first is ∞. */
  readonly thresholds: Float64Array;
  readonly falseAccept: Float64Array;
  readonly trueAccept: Float64Array;
}

/** The `index`th point of a curve. */
export const pointOf = (
  { thresholds, falseAccept, trueAccept }: RocCurve,
  index: number,
): OperatingPoint => ({
  threshold: thresholds[index]!,
  falseAccept: falseAccept[index]!,
  trueAccept: trueAccept[index]!,
});

/**
 * The receiver operating characteristic: one point for each distinct score. Equal scores are accepted together.
 *
 * @param same scores of pairs of one class. @param different of two. @throws RangeError where either is empty
 */
export function roc(same: ArrayLike<number>, different: ArrayLike<number>): RocCurve {
  if (same.length === 0 || different.length === 0)
    throw new RangeError(
      `${same.length} pairs of one class and ${different.length} of two: both are needed.`,
    );
  // Typed arrays sort by value, rising: read from their ends.
  const [s, d] = [Float64Array.from(same).sort(), Float64Array.from(different).sort()];
  const most = s.length + d.length + 1;
  const [thresholds, falseAccept, trueAccept] = [
    new Float64Array(most),
    new Float64Array(most),
    new Float64Array(most),
  ];
  thresholds[0] = Number.POSITIVE_INFINITY;
  let points = 1;
  let [right, wrong] = [0, 0];
  while (right < s.length || wrong < d.length) {
    const next = Math.max(s[s.length - 1 - right] ?? -Infinity, d[d.length - 1 - wrong] ?? -Infinity);
    while (right < s.length && s[s.length - 1 - right] === next) right += 1;
    while (wrong < d.length && d[d.length - 1 - wrong] === next) wrong += 1;
    thresholds[points] = next;
    falseAccept[points] = wrong / d.length;
    trueAccept[points] = right / s.length;
    points += 1;
  }
  return {
    thresholds: thresholds.slice(0, points),
    falseAccept: falseAccept.slice(0, points),
    trueAccept: trueAccept.slice(0, points),
  };
}

/** The area under the curve: how often a same pair scores above a different one, ties counted half. */
export function areaUnder({ falseAccept, trueAccept }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < falseAccept.length; i++)
    area += ((falseAccept[i]! - falseAccept[i - 1]!) * (trueAccept[i]! + trueAccept[i - 1]!)) / 2;
  return area;
}

/**
 * Where false accepts and false rejects are equally frequent, interpolated between the two points of the curve that
 * the line `falseAccept = 1 − trueAccept` passes. `threshold` is that of the nearer point.
 */
export function equalErrorRate(curve: RocCurve): { readonly rate: number; readonly threshold: number } {
  const excess = ({ falseAccept, trueAccept }: OperatingPoint) => falseAccept - (1 - trueAccept);
  let after = 1;
  while (excess(pointOf(curve, after)) < 0) after += 1;
  const [a, b] = [pointOf(curve, after - 1), pointOf(curve, after)];
  const share = -excess(a) / (excess(b) - excess(a));
  return {
    rate: a.falseAccept + share * (b.falseAccept - a.falseAccept),
    threshold: share < 0.5 && Number.isFinite(a.threshold) ? a.threshold : b.threshold,
  };
}

/** The most generous threshold that accepts no more than this share of different pairs. */
export function atFalseAccept(curve: RocCurve, rate: number): OperatingPoint {
  // False accepts never fall along the curve, and begin at none.
  let [low, high] = [0, curve.falseAccept.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (curve.falseAccept[middle]! <= rate) low = middle;
    else high = middle - 1;
  }
  return pointOf(curve, low);
}
