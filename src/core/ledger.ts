import type { Vector } from './metrics/metric.ts';

/** Do the parts add up? */
export interface Ledger {
  readonly sum: number;
  /** What they should add up to. */
  readonly total: number;
  /** `sum − total`: rounding, where the method promises to add up; the unexplained rest elsewhere. */
  readonly residual: number;
  /** `Σ|part|`: the scale against which a residual is small or large. */
  readonly gross: number;
}

/** Adds up the parts (channels of a CIS, positions of a map) in double precision against their total. */
export function ledger(parts: Vector, total: number): Ledger {
  let sum = 0;
  let gross = 0;
  for (const part of parts) {
    sum += part;
    gross += Math.abs(part);
  }
  return { sum, total, residual: sum - total, gross };
}
