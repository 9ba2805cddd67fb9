/**
 * Relative L2 error `|out - ref| / |ref|`, the measure of every golden (NaN anywhere gives NaN).
 *
 * @throws Error when the lengths differ
 */
export function relativeError(out: ArrayLike<number>, ref: ArrayLike<number>): number {
  if (out.length !== ref.length) throw new Error(`${out.length} values against ${ref.length}.`);
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < ref.length; i++) {
    difference += (out[i]! - ref[i]!) ** 2;
    norm += ref[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}
