/** How far the sign of a map is that of what happens when a cell is set to zero (`core/methods/silencing.ts`). */
export interface SignAgreement {
  /** Cells without which the score falls, rises, or does neither beyond rounding. */
  readonly falls: number;
  readonly rises: number;
  readonly neither: number;
  /** Cells where neither the map nor the loss is zero, and how many of them have one sign. */
  readonly compared: number;
  readonly agree: number;
}

/** Below this share of the largest loss, a loss of float32 features is rounding. */
const ROUNDING = 1e-5;

/**
 * Compares signs cell by cell.
 *
 * @param map `[N]`. @param loss what the score loses without a cell, `[N]`: above 0 where it falls.
 * @throws RangeError when the lengths differ.
 */
export function signAgreement(map: Float32Array, loss: Float32Array): SignAgreement {
  if (map.length !== loss.length)
    throw new RangeError(`A map of ${map.length} cells has no agreement with one of ${loss.length}.`);
  const noise = ROUNDING * loss.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let [falls, rises, compared, agree] = [0, 0, 0, 0];
  loss.forEach((value, p) => {
    if (Math.abs(value) <= noise) return;
    if (value > 0) falls += 1;
    else rises += 1;
    const ours = map[p]!;
    if (ours === 0) return;
    compared += 1;
    if (ours > 0 === value > 0) agree += 1;
  });
  return { falls, rises, neither: loss.length - falls - rises, compared, agree };
}
