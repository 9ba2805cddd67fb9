import type { Explanation } from '../../app/state.ts';
import { SLOTS } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import { mapAgreement } from './map-agreement.ts';

/**
 * Two lines on a member of a comparison: how its maps follow the mean activation, and the maps that were on the stage when the comparison
 * began: another may stand there by now. */
export function agreementWords(result: Explanation, base: Explanation | null): string[] {
  const r = (value: number | null) => (value === null ? 'undefined' : value.toFixed(2).replace('-', '−'));
  const { a, b } = result.controlCorrelation;
  const lines = [`r with mean activation: A ${r(a)}, B ${r(b)}`];
  if (base !== null) {
    const [withA, withB] = SLOTS.map((slot) => mapAgreement(result.maps[slot], base.maps[slot]));
    lines.push(
      `r with the map compared with (${METHODS[base.settings.method].label}): A ${r(withA ?? null)}, B ${r(withB ?? null)}`,
    );
  }
  return lines;
}
