/**
 * The share of the scores that falls in each of `bins` equally wide intervals of [low, high], `[bins]`; scores outside
 * count in the first and last.
 */
export function shares(scores: Float64Array, low: number, high: number, bins: number): Float64Array {
  const found = new Float64Array(bins);
  if (scores.length === 0) return found;
  const width = (high - low) / bins || 1;
  for (const score of scores)
    found[Math.min(bins - 1, Math.max(0, Math.floor((score - low) / width)))]! += 1 / scores.length;
  return found;
}
