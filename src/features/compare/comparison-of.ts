import type { Workshop } from '../../app/workshop.ts';
import { Comparison } from './comparison.ts';

const comparisons = new WeakMap<Workshop, Comparison>();

/** The one comparison of an app: it goes on, and keeps what it found, while its panel is closed. */
export function comparisonOf(workshop: Workshop): Comparison {
  const comparison = comparisons.get(workshop) ?? new Comparison(workshop);
  comparisons.set(workshop, comparison);
  return comparison;
}
