/** Area under a curve of equally spaced values over [0, 1], by the trapezoid rule. */
export function trapezoid(curve: Float64Array | readonly number[]): number {
  let area = 0;
  for (let i = 1; i < curve.length; i++) area += (curve[i - 1]! + curve[i]!) / 2;
  return area / (curve.length - 1);
}
