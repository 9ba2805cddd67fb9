import type { Range } from './map-range.ts';

/**
 * A map scaled so that `range` becomes [0, 1]; values outside are clamped.
 *
 * A constant map (`low = high`) has nothing that stands out and becomes 0, as do values that are not finite.
 */
export function normalize(values: Float32Array, { low, high }: Range): Float32Array {
  const scale = high > low ? 1 / (high - low) : 0;
  return values.map((value) =>
    Number.isFinite(value) ? Math.min(Math.max((value - low) * scale, 0), 1) : 0,
  );
}
